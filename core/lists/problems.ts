import { defineProblem } from '../http/problem.ts'

export const viewNameTaken = defineProblem('lists.view-name-taken', 409, {
  zh: '这个列表已有一个叫“{name}”的视图，请换一个名字',
  en: 'This list has a view called “{name}” already; choose another name',
})
export const mayNotShare = defineProblem('lists.may-not-share', 422, {
  zh: '只能共享给您管辖范围内的角色',
  en: 'A view can be shared with roles inside the area you are responsible for only',
})
export const notExportable = defineProblem('lists.not-exportable', 422, {
  zh: '这个列表不能导出，或筛选条件不对：{list}',
  en: 'This list cannot be exported, or its filters are not right: {list}',
})
export const exportTooLarge = defineProblem('lists.export-too-large', 422, {
  zh: '共 {rows} 行，您的角色一次最多导出 {most} 行，请先缩小范围',
  en: 'There are {rows} rows and your roles may take out {most} at once; narrow the list first',
})
export const exportInBackground = defineProblem('lists.export-in-background', 409, {
  zh: '共 {rows} 行，超过 {most} 行的在后台导出，写好后到“我的导出”下载',
  en: 'There are {rows} rows; more than {most} are written in the background and fetched from My exports',
})
export const exportInOtherState = defineProblem('lists.export-in-other-state', 409, {
  zh: '文件还没有写好，或已经取消、过期',
  en: 'The file is not ready, or was cancelled or has expired',
})
export const scheduleTooLong = defineProblem('lists.schedule-too-long', 422, {
  zh: '定期导出从今天起最长一年，请选 {latest} 以前的日期',
  en: 'A scheduled export lasts a year at most; choose a day until {latest}',
})
export const recipientUnknown = defineProblem('lists.recipient-unknown', 422, {
  zh: '没有这个在用的账号，或此人无权导出：{name}',
  en: 'There is no active account of this name that may export: {name}',
})
export const schedulePermissionEnded = defineProblem('lists.schedule-permission-ended', 403, {
  zh: '您不再有导出这个列表的权限，定期导出已停止',
  en: 'You may no longer export this list, so the scheduled export was stopped',
})
