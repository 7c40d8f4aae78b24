import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { classified } from '../privacy/classified.ts'
import { DayString, DocumentType } from './api.ts'
import { CountyPlace, Reason } from './matching-api.ts'
import * as one from './one-person-problems.ts'
import * as problems from './problems.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Source = Type.Union([
  Type.Literal('family'),
  Type.Literal('village'),
  Type.Literal('hospital'),
  Type.Literal('funeral-parlour'),
  Type.Literal('public-security'),
  Type.Literal('hotline'),
  Type.Literal('officer'),
  Type.Literal('other'),
])
const DeathStateSchema = Type.Union([
  Type.Literal('reported'),
  Type.Literal('confirmed'),
  Type.Literal('mistaken'),
  Type.Literal('undo-asked'),
  Type.Literal('undone'),
])

export const DeathReport = Type.Object({
  county: Type.String(),
  id: Id,
  elderName: Type.String(),
  documentMasked: classified('identity', Type.String(), ''),
  regionPath: Type.String(),
  reportedFrom: Type.String(),
  source: Source,
  diedOn: DayString,
  evidence: Type.String(),
  reporter: Type.String(),
  state: DeathStateSchema,
  reportedAt: Instant,
  reportedBy: Type.String(),
  decidedAt: orNull(Instant),
  decidedBy: orNull(Type.String()),
  decisionReason: orNull(Type.String()),
  undoAskedBy: orNull(Type.String()),
  undoReason: orNull(Type.String()),
  undoneAt: orNull(Instant),
  undoneBy: orNull(Type.String()),
  /** The file, where the reader is responsible for it. */
  elderId: orNull(Id),
  may: Type.Array(
    Type.Union([
      Type.Literal('confirm'),
      Type.Literal('mistaken'),
      Type.Literal('ask-undo'),
      Type.Literal('refuse-undo'),
      Type.Literal('undo'),
    ]),
  ),
})
export type DeathReport = Static<typeof DeathReport>

export const listDeathReports = endpoint({
  method: 'GET',
  path: '/death-reports',
  permission: 'people:read',
  summary: { zh: '死亡报告', en: 'Reports of deaths' },
  query: Type.Object({
    state: Type.Optional(DeathStateSchema),
    after: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(DeathReport), next: orNull(Type.String()), total: Type.Integer() }),
})

export const listDeathReportsOf = endpoint({
  method: 'GET',
  path: '/elders/:id/death-reports',
  permission: 'people:read',
  summary: { zh: '这位老人的死亡报告', en: 'Reports of this elder’s death' },
  params: Type.Object({ id: Id }),
  reply: Type.Object({ rows: Type.Array(DeathReport) }),
  problems: [notFound],
})

const reported = {
  source: Source,
  diedOn: DayString,
  evidence: Type.Optional(Type.String({ maxLength: 200 })),
  reporter: Type.Optional(Type.String({ maxLength: 60 })),
}

/** Of an elder on file, or of whoever holds a number, wherever they live: the report then goes to their county. */
export const reportDeath = endpoint({
  method: 'POST',
  path: '/death-reports',
  permission: 'people:write',
  summary: { zh: '报告死亡', en: 'Report a death' },
  body: Type.Object({
    elderId: Type.Optional(Id),
    name: Type.Optional(Type.String({ maxLength: 60 })),
    documentType: Type.Optional(DocumentType),
    documentNumber: Type.Optional(Type.String({ maxLength: 30 })),
    ...reported,
  }),
  reply: DeathReport,
  problems: [
    notFound,
    one.nobodyHasNumber,
    one.alreadyReported,
    problems.deathInFuture,
    problems.documentNumberInvalid,
  ],
})

export const importDeaths = endpoint({
  method: 'POST',
  path: '/death-reports/import',
  permission: 'people:write',
  summary: { zh: '导入公安等部门的死亡名单', en: 'Import a list of deaths' },
  query: Type.Object({ source: Source }),
  reply: Type.Object({
    reported: Type.Integer(),
    forwarded: Type.Integer(),
    already: Type.Integer(),
    unknown: Type.Integer(),
    refused: Type.Array(Type.Object({ row: Type.Integer(), reason: TextSchema })),
  }),
  transfer: 'upload',
  problems: [problems.fileUnreadable, problems.mappingIncomplete],
})

export const decideDeath = endpoint({
  method: 'POST',
  path: '/death-reports/:county/:id/decide',
  permission: 'people:write',
  summary: { zh: '核实死亡报告', en: 'Decide on a report of a death' },
  params: CountyPlace,
  body: Type.Object({
    decision: Type.Union([
      Type.Literal('confirm'),
      Type.Literal('mistaken'),
      Type.Literal('ask-undo'),
      Type.Literal('refuse-undo'),
      Type.Literal('undo'),
    ]),
    diedOn: Type.Optional(DayString),
    reason: Reason,
  }),
  reply: DeathReport,
  problems: [notFound, one.deathInOtherState, one.secondPerson, problems.deathInFuture],
})
