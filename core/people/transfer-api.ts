import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { classified } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import { DayString, DocumentType, NewElder, TimelineEntry } from './api.ts'
import { CountyPlace, Reason } from './matching-api.ts'
import * as one from './one-person-problems.ts'
import * as problems from './problems.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

const Counted = Type.Object({ name: TextSchema, count: Type.Integer() })

const TransferStateSchema = Type.Union([
  Type.Literal('requested'),
  Type.Literal('accepted'),
  Type.Literal('refused'),
  Type.Literal('withdrawn'),
  Type.Literal('done'),
])

export const ElderTransfer = Type.Object({
  county: Type.String(),
  id: Id,
  elderName: Type.String(),
  documentMasked: classified('identity', Type.String(), ''),
  fromPath: Type.String(),
  toPath: Type.String(),
  toRegion: RegionCode,
  /** Seen from the reader: leaving, coming, or within their area. */
  direction: Type.Union([Type.Literal('out'), Type.Literal('in'), Type.Literal('within')]),
  startedBy: Type.Union([Type.Literal('from'), Type.Literal('to')]),
  state: TransferStateSchema,
  reason: classified('notes', Type.String(), ''),
  movedOn: DayString,
  requestedAt: Instant,
  requestedBy: Type.String(),
  decidedAt: orNull(Instant),
  decidedBy: orNull(Type.String()),
  decisionReason: orNull(Type.String()),
  doneAt: orNull(Instant),
  /** The file in the reader’s area, where there is one. */
  elderId: orNull(Id),
  newElderId: orNull(Id),
  /** What the reader may do now. */
  may: Type.Array(Type.Union([Type.Literal('accept'), Type.Literal('refuse'), Type.Literal('withdraw')])),
})
export type ElderTransfer = Static<typeof ElderTransfer>

export const listElderTransfers = endpoint({
  method: 'GET',
  path: '/elder-transfers',
  permission: 'people:read',
  summary: { zh: '转入转出', en: 'Moves between counties' },
  query: Type.Object({
    state: Type.Optional(TransferStateSchema),
    direction: Type.Optional(Type.Union([Type.Literal('in'), Type.Literal('out')])),
    /** Moves of one file, leaving or arriving. */
    elderId: Type.Optional(Id),
    after: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(ElderTransfer), next: orNull(Type.String()), total: Type.Integer() }),
})

export const getElderTransfer = endpoint({
  method: 'GET',
  path: '/elder-transfers/:county/:id',
  permission: 'people:read',
  summary: { zh: '查看一项迁移', en: 'Read a move' },
  params: CountyPlace,
  reply: Type.Object({
    transfer: ElderTransfer,
    carried: Type.Array(Counted),
    /** What was the former place’s to do and ended there with the move. */
    ended: Type.Array(Counted),
    /** What the county moved to has to take up now. */
    due: Type.Array(TextSchema),
    /** Before the move, for whoever reads the file that leaves: what will become of what it holds. */
    holds: Type.Array(
      Type.Object({
        ...Counted.properties,
        how: Type.Union([Type.Literal('along'), Type.Literal('ends'), Type.Literal('stays')]),
      }),
    ),
    level: classified(
      'assessment',
      orNull(Type.Object({ level: Type.Integer(), validUntil: orNull(DayString), source: Type.String() })),
    ),
    /** The former county’s timeline as of the move, without anything masked or sealed. */
    story: classified(['circumstances', 'relatives', 'assessment', 'benefits'], Type.Array(TimelineEntry)),
  }),
  problems: [notFound],
})

const wanted = {
  toRegion: RegionCode,
  /** Household registration after the move; absent when it stays where it is. */
  registeredRegion: Type.Optional(RegionCode),
  movedOn: DayString,
  reason: Reason,
}

export const requestTransfer = endpoint({
  method: 'POST',
  path: '/elder-transfers',
  permission: 'people:write',
  summary: { zh: '发起迁出', en: 'Hand an elder over to another county' },
  body: Type.Object({ elderId: Id, ...wanted }),
  reply: ElderTransfer,
  problems: [
    notFound,
    one.sameCounty,
    one.transferOpen,
    one.moveInFuture,
    one.transferObstructed,
    problems.regionUnknown,
  ],
})

export const askForTransfer = endpoint({
  method: 'POST',
  path: '/elder-transfers/ask',
  permission: 'people:write',
  summary: { zh: '申请迁入', en: 'Ask another county for an elder who has moved here' },
  body: Type.Object({
    name: NewElder.properties.name,
    documentType: DocumentType,
    documentNumber: NewElder.properties.documentNumber,
    ...wanted,
  }),
  reply: ElderTransfer,
  problems: [
    one.sameCounty,
    one.transferOpen,
    one.moveInFuture,
    one.nobodyHasNumber,
    problems.documentNumberInvalid,
    problems.regionUnknown,
  ],
})

export const decideTransfer = endpoint({
  method: 'POST',
  path: '/elder-transfers/:county/:id/decide',
  permission: 'people:write',
  summary: { zh: '同意、退回或撤回迁移', en: 'Accept, refuse or withdraw a move' },
  params: CountyPlace,
  body: Type.Object({
    decision: Type.Union([Type.Literal('accept'), Type.Literal('refuse'), Type.Literal('withdraw')]),
    reason: Type.String({ maxLength: 300 }),
    /** The receiving village, where the request named only the county or town. */
    toRegion: Type.Optional(RegionCode),
  }),
  reply: ElderTransfer,
  problems: [notFound, one.transferInOtherState, one.notYourSide, one.transferObstructed, problems.regionUnknown],
})
