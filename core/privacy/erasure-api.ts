import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import * as problems from './problems.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Reason = Type.String({ minLength: 2, maxLength: 500 })
const State = Type.Union([
  Type.Literal('due'),
  Type.Literal('submitted'),
  Type.Literal('erased'),
  Type.Literal('refused'),
])
const Rule = Type.Union([Type.Literal('elder-file'), Type.Literal('import-file')])
const Ground = Type.Union([
  Type.Literal('purpose-ended'),
  Type.Literal('service-ended'),
  Type.Literal('consent-withdrawn'),
  Type.Literal('unlawful'),
  Type.Literal('other-law'),
])

/** One thing that is to be erased, was, or was not. */
export const Erasure = Type.Object({
  id: Id,
  rule: Rule,
  region: RegionCode,
  regionPath: Type.String(),
  subjectId: Id,
  /** What it is called, as long as it has a name. */
  subject: Type.String(),
  elderId: orNull(Id),
  /** Null: the period is over; otherwise what the person relies on (§47). */
  requestGround: orNull(Ground),
  reason: Type.String(),
  dueOn: orNull(Day),
  state: State,
  proposedAt: Instant,
  submittedBy: orNull(Type.String()),
  submittedAt: orNull(Instant),
  decidedBy: orNull(Type.String()),
  decidedAt: orNull(Instant),
  decisionReason: Type.String(),
  /** Rows erased or made nameless, by table. */
  result: Type.Record(Type.String(), Type.Integer()),
  /** Why it cannot be done now. */
  blockers: Type.Array(TextSchema),
})
export type Erasure = Static<typeof Erasure>

export const listErasures = endpoint({
  method: 'GET',
  path: '/erasures',
  permission: 'erasure:read',
  summary: { zh: '到期与申请删除的数据', en: 'List what is due or asked to be erased' },
  query: Type.Object({
    state: Type.Optional(State),
    rule: Type.Optional(Rule),
    region: Type.Optional(RegionCode),
    elderId: Type.Optional(Id),
    after: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(Erasure), next: orNull(Type.String()) }),
})

const one = Type.Object({ id: Id })
const refusals = [notFound, problems.erasureInOtherState, problems.erasureBlocked] as const

export const submitErasure = endpoint({
  method: 'POST',
  path: '/erasures/:id/submission',
  permission: 'erasure:propose',
  summary: { zh: '提请删除', en: 'Submit an erasure for approval' },
  params: one,
  reply: Erasure,
  problems: refusals,
})

export const decideErasure = endpoint({
  method: 'POST',
  path: '/erasures/:id/decision',
  permission: 'erasure:approve',
  summary: { zh: '审批删除', en: 'Decide on an erasure' },
  params: one,
  body: Type.Object({
    outcome: Type.Union([Type.Literal('erase'), Type.Literal('refuse')]),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  reply: Erasure,
  problems: [...refusals, problems.ownErasure, problems.refusalNeedsReason],
})

export const requestErasure = endpoint({
  method: 'POST',
  path: '/elders/:id/erasures',
  permission: 'erasure:propose',
  summary: { zh: '登记本人或近亲属的删除申请', en: 'Record that the elder or a close relative asks for erasure' },
  params: one,
  body: Type.Object({ ground: Ground, reason: Reason }),
  reply: Erasure,
  problems: [...refusals, problems.erasureUnderWay],
})

export const RetentionHold = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('litigation'), Type.Literal('open-case'), Type.Literal('other')]),
  reason: Type.String(),
  placedBy: Type.String(),
  placedAt: Instant,
  releasedBy: orNull(Type.String()),
  releasedAt: orNull(Instant),
  releaseReason: Type.String(),
})
export type RetentionHold = Static<typeof RetentionHold>

export const listHolds = endpoint({
  method: 'GET',
  path: '/elders/:id/holds',
  permission: 'erasure:read',
  summary: { zh: '一位老人档案的保全', en: 'List the holds on an elder’s file' },
  params: one,
  reply: Type.Object({ rows: Type.Array(RetentionHold) }),
  problems: [notFound],
})

export const placeHold = endpoint({
  method: 'POST',
  path: '/elders/:id/holds',
  permission: 'erasure:propose',
  summary: { zh: '保全：禁止删除', en: 'Place a hold: nothing may be erased' },
  params: one,
  body: Type.Object({ kind: RetentionHold.properties.kind, reason: Reason }),
  reply: RetentionHold,
  problems: [notFound],
})

export const releaseHold = endpoint({
  method: 'POST',
  path: '/elders/:id/holds/:holdId/release',
  permission: 'erasure:approve',
  summary: { zh: '解除保全', en: 'Release a hold' },
  params: Type.Object({ id: Id, holdId: Id }),
  body: Type.Object({ reason: Reason }),
  reply: RetentionHold,
  problems: [notFound],
})
