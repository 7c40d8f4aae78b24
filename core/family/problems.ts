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
export const assessmentUnderWay = defineProblem('family.assessment-under-way', 409, {
  zh: '评估已经在办，不用再申请。办到哪一步，在“能力评估”里看。',
  en: 'An assessment is under way already; there is no need to ask again. See “Ability assessment” for where it stands.',
})
export const resultStillValid = defineProblem('family.result-still-valid', 409, {
  zh: '现在的结果到{day}以前有效。如果身体有变化，请写明哪里变了，就可以申请。',
  en: 'The present result is valid until {day}. If something has changed, say what, and you can ask.',
})
export const requestNotAgreed = defineProblem('family.request-not-agreed', 403, {
  zh: '老人还没有同意由您代为申请。请老人自己申请，或一起到窗口办理同意。',
  en: 'The elder has not agreed that you ask for them. They can ask themselves, or agree at the counter.',
})
export const assessmentNotLiving = defineProblem('family.assessment-not-living', 409, {
  zh: '档案已不在册，不能申请评估',
  en: 'The file is no longer in the register; no assessment can be asked for',
})
export const placeNotOpen = defineProblem('family.place-not-open', 409, {
  zh: '这一天现在不能在网上预约，请看看别的日子，或打电话、到窗口问',
  en: 'This day cannot be booked here now; see another one, call, or ask at the counter',
})
export const onlineFull = defineProblem('family.online-full', 409, {
  zh: '网上的名额刚刚约满了。可以看看别的日子，或打电话、到窗口约留着的名额',
  en: 'The places online have just gone. See another day, or call or come to the counter for one of those kept',
})
