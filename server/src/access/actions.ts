/** What the audit trail calls the things that happen to accounts. */
export const accessActions = {
  'access.signed-in': { zh: '登录', en: 'Signed in' },
  'access.signed-out': { zh: '退出登录', en: 'Signed out' },
  'access.refused': { zh: '登录失败', en: 'Sign-in refused' },
  'access.locked': { zh: '连续输错密码，账号锁定', en: 'Locked after wrong passwords' },
  'access.account-created': { zh: '新建账号', en: 'Account created' },
  'access.password-reset': { zh: '重置密码', en: 'Password reset' },
  'access.password-changed': { zh: '修改密码', en: 'Password changed' },
  'access.state-changed': { zh: '变更账号状态', en: 'Account state changed' },
  'access.granted': { zh: '授予角色', en: 'Role granted' },
  'access.withdrawn': { zh: '收回角色', en: 'Role withdrawn' },
}
