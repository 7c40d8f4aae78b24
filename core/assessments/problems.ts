import { defineProblem } from '../http/problem.ts'

export const answerNotAnOption = defineProblem('assessments.answer-not-an-option', 400, {
  zh: '{item} 没有分值为 {score} 的选项',
  en: '{item} has no option that scores {score}',
})
export const informationWrong = defineProblem('assessments.information-wrong', 422, {
  zh: '评估信息填写有误，请检查标出的各项',
  en: 'The information forms are not filled in correctly; check the fields named',
})
export const notComplete = defineProblem('assessments.not-complete', 422, {
  zh: '还有 {count} 项没有填写，不能签名',
  en: '{count} entries are still missing; it cannot be signed yet',
})
/** The fault names the state and the event in words. */
export const eventRefused = defineProblem('assessments.event-refused', 409, {
  zh: '评估当前的状态不能办理这一步',
  en: 'This cannot be done in the present state of the assessment',
})
export const mayNotSign = defineProblem('assessments.may-not-sign', 409, {
  zh: '不能签名，请查看标出的原因',
  en: 'This assessor may not sign; see the reasons named',
})
export const assessorsNotTwo = defineProblem('assessments.assessors-not-two', 422, {
  zh: '须由两名不同的评估员共同评估',
  en: 'Two different assessors are needed',
})
export const assessorNotOfOrganisation = defineProblem('assessments.assessor-not-of-organisation', 422, {
  zh: '评估员不属于承接这次评估的机构',
  en: 'The assessor does not belong to the organisation this assessment is assigned to',
})
export const organisationNotEligible = defineProblem('assessments.organisation-not-eligible', 422, {
  zh: '该机构不是可派单的评估机构（须已登记、状态正常且服务本地区）',
  en: 'The organisation cannot be assigned: it must be a registered, active assessment organisation serving this region',
})
export const alreadyOpen = defineProblem('assessments.already-open', 409, {
  zh: '这位老人已有一次未结束的评估',
  en: 'This elder already has an assessment that is not finished',
})
export const notTheAssessor = defineProblem('assessments.not-the-assessor', 403, {
  zh: '您的账号不是本次评估指定的评估员',
  en: 'Your account is not one of the assessors named for this assessment',
})
export const instrumentSuperseded = defineProblem('assessments.instrument-superseded', 422, {
  zh: '这个版本的评估量表已停用，不能用于新的评估',
  en: 'This version of the instrument is superseded and not used for new assessments',
})
export const objectionTooLate = defineProblem('assessments.objection-too-late', 409, {
  zh: '结果已过有效期，请申请新的评估',
  en: 'The result has run out; request a new assessment instead',
})
export const elderNotActive = defineProblem('assessments.elder-not-active', 422, {
  zh: '这位老人已去世或已迁出，不能申请评估',
  en: 'This elder has died or moved away; no assessment can be requested',
})
export const telephoneWrong = defineProblem('assessments.telephone-wrong', 422, {
  zh: '联系电话格式不正确：11 位手机号，或带区号的固定电话',
  en: 'Not a telephone number: a mobile has 11 digits, a fixed line its area code',
})
