import { defineProblem } from '../http/problem.ts'

export const listUnreadable = defineProblem('division-changes.list-unreadable', 422, {
  zh: '清单无法读取：{reasonZh}',
  en: 'The list cannot be read: {reasonEn}',
})
export const noListHeader = defineProblem('division-changes.no-header', 422, {
  zh: '没有找到表头：至少要有“区划代码”和“名称”两列',
  en: 'No header was found: there have to be columns for the code and the name',
})
export const nothingChanges = defineProblem('division-changes.nothing-changes', 422, {
  zh: '清单与现行区划没有差别',
  en: 'The list says the same as the divisions in force',
})
export const areaUnknown = defineProblem('division-changes.area-unknown', 422, {
  zh: '请选择您管辖范围内、县级以上的地区',
  en: 'Choose an area of at least a county that you administer',
})
export const changeUnderWay = defineProblem('division-changes.under-way', 409, {
  zh: '这个地区（或与之重叠的地区）已有一项调整在办：{document}',
  en: 'Another change of this area, or of one that overlaps it, is under way: {document}',
})
export const inOtherState = defineProblem('division-changes.in-other-state', 409, {
  zh: '这项调整现在的状态是“{stateZh}”，不能这样办理',
  en: 'The change is “{stateEn}” now; this is not possible',
})
export const pairImpossible = defineProblem('division-changes.pair-impossible', 422, {
  zh: '不能这样对应：{reasonZh}',
  en: 'They cannot be paired: {reasonEn}',
})
export const notReady = defineProblem('division-changes.not-ready', 409, {
  zh: '还不能提交：{reasonZh}',
  en: 'It is not ready: {reasonEn}',
})
export const notYetInForce = defineProblem('division-changes.not-yet-in-force', 409, {
  zh: '这项调整自 {day} 起生效，那天起才能办理',
  en: 'The change takes effect on {day} and can be applied from that day on',
})
export const ownChange = defineProblem('division-changes.own-change', 403, {
  zh: '编制、修改或提交过的人不能审批，请由另一人审批',
  en: 'Whoever prepared, changed or submitted it does not approve it; somebody else has to',
})
export const notAnHeir = defineProblem('division-changes.not-an-heir', 422, {
  zh: '只能分到由原区划拆分出来的区划',
  en: 'Elders can only go to a division that came of theirs',
})
