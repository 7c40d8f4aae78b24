import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { place, Why } from '../assessments/api-parts.ts'
import { CalendarDay, orNull } from '../assessments/schemas.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import * as problems from './problems.ts'

const Days = Type.Integer({ minimum: 1, maximum: 120 })
const DayList = Type.Array(CalendarDay, { maxItems: 120, uniqueItems: true })
export const Settings = Type.Object({
  acceptanceDays: Days,
  supplementDays: Days,
  assessmentDays: Days,
  noticeDays: Days,
  validityMonths: Type.Integer({ minimum: 1, maximum: 60 }),
  remindDays: Type.Integer({ minimum: 1, maximum: 365 }),
  acceptsEvidence: Type.Boolean(),
  calendar: Type.Object({ daysOff: DayList, worked: DayList }),
})

const decidable = {
  proposedBy: Type.String(),
  proposedAt: Instant,
  decidedBy: orNull(Type.String()),
  decidedAt: orNull(Instant),
  decisionReason: orNull(Type.String()),
}
const Document = Type.String({ minLength: 2, maxLength: 200 })

export const Rule = Type.Object({
  id: Id,
  area: RegionCode,
  areaPath: Type.String(),
  version: Type.Integer(),
  state: Type.Enum(['proposed', 'approved', 'refused']),
  /** Whether it is what its area goes by today. */
  inForce: Type.Boolean(),
  running: Type.Boolean(),
  document: Type.String(),
  validFrom: CalendarDay,
  settings: Settings,
  reason: Type.String(),
  /** Proposed by the reader, who cannot decide on it. */
  mine: Type.Boolean(),
  ...decidable,
})
export type Rule = Static<typeof Rule>

export const listInsuranceRules = endpoint({
  method: 'GET',
  path: '/insurance/rules',
  permission: 'insurance:read',
  summary: { zh: '长护险地区规则', en: 'Where the insurance runs, and by which rule' },
  query: Type.Object({ region: Type.Optional(RegionCode) }),
  reply: Type.Object({
    rows: Type.Array(Rule),
    sources: Type.Record(Type.String(), TextSchema),
    /** What a first rule would be proposed with. */
    defaults: Settings,
  }),
})

export const proposeInsuranceRule = endpoint({
  method: 'POST',
  path: '/insurance/rules',
  permission: 'insurance:propose',
  summary: { zh: '提出长护险地区规则', en: 'Propose a region’s rule' },
  body: Type.Object({
    area: RegionCode,
    running: Type.Boolean(),
    document: Document,
    validFrom: CalendarDay,
    settings: Settings,
    reason: Why,
  }),
  reply: Rule,
  problems: [problems.areaNotYours, problems.dayWrong],
})

const decision = Type.Object({
  decision: Type.Union([Type.Literal('approve'), Type.Literal('refuse')]),
  reason: Type.String({ maxLength: 500 }),
})

export const decideInsuranceRule = endpoint({
  method: 'POST',
  path: '/insurance/rules/:id/decision',
  permission: 'insurance:approve',
  summary: { zh: '批准或退回长护险地区规则', en: 'Approve or refuse a region’s rule' },
  params: Type.Object({ id: Id }),
  body: decision,
  reply: Rule,
  problems: [notFound, problems.decidedAlready, problems.ownProposal, problems.reasonMissing],
})

export const Value = Type.Union([
  Type.Object({ from: Type.Integer({ minimum: 0, maximum: 200 }), to: Type.Integer({ minimum: 0, maximum: 200 }) }),
  Type.Object({ grade: Type.Integer({ minimum: 0, maximum: 5 }) }),
])
const Key = Type.String({ pattern: '^(band|cell)/[A-Za-z0-9.]{1,10}/\\d$' })

export const Proposal = Type.Object({
  id: Id,
  key: Key,
  name: TextSchema,
  area: RegionCode,
  areaPath: Type.String(),
  value: Value,
  document: Type.String(),
  clause: Type.String(),
  state: Type.Enum(['proposed', 'confirmed', 'refused']),
  mine: Type.Boolean(),
  ...decidable,
})
export type Proposal = Static<typeof Proposal>

export const Entry = Type.Object({
  key: Key,
  name: TextSchema,
  /** As it counts now: the confirmed value, or what the platform brings. */
  value: Value,
  /** `shipped`: by a published example; `confirmed`: by two people here; `unconfirmed`: by nobody, and no official result may rest on it. */
  standing: Type.Enum(['shipped', 'confirmed', 'unconfirmed']),
  source: TextSchema,
  proposal: orNull(Proposal),
  /** Cases of the reader that wait for it. */
  waiting: Type.Integer(),
})
export type Entry = Static<typeof Entry>

export const getGrading = endpoint({
  method: 'GET',
  path: '/insurance/grading',
  permission: 'insurance:read',
  summary: { zh: '失能等级分级表及核对情况', en: 'The grading table and what of it is confirmed' },
  query: Type.Object({ region: RegionCode }),
  reply: Type.Object({
    region: RegionCode,
    regionPath: Type.String(),
    instrumentId: Type.String(),
    instrumentVersion: Type.String(),
    entries: Type.Array(Entry),
    /** Every proposal and decision, newest first. */
    history: Type.Array(Proposal),
    waiting: Type.Array(
      Type.Object({ county: Type.String(), id: Id, number: Type.String(), keys: Type.Array(Type.String()) }),
    ),
  }),
})

export const proposeEntries = endpoint({
  method: 'POST',
  path: '/insurance/grading',
  permission: 'insurance:propose',
  summary: { zh: '按文件提出核对若干分段或组合', en: 'Propose entries as the document prints them' },
  body: Type.Object({
    area: RegionCode,
    entries: Type.Array(Type.Object({ key: Key, value: Value }), { minItems: 1, maxItems: 28 }),
    document: Document,
    clause: Type.String({ minLength: 2, maxLength: 200 }),
  }),
  reply: Type.Object({ rows: Type.Array(Proposal) }),
  problems: [problems.areaNotYours, problems.entryWrong],
})

export const decideEntries = endpoint({
  method: 'POST',
  path: '/insurance/grading/decisions',
  permission: 'insurance:approve',
  summary: { zh: '确认或退回分级表的核对', en: 'Confirm or refuse proposed entries' },
  body: Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 28, uniqueItems: true }), ...decision.properties }),
  reply: Type.Object({ rows: Type.Array(Proposal) }),
  problems: [notFound, problems.decidedAlready, problems.ownProposal, problems.tableFaulty, problems.reasonMissing],
})

export const Designation = Type.Object({
  county: Type.String(),
  id: Id,
  region: RegionCode,
  regionPath: Type.String(),
  organisationId: Id,
  organisationName: Type.String(),
  agreement: Type.String(),
  validFrom: CalendarDay,
  validTo: CalendarDay,
  inForce: Type.Boolean(),
  endedOn: orNull(CalendarDay),
  endReason: orNull(Type.String()),
  madeBy: Type.String(),
})
export type Designation = Static<typeof Designation>

export const listDesignations = endpoint({
  method: 'GET',
  path: '/insurance/designations',
  permission: 'insurance:review',
  summary: { zh: '定点评估机构', en: 'Designated assessment organisations' },
  query: Type.Object({ region: Type.Optional(RegionCode) }),
  reply: Type.Object({ rows: Type.Array(Designation), next: Type.Null() }),
})

export const designate = endpoint({
  method: 'POST',
  path: '/insurance/designations',
  permission: 'insurance:review',
  summary: { zh: '登记定点评估机构', en: 'Designate an assessment organisation' },
  body: Type.Object({
    region: RegionCode,
    organisationId: Id,
    agreement: Type.String({ minLength: 2, maxLength: 100 }),
    validFrom: CalendarDay,
    validTo: CalendarDay,
  }),
  reply: Designation,
  problems: [
    notFound,
    problems.areaNotYours,
    problems.periodWrong,
    problems.designatedAlready,
    problems.organisationNotDesignated,
  ],
})

export const endDesignation = endpoint({
  method: 'POST',
  path: '/insurance/designations/:county/:id/end',
  permission: 'insurance:review',
  summary: { zh: '终止定点', en: 'End a designation' },
  params: place,
  body: Type.Object({ reason: Why }),
  reply: Designation,
  problems: [notFound, problems.decidedAlready],
})
