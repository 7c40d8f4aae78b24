/** What the audit trail calls the things that happen to indicators. */
export const indicatorActions = {
  'indicators.computation-requested': { zh: '发起指标计算', en: 'Computation of indicators requested' },
}
