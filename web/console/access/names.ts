import { phrases } from '../../language/phrases.ts'

/** What the navigation calls the pages. Apart from the other phrases, which are fetched with the pages themselves. */
export const names = phrases({
  accounts: { zh: '账号', en: 'Accounts' },
  account: { zh: '账号详情', en: 'Account' },
  newAccount: { zh: '新建账号', en: 'New account' },
  roles: { zh: '角色', en: 'Roles' },
  audit: { zh: '操作记录', en: 'Audit trail' },
})
