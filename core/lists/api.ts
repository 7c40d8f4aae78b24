import { type Static, type TSchema, Type } from 'typebox'
import { Id, Instant, Nothing, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notAllowed, notFound } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import * as problems from './problems.ts'

const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const DayString = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const ListName = Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z][a-z-]*$' })
const Name = Type.String({ minLength: 1, maxLength: 30 })
const Purpose = Type.String({ minLength: 2, maxLength: 100 })
const Columns = orNull(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40 }))
const Format = Type.Union([Type.Literal('xlsx'), Type.Literal('csv')])
const Language = Type.Union([Type.Literal('zh'), Type.Literal('en')])

/** Filters as they stand in the address of a page. */
export const ListFilter = Type.Record(
  Type.String({ pattern: '^[a-zA-Z]{1,40}$' }),
  Type.Union([Type.String({ maxLength: 100 }), Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20 })]),
)
export type ListFilter = Static<typeof ListFilter>

const SharedWith = Type.Object({ role: Type.String({ maxLength: 60 }), region: RegionCode })

export const SavedView = Type.Object({
  id: Id,
  list: Type.String(),
  name: Type.String(),
  filter: ListFilter,
  columns: Columns,
  mine: Type.Boolean(),
  ownerName: Type.String(),
  sharedWith: orNull(SharedWith),
  /** The list opens with it, for whoever asks. */
  isDefault: Type.Boolean(),
})
export type SavedView = Static<typeof SavedView>

export const listSavedViews = endpoint({
  method: 'GET',
  path: '/saved-views',
  permission: 'signed-in',
  summary: { zh: '列表的常用视图', en: 'Saved views of a list' },
  query: Type.Object({ list: ListName }),
  reply: Type.Object({ rows: Type.Array(SavedView) }),
})

export const saveView = endpoint({
  method: 'POST',
  path: '/saved-views',
  permission: 'signed-in',
  summary: { zh: '保存视图；搜索词不保存', en: 'Save a view; words searched for are not kept' },
  body: Type.Object({
    list: ListName,
    name: Name,
    filter: ListFilter,
    columns: Columns,
    sharedWith: Type.Optional(orNull(SharedWith)),
  }),
  reply: SavedView,
  problems: [notAllowed, problems.viewNameTaken, problems.mayNotShare],
})

const ViewId = Type.Object({ id: Id })

export const changeView = endpoint({
  method: 'PATCH',
  path: '/saved-views/:id',
  permission: 'signed-in',
  summary: { zh: '修改自己的视图', en: 'Change a view of one’s own' },
  params: ViewId,
  body: Type.Object({
    name: Type.Optional(Name),
    filter: Type.Optional(ListFilter),
    columns: Type.Optional(Columns),
    sharedWith: Type.Optional(orNull(SharedWith)),
  }),
  reply: SavedView,
  problems: [notFound, problems.viewNameTaken, problems.mayNotShare],
})

export const deleteView = endpoint({
  method: 'DELETE',
  path: '/saved-views/:id',
  permission: 'signed-in',
  summary: { zh: '删除自己的视图', en: 'Delete a view of one’s own' },
  params: ViewId,
  reply: Nothing,
  problems: [notFound],
})

export const setDefaultView = endpoint({
  method: 'PUT',
  path: '/saved-views/default',
  permission: 'signed-in',
  summary: { zh: '打开列表时先用哪个视图', en: 'Which view a list opens with' },
  body: Type.Object({ list: ListName, id: orNull(Id) }),
  reply: Nothing,
  problems: [notAllowed, notFound],
})

export const ListExport = Type.Object({
  id: Id,
  list: Type.String(),
  listName: TextSchema,
  purpose: Type.String(),
  format: Format,
  state: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('running'),
    Type.Literal('ready'),
    Type.Literal('failed'),
    Type.Literal('cancelled'),
    Type.Literal('expired'),
  ]),
  /** Rows of the list when it was begun to be written. */
  total: orNull(Type.Integer()),
  bytes: Type.Integer(),
  fileName: orNull(Type.String()),
  fault: orNull(TextSchema),
  scheduled: Type.Boolean(),
  createdAt: Instant,
  readyAt: orNull(Instant),
  expiresAt: orNull(Instant),
  fetchedAt: orNull(Instant),
  fetches: Type.Integer(),
})
export type ListExport = Static<typeof ListExport>

export const exportList = endpoint({
  method: 'POST',
  path: '/exports',
  permission: 'signed-in',
  summary: { zh: '后台导出列表', en: 'Export a list in the background' },
  body: Type.Object({
    list: ListName,
    filter: ListFilter,
    columns: Columns,
    format: Format,
    language: Language,
    purpose: Purpose,
  }),
  reply: ListExport,
  problems: [notAllowed, problems.notExportable, problems.exportTooLarge],
})

export const listExports = endpoint({
  method: 'GET',
  path: '/exports',
  permission: 'signed-in',
  summary: { zh: '我的导出', en: 'My exports' },
  reply: Type.Object({ rows: Type.Array(ListExport) }),
})

const ExportId = Type.Object({ id: Id })

export const fetchExport = endpoint({
  method: 'GET',
  path: '/exports/:id/file',
  permission: 'signed-in',
  summary: { zh: '下载导出文件', en: 'Fetch an exported file' },
  params: ExportId,
  reply: Nothing,
  transfer: 'file',
  problems: [notFound, problems.exportInOtherState],
})

export const cancelExport = endpoint({
  method: 'POST',
  path: '/exports/:id/cancel',
  permission: 'signed-in',
  summary: { zh: '取消导出或删除文件', en: 'Cancel an export or delete its file' },
  params: ExportId,
  reply: ListExport,
  problems: [notFound, problems.exportInOtherState],
})

const Rhythm = Type.Union([Type.Literal('weekly'), Type.Literal('monthly')])

export const ExportSchedule = Type.Object({
  id: Id,
  name: Type.String(),
  listName: TextSchema,
  purpose: Type.String(),
  format: Format,
  rhythm: Rhythm,
  nextOn: DayString,
  until: DayString,
  state: Type.Union([Type.Literal('active'), Type.Literal('ended'), Type.Literal('stopped')]),
  stopped: orNull(TextSchema),
  recipients: Type.Array(Type.String()),
  lastRun: orNull(Type.Object({ on: DayString, given: Type.Array(Type.String()), refused: Type.Array(Type.String()) })),
})
export type ExportSchedule = Static<typeof ExportSchedule>

export const listExportSchedules = endpoint({
  method: 'GET',
  path: '/export-schedules',
  permission: 'signed-in',
  summary: { zh: '我的定期导出', en: 'My scheduled exports' },
  reply: Type.Object({ rows: Type.Array(ExportSchedule) }),
})

export const scheduleExport = endpoint({
  method: 'POST',
  path: '/export-schedules',
  permission: 'signed-in',
  summary: { zh: '定期导出一个视图', en: 'Export a view again and again' },
  body: Type.Object({
    viewId: Id,
    purpose: Purpose,
    rhythm: Rhythm,
    until: DayString,
    format: Format,
    language: Language,
    /** Names to sign in with; oneself is always among those who get it. */
    recipients: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 20 }),
  }),
  reply: ExportSchedule,
  problems: [notAllowed, notFound, problems.notExportable, problems.scheduleTooLong, problems.recipientUnknown],
})

export const stopExportSchedule = endpoint({
  method: 'POST',
  path: '/export-schedules/:id/stop',
  permission: 'signed-in',
  summary: { zh: '停止定期导出', en: 'Stop a scheduled export' },
  params: ExportId,
  reply: ExportSchedule,
  problems: [notFound],
})
