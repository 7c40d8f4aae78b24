/** What the audit trail calls what happens to itself. */
export const auditActions = {
  'audit.verification-requested': { zh: '核验操作记录的封存链', en: 'Verification of the audit trail requested' },
  'audit.heads-downloaded': { zh: '下载封存链头', en: 'Heads of the audit chains downloaded' },
}
