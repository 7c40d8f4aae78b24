import { defineProblem } from '../http/problem.ts'

export const indicatorUnknown = defineProblem('indicators.unknown', 404, {
  zh: '没有编号为 {id} 的指标',
  en: 'There is no indicator with the id {id}',
})
export const periodNotBegun = defineProblem('indicators.period-not-begun', 422, {
  zh: '{period} 还没有开始，不能计算',
  en: '{period} has not begun, so nothing can be computed for it',
})
export const notAnsweredByRecords = defineProblem('indicators.not-answered-by-records', 422, {
  zh: '指标 {id} 目前不由底册、评估和发放记录计算，没有可列出的名单',
  en: 'Indicator {id} is not computed from the register, the assessments and the payments, so it has no list of cases',
})
export const noSuchSide = defineProblem('indicators.no-such-side', 422, {
  zh: '指标 {id} 没有这一侧的名单',
  en: 'Indicator {id} has no cases on this side',
})
