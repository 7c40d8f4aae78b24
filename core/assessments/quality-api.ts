import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { classified } from '../privacy/classified.ts'
import { because, County, MonthText, place, Version, Why } from './api-parts.ts'
import * as problems from './problems.ts'
import { type ConsequenceKind, type ConsequenceState, consequenceKinds, consequenceStates } from './quality.ts'
import { CalendarDay, LevelNumber, orNull } from './schemas.ts'

const Kind = Type.Enum(Object.keys(consequenceKinds) as ConsequenceKind[])

export const QualityCheck = Type.Object({
  county: Type.String(),
  id: Id,
  assessmentId: Id,
  number: Type.String(),
  elderName: orNull(Type.String()),
  organisationId: Id,
  organisationName: Type.String(),
  strata: Type.Array(Type.String()),
  state: Type.Enum(['drawn', 'under-way', 'compared', 'not-possible']),
  /** The second assessment, and how far it is. */
  secondId: orNull(Id),
  secondState: orNull(Type.String()),
  outcome: orNull(Type.Enum(['agrees', 'deviates', 'rejected'])),
  reason: orNull(Type.String()),
  decidedBy: orNull(Type.String()),
})
export type QualityCheck = Static<typeof QualityCheck>

export const QualitySample = Type.Object({
  county: Type.String(),
  id: Id,
  month: MonthText,
  seed: Type.String(),
  rule: Type.Object({
    sharePercent: Type.Integer(),
    fewestPerOrganisation: Type.Integer(),
    fewestPerAssessor: Type.Integer(),
  }),
  population: Type.Integer(),
  populationHash: Type.String(),
  chosen: Type.Integer(),
  compared: Type.Integer(),
  drawnAt: Instant,
  drawnBy: Type.String(),
})
export type QualitySample = Static<typeof QualitySample>

export const listSamples = endpoint({
  method: 'GET',
  path: '/quality-samples',
  permission: 'assessments:supervise',
  summary: { zh: '质量抽查', en: 'List quality samples' },
  reply: Type.Object({ rows: Type.Array(QualitySample) }),
})

export const drawQualitySample = endpoint({
  method: 'POST',
  path: '/quality-samples',
  permission: 'assessments:supervise',
  summary: { zh: '抽取一个月的评估', en: 'Draw the sample of a month' },
  body: Type.Object({
    county: County,
    month: MonthText,
    sharePercent: Type.Integer({ minimum: 0, maximum: 100 }),
    fewestPerOrganisation: Type.Integer({ minimum: 0, maximum: 50 }),
    fewestPerAssessor: Type.Integer({ minimum: 0, maximum: 50 }),
  }),
  reply: QualitySample,
  problems: [notFound, problems.sampleDrawn, problems.monthNotOver, problems.nothingToDraw],
})

export const getSample = endpoint({
  method: 'GET',
  path: '/quality-samples/:county/:id',
  permission: 'assessments:supervise',
  summary: { zh: '查看一次抽查', en: 'Read a sample' },
  params: place,
  reply: Type.Object({
    ...QualitySample.properties,
    checks: Type.Array(QualityCheck),
    organisations: Type.Array(
      Type.Object({
        organisationId: Id,
        organisationName: Type.String(),
        drawn: Type.Integer(),
        compared: Type.Integer(),
        deviating: Type.Integer(),
        rate: orNull(Type.Number()),
        proposed: orNull(Kind),
      }),
    ),
    /** Whether drawing again by the same rule and seed gives the same sample. */
    reproduced: Type.Boolean(),
  }),
  problems: [notFound],
})

export const startSecond = endpoint({
  method: 'POST',
  path: '/quality-checks/:county/:id/start',
  permission: 'assessments:supervise',
  summary: { zh: '安排复核（另一家机构，看不到首次结果）', en: 'Have another organisation assess again, blind' },
  params: place,
  body: Type.Object({ organisationId: Id }),
  reply: QualityCheck,
  problems: [
    notFound,
    problems.stepNotPossible,
    problems.sameOrganisation,
    problems.organisationNotEligible,
    problems.alreadyOpen,
    problems.elderNotActive,
  ],
})

export const giveUpCheck = endpoint({
  method: 'POST',
  path: '/quality-checks/:county/:id/not-possible',
  permission: 'assessments:supervise',
  summary: { zh: '复核无法进行（老人去世、迁出、拒绝）', en: 'Record that a second assessment is not possible' },
  params: place,
  body: Type.Object({ reason: Why }),
  reply: QualityCheck,
  problems: [notFound, problems.stepNotPossible],
})

export const getComparison = endpoint({
  method: 'GET',
  path: '/quality-checks/:county/:id',
  permission: 'assessments:supervise',
  summary: { zh: '两次评估逐项比对', en: 'Compare both assessments item by item' },
  params: place,
  reply: Type.Object({
    ...QualityCheck.properties,
    comparison: classified(
      'assessment',
      orNull(
        Type.Object({
          items: Type.Array(
            Type.Object({
              id: Type.String(),
              name: TextSchema,
              first: orNull(Type.Integer()),
              second: orNull(Type.Integer()),
            }),
          ),
          differing: Type.Integer(),
          totals: Type.Array(Type.Integer()),
          levels: Type.Array(LevelNumber),
          agrees: Type.Boolean(),
        }),
      ),
    ),
  }),
  problems: [notFound],
})

export const decideCheck = endpoint({
  method: 'POST',
  path: '/quality-checks/:county/:id/decide',
  permission: 'assessments:supervise',
  summary: { zh: '确认比对结论', en: 'Decide what the comparison means' },
  params: place,
  body: Type.Object({ outcome: Type.Enum(['agrees', 'deviates', 'rejected']), reason: Why }),
  reply: QualityCheck,
  problems: [notFound, problems.stepNotPossible],
})

export const QualityConsequence = Type.Object({
  county: Type.String(),
  id: Id,
  organisationId: Id,
  organisationName: Type.String(),
  month: MonthText,
  compared: Type.Integer(),
  deviating: Type.Integer(),
  proposed: orNull(Kind),
  kind: Kind,
  reason: Type.String(),
  state: Type.Enum(Object.keys(consequenceStates) as ConsequenceState[]),
  objectUntil: CalendarDay,
  announcedBy: Type.String(),
  objection: orNull(Type.String()),
  settledReason: orNull(Type.String()),
  settledBy: orNull(Type.String()),
  /** What the reader may do now. */
  possible: Type.Array(Type.Enum(['object', 'settle', 'apply'])),
  version: Version,
})
export type QualityConsequence = Static<typeof QualityConsequence>

export const listConsequences = endpoint({
  method: 'GET',
  path: '/quality-consequences',
  permission: 'assessment-fees:read',
  summary: { zh: '对评估机构的处理', en: 'List consequences for organisations' },
  query: Type.Object({ organisationId: Type.Optional(Id) }),
  reply: Type.Object({ rows: Type.Array(QualityConsequence) }),
})

export const announceConsequence = endpoint({
  method: 'POST',
  path: '/quality-consequences',
  permission: 'assessments:supervise',
  summary: { zh: '告知处理决定', en: 'Announce a consequence' },
  body: Type.Object({ county: County, sampleId: Id, organisationId: Id, kind: Kind, reason: Why }),
  reply: QualityConsequence,
  problems: [notFound, problems.stepNotPossible],
})

export const objectToConsequence = endpoint({
  method: 'POST',
  path: '/quality-consequences/:county/:id/object',
  permission: 'assessment-fees:answer',
  summary: { zh: '机构提出异议', en: 'Object, for the organisation' },
  params: place,
  body: because,
  reply: QualityConsequence,
  problems: [notFound, staleVersion, problems.stepNotPossible],
})

export const settleConsequence = endpoint({
  method: 'POST',
  path: '/quality-consequences/:county/:id/settle',
  permission: 'assessments:supervise',
  summary: { zh: '处理异议（第二人）', en: 'Settle the objection, as the second person' },
  params: place,
  body: Type.Object({ decision: Type.Enum(['uphold', 'withdraw']), reason: Why, version: Version }),
  reply: QualityConsequence,
  problems: [notFound, staleVersion, problems.stepNotPossible, problems.secondPersonNeeded],
})

export const applyConsequence = endpoint({
  method: 'POST',
  path: '/quality-consequences/:county/:id/apply',
  permission: 'organisations:write',
  summary: { zh: '执行处理决定', en: 'Apply the consequence' },
  params: place,
  body: Type.Object({ version: Version }),
  reply: QualityConsequence,
  problems: [notFound, staleVersion, problems.stepNotPossible],
})
