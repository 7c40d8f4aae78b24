import { type Static, Type } from 'typebox'
import { Id, Instant } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import type { Text } from '../language/text.ts'
import { RegionCode } from '../regions/code.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

/** What lists are taken out as. */
export const exportKinds = {
  elders: { zh: '老年人名单', en: 'List of elders' },
  guardianships: { zh: '监护安排台账', en: 'Guardianship arrangements' },
  'left-behind': { zh: '农村留守老年人关爱台账', en: 'Left-behind elders' },
  'key-groups': { zh: '重点困难老年人名单', en: 'Elders of the key groups' },
  'import-result': { zh: '导入结果', en: 'Result of an import' },
  'disability-assessments': { zh: '失能等级评估台账', en: 'Disability-grade assessments' },
  'survey-list': { zh: '调查名单', en: 'List of a survey' },
  'payment-file': { zh: '发放文件', en: 'Payment file' },
  'data-quality': { zh: '数据质量问题清单', en: 'Cases of data quality' },
} as const satisfies Record<string, Text>
export type ExportKind = keyof typeof exportKinds

export const DataExport = Type.Object({
  id: Id,
  number: Type.String({ description: 'as it stands at the end of the list' }),
  kind: Type.String(),
  region: RegionCode,
  regionPath: Type.String(),
  accountName: Type.String(),
  purpose: Type.String(),
  rows: Type.Integer(),
  format: Type.String(),
  madeAt: Instant,
})
export type DataExport = Static<typeof DataExport>

export const listDataExports = endpoint({
  method: 'GET',
  path: '/data-exports',
  permission: 'audit:read',
  summary: { zh: '导出记录', en: 'List what was taken out' },
  query: Type.Object({
    region: Type.Optional(RegionCode),
    accountName: Type.Optional(Type.String({ maxLength: 60 })),
    kind: Type.Optional(Type.String({ maxLength: 40 })),
    number: Type.Optional(Type.String({ maxLength: 20 })),
    after: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(DataExport), next: orNull(Type.String()) }),
})

/** The longest text that is looked through for marks. */
export const longestTrace = 500_000

export const traceDataExport = endpoint({
  method: 'POST',
  path: '/data-exports/traces',
  permission: 'audit:read',
  summary: { zh: '查一段名单出自哪一次导出', en: 'Find the export that a copied list comes from' },
  body: Type.Object({ text: Type.String({ minLength: 1, maxLength: longestTrace }) }),
  reply: Type.Object({
    /** Most found first. */
    rows: Type.Array(Type.Object({ found: Type.Integer(), export: DataExport })),
    /** Marks found that no export in the reader's divisions carries. */
    unknown: Type.Integer(),
  }),
})
