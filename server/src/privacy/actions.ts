/** What the audit trail calls what happens to keys and to the rights of data subjects. */
export const privacyActions = {
  'privacy.consent-given': { zh: '登记同意', en: 'Consent recorded' },
  'privacy.consent-withdrawn': { zh: '撤回同意', en: 'Consent withdrawn' },
  'privacy.consent-form-printed': { zh: '打印同意书', en: 'Form of consent printed' },
  'privacy.key-rotation-began': { zh: '开始更换数据密钥', en: 'Replacement of a data key began' },
  'privacy.key-rotation-done': { zh: '数据密钥更换完成', en: 'Data key replaced' },
  'privacy.export-traced': { zh: '查名单出自哪次导出', en: 'Origin of a list looked up' },
  'privacy.key-destroyed': { zh: '销毁数据密钥', en: 'Data key destroyed' },
}
