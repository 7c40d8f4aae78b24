import { defineProblem } from '../http/problem.ts'

export const placeUnknown = defineProblem('places.division-unknown', 422, {
  zh: '没有这个村（社区），或不在您的管辖范围内',
  en: 'There is no such village, or it is outside your area',
})
export const placeNameTaken = defineProblem('places.name-taken', 409, {
  zh: '这个村（社区）已有同名同类场所',
  en: 'The village has a place of that name and type',
})
export const detailWrong = defineProblem('places.detail-wrong', 422, {
  zh: '这一项填写有误',
  en: 'This is not right',
})
export const placeClosed = defineProblem('places.closed', 409, {
  zh: '这个场所已停用',
  en: 'The place is closed',
})
export const placeInUse = defineProblem('places.in-use', 409, {
  zh: '还有 {count} 位供养对象，请先登记离开',
  en: '{count} residents are there; record that they left first',
})
export const noResidentsHere = defineProblem('places.no-residents-here', 409, {
  zh: '这类场所不登记供养对象或标准',
  en: 'Places of this type have no residents and no standard',
})
export const livesElsewhere = defineProblem('places.lives-elsewhere', 409, {
  zh: '这位老年人已登记在“{name}”',
  en: 'The elder is recorded as living in “{name}”',
})
export const otherCountysElder = defineProblem('places.other-county', 422, {
  zh: '没有这位老年人，或其档案在另一个县',
  en: 'There is no such elder, or another county keeps the file',
})
export const dayWrong = defineProblem('places.day-wrong', 422, {
  zh: '日期不合：不能早于 {from}，也不能晚于今天',
  en: 'The day does not fit: not before {from}, nor after today',
})
export const noRoomLeft = defineProblem('places.no-room-left', 409, {
  zh: '已满：可供养 {capacity} 人',
  en: 'It is full: there is room for {capacity}',
})
