/** What the audit trail calls what happens to keys and to the rights of data subjects. */
export const privacyActions = {
  'privacy.erasure-submitted': { zh: '提请删除', en: 'Erasure submitted' },
  'privacy.erasure-requested': { zh: '登记删除申请', en: 'Erasure asked for' },
  'privacy.erasure-refused': { zh: '不予删除', en: 'Erasure refused' },
  'privacy.erased': { zh: '删除个人信息', en: 'Personal data erased' },
  'privacy.hold-placed': { zh: '保全档案', en: 'Hold placed' },
  'privacy.hold-released': { zh: '解除保全', en: 'Hold released' },
  'privacy.consent-given': { zh: '登记同意', en: 'Consent recorded' },
  'privacy.consent-withdrawn': { zh: '撤回同意', en: 'Consent withdrawn' },
  'privacy.consent-form-printed': { zh: '打印同意书', en: 'Form of consent printed' },
  'privacy.key-rotation-began': { zh: '开始更换数据密钥', en: 'Replacement of a data key began' },
  'privacy.key-rotation-done': { zh: '数据密钥更换完成', en: 'Data key replaced' },
  'privacy.export-traced': { zh: '查名单出自哪次导出', en: 'Origin of a list looked up' },
  'privacy.key-destroyed': { zh: '销毁数据密钥', en: 'Data key destroyed' },
}
