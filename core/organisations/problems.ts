import { defineProblem } from '../http/problem.ts'

export const creditCodeWrong = defineProblem('organisations.credit-code-wrong', 422, {
  zh: '统一社会信用代码不正确，请核对营业执照或登记证书',
  en: 'The unified social credit code is not valid; check it against the licence or certificate',
})
export const creditCodeTaken = defineProblem('organisations.credit-code-taken', 409, {
  zh: '这个统一社会信用代码已在本地登记为同类机构',
  en: 'An organisation of this kind with this unified social credit code is already registered here',
})
export const statusRefused = defineProblem('organisations.status-refused', 409, {
  zh: '机构的状态不能这样变更；已移出的须重新登记',
  en: 'The status cannot change this way; who was removed registers again',
})
export const territoryUnknown = defineProblem('organisations.territory-unknown', 422, {
  zh: '服务区域中有不存在的区划代码：{region}',
  en: 'The territory names a division that does not exist: {region}',
})
export const hasOpenAssessments = defineProblem('organisations.has-open-assessments', 409, {
  zh: '该机构还有 {count} 次未完成的评估，请先改派',
  en: 'The organisation still has {count} unfinished assessments; assign them elsewhere first',
})
export const contractDaysWrong = defineProblem('organisations.contract-days-wrong', 422, {
  zh: '合同日期有误：须为有效日期，且起始日不晚于最后一日',
  en: 'The contract dates are wrong: they must be real days, and the first must not lie after the last',
})
