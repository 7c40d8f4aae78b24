import { defineProblem } from '../../http/problem.ts'

export const groupUnknown = defineProblem('people.key-group-unknown', 422, {
  zh: '这里没有这个重点类别：{group}',
  en: 'There is no such key group here: {group}',
})
export const budgetPlaceWrong = defineProblem('people.budget-place-wrong', 422, {
  zh: '预算下达到您管辖的县、乡镇（街道）或村（社区）',
  en: 'A budget is set for a county, township or village you are responsible for',
})
export const budgetBelowSpokenFor = defineProblem('people.budget-below-spoken-for', 422, {
  zh: '已安排 {spoken}，预算不能低于这个数',
  en: '{spoken} is spoken for already; the budget cannot be less',
})
export const budgetExceeded = defineProblem('people.budget-exceeded', 422, {
  zh: '预算还剩 {left}，不够安排；冲减也不能超过已安排的数',
  en: '{left} is left of the budget; nor can more be taken back than is spoken for',
})
export const noBudget = defineProblem('people.no-budget', 409, {
  zh: '这里还没有下达这一类的年度预算',
  en: 'No budget was set here for this group and year',
})
export const documentDayWrong = defineProblem('people.budget-day-wrong', 422, {
  zh: '文件日期不能晚于今天',
  en: 'The document cannot be dated later than today',
})
