import { defineProblem } from '../../http/problem.ts'

export const careDayWrong = defineProblem('people.care-day-wrong', 422, {
  zh: '日期应在 {from} 至 {to} 之间',
  en: 'The day has to lie between {from} and {to}',
})
export const alreadyCorrected = defineProblem('people.care-corrected', 409, {
  zh: '这一条已经更正过，请更正最后那一条',
  en: 'This row was corrected already; correct the last one',
})
export const notAChild = defineProblem('people.care-not-around', 422, {
  zh: '这个人不在老人“身边的人”里，请先登记',
  en: 'This person is not among the people around the elder; record them first',
})
