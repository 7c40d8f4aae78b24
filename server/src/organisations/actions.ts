/** What the audit trail calls the things that happen to organisations. */
export const organisationActions = {
  'organisations.registered': { zh: '登记机构', en: 'Organisation registered' },
  'organisations.changed': { zh: '修改机构', en: 'Organisation changed' },
  'organisations.status-changed': { zh: '变更机构状态', en: 'Status of organisation changed' },
}
