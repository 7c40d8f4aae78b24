/** What the audit trail calls the things that happen to assessors. */
export const workforceActions = {
  'workforce.assessor-registered': { zh: '登记评估员', en: 'Assessor registered' },
  'workforce.assessor-changed': { zh: '修改评估员', en: 'Assessor changed' },
  'workforce.assessor-status-changed': { zh: '变更评估员状态', en: 'Status of assessor changed' },
}
