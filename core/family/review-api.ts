import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'

// For the auditor: whether what elders and relatives ask is answered, and in time. The list names nobody; opening one is a look.

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Kind = Type.Union([Type.Literal('question'), Type.Literal('correction')])

export const FamilyRequest = Type.Object({
  kind: Kind,
  county: Type.String(),
  id: Id,
  at: Instant,
  regionPath: Type.String(),
  channel: Type.String(),
  askedAs: Type.Union([Type.Literal('self'), Type.Literal('relative')]),
  state: TextSchema,
  settled: Type.Boolean(),
  overdue: Type.Boolean(),
  dueOn: Type.String(),
  settledAt: orNull(Instant),
  settledBy: orNull(Type.String()),
})
export type FamilyRequest = Static<typeof FamilyRequest>

export const listFamilyRequests = endpoint({
  method: 'GET',
  path: '/family-requests',
  permission: 'audit:read',
  summary: { zh: '审计：老人和家属的提问与更正申请', en: 'For the auditor: questions and corrections asked for' },
  query: Type.Object({
    kind: Type.Optional(Kind),
    region: Type.Optional(RegionCode),
    /** Whether it was answered or decided. */
    settled: Type.Optional(Type.Boolean()),
    overdue: Type.Optional(Type.Boolean()),
    after: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  reply: Type.Object({ rows: Type.Array(FamilyRequest), next: orNull(Type.String()), total: Type.Integer() }),
})

export const readFamilyRequest = endpoint({
  method: 'GET',
  path: '/family-requests/:kind/:county/:id',
  permission: 'audit:read',
  summary: { zh: '审计：查看一件提问或更正申请', en: 'For the auditor: read one question or correction' },
  params: Type.Object({ kind: Kind, county: Type.String({ pattern: '^\\d{6}$' }), id: Id }),
  reply: Type.Object({
    /** The question and the look it is about, or what is to be put right; what it should say stays sealed. */
    asked: TextSchema,
    about: orNull(TextSchema),
    answer: orNull(Type.String()),
  }),
  problems: [notFound],
})
