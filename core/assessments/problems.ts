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
export const eventRefused = defineProblem('assessments.event-refused', 409, {
  zh: '评估处于“{state}”，不能{event}',
  en: 'The assessment is “{state}”; this cannot be done now: {event}',
})
export const requirementMissing = defineProblem('assessments.requirement-missing', 422, {
  zh: '{event}需要填写：{requirement}',
  en: '{event} needs: {requirement}',
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
export const signedDiffers = defineProblem('assessments.signed-differs', 409, {
  zh: '评估内容与您看到的不一致，请重新查看后再签名',
  en: 'The content is no longer what you saw; read it again before signing',
})
