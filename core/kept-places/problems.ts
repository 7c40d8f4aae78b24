import { defineProblem } from '../http/problem.ts'

export const ruleOfDay = defineProblem('kept-places.rule-of-day', 422, {
  zh: '规则从今天或以后开始；同一地方已有更晚开始的规则时，先停用它',
  en: 'A rule begins today or later; where one that begins later is there already, end that first',
})
export const placeUnknown = defineProblem('kept-places.place-unknown', 422, {
  zh: '没有这个区划，或不在您的管辖范围内',
  en: 'There is no such division, or it is outside your area',
})
