import { type Static, Type } from 'typebox'
import { Id, Instant } from '../../access/api.ts'
import { endpoint } from '../../http/endpoint.ts'
import { notFound } from '../../http/problems.ts'
import { exportInBackground, exportTooLarge } from '../../lists/problems.ts'
import { classified, WithheldClasses } from '../../privacy/classified.ts'
import { RegionCode } from '../../regions/code.ts'
import { DayString } from '../api.ts'
import { phoneInvalid } from '../problems.ts'
import * as problems from './problems.ts'
import {
  type CareEnding,
  type CareFinding,
  type CareManner,
  type CareNeed,
  careEndings,
  careFindings,
  careManners,
  careNeeds,
  type TouchFrequency,
  touchFrequencies,
  type Whereabouts,
  whereabouts,
} from './vocabulary.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Manner = Type.Enum(Object.keys(careManners) as CareManner[])
const Finding = Type.Enum(Object.keys(careFindings) as CareFinding[])
const Need = Type.Enum(Object.keys(careNeeds) as CareNeed[])
const Where = Type.Enum(Object.keys(whereabouts) as Whereabouts[])
const Frequency = Type.Enum(Object.keys(touchFrequencies) as TouchFrequency[])
const elderId = Type.Object({ id: Id })

const CarePlan = Type.Object({
  id: Id,
  personName: classified('relatives', Type.String(), ''),
  personPhone: classified('contact', orNull(Type.String())),
  manner: Manner,
  intervalDays: Type.Integer(),
  from: DayString,
  note: classified('notes', Type.String(), ''),
  recordedAt: Instant,
  recordedBy: Type.String(),
})

const CareContact = Type.Object({
  id: Id,
  on: DayString,
  manner: Manner,
  finding: Finding,
  /** Kept sealed; opened for whoever reads the file, which is recorded. */
  found: classified('notes', Type.String(), ''),
  needs: Type.Array(Need),
  need: classified('notes', Type.String(), ''),
  madeBy: Type.String(),
  corrects: orNull(Id),
  void: Type.Boolean(),
  /** False once a later row takes its place, and for a row that says nothing took place. */
  holds: Type.Boolean(),
  reason: classified('notes', Type.String(), ''),
  recordedAt: Instant,
  recordedBy: Type.String(),
})
export type CareContact = Static<typeof CareContact>

const FamilyContact = Type.Object({
  id: Id,
  relatedPersonId: Id,
  name: Type.String(),
  relation: Type.String(),
  phone: classified('contact', orNull(Type.String())),
  whereabouts: Where,
  worksAt: Type.String(),
  frequency: Frequency,
  recordedAt: Instant,
  recordedBy: Type.String(),
})

export const CareFile = Type.Object({
  plan: orNull(CarePlan),
  /** Where no plan is in force: how the last one ended; one that ended with a move here has to be made anew. */
  ended: orNull(
    Type.Object({
      as: Type.Enum(Object.keys(careEndings) as CareEnding[]),
      on: DayString,
      personName: classified('relatives', Type.String(), ''),
      intervalDays: Type.Integer(),
    }),
  ),
  /** Since when a new plan is due, because the former one ended with the move here. */
  planDueSince: orNull(DayString),
  earlierPlans: Type.Array(CarePlan),
  family: classified('relatives', Type.Array(FamilyContact)),
  contacts: classified('circumstances', Type.Array(CareContact)),
  lastContactOn: orNull(DayString),
  nextDue: orNull(DayString),
  withheld: WithheldClasses,
})
export type CareFile = Static<typeof CareFile>

export const getCareOf = endpoint({
  method: 'GET',
  path: '/elders/:id/care',
  permission: 'people:read',
  summary: { zh: '关爱计划、子女联系与联系记录', en: 'Care plan, children and ledger of contacts of an elder' },
  params: elderId,
  reply: CareFile,
  problems: [notFound],
})

export const setCarePlan = endpoint({
  method: 'POST',
  path: '/elders/:id/care/plans',
  permission: 'people:write',
  summary: { zh: '制定关爱计划', en: 'Set who looks in how often' },
  params: elderId,
  body: Type.Object({
    personName: Type.String({ minLength: 1, maxLength: 60 }),
    personPhone: Type.Optional(Type.String({ maxLength: 30 })),
    manner: Manner,
    intervalDays: Type.Integer({ minimum: 1, maximum: 366 }),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  reply: CareFile,
  problems: [notFound, phoneInvalid],
})

const Contact = {
  on: DayString,
  manner: Manner,
  finding: Finding,
  found: Type.Optional(Type.String({ maxLength: 500 })),
  needs: Type.Optional(Type.Array(Need, { maxItems: 10 })),
  need: Type.Optional(Type.String({ maxLength: 500 })),
  /** Who looked in, where it was not whoever writes. */
  madeBy: Type.Optional(Type.String({ maxLength: 60 })),
}

export const recordCareContact = endpoint({
  method: 'POST',
  path: '/elders/:id/care/contacts',
  permission: 'people:write',
  summary: { zh: '登记一次联系', en: 'Record a contact' },
  params: elderId,
  body: Type.Object(Contact),
  reply: CareFile,
  problems: [notFound, problems.careDayWrong],
})

export const correctCareContact = endpoint({
  method: 'POST',
  path: '/elders/:id/care/contacts/:contactId/corrections',
  permission: 'people:write',
  summary: { zh: '更正一次联系（另写一行）', en: 'Correct a contact by a row of its own' },
  params: Type.Object({ id: Id, contactId: Id }),
  body: Type.Object({
    reason: Type.String({ minLength: 2, maxLength: 200 }),
    /** Absent: the contact did not take place. */
    instead: Type.Optional(Type.Object(Contact)),
  }),
  reply: CareFile,
  problems: [notFound, problems.careDayWrong, problems.alreadyCorrected],
})

export const setFamilyContact = endpoint({
  method: 'POST',
  path: '/elders/:id/care/family',
  permission: 'people:write',
  summary: { zh: '登记子女务工与联系情况', en: 'Record where a child works and how often they are in touch' },
  params: elderId,
  body: Type.Object({
    relatedPersonId: Id,
    whereabouts: Where,
    worksAt: Type.Optional(Type.String({ maxLength: 200 })),
    frequency: Frequency,
  }),
  reply: CareFile,
  problems: [notFound, problems.notAChild],
})

export const LeftBehindFilter = Type.Object({
  region: Type.Optional(RegionCode),
  overdue: Type.Optional(Type.Boolean()),
  /** True: those for whom there is no plan yet. */
  unplanned: Type.Optional(Type.Boolean()),
  /** True: those whose last contact raised a need. */
  need: Type.Optional(Type.Boolean()),
})
export type LeftBehindFilter = Static<typeof LeftBehindFilter>

export const LeftBehindRow = Type.Object({
  elderId: Id,
  name: Type.String(),
  age: Type.Integer(),
  region: RegionCode,
  regionPath: Type.String(),
  /** Supporters among the people around, and of how many it is known where they work. */
  children: Type.Integer(),
  childrenKnown: Type.Integer(),
  personName: classified('relatives', orNull(Type.String())),
  intervalDays: orNull(Type.Integer()),
  lastContactOn: orNull(DayString),
  lastFinding: orNull(Finding),
  needs: Type.Array(Need),
  nextDue: orNull(DayString),
  overdue: Type.Boolean(),
})
export type LeftBehindRow = Static<typeof LeftBehindRow>

export const listLeftBehind = endpoint({
  method: 'GET',
  path: '/left-behind',
  permission: 'people:read',
  summary: { zh: '农村留守老年人关爱台账', en: 'Left-behind rural elders' },
  query: Type.Object({
    ...LeftBehindFilter.properties,
    after: Type.Optional(Type.String({ maxLength: 60 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({
    rows: classified('circumstances', Type.Array(LeftBehindRow)),
    next: orNull(Type.String()),
    withheld: WithheldClasses,
  }),
})

export const countLeftBehind = endpoint({
  method: 'GET',
  path: '/left-behind/count',
  permission: 'people:read',
  summary: {
    zh: '留守老年人数量（到上限为止）',
    en: 'How many left-behind elders meet the filter, counted up to a limit',
  },
  query: LeftBehindFilter,
  reply: Type.Object({ count: Type.Integer(), more: Type.Boolean() }),
})

export const LeftBehindCounts = Type.Object({
  code: RegionCode,
  name: Type.String(),
  people: Type.Integer(),
  planned: Type.Integer(),
  overdue: Type.Integer(),
  contactedThisMonth: Type.Integer(),
  needs: Type.Integer(),
})

export const countLeftBehindByDivision = endpoint({
  method: 'GET',
  path: '/left-behind/divisions',
  permission: 'people:read',
  summary: { zh: '各地留守老年人关爱情况', en: 'Left-behind elders by division, with who is overdue' },
  query: Type.Object({ region: Type.Optional(RegionCode) }),
  reply: Type.Object({ region: RegionCode, rows: Type.Array(LeftBehindCounts), total: LeftBehindCounts }),
})

export const exportLeftBehind = endpoint({
  method: 'GET',
  path: '/left-behind/export',
  permission: 'people:export',
  summary: { zh: '导出农村留守老年人关爱台账', en: 'Export the left-behind elders' },
  query: Type.Object({
    ...LeftBehindFilter.properties,
    format: Type.Enum(['xlsx', 'csv']),
    purpose: Type.String({ minLength: 2, maxLength: 100 }),
    language: Type.Optional(Type.Enum(['zh', 'en'])),
  }),
  reply: Type.Any(),
  transfer: 'file',
  carries: ['circumstances'],
  problems: [exportTooLarge, exportInBackground],
  limit: 'export',
})
