import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../../access/api.ts'
import { eventRefused } from '../../cases/procedure.ts'
import { endpoint } from '../../http/endpoint.ts'
import { notFound, staleVersion } from '../../http/problems.ts'
import { exportInBackground, exportTooLarge } from '../../lists/problems.ts'
import { classified, WithheldClasses } from '../../privacy/classified.ts'
import { RegionCode } from '../../regions/code.ts'
import { DayString } from '../api.ts'
import { CountyPlace } from '../matching-api.ts'
import { phoneInvalid, relationUnknown } from '../problems.ts'
import { type Relation, relations } from '../related-persons.ts'
import * as problems from './problems.ts'
import { type GuardianshipEvent, type GuardianshipState, guardianshipEvents, guardianshipStates } from './procedure.ts'
import {
  endingsToChoose,
  type GuardianshipDocument,
  type GuardianshipEnding,
  type GuardianshipRoute,
  guardianshipDocuments,
  guardianshipEndings,
  guardianshipRoutes,
} from './vocabulary.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const State = Type.Enum(Object.keys(guardianshipStates) as GuardianshipState[])
const Event = Type.Enum(Object.keys(guardianshipEvents) as GuardianshipEvent[])
const Route = Type.Enum(Object.keys(guardianshipRoutes) as GuardianshipRoute[])
const Ending = Type.Enum(Object.keys(guardianshipEndings) as GuardianshipEnding[])

const NamedDocument = Type.Object({
  kind: Type.Enum(Object.keys(guardianshipDocuments) as GuardianshipDocument[]),
  number: Type.String({ maxLength: 80 }),
  on: Type.Optional(DayString),
})

const GuardianshipStep = Type.Object({
  id: Id,
  event: Type.Union([Event, Type.Literal('open'), Type.Literal('carry'), Type.Literal('restore')]),
  from: orNull(State),
  to: State,
  on: DayString,
  dueOn: orNull(DayString),
  responsible: Type.String(),
  documents: Type.Array(NamedDocument),
  /** Kept sealed; opened for whoever reads the file, which is recorded. */
  note: classified('notes', Type.String(), ''),
  takenAt: Instant,
  takenBy: Type.String(),
})

const Arrangement = Type.Object({
  county: Type.String(),
  id: Id,
  state: State,
  route: orNull(Route),
  candidate: orNull(
    Type.Object({
      name: Type.String(),
      relation: Type.String(),
      phone: classified('contact', orNull(Type.String())),
    }),
  ),
  temporaryGuardian: orNull(Type.String()),
  responsible: Type.String(),
  dueOn: orNull(DayString),
  openedOn: DayString,
  inForceOn: orNull(DayString),
  endedOn: orNull(DayString),
  endedAs: orNull(Ending),
  version: Type.Integer(),
  /** What the reader may do with it now. */
  may: Type.Array(Event),
  steps: Type.Array(GuardianshipStep),
})
export type GuardianshipArrangement = Static<typeof Arrangement>

const SignatoryAnswer = Type.Object({
  who: Type.Enum(['elder', 'guardian', 'temporary', 'missing', 'unnamed', 'not-recorded']),
  /** An admission to an institution waits until this is settled. */
  waits: Type.Boolean(),
  text: TextSchema,
})

export const GuardianshipFile = Type.Object({
  signatory: classified('relatives', orNull(SignatoryAnswer)),
  /** True where an arrangement can be opened. */
  mayOpen: Type.Boolean(),
  arrangements: classified('relatives', Type.Array(Arrangement)),
  withheld: WithheldClasses,
})
export type GuardianshipFile = Static<typeof GuardianshipFile>

export const getGuardianshipOf = endpoint({
  method: 'GET',
  path: '/elders/:id/guardianship',
  permission: 'people:read',
  summary: { zh: '监护安排与入住签字人', en: 'Guardianship of an elder, and who signs an admission' },
  params: Type.Object({ id: Id }),
  reply: GuardianshipFile,
  problems: [notFound],
})

export const openGuardianship = endpoint({
  method: 'POST',
  path: '/elders/:id/guardianship',
  permission: 'people:write',
  summary: { zh: '登记无监护人并开始监护安排', en: 'Flag an elder as without guardian and open an arrangement' },
  params: Type.Object({ id: Id }),
  body: Type.Object({
    source: Type.String({ minLength: 2, maxLength: 100 }),
    note: Type.Optional(Type.String({ maxLength: 500 })),
    responsible: Type.Optional(Type.String({ maxLength: 60 })),
    dueOn: Type.Optional(DayString),
  }),
  reply: GuardianshipFile,
  problems: [notFound, problems.arrangementRunning, problems.stepDayWrong],
})

export const takeGuardianshipStep = endpoint({
  method: 'POST',
  path: '/guardianships/:county/:id/steps',
  permission: 'people:write',
  summary: { zh: '办理监护安排的下一步', en: 'Take the next step of a guardianship arrangement' },
  params: CountyPlace,
  body: Type.Object({
    version: Type.Integer(),
    event: Event,
    /** The day it happened; today when absent. */
    on: Type.Optional(DayString),
    dueOn: Type.Optional(DayString),
    responsible: Type.Optional(Type.String({ maxLength: 60 })),
    note: Type.Optional(Type.String({ maxLength: 500 })),
    documents: Type.Optional(Type.Array(NamedDocument, { maxItems: 12 })),
    route: Type.Optional(Route),
    candidate: Type.Optional(
      Type.Object({
        name: Type.String({ minLength: 1, maxLength: 60 }),
        relation: Type.Enum(Object.keys(relations) as Relation[]),
        phone: Type.Optional(Type.String({ maxLength: 30 })),
      }),
    ),
    temporaryGuardian: Type.Optional(Type.String({ maxLength: 60 })),
    ending: Type.Optional(Type.Enum([...endingsToChoose])),
  }),
  reply: GuardianshipFile,
  problems: [
    notFound,
    staleVersion,
    eventRefused,
    problems.notYours,
    problems.ownProposal,
    problems.documentMissing,
    problems.candidateMissing,
    problems.detailMissing,
    problems.stepDayWrong,
    phoneInvalid,
    relationUnknown,
  ],
})

export const GuardianshipFilter = Type.Object({
  region: Type.Optional(RegionCode),
  /** `unopened`: known to be without guardian, and nobody has begun; `open`: under way. */
  state: Type.Optional(Type.Union([State, Type.Literal('unopened'), Type.Literal('open')])),
  overdue: Type.Optional(Type.Boolean()),
})
export type GuardianshipFilter = Static<typeof GuardianshipFilter>

export const GuardianshipRow = Type.Object({
  county: Type.String(),
  /** Null where no arrangement was opened. */
  id: orNull(Id),
  elderId: Id,
  elderName: Type.String(),
  age: Type.Integer(),
  region: RegionCode,
  regionPath: Type.String(),
  state: orNull(State),
  route: orNull(Route),
  candidate: orNull(Type.String()),
  temporaryGuardian: orNull(Type.String()),
  responsible: Type.String(),
  dueOn: orNull(DayString),
  overdue: Type.Boolean(),
  openedOn: orNull(DayString),
})
export type GuardianshipRow = Static<typeof GuardianshipRow>

export const listGuardianships = endpoint({
  method: 'GET',
  path: '/guardianships',
  permission: 'people:read',
  summary: { zh: '监护安排台账', en: 'Guardianship arrangements' },
  query: Type.Object({
    ...GuardianshipFilter.properties,
    after: Type.Optional(Type.String({ maxLength: 60 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({
    rows: classified('relatives', Type.Array(GuardianshipRow)),
    next: orNull(Type.String()),
    withheld: WithheldClasses,
  }),
})

export const countGuardianships = endpoint({
  method: 'GET',
  path: '/guardianships/count',
  permission: 'people:read',
  summary: { zh: '监护安排分状态数量', en: 'Guardianship arrangements by state' },
  query: Type.Object({ region: Type.Optional(RegionCode) }),
  reply: Type.Object({
    unopened: Type.Integer(),
    open: Type.Integer(),
    overdue: Type.Integer(),
    inForce: Type.Integer(),
    reviewsDue: Type.Integer(),
    states: Type.Array(Type.Object({ state: State, count: Type.Integer(), overdue: Type.Integer() })),
  }),
})

export const exportGuardianships = endpoint({
  method: 'GET',
  path: '/guardianships/export',
  permission: 'people:export',
  summary: { zh: '导出监护安排台账', en: 'Export the guardianship arrangements' },
  query: Type.Object({
    ...GuardianshipFilter.properties,
    format: Type.Enum(['xlsx', 'csv']),
    purpose: Type.String({ minLength: 2, maxLength: 100 }),
    language: Type.Optional(Type.Enum(['zh', 'en'])),
  }),
  reply: Type.Any(),
  transfer: 'file',
  carries: ['relatives'],
  problems: [exportTooLarge, exportInBackground],
  limit: 'export',
})
