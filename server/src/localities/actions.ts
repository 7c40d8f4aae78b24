/** What the audit trail calls the things that happen to localities. */
export const localityActions = {
  'localities.class-recorded': { zh: '登记地域类别', en: 'Class of a division recorded' },
  'localities.class-ended': { zh: '终止地域类别', en: 'Class of a division ended' },
  'localities.imported': { zh: '批量登记地域类别', en: 'Classes of divisions recorded from a list' },
  'localities.population-recorded': { zh: '登记人口数', en: 'Population figure recorded' },
  'localities.grid-added': { zh: '新设网格', en: 'Grid added' },
  'localities.grid-changed': { zh: '修改网格', en: 'Grid changed' },
  'localities.grid-closed': { zh: '撤销网格', en: 'Grid closed' },
}
