import { defineProblem } from '../http/problem.ts'

export const placeUnknown = defineProblem('localities.place-unknown', 422, {
  zh: '没有这个区划，或不在您的管辖范围内',
  en: 'There is no such division, or it is outside your area',
})
export const gridNotOfVillage = defineProblem('localities.grid-not-of-village', 422, {
  zh: '网格设在村（社区）之内',
  en: 'A grid lies in a village or community',
})
export const gridNameTaken = defineProblem('localities.grid-name-taken', 409, {
  zh: '这个村（社区）已有同名网格',
  en: 'The village has a grid of that name',
})
export const gridInUse = defineProblem('localities.grid-in-use', 409, {
  zh: '还有 {count} 位老年人在这个网格，请先调整',
  en: '{count} elders are in this grid; move them first',
})
export const workerUnknown = defineProblem('localities.worker-unknown', 422, {
  zh: '网格员须有对这个村（社区）的授权',
  en: 'A grid worker needs a grant over the village',
})
export const classNotOfLevel = defineProblem('localities.class-not-of-level', 422, {
  zh: '“{classZh}”不用于这一级区划',
  en: '“{classEn}” is not for divisions of this level',
})
export const classHeldAlready = defineProblem('localities.class-held-already', 409, {
  zh: '这个区划在这段时间已属于该类别',
  en: 'The division is of that class already',
})
export const classPeriod = defineProblem('localities.class-period', 422, {
  zh: '日期不合：不能早于起始日 {from}，也不能晚于今天',
  en: 'The day does not fit: not before {from}, nor after today',
})
export const notInGridsVillage = defineProblem('localities.not-in-grids-village', 422, {
  zh: '有 {count} 位老年人不住在网格所在的村（社区）',
  en: '{count} elders do not live in the village of the grid',
})
export const classListUnreadable = defineProblem('localities.list-unreadable', 422, {
  zh: '名单无法读取：{reasonZh}',
  en: 'The list cannot be read: {reasonEn}',
})
