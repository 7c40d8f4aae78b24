import { type Static, type TSchema, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { type Channel, channels } from '../family/channels.ts'
import { classified, WithheldClasses } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import { type AssessmentEvent, type AssessmentState, assessmentEvents, assessmentStates } from './procedure.ts'
import { type WishedPlace, type WishedTime, wishedPlaces, wishedTimes } from './wishes.ts'

export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const CalendarDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const Reason = Type.Enum(['first', 'regular', 'immediate', 'doubt', 'other'])
export const State = Type.Enum(Object.keys(assessmentStates) as AssessmentState[])
export const Event = Type.Enum(Object.keys(assessmentEvents) as AssessmentEvent[])
export const Channels = Type.Enum(Object.keys(channels) as Channel[])
export const Place = Type.Enum(Object.keys(wishedPlaces) as WishedPlace[])
export const Time = Type.Enum(Object.keys(wishedTimes) as WishedTime[])
export const LevelNumber = Type.Integer({ minimum: 0, maximum: 4 })

const TableRow = Type.Record(Type.String(), Type.String({ maxLength: 500 }))
export const FieldValue = Type.Union([
  Type.String({ maxLength: 500 }),
  Type.Number(),
  Type.Array(Type.Union([Type.String({ maxLength: 60 }), TableRow]), { maxItems: 60 }),
])

/** One line of a list. */
export const AssessmentRow = Type.Object({
  county: Type.String(),
  region: RegionCode,
  regionPath: Type.String(),
  id: Id,
  /** The number printed on the report (A.1.1). */
  number: Type.String(),
  elderId: Id,
  /** Null for an organisation whose part has ended: it no longer sees the elder. */
  elderName: orNull(Type.String()),
  elderAge: orNull(Type.Integer()),
  reason: Reason,
  state: State,
  channel: Channels,
  organisationId: orNull(Id),
  organisationName: orNull(Type.String()),
  assessors: Type.Array(Type.String()),
  requestedOn: CalendarDay,
  dueOn: orNull(CalendarDay),
  turnaround: orNull(Type.Enum(['in-time', 'due-soon', 'overdue', 'done-in-time', 'done-late'])),
  confirmedOn: orNull(CalendarDay),
  finalLevel: classified('assessment', orNull(LevelNumber)),
  validUntil: classified('assessment', orNull(CalendarDay)),
  version: Type.Integer(),
})
export type AssessmentRow = Static<typeof AssessmentRow>

export const Score = Type.Object({
  indicators: Type.Array(
    Type.Object({
      id: Type.String(),
      score: Type.Integer(),
      max: Type.Integer(),
      answered: Type.Integer(),
      items: Type.Integer(),
    }),
  ),
  total: Type.Integer(),
  missing: Type.Array(Type.String()),
  initialLevel: orNull(LevelNumber),
  changes: Type.Array(
    Type.Object({ rule: Type.String(), reason: TextSchema, clause: Type.String(), applied: Type.Boolean() }),
  ),
  finalLevel: orNull(LevelNumber),
  toConfirm: Type.Array(TextSchema),
})

export const Assessment = Type.Object({
  ...AssessmentRow.properties,
  /** How much of the result this reader is shown (B08). */
  detail: Type.Enum(['level', 'dated', 'form']),
  instrumentId: Type.String(),
  instrumentVersion: Type.String(),
  reasonNote: classified('notes', orNull(Type.String())),
  /** Who asked; null where nobody said. */
  askerName: orNull(Type.String()),
  askedAs: orNull(Type.Enum(['self', 'relative'])),
  wishedPlace: Place,
  wishedTime: Time,
  /** Null, like the elder, for an organisation whose part has ended. */
  contact: classified('contact', orNull(Type.Object({ name: Type.String(), telephoneMasked: Type.String() }))),
  elder: orNull(
    Type.Object({
      id: Id,
      name: Type.String(),
      sex: Type.Enum(['male', 'female']),
      birth: CalendarDay,
      age: Type.Integer(),
      identityNumberMasked: classified('identity', Type.String(), ''),
      telephoneMasked: classified('contact', Type.String(), ''),
      regionPath: Type.String(),
    }),
  ),
  answers: classified('assessment', Type.Record(Type.String(), Type.Integer()), {}),
  /**
   * Health data: null for readers who neither assess this case nor may reveal personal data, and in every answer to a
   * command, because those answers are kept for a repeated one.
   */
  information: classified('assessment', orNull(Type.Record(Type.String(), FieldValue))),
  score: classified('assessment', Score, {
    indicators: [],
    total: 0,
    missing: [],
    initialLevel: null,
    changes: [],
    finalLevel: null,
    toConfirm: [],
  }),
  withheld: WithheldClasses,
  /** The region’s setting that the score went by, so that a page can score as one fills in. */
  scoring: Type.Object({ cumulativeRaise: Type.Boolean() }),
  assessorsNamed: Type.Array(Type.Object({ id: Id, name: Type.String(), isMe: Type.Boolean() })),
  /** The assessment that this one re-assesses after an objection. */
  objectedId: orNull(Id),
  signatures: Type.Array(
    Type.Object({
      assessorId: Id,
      assessorName: Type.String(),
      signedAt: Instant,
      /** SHA-256 of what was signed, in hexadecimal. */
      contentHash: Type.String(),
      withdrawnAt: orNull(Instant),
    }),
  ),
  /** What has happened, oldest first. */
  steps: Type.Array(
    Type.Object({
      at: Instant,
      event: orNull(Event),
      state: State,
      by: Type.String(),
      reason: classified('notes', orNull(Type.String())),
    }),
  ),
  /** The events that this reader may cause now. */
  possible: Type.Array(Event),
  warnings: Type.Array(TextSchema),
})
export type Assessment = Static<typeof Assessment>
