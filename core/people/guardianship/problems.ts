import { defineProblem } from '../../http/problem.ts'

export const arrangementRunning = defineProblem('people.guardianship-running', 409, {
  zh: '这位老人已有正在办理或生效的监护安排',
  en: 'An arrangement is under way or in force for this elder already',
})
export const notYours = defineProblem('people.guardianship-not-yours', 403, {
  zh: '“{event}”由乡镇（街道）或县级办理',
  en: 'Township or county decides this step: “{event}”',
})
export const ownProposal = defineProblem('people.guardianship-own-proposal', 409, {
  zh: '人选由您提出，须由另一人决定',
  en: 'You proposed the candidate; somebody else has to decide',
})
export const documentMissing = defineProblem('people.guardianship-document-missing', 422, {
  zh: '还缺材料：{document}（填写文号或日期）',
  en: 'A document is missing: {document} (give its number or date)',
})
export const candidateMissing = defineProblem('people.guardianship-candidate-missing', 422, {
  zh: '请填写监护人选的姓名、关系和方式',
  en: 'Name the candidate, the relation and the way',
})
export const detailMissing = defineProblem('people.guardianship-detail-missing', 422, {
  zh: '请写明这一步的理由或人员',
  en: 'Say why, or who',
})
export const stepDayWrong = defineProblem('people.guardianship-day-wrong', 422, {
  zh: '日期应在 {from} 至 {to} 之间',
  en: 'The day has to lie between {from} and {to}',
})
export const signatoryMissing = defineProblem('people.signatory-missing', 409, {
  zh: '{reason}',
  en: '{reason}',
})
