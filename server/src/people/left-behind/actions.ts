/** What the audit trail calls what happens to the care of left-behind elders. */
export const careActions = {
  'people.care-looked': { zh: '查看关爱台账', en: 'Care ledger looked at' },
  'people.care-planned': { zh: '制定关爱计划', en: 'Care plan set' },
  'people.care-contacted': { zh: '登记联系', en: 'Contact recorded' },
  'people.care-corrected': { zh: '更正联系记录', en: 'Contact corrected' },
  'people.care-family-set': { zh: '登记子女联系情况', en: 'Contact with children recorded' },
}
