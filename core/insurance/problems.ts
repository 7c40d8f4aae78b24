import { defineProblem } from '../http/problem.ts'

export const insuranceNotRunning = defineProblem('insurance.not-running', 409, {
  zh: '这个地区没有开展长期护理保险，或规则还没有生效',
  en: 'Long-term care insurance does not run in this region, or its rule is not in force yet',
})
export const applicantUnknown = defineProblem('insurance.applicant-unknown', 404, {
  zh: '您管辖的地区没有登记这个证件号码；请先由民政部门或村（社区）登记老年人',
  en: 'Nobody with this identity number is registered in your area; civil affairs or the village registers elders first',
})
export const alreadyApplied = defineProblem('insurance.already-applied', 409, {
  zh: '这位老人已有一件没有办结的失能等级评估',
  en: 'There is a disability-grade assessment of this elder that is not finished',
})
export const notLiving = defineProblem('insurance.not-living', 422, {
  zh: '这位老人已去世或已迁出',
  en: 'This elder has died or moved away',
})
export const dayWrong = defineProblem('insurance.day-wrong', 422, {
  zh: '日期不正确，或在今天之后',
  en: 'No such day, or a day after today',
})
export const papersMissing = defineProblem('insurance.papers-missing', 422, {
  zh: '还缺：{papers}；请通知补正，或不予受理',
  en: 'Missing: {papers}; ask for them, or do not accept',
})
export const notLongEnough = defineProblem('insurance.not-long-enough', 422, {
  zh: '经规范治疗后失能未满 6 个月（医保发〔2020〕37号），不能受理',
  en: 'Disabled for less than six months after treatment (医保发〔2020〕37号); it cannot be accepted',
})
export const notEnrolled = defineProblem('insurance.not-enrolled', 422, {
  zh: '参保情况为未参保或待核实，不能受理',
  en: 'Not enrolled, or enrolment not verified; it cannot be accepted',
})
export const refusalKindMissing = defineProblem('insurance.refusal-kind-missing', 422, {
  zh: '请选择不予受理的情形',
  en: 'Say for which reason it is not accepted',
})
export const reasonMissing = defineProblem('insurance.reason-missing', 422, {
  zh: '请说明理由',
  en: 'Give a reason',
})
export const organisationNotDesignated = defineProblem('insurance.organisation-not-designated', 422, {
  zh: '该机构不是本地在协议期内的定点评估机构',
  en: 'The organisation is not designated here, or its agreement is not in force',
})
export const assessorsNotFit = defineProblem('insurance.assessors-not-fit', 422, {
  zh: '这两名评估员不能评估，请查看标出的原因',
  en: 'These two may not assess; see the reasons named',
})
export const assessedBefore = defineProblem('insurance.assessed-before', 409, {
  zh: '重新评估须由没有参加前次评估的评估员承担',
  en: 'Who assessed the first time does not assess again',
})
export const notTheAssessor = defineProblem('insurance.not-the-assessor', 403, {
  zh: '您的账号不是本次评估派定的评估员',
  en: 'Your account is not one of the two assessors named',
})
export const sheetIncomplete = defineProblem('insurance.sheet-incomplete', 422, {
  zh: '还有 {count} 项没有评分',
  en: '{count} items have no score yet',
})
export const changeUnexplained = defineProblem('insurance.change-unexplained', 422, {
  zh: '更改已提交的评估须说明依据',
  en: 'A sheet that was handed in is changed only with a reason',
})
export const sheetUnchanged = defineProblem('insurance.sheet-unchanged', 409, {
  zh: '与您已提交的评估相同',
  en: 'It is the same as the sheet you handed in',
})
export const notGradable = defineProblem('insurance.not-gradable', 422, {
  zh: '得分不在任何分段内，不能提出结论；请核对分段表',
  en: 'A sum meets no range of the table, so nothing follows; check the ranges',
})
export const gradingUnconfirmed = defineProblem('insurance.grading-unconfirmed', 409, {
  zh: '结论依据的分段或组合还没有按文件核对确认，不能公示和评定；请先在“分级表核对”中由两人确认',
  en: 'The conclusion rests on ranges or a combination that nobody has confirmed from the document; two people confirm them first',
})
export const conclusionChanged = defineProblem('insurance.conclusion-changed', 409, {
  zh: '分级表已更新，按新表得出的结论与公示的不同，请重新提出结论并公示',
  en: 'The table has changed and leads to another grade than the one announced; conclude and announce anew',
})
export const noticeRunning = defineProblem('insurance.notice-running', 409, {
  zh: '公示期到 {day} 结束，期满后才能评定',
  en: 'The public notice runs until {day}; it can be decided afterwards',
})
export const secondPersonNeeded = defineProblem('insurance.second-person-needed', 409, {
  zh: '须由没有受理、评估、提出结论或公示的另一个人办理',
  en: 'Another person must do this: not one who accepted, assessed, concluded or announced it',
})
export const objectionTooLate = defineProblem('insurance.objection-too-late', 409, {
  zh: '结论已过有效期，请重新申请评估',
  en: 'The grade has run out; apply for a new assessment instead',
})
export const evidenceNotAccepted = defineProblem('insurance.evidence-not-accepted', 409, {
  zh: '本地没有规定采信长护险评估结果',
  en: 'The region does not accept grades of the insurance as evidence',
})
export const areaNotYours = defineProblem('insurance.area-not-yours', 422, {
  zh: '只能为您负责的地区办理',
  en: 'Only for areas you are responsible for',
})
export const proposedInThePast = defineProblem('insurance.proposed-in-the-past', 422, {
  zh: '生效日期不能早于今天以前 {days} 日',
  en: 'It cannot count from more than {days} days ago',
})
export const decidedAlready = defineProblem('insurance.decided-already', 409, {
  zh: '这一条已经有人处理',
  en: 'Somebody has decided on this already',
})
export const ownProposal = defineProblem('insurance.own-proposal', 409, {
  zh: '须由另一个人批准：这是您自己提出的',
  en: 'Another person must approve: you proposed it yourself',
})
export const entryWrong = defineProblem('insurance.entry-wrong', 422, {
  zh: '{entry}：填写的值不合规定',
  en: '{entry}: the value does not fit',
})
export const tableFaulty = defineProblem('insurance.table-faulty', 422, {
  zh: '确认后分级表会有重叠或空缺，请一并核对相邻的分段',
  en: 'The table would overlap or leave a gap; confirm the neighbouring ranges together',
})
export const designatedAlready = defineProblem('insurance.designated-already', 409, {
  zh: '该机构在这个地区已有一份在期的定点协议',
  en: 'The organisation is designated for this region already',
})
export const periodWrong = defineProblem('insurance.period-wrong', 422, {
  zh: '起止日期不正确',
  en: 'The period is upside down or no period',
})
