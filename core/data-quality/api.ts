import { type Static, Type } from 'typebox'
import { Id, Instant, Nothing, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { badRequest, notFound } from '../http/problems.ts'
import { DayString } from '../people/api.ts'
import { particularFields } from '../people/as-of/particulars.ts'
import { dataClassIds } from '../privacy/data-classes.ts'
import { RegionCode } from '../regions/code.ts'
import * as problems from './problems.ts'
import { qualityRules } from './rules.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const RuleId = Type.Enum(qualityRules.map(({ id }) => id))
const Counted = Type.Object({ rule: Type.String(), population: Type.Integer(), cases: Type.Integer() })

export const QualityBoard = Type.Object({
  region: RegionCode,
  regionPath: Type.String(),
  /** The last day it was counted on; null where it never was. */
  day: orNull(DayString),
  rules: Type.Array(Counted),
  /** The same thirty days earlier, or as near to it as was counted. */
  before: orNull(Type.Object({ day: DayString, rules: Type.Array(Counted) })),
  below: Type.Array(Type.Object({ region: RegionCode, name: Type.String(), rules: Type.Array(Counted) })),
  trend: Type.Array(Type.Object({ day: DayString, population: Type.Integer(), cases: Type.Integer() })),
})
export type QualityBoard = Static<typeof QualityBoard>

export const getQualityBoard = endpoint({
  method: 'GET',
  path: '/data-quality',
  permission: 'people:read',
  summary: { zh: '数据质量', en: 'Quality of the data' },
  query: Type.Object({
    region: Type.Optional(RegionCode),
    /** Whose course is drawn; all rules together when absent. */
    rule: Type.Optional(RuleId),
  }),
  reply: QualityBoard,
  problems: [notFound],
})

export const QualityCase = Type.Object({
  id: Id,
  county: Type.String(),
  rule: Type.String(),
  name: Type.String(),
  region: RegionCode,
  regionPath: Type.String(),
  /** Where it is put right. */
  link: Type.String(),
  /** Whether somebody may say here that it is right as it is. */
  confirmable: Type.Boolean(),
})
export type QualityCase = Static<typeof QualityCase>

const caseFilter = { region: Type.Optional(RegionCode), rule: RuleId }

export const listQualityCases = endpoint({
  method: 'GET',
  path: '/data-quality/cases',
  permission: 'people:read',
  summary: { zh: '质量问题清单', en: 'Records behind a figure of quality' },
  query: Type.Object({
    ...caseFilter,
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(QualityCase), next: orNull(Type.String()), total: Type.Integer() }),
  problems: [notFound],
})

export const exportQualityCases = endpoint({
  method: 'GET',
  path: '/data-quality/cases/export',
  permission: 'people:export',
  summary: { zh: '导出质量问题清单', en: 'Export the records behind a figure of quality' },
  query: Type.Object({
    ...caseFilter,
    format: Type.Optional(Type.Union([Type.Literal('xlsx'), Type.Literal('csv')])),
    language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
  }),
  reply: Nothing,
  transfer: 'file',
  problems: [notFound],
  limit: 'export',
})

export const confirmQualityCase = endpoint({
  method: 'POST',
  path: '/data-quality/confirmations',
  permission: 'people:write',
  summary: { zh: '核实无误', en: 'Say that a doubted record is right' },
  body: Type.Object({ rule: RuleId, elderId: Id, reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: Type.Object({ confirmed: Type.Boolean() }),
  problems: [notFound],
})

export const QualitySample = Type.Object({
  county: Type.String(),
  id: Id,
  region: RegionCode,
  regionPath: Type.String(),
  state: Type.Union([Type.Literal('drawn'), Type.Literal('signed')]),
  size: Type.Integer(),
  population: Type.Integer(),
  checked: Type.Integer(),
  correct: Type.Integer(),
  drawnAt: Instant,
  drawnBy: Type.String(),
  signedAt: orNull(Instant),
  signedBy: orNull(Type.String()),
})
export type QualitySample = Static<typeof QualitySample>

export const listDataSamples = endpoint({
  method: 'GET',
  path: '/data-quality/samples',
  permission: 'people:read',
  summary: { zh: '准确性抽查', en: 'Samples of accuracy' },
  query: Type.Object({ region: Type.Optional(RegionCode) }),
  reply: Type.Object({ rows: Type.Array(QualitySample) }),
  problems: [notFound],
})

export const drawDataSample = endpoint({
  method: 'POST',
  path: '/data-quality/samples',
  permission: 'people:write',
  summary: { zh: '抽取样本', en: 'Draw a sample' },
  body: Type.Object({ region: RegionCode, size: Type.Integer({ minimum: 5, maximum: 200 }) }),
  reply: QualitySample,
  problems: [notFound, problems.nothingToSample],
})

const place = Type.Object({ county: Type.String({ pattern: '^\\d{6}$' }), id: Id })
export const wrongFields = [...Object.keys(particularFields), 'residence', 'circumstances', 'related-persons', 'level']

export const getDataSample = endpoint({
  method: 'GET',
  path: '/data-quality/samples/:county/:id',
  permission: 'people:read',
  summary: { zh: '一次准确性抽查', en: 'One sample of accuracy' },
  params: place,
  reply: Type.Object({
    sample: QualitySample,
    items: Type.Array(
      Type.Object({
        id: Id,
        elderId: Id,
        name: Type.String(),
        regionPath: Type.String(),
        result: orNull(Type.Union([Type.Literal('right'), Type.Literal('wrong')])),
        wrong: Type.Array(Type.String()),
      }),
    ),
  }),
  problems: [notFound],
})

export const checkDataSample = endpoint({
  method: 'POST',
  path: '/data-quality/samples/:county/:id/items/:itemId',
  permission: 'people:write',
  summary: { zh: '核对一份档案', en: 'Check one file of a sample' },
  params: Type.Object({ ...place.properties, itemId: Id }),
  body: Type.Object({
    result: Type.Union([Type.Literal('right'), Type.Literal('wrong')]),
    wrong: Type.Array(Type.Enum(wrongFields), { maxItems: 20 }),
  }),
  reply: QualitySample,
  problems: [notFound, badRequest, problems.sampleSigned, problems.wrongFieldsMissing],
})

export const signDataSample = endpoint({
  method: 'POST',
  path: '/data-quality/samples/:county/:id/sign',
  permission: 'people:write',
  summary: { zh: '签名确认抽查', en: 'Sign a sample' },
  params: place,
  reply: QualitySample,
  problems: [notFound, problems.sampleSigned, problems.sampleUnfinished],
})

export const sensitivities = {
  sealed: { zh: '加密', en: 'Sealed' },
  masked: { zh: '掩码', en: 'Masked' },
  scoped: { zh: '按辖区可见', en: 'By area' },
  public: { zh: '不限', en: 'Open' },
} as const
export const Sensitivity = Type.Union([
  Type.Literal('sealed'),
  Type.Literal('masked'),
  Type.Literal('scoped'),
  Type.Literal('public'),
])
export type Sensitivity = Static<typeof Sensitivity>

export const DictionaryRow = Type.Object({
  id: Type.String(),
  table: Type.String(),
  tableMeaning: TextSchema,
  column: Type.String(),
  meaning: TextSchema,
  module: Type.String(),
  moduleName: TextSchema,
  type: Type.String(),
  codes: Type.Array(Type.String()),
  sensitivity: Sensitivity,
  /** Of what is known about a person; null for a column that tells of nobody, or of what everybody at work sees. */
  dataClass: orNull(Type.Enum(dataClassIds)),
  retention: TextSchema,
  /** Endpoints of the module whose answers have a field of this name. */
  endpoints: Type.Array(Type.String()),
  /** Exports that carry it. */
  exports: Type.Array(TextSchema),
})
export type DictionaryRow = Static<typeof DictionaryRow>

const dictionaryFilter = {
  q: Type.Optional(Type.String({ maxLength: 60 })),
  module: Type.Optional(Type.String({ maxLength: 40 })),
  sensitivity: Type.Optional(Sensitivity),
  dataClass: Type.Optional(Type.Enum(dataClassIds)),
}

export const listDictionary = endpoint({
  method: 'GET',
  path: '/data-dictionary',
  permission: 'signed-in',
  summary: { zh: '数据字典', en: 'Data dictionary' },
  query: Type.Object({
    ...dictionaryFilter,
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({
    rows: Type.Array(DictionaryRow),
    next: orNull(Type.String()),
    total: Type.Integer(),
    tables: Type.Integer(),
    modules: Type.Array(Type.Object({ id: Type.String(), name: TextSchema })),
  }),
})

export const exportDictionary = endpoint({
  method: 'GET',
  path: '/data-dictionary/export',
  permission: 'signed-in',
  summary: { zh: '导出数据字典', en: 'Export the data dictionary' },
  query: Type.Object({
    ...dictionaryFilter,
    format: Type.Optional(Type.Union([Type.Literal('xlsx'), Type.Literal('csv')])),
    language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
  }),
  reply: Nothing,
  transfer: 'file',
})

export const SharedData = Type.Object({
  id: Type.String(),
  data: TextSchema,
  fields: TextSchema,
  recipient: TextSchema,
  basis: TextSchema,
  purpose: TextSchema,
  way: TextSchema,
  /** False where it is declared and cannot be used yet. */
  inUse: Type.Boolean(),
})
export type SharedData = Static<typeof SharedData>

export const listSharedData = endpoint({
  method: 'GET',
  path: '/data-sharing',
  permission: 'signed-in',
  summary: { zh: '数据共享目录', en: 'Catalogue of shared data' },
  reply: Type.Object({ rows: Type.Array(SharedData) }),
})
