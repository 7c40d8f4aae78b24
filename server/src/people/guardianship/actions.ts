/** What the audit trail calls what happens to guardianship arrangements. */
export const guardianshipActions = {
  'people.guardianship-looked': { zh: '查看监护安排', en: 'Guardianship looked at' },
  'people.guardianship-opened': { zh: '开始监护安排', en: 'Guardianship arrangement opened' },
  'people.guardianship-step': { zh: '办理监护安排', en: 'Guardianship arrangement taken further' },
}
