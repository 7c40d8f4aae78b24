import { phrases } from '../../language/phrases.ts'

export const texts = phrases({
  keys: { zh: '数据密钥', en: 'Data keys' },
  keysHint: {
    zh: '每个县的敏感信息用本县自己的密钥加密。换钥时业务照常办理，已加密的数据在后台逐项改用新密钥。',
    en: 'Each county’s sensitive data are sealed with a key of its own. While a key is replaced everybody goes on working; what was sealed before is brought under the new key in the background.',
  },
  noKeys: { zh: '还没有数据密钥', en: 'No data key yet' },
  noKeysHint: {
    zh: '一个县登记第一位老人时，系统自动生成本县的密钥。',
    en: 'A county’s key is made when its first elder is registered.',
  },
  county: { zh: '县（市、区）', en: 'County' },
  ofNobody: { zh: '不属于任何县的数据', en: 'What belongs to no county' },
  version: { zh: '版本', en: 'Version' },
  versionNumber: { zh: '第 {version} 版', en: 'Version {version}' },
  algorithm: { zh: '加密算法', en: 'Algorithm' },
  madeAt: { zh: '生成时间', en: 'Made' },
  rotation: { zh: '换钥', en: 'Replacement' },
  rotationRunning: { zh: '正在换钥 {share}', en: 'Being replaced, {share}' },
  rotationDone: { zh: '已完成', en: 'Completed' },
  neverRotated: { zh: '从未换钥', en: 'Never replaced' },
  older: { zh: '保留的旧版本', en: 'Older versions kept' },
  currentVersion: { zh: '当前版本', en: 'Present version' },
  rotate: { zh: '更换密钥', en: 'Replace the key' },
  rotateTitle: { zh: '更换{county}的数据密钥', en: 'Replace the data key of {county}' },
  rotateMeans: {
    zh: '立即生成新密钥，几秒钟内所有新数据改用新密钥。已加密的 {values} 项数据在后台改用新密钥，期间照常办理业务。旧密钥保留，用于读取以前的备份。',
    en: 'A new key is made now, and within seconds everything new is sealed with it. {values} values sealed before are brought under it in the background while work goes on. The old key is kept to read earlier backups.',
  },
  rotationBegan: {
    zh: '已生成第 {version} 版密钥，正在换钥',
    en: 'Version {version} was made; the values are being sealed anew',
  },
  rotatingTo: { zh: '换用第 {version} 版密钥', en: 'Bringing everything under version {version}' },
  requestedBy: { zh: '{name}发起', en: 'Asked for by {name}' },
  waitsForOthers: {
    zh: '数据已全部换过，正在等换钥前开始的操作结束。',
    en: 'Everything is sealed anew; waiting for what began before the replacement to end.',
  },
  versions: { zh: '密钥版本', en: 'Versions of the key' },
  state: { zh: '状态', en: 'State' },
  values: { zh: '用它加密的数据项', en: 'Values sealed with it' },
  active: { zh: '在用', en: 'In use' },
  retiring: { zh: '换钥中，即将停用', en: 'Being replaced' },
  retired: { zh: '已停用，为备份保留', en: 'Retired, kept for backups' },
  destroyed: { zh: '已销毁', en: 'Destroyed' },
  retiredAt: { zh: '停用时间', en: 'Retired' },
  destroy: { zh: '销毁', en: 'Destroy' },
  destroyTitle: { zh: '销毁第 {version} 版密钥', en: 'Destroy version {version}' },
  destroyMeans: {
    zh: '销毁后不能恢复：这一版密钥在用期间所做的备份，其中的敏感信息将永远无法读取。请确认这些备份已过保存期。',
    en: 'It cannot be brought back: sensitive data in backups made while this version was in use can never be read again. Make sure those backups have passed their period.',
  },
  destroyedDone: { zh: '第 {version} 版密钥已销毁', en: 'Version {version} is destroyed' },
})

/** What the algorithms are called. */
export const algorithmNames = {
  'aes-256-gcm': { zh: 'AES-256-GCM（通用算法）', en: 'AES-256-GCM (common)' },
  'sm4-ctr-hmac-sm3': { zh: '国密 SM4-CTR + HMAC-SM3', en: 'SM4-CTR + HMAC-SM3 (national)' },
} as const
