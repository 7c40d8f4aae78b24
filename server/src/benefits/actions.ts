/** What the audit trail calls the things that happen to runs and payments. */
export const benefitActions = {
  'benefits.run-drafted': { zh: '编制发放批次', en: 'Payment run drafted' },
  'benefits.run-checked': { zh: '核对发放批次', en: 'Payment run checked' },
  'benefits.run-held': { zh: '暂缓发放', en: 'Payments set aside' },
  'benefits.run-submitted': { zh: '提交发放批次审批', en: 'Payment run submitted' },
  'benefits.run-approved': { zh: '审批发放批次', en: 'Payment run approved' },
  'benefits.run-returned': { zh: '退回发放批次', en: 'Payment run returned to its drafter' },
  'benefits.run-cancelled': { zh: '作废发放批次', en: 'Payment run cancelled' },
  'benefits.run-paid': { zh: '登记发放结果', en: 'Payment run recorded as paid' },
  'benefits.payment-file-downloaded': {
    zh: '下载发放文件（含完整账号）',
    en: 'Payment file with full accounts downloaded',
  },
  'benefits.return-settled': { zh: '处理银行退回', en: 'Returned payment settled' },
  'benefits.payment-looked': { zh: '查看发放依据', en: 'Looked at what a payment rests on' },
  'benefits.entitlements-looked': { zh: '查看应享待遇', en: 'Looked at entitlements' },
  'benefits.policy-drafted': { zh: '起草政策', en: 'Policy drafted' },
  'benefits.policy-changed': { zh: '修改政策草稿', en: 'Draft of a policy changed' },
  'benefits.policy-proposed': { zh: '提交政策发布', en: 'Policy proposed for publication' },
  'benefits.policy-returned': { zh: '退回政策', en: 'Policy returned to its drafters' },
  'benefits.policy-withdrawn': { zh: '撤回政策草稿', en: 'Draft of a policy withdrawn' },
  'benefits.policy-published': { zh: '发布政策', en: 'Policy published' },
} as const
