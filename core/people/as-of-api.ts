import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { badRequest, notFound } from '../http/problems.ts'
import { classified, WithheldClasses } from '../privacy/classified.ts'
import { dataClassIds } from '../privacy/data-classes.ts'
import { RegionCode } from '../regions/code.ts'
import { DayString, RelatedPerson } from './api.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const shown = orNull(Type.String({ description: 'as it is shown: masked where it is sensitive' }))

/** What the register says of one elder about one day. */
export const ElderFacts = Type.Object({
  particulars: Type.Object({
    name: shown,
    sex: shown,
    birth: shown,
    ethnicity: shown,
    document: classified('identity', shown),
    phone: classified('contact', shown),
    address: classified('contact', shown),
    payee: classified('account', shown),
    death: shown,
    move: shown,
  }),
  region: RegionCode,
  regionPath: Type.String(),
  registeredRegion: RegionCode,
  registeredPath: Type.String(),
  state: Type.Union([Type.Literal('active'), Type.Literal('moved-out'), Type.Literal('died')]),
  circumstances: classified(
    'circumstances',
    Type.Array(
      Type.Object({ id: Id, category: Type.String(), from: DayString, to: orNull(DayString), source: Type.String() }),
    ),
  ),
  relatedPersons: classified('relatives', Type.Array(RelatedPerson)),
  level: classified('assessment', orNull(Type.Object({ level: Type.Integer(), validUntil: orNull(DayString) }))),
})
export type ElderFacts = Static<typeof ElderFacts>

export const ElderAsOf = Type.Object({
  day: DayString,
  /** Nothing that was written down after it is told. */
  known: Instant,
  registeredAt: Instant,
  /** Null where the file was not there yet. */
  facts: orNull(ElderFacts),
  /** About today, as it is known now. */
  today: ElderFacts,
  /** False for a village: levels are told for today alone, because days of the past would give their dates away (B08). */
  levelDates: Type.Boolean(),
  /** Everything that held, from when to when, as it was known then. */
  bars: Type.Array(
    Type.Object({
      track: Type.Union([
        Type.Literal('residence'),
        Type.Literal('category'),
        Type.Literal('level'),
        Type.Literal('particular'),
      ]),
      line: TextSchema,
      value: TextSchema,
      from: orNull(DayString),
      to: orNull(DayString),
    }),
  ),
  withheld: WithheldClasses,
})
export type ElderAsOf = Static<typeof ElderAsOf>

export const getElderAsOf = endpoint({
  method: 'GET',
  path: '/elders/:id/as-of',
  permission: 'people:read',
  summary: { zh: '某日情况（按某时所知）', en: 'An elder’s facts on a day, as they were known at a time' },
  params: Type.Object({ id: Id }),
  query: Type.Object({
    /** Today when absent. */
    day: Type.Optional(DayString),
    /** An instant, or a day for the end of that day; now when absent. */
    known: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z)?$' })),
  }),
  reply: ElderAsOf,
  problems: [notFound, badRequest],
})

export const ElderChange = Type.Object({
  at: Instant,
  by: Type.String(),
  what: TextSchema,
  from: orNull(TextSchema),
  to: orNull(TextSchema),
  why: Type.Union([
    Type.Literal('recorded'),
    Type.Literal('change'),
    Type.Literal('correction'),
    Type.Literal('merged'),
    Type.Literal('unmerged'),
  ]),
  /** Day from which the new value holds. */
  holdsFrom: orNull(DayString),
  reason: classified('notes', Type.String(), ''),
  /** The class of data it tells of; absent where it tells of none. */
  dataClass: Type.Optional(Type.Enum(dataClassIds)),
  /** Names the former value where it is sealed and can be revealed. */
  formerParticularId: orNull(Id),
})
export type ElderChange = Static<typeof ElderChange>

export const listElderChanges = endpoint({
  method: 'GET',
  path: '/elders/:id/changes',
  permission: 'people:read',
  summary: { zh: '档案变更记录', en: 'Every change of an elder’s file' },
  params: Type.Object({ id: Id }),
  reply: Type.Object({ rows: Type.Array(ElderChange), withheld: WithheldClasses }),
  problems: [notFound],
})
