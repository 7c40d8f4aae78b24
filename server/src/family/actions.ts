/** What the audit trail calls what elders and relatives do, and what is done for them. */
export const familyActions = {
  'family.looked': { zh: '本人或家属查看资料', en: 'Elder or relative looked at the file' },
  'family.asked': { zh: '对查看提问', en: 'Question about a look' },
  'family.request-looked': { zh: '查看提问或更正申请', en: 'Question or request for a correction read' },
  'family.answered': { zh: '答复对查看的提问', en: 'Question about a look answered' },
  'family.correction-asked': { zh: '申请更正', en: 'Correction asked for' },
  'family.correction-looked': { zh: '查看更正申请的内容', en: 'Wanted correction read' },
  'family.correction-decided': { zh: '办理更正申请', en: 'Correction decided' },
  'family.sheet-printed': { zh: '打印“谁看过我”', en: 'Sheet “Who looked at me” printed' },
  'privacy.exported-elder': { zh: '列入导出名单', en: 'On a list that was taken out' },
  'benefits.used': { zh: '核算待遇', en: 'Benefits worked out' },
} as const
