import { defineProblem } from '../http/problem.ts'

export const accessHeld = defineProblem('family.access-held', 409, {
  zh: '这个账号已经可以看这份档案',
  en: 'This account sees the file already',
})
export const selfHeld = defineProblem('family.self-held', 409, {
  zh: '老人本人已有账号；忘记密码的，请重新打印激活码',
  en: 'The elder has an account already; where the password was forgotten, print a new code',
})
export const accountUnknown = defineProblem('family.account-unknown', 422, {
  zh: '您的辖区内没有这个家属账号',
  en: 'There is no such account of a relative in your area',
})
export const periodWrong = defineProblem('family.period-wrong', 422, {
  zh: '到期日要在今天以后，最长两年',
  en: 'The last day has to lie after today, at most two years ahead',
})
export const relativeMissing = defineProblem('family.relative-missing', 422, {
  zh: '请填写家属的姓名、关系和老人同意的情况',
  en: 'Give the relative’s name and relation, and how the elder agreed',
})
export const notLiving = defineProblem('family.not-living', 409, {
  zh: '档案已不在册，不能再开通账号',
  en: 'The file is no longer in the register; no account can be opened for it',
})
export const accessEnded = defineProblem('family.access-ended', 409, {
  zh: '这项权限已经终止',
  en: 'This access has ended already',
})
