import { type Static, type TSchema, Type } from 'typebox'
import { Id, Instant, Nothing, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { levels, RegionCode } from '../regions/code.ts'
import * as problems from './problems.ts'

const DayString = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'legal day, Asia/Shanghai' })
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Place = Type.Object({ code: RegionCode, name: Type.String(), path: Type.String() })

export const ChangeStateSchema = Type.Enum(['prepared', 'submitted', 'applying', 'applied', 'cancelled'])
export const LineKindSchema = Type.Enum(['renamed', 'recoded', 'moved', 'merged', 'split', 'continued', 'new', 'gone'])

/** How the elders of a division that is split are told apart. */
export const Split = Type.Object({
  by: Type.Enum(['later', 'grid']),
  /** Grid → the division its elders go to; grids left out are decided later. */
  grids: Type.Record(Type.String(), RegionCode),
})
export type Split = Static<typeof Split>

/** What came of the records of one county. */
const CountyProgress = Type.Object({
  county: Type.String(),
  name: Type.String(),
  elders: Type.Integer(),
  rows: Type.Integer(),
  transfers: Type.Integer(),
  /** Of them: asked for, and those where something stands in the way, with the first reason. */
  requested: Type.Integer(),
  obstructed: Type.Integer(),
  obstacle: orNull(TextSchema),
  leftBehind: Type.Integer(),
  finishedAt: orNull(Instant),
})

export const DivisionChange = Type.Object({
  id: Id,
  region: RegionCode,
  regionPath: Type.String(),
  day: DayString,
  document: Type.String(),
  fileName: Type.String(),
  complete: Type.Boolean(),
  state: ChangeStateSchema,
  /** Rows of the list that could not be used. */
  faults: Type.Array(Type.Object({ row: Type.Integer(), message: TextSchema })),
  /** Lines by kind. */
  counts: Type.Record(Type.String(), Type.Integer()),
  unconfirmed: Type.Integer(),
  preparedBy: Type.String(),
  preparedAt: Instant,
  /** Whether the reader had a hand in preparing it and may therefore not approve. */
  mine: Type.Boolean(),
  approvedBy: orNull(Type.String()),
  approvedAt: orNull(Instant),
  finishedAt: orNull(Instant),
  done: Type.Integer(),
  total: Type.Integer(),
  fault: orNull(TextSchema),
  counties: Type.Array(CountyProgress),
  version: Type.Integer(),
})
export type DivisionChange = Static<typeof DivisionChange>

export const DivisionChangeLine = Type.Object({
  id: Id,
  position: Type.Integer(),
  from: orNull(Place),
  to: orNull(Place),
  level: Type.Enum([...levels]),
  kind: LineKindSchema,
  how: Type.Enum(['official', 'code', 'same-name', 'moved', 'similar-name', 'hand', 'none']),
  said: Type.String(),
  confirmed: Type.Boolean(),
  /** Elders living in the old division. */
  elders: Type.Integer(),
  /** Whether another county answers for them afterwards. */
  crossesCounties: Type.Boolean(),
})
export type DivisionChangeLine = Static<typeof DivisionChangeLine>

export const ChangePreview = Type.Object({
  /** What follows to the new codes, or has to be looked at, by kind of record. */
  effects: Type.Array(Type.Object({ name: TextSchema, outcome: TextSchema, count: Type.Integer() })),
  /** Files that have to be transferred to another county. */
  transfers: Type.Integer(),
  /** Divisions that are split, and how their elders are told apart. */
  splits: Type.Array(
    Type.Object({
      from: Place,
      to: Type.Array(Place),
      elders: Type.Integer(),
      split: Split,
      grids: Type.Array(Type.Object({ id: Id, name: Type.String(), elders: Type.Integer() })),
    }),
  ),
  /** Grants that reach further afterwards, because their division takes in others. */
  widened: Type.Array(Type.Object({ account: Type.String(), role: TextSchema, from: Place, to: Type.Array(Place) })),
  /** Why it cannot be submitted yet. */
  blocks: Type.Array(TextSchema),
})
export type ChangePreview = Static<typeof ChangePreview>

const byId = Type.Object({ id: Id })
const AtVersion = Type.Object({ version: Type.Integer() })
const permission = 'regions:change'
const usual = [notFound, staleVersion, problems.inOtherState]

export const prepareDivisionChange = endpoint({
  method: 'POST',
  path: '/division-changes',
  permission,
  summary: { zh: '上传新的区划清单', en: 'Upload a newer list of divisions' },
  query: Type.Object({
    region: RegionCode,
    day: DayString,
    document: Type.String({ minLength: 2, maxLength: 200 }),
    complete: Type.Optional(Type.Boolean()),
  }),
  reply: DivisionChange,
  transfer: 'upload',
  problems: [
    problems.listUnreadable,
    problems.noListHeader,
    problems.nothingChanges,
    problems.areaUnknown,
    problems.changeUnderWay,
  ],
})

export const listDivisionChanges = endpoint({
  method: 'GET',
  path: '/division-changes',
  permission,
  summary: { zh: '区划调整列表', en: 'List changes of divisions' },
  reply: Type.Object({ rows: Type.Array(DivisionChange) }),
})

export const divisionListTemplate = endpoint({
  method: 'GET',
  path: '/division-changes/template',
  permission,
  summary: { zh: '下载清单模板', en: 'Download an empty list' },
  reply: Nothing,
  transfer: 'file',
})

export const getDivisionChange = endpoint({
  method: 'GET',
  path: '/division-changes/:id',
  permission,
  summary: { zh: '查看区划调整', en: 'Read a change of divisions' },
  params: byId,
  reply: DivisionChange,
  problems: [notFound],
})

export const listDivisionChangeLines = endpoint({
  method: 'GET',
  path: '/division-changes/:id/lines',
  permission,
  summary: { zh: '区划调整的每一条', en: 'The lines of a change of divisions' },
  params: byId,
  query: Type.Object({
    kind: Type.Optional(LineKindSchema),
    unconfirmed: Type.Optional(Type.Boolean()),
    after: Type.Optional(Type.Integer()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  }),
  reply: Type.Object({ rows: Type.Array(DivisionChangeLine), next: orNull(Type.Integer()) }),
  problems: [notFound],
})

export const previewDivisionChange = endpoint({
  method: 'GET',
  path: '/division-changes/:id/preview',
  permission,
  summary: { zh: '调整对业务数据的影响', en: 'What a change means for the records' },
  params: byId,
  reply: ChangePreview,
  problems: [notFound],
})

/** Says what became of one division: nothing, another, or several. */
export const pairDivision = endpoint({
  method: 'PUT',
  path: '/division-changes/:id/pairs',
  permission,
  summary: { zh: '指定一个区划的去向', en: 'Say what became of a division' },
  params: byId,
  body: Type.Object({ version: Type.Integer(), from: RegionCode, to: Type.Array(RegionCode, { maxItems: 20 }) }),
  reply: DivisionChange,
  problems: [...usual, problems.pairImpossible],
})

export const confirmDivisionChangeLines = endpoint({
  method: 'POST',
  path: '/division-changes/:id/confirm',
  permission,
  summary: { zh: '确认对应关系', en: 'Confirm lines' },
  params: byId,
  /** Without lines: all that have both sides. */
  body: Type.Object({ version: Type.Integer(), lines: Type.Optional(Type.Array(Id, { maxItems: 5000 })) }),
  reply: DivisionChange,
  problems: usual,
})

export const decideSplit = endpoint({
  method: 'PUT',
  path: '/division-changes/:id/splits',
  permission,
  summary: { zh: '决定拆分的区划如何分人', en: 'Decide how the elders of a split division are told apart' },
  params: byId,
  body: Type.Object({ version: Type.Integer(), from: RegionCode, ...Split.properties }),
  reply: DivisionChange,
  problems: [...usual, problems.pairImpossible],
})

export const submitDivisionChange = endpoint({
  method: 'POST',
  path: '/division-changes/:id/submit',
  permission,
  summary: { zh: '提交审批', en: 'Submit for approval' },
  params: byId,
  body: AtVersion,
  reply: DivisionChange,
  problems: [...usual, problems.notReady],
})

export const returnDivisionChange = endpoint({
  method: 'POST',
  path: '/division-changes/:id/return',
  permission,
  summary: { zh: '退回修改', en: 'Return for changes' },
  params: byId,
  body: Type.Object({ version: Type.Integer(), reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: DivisionChange,
  problems: usual,
})

export const approveDivisionChange = endpoint({
  method: 'POST',
  path: '/division-changes/:id/approve',
  permission,
  summary: { zh: '批准并办理', en: 'Approve and apply' },
  params: byId,
  body: AtVersion,
  reply: DivisionChange,
  problems: [...usual, problems.notReady, problems.ownChange, problems.notYetInForce],
})

export const resumeDivisionChange = endpoint({
  method: 'POST',
  path: '/division-changes/:id/resume',
  permission,
  summary: { zh: '继续办理', en: 'Go on with an interrupted change' },
  params: byId,
  reply: DivisionChange,
  problems: [notFound, problems.inOtherState],
})

export const cancelDivisionChange = endpoint({
  method: 'POST',
  path: '/division-changes/:id/cancel',
  permission,
  summary: { zh: '作废', en: 'Cancel a change' },
  params: byId,
  body: AtVersion,
  reply: DivisionChange,
  problems: usual,
})

/** A division that has ended and where elders still are, because it was split and nobody has said who belongs where. */
export const Undivided = Type.Object({
  from: Place,
  day: DayString,
  document: Type.String(),
  heirs: Type.Array(Place),
  elders: Type.Integer(),
})
export type Undivided = Static<typeof Undivided>

export const listUndivided = endpoint({
  method: 'GET',
  path: '/undivided-divisions',
  permission: 'people:write',
  summary: { zh: '待分人的原区划', en: 'Divisions whose elders are not yet told apart' },
  reply: Type.Object({ rows: Type.Array(Undivided) }),
})

export const assignElders = endpoint({
  method: 'POST',
  path: '/undivided-divisions/:code/assign',
  permission: 'people:write',
  summary: { zh: '把老年人分到拆分后的区划', en: 'Say which division elders of a split one belong to' },
  params: Type.Object({ code: RegionCode }),
  body: Type.Object({ elderIds: Type.Array(Id, { minItems: 1, maxItems: 500 }), to: RegionCode }),
  reply: Type.Object({ assigned: Type.Integer() }),
  problems: [notFound, problems.notAnHeir],
})

/** A spreadsheet with 身份证号 and 新区划 (code or name) in its columns; what cannot be used is told row by row. */
export const assignEldersByList = endpoint({
  method: 'POST',
  path: '/undivided-divisions/:code/assign-list',
  permission: 'people:write',
  summary: { zh: '按名单分人', en: 'Tell the elders of a split division apart by a list' },
  params: Type.Object({ code: RegionCode }),
  reply: Type.Object({
    assigned: Type.Integer(),
    faults: Type.Array(Type.Object({ row: Type.Integer(), message: TextSchema })),
  }),
  transfer: 'upload',
  problems: [notFound, problems.listUnreadable, problems.noListHeader],
})
