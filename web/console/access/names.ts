import { phrases } from '../../language/phrases.ts'

/** What the navigation calls the pages. Apart from the other phrases, which are fetched with the pages themselves. */
export const names = phrases({
  accounts: { zh: '账号', en: 'Accounts' },
  account: { zh: '账号详情', en: 'Account' },
  newAccount: { zh: '新建账号', en: 'New account' },
  requests: { zh: '授权申请', en: 'Requests for grants' },
  request: { zh: '申请详情', en: 'Request' },
  dataClasses: { zh: '数据分级分类', en: 'Classes of data' },
  classRequests: { zh: '分级分类申请', en: 'Requests about data classes' },
  roles: { zh: '角色', en: 'Roles' },
  audit: { zh: '操作记录', en: 'Audit trail' },
})
