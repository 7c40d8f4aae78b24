import { type Static, type TSchema, Type } from 'typebox'
import { Id, Nothing, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import { areaClassIds } from './area-classes.ts'
import * as problems from './problems.ts'

const DayString = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'legal day, Asia/Shanghai' })
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Source = Type.String({ minLength: 2, maxLength: 200 })
const ClassId = Type.Enum(areaClassIds)
const Measure = Type.Enum(['resident', 'registered', 'resident-60', 'registered-60'])

export const AreaClassHeld = Type.Object({
  id: Id,
  region: RegionCode,
  regionName: Type.String(),
  regionPath: Type.String(),
  class: ClassId,
  from: DayString,
  to: orNull(DayString),
  source: Type.String(),
})
export type AreaClassHeld = Static<typeof AreaClassHeld>

export const listAreaClasses = endpoint({
  method: 'GET',
  path: '/area-classes',
  permission: 'signed-in',
  summary: { zh: '地域类别清单', en: 'Which divisions are of which class' },
  query: Type.Object({
    class: Type.Optional(ClassId),
    region: Type.Optional(RegionCode),
    /** Those that held on a day; today when absent. */
    day: Type.Optional(DayString),
    after: Type.Optional(Type.String({ maxLength: 60 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(AreaClassHeld), next: orNull(Type.String()), total: Type.Integer() }),
})

export const recordAreaClass = endpoint({
  method: 'POST',
  path: '/area-classes',
  permission: 'localities:write',
  summary: { zh: '登记地域类别', en: 'Record the class of a division' },
  body: Type.Object({ region: RegionCode, class: ClassId, from: DayString, source: Source }),
  reply: AreaClassHeld,
  problems: [problems.placeUnknown, problems.classNotOfLevel, problems.classHeldAlready, problems.classPeriod],
})

export const endAreaClass = endpoint({
  method: 'POST',
  path: '/area-classes/:id/end',
  permission: 'localities:write',
  summary: { zh: '终止地域类别', en: 'End the class of a division' },
  params: Type.Object({ id: Id }),
  /** Ending it on its first day voids it. */
  body: Type.Object({ to: DayString }),
  reply: AreaClassHeld,
  problems: [notFound, problems.classPeriod],
})

/** Rows of 区划代码, 地域类别, 起始日期, 来源, and any of 常住人口, 户籍人口, 城乡分类代码. */
export const importLocalities = endpoint({
  method: 'POST',
  path: '/area-classes/import',
  permission: 'localities:write',
  summary: {
    zh: '批量登记地域类别、人口数和城乡分类',
    en: 'Record classes, population and urban-rural classes from a list',
  },
  reply: Type.Object({
    recorded: Type.Integer(),
    same: Type.Integer(),
    figures: Type.Integer(),
    urbanClasses: Type.Integer(),
    faults: Type.Array(Type.Object({ row: Type.Integer(), message: TextSchema })),
  }),
  transfer: 'upload',
  problems: [problems.classListUnreadable],
})

export const localitiesTemplate = endpoint({
  method: 'GET',
  path: '/area-classes/template',
  permission: 'localities:write',
  summary: { zh: '下载名单模板', en: 'Download an empty list' },
  reply: Nothing,
  transfer: 'file',
})

export const PopulationFigure = Type.Object({
  measure: Measure,
  day: DayString,
  people: Type.Integer(),
  source: Type.String(),
})

export const Locality = Type.Object({
  /** Its own classes, running and ended, newest first. */
  classes: Type.Array(AreaClassHeld),
  /** What it is because a division above it is. */
  inherited: Type.Array(AreaClassHeld),
  population: Type.Array(PopulationFigure),
})
export type Locality = Static<typeof Locality>

export const getLocality = endpoint({
  method: 'GET',
  path: '/localities/:code',
  permission: 'signed-in',
  summary: { zh: '区划的类别与人口', en: 'Classes and population of a division' },
  params: Type.Object({ code: RegionCode }),
  reply: Locality,
  problems: [notFound],
})

export const recordPopulation = endpoint({
  method: 'POST',
  path: '/population-figures',
  permission: 'localities:write',
  summary: { zh: '登记人口数', en: 'Record a population figure' },
  body: Type.Object({
    region: RegionCode,
    measure: Measure,
    day: DayString,
    people: Type.Integer({ minimum: 0, maximum: 2_000_000_000 }),
    source: Source,
  }),
  reply: Nothing,
  problems: [problems.placeUnknown, problems.classPeriod],
})

export const Grid = Type.Object({
  id: Id,
  region: RegionCode,
  name: Type.String(),
  boundary: Type.String(),
  contactName: Type.String(),
  telephone: Type.String(),
  workers: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  closedOn: orNull(DayString),
  version: Type.Integer(),
})
export type Grid = Static<typeof Grid>

const GridFields = {
  name: Type.String({ minLength: 1, maxLength: 60 }),
  boundary: Type.Optional(Type.String({ maxLength: 500 })),
  contactName: Type.Optional(Type.String({ maxLength: 60 })),
  telephone: Type.Optional(Type.String({ maxLength: 30 })),
  workers: Type.Optional(Type.Array(Id, { maxItems: 20 })),
}

export const listGrids = endpoint({
  method: 'GET',
  path: '/grids',
  permission: 'people:read',
  summary: { zh: '村（社区）的网格', en: 'Grids of a village' },
  query: Type.Object({ region: RegionCode }),
  reply: Type.Object({ rows: Type.Array(Grid) }),
})

/** Accounts with a grant over exactly this village. */
export const listGridWorkers = endpoint({
  method: 'GET',
  path: '/grids/workers',
  permission: 'localities:write',
  summary: { zh: '可以担任网格员的账号', en: 'Accounts that can be grid workers' },
  query: Type.Object({ region: RegionCode }),
  reply: Type.Object({ rows: Type.Array(Type.Object({ id: Id, name: Type.String() })) }),
})

export const addGrid = endpoint({
  method: 'POST',
  path: '/grids',
  permission: 'localities:write',
  summary: { zh: '新设网格', en: 'Add a grid' },
  body: Type.Object({ region: RegionCode, ...GridFields }),
  reply: Grid,
  problems: [problems.placeUnknown, problems.gridNotOfVillage, problems.gridNameTaken, problems.workerUnknown],
})

export const changeGrid = endpoint({
  method: 'PATCH',
  path: '/grids/:id',
  permission: 'localities:write',
  summary: { zh: '修改网格', en: 'Change a grid' },
  params: Type.Object({ id: Id }),
  body: Type.Object({ version: Type.Integer(), ...GridFields }),
  reply: Grid,
  problems: [notFound, staleVersion, problems.gridNameTaken, problems.workerUnknown],
})

export const closeGrid = endpoint({
  method: 'POST',
  path: '/grids/:id/close',
  permission: 'localities:write',
  summary: { zh: '撤销网格', en: 'Close a grid' },
  params: Type.Object({ id: Id }),
  body: Type.Object({ version: Type.Integer() }),
  reply: Grid,
  problems: [notFound, staleVersion, problems.gridInUse],
})
