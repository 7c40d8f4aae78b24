import { defineProblem } from '../http/problem.ts'

export const identityTaken = defineProblem('workforce.identity-taken', 409, {
  zh: '这个身份证件的评估员已在该机构登记',
  en: 'An assessor with this identity number is already registered with the organisation',
})
export const identityWrong = defineProblem('workforce.identity-wrong', 422, {
  zh: '公民身份号码不正确',
  en: 'The citizen identity number is not valid',
})
export const organisationNotFitting = defineProblem('workforce.organisation-not-fitting', 422, {
  zh: '只能登记到状态正常的评估机构',
  en: 'Assessors are registered with an active assessment organisation only',
})
export const statusRefused = defineProblem('workforce.status-refused', 409, {
  zh: '评估员的状态不能这样变更；已移出的须重新登记',
  en: 'The status cannot change this way; who was removed registers again',
})
export const daysOutOfOrder = defineProblem('workforce.days-out-of-order', 422, {
  zh: '日期的先后有误',
  en: 'The dates are out of order',
})
export const accountTaken = defineProblem('workforce.account-taken', 409, {
  zh: '这个账号已对应另一名评估员',
  en: 'This account already belongs to another assessor',
})
export const telephoneWrong = defineProblem('workforce.telephone-wrong', 422, {
  zh: '电话号码格式不正确：11 位手机号，或带区号的固定电话',
  en: 'Not a telephone number: a mobile has 11 digits, a fixed line its area code',
})
