import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import { place, Why } from './api-parts.ts'
import { type InstrumentKind, instrumentKinds } from './instrument.ts'
import * as problems from './problems.ts'
import { orNull } from './schemas.ts'

const Difference = Type.Object({
  /** Where in the instrument: `B.1.1`, `levels/2`, `name`. */
  at: Type.String(),
  kind: Type.Enum(['added', 'removed', 'changed']),
  before: Type.String(),
  after: Type.String(),
})

export const InstrumentProposal = Type.Object({
  county: Type.String(),
  id: Id,
  region: RegionCode,
  instrumentId: Type.String(),
  version: Type.String(),
  kind: Type.Enum(Object.keys(instrumentKinds) as InstrumentKind[]),
  name: TextSchema,
  /** Against which version it was compared; null for an instrument not known before. */
  against: orNull(Type.String()),
  differences: Type.Array(Difference),
  state: Type.Enum(['proposed', 'in-force', 'refused']),
  proposedAt: Instant,
  proposedBy: Type.String(),
  /** Whether the reader is the one who proposed it, and so may not decide. */
  mine: Type.Boolean(),
  decidedAt: orNull(Instant),
  decidedBy: orNull(Type.String()),
  reason: orNull(Type.String()),
})
export type InstrumentProposal = Static<typeof InstrumentProposal>

export const checkInstrument = endpoint({
  method: 'POST',
  path: '/instruments/check',
  permission: 'instruments:manage',
  summary: { zh: '试算一份量表文件（不保存）', en: 'Check an instrument file without keeping it' },
  query: Type.Object({ region: RegionCode }),
  body: Type.Object({}, { additionalProperties: true }),
  transfer: 'upload',
  reply: Type.Object({
    faults: Type.Array(Type.Object({ at: Type.String(), message: TextSchema })),
    found: orNull(
      Type.Object({
        instrumentId: Type.String(),
        version: Type.String(),
        name: TextSchema,
        items: Type.Integer(),
        fields: Type.Integer(),
        levels: Type.Integer(),
      }),
    ),
    against: orNull(Type.String()),
    differences: Type.Array(Difference),
  }),
  problems: [notFound],
})

export const proposeInstrument = endpoint({
  method: 'POST',
  path: '/instruments/propose',
  permission: 'instruments:manage',
  summary: { zh: '提出加载一份量表', en: 'Propose an instrument version' },
  query: Type.Object({ region: RegionCode }),
  body: Type.Object({}, { additionalProperties: true }),
  transfer: 'upload',
  reply: InstrumentProposal,
  problems: [notFound, problems.instrumentUnreadable, problems.instrumentVersionTaken],
})

export const listInstrumentProposals = endpoint({
  method: 'GET',
  path: '/instrument-proposals',
  permission: 'instruments:manage',
  summary: { zh: '加载的量表版本', en: 'List loaded and proposed versions' },
  reply: Type.Object({ rows: Type.Array(InstrumentProposal) }),
})

export const decideInstrument = endpoint({
  method: 'POST',
  path: '/instrument-proposals/:county/:id/decide',
  permission: 'instruments:manage',
  summary: { zh: '批准或退回量表（第二人）', en: 'Approve or refuse a proposed version, as the second person' },
  params: place,
  body: Type.Object({ decision: Type.Enum(['approve', 'refuse']), reason: Why }),
  reply: InstrumentProposal,
  problems: [notFound, problems.secondPersonNeeded, problems.stepNotPossible],
})
