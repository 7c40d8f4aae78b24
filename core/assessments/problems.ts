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

export const instrumentUnreadable = defineProblem('assessments.instrument-unreadable', 422, {
  zh: '量表文件不能使用，请按列出的各处改正',
  en: 'The instrument file cannot be used; correct the places named',
})
export const instrumentVersionTaken = defineProblem('assessments.instrument-version-taken', 409, {
  zh: '这个量表的这一版本已经存在，请使用新的版本号',
  en: 'This version of the instrument exists already; give a new version',
})
export const secondPersonNeeded = defineProblem('assessments.second-person-needed', 409, {
  zh: '须由另一个人办理：本人刚才办的是上一步',
  en: 'Another person must do this: you did the step before',
})
export const stepNotPossible = defineProblem('assessments.step-not-possible', 409, {
  zh: '现在不能这样办理：这一步已经办过，或上一步还没有完成',
  en: 'Not possible now: this step is done already, or the one before is not',
})
export const recordIncomplete = defineProblem('assessments.record-incomplete', 422, {
  zh: '还有没有填写的项目，请按列出的各处补全',
  en: 'Something is not filled in yet; complete the places named',
})
export const dayNotPast = defineProblem('assessments.day-not-past', 422, {
  zh: '日期不正确，或在今天之后',
  en: 'No such day, or a day after today',
})
export const periodWrong = defineProblem('assessments.period-wrong', 422, {
  zh: '起止日期不正确',
  en: 'The period is upside down or no period',
})
export const documentWrong = defineProblem('assessments.document-wrong', 422, {
  zh: '附件须为 5 MB 以内的 PDF、JPG 或 PNG',
  en: 'The document must be a PDF, JPG or PNG of at most 5 MB',
})
export const recordedAlready = defineProblem('assessments.recorded-already', 409, {
  zh: '同一天、同一编号的结果已经登记',
  en: 'A result of that day and number is recorded already',
})
export const fileWrong = defineProblem('assessments.file-wrong', 422, {
  zh: '表格不能使用：{reason}',
  en: 'The table cannot be used: {reason}',
})
export const identityNumberWrong = defineProblem('assessments.identity-number-wrong', 422, {
  zh: '证件号码不正确，请逐位核对',
  en: 'The identity number is wrong; compare every character',
})
export const lookedTooOften = defineProblem('assessments.looked-too-often', 429, {
  zh: '查验次数已到上限，请稍后再查',
  en: 'The limit of lookups is reached; try again later',
})
export const sampleDrawn = defineProblem('assessments.sample-drawn', 409, {
  zh: '这个月已经抽取，抽取结果不能更改',
  en: 'The sample of this month is drawn already and stays as it is',
})
export const monthNotOver = defineProblem('assessments.month-not-over', 409, {
  zh: '这个月还没有结束',
  en: 'This month is not over yet',
})
export const nothingToDraw = defineProblem('assessments.nothing-to-draw', 409, {
  zh: '这个月没有可抽取的评估',
  en: 'There is nothing to draw from in this month',
})
export const sameOrganisation = defineProblem('assessments.same-organisation', 409, {
  zh: '复核须由另一家评估机构承担，才不会看到首次结果',
  en: 'A second assessment goes to another organisation, which does not see the first result',
})
export const noFees = defineProblem('assessments.no-fees', 409, {
  zh: '这个月没有可结算的评估：没有已确认的结果，或合同没有约定单价',
  en: 'Nothing to settle in this month: no confirmed result, or no contract that names a price',
})
export const contractOverlaps = defineProblem('assessments.contract-overlaps', 409, {
  zh: '与该机构的另一份合同在时间和地区上重叠',
  en: 'It overlaps another contract of the organisation in time and place',
})
export const contractNumberTaken = defineProblem('assessments.contract-number-taken', 409, {
  zh: '合同编号已存在',
  en: 'The contract number is taken',
})
export const dayFull = defineProblem('assessments.day-full', 409, {
  zh: '超过这一天的接待人数 {capacity} 人',
  en: 'More than the {capacity} this day can take',
})
export const bookedAlready = defineProblem('assessments.booked-already', 409, {
  zh: '其中有老人已预约到其他日期：每位老人只通知一次',
  en: 'Somebody is booked for another day already: an elder is called once',
})
