import { type Static, type TSchema, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { classified, WithheldClasses } from '../privacy/classified.ts'
import { RegionChange } from '../regions/api.ts'
import { levels, RegionCode } from '../regions/code.ts'
import { kinds, operators, sources } from './catalogue.ts'
import { judgements } from './evaluate.ts'
import { bases, shapes } from './measure.ts'
import * as problems from './problems.ts'
import { caseSides } from './why.ts'

const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const oneOf = <Word extends string>(words: readonly Word[]) => Type.Unsafe<Word>(Type.Enum([...words]))
const wordsOf = <Word extends string>(table: Readonly<Record<Word, unknown>>) => oneOf(Object.keys(table) as Word[])

export const IndicatorId = Type.String({ pattern: '^[NHJGAR]-[BTS]?\\d{2}$' })
export const IndicatorPeriod = Type.String({
  pattern: '^\\d{4}-(0[1-9]|1[0-2])$',
  description: 'calendar month, YYYY-MM',
})
/** How a plan stands to a division: made for it or above it, for a part of it, or elsewhere and only for comparison. */
export const planRelations = ['applies', 'inside', 'elsewhere'] as const
export type PlanRelation = (typeof planRelations)[number]
export const PlanReply = Type.Object({
  id: oneOf(sources),
  relation: oneOf(planRelations),
  name: TextSchema,
  area: RegionCode,
  years: orNull(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2, description: 'first and last year' })),
  document: orNull(Type.String()),
})

export type PlanReply = Static<typeof PlanReply>

const Sides = Type.Object({
  numerator: orNull(Type.Number()),
  denominator: orNull(Type.Number()),
  /** In the indicator's unit; null where it cannot be computed. */
  value: orNull(Type.Number()),
})

/** One indicator of a division for a month, with the twelve months that end there. */
export const IndicatorLine = Type.Object({
  id: IndicatorId,
  source: oneOf(sources),
  name: TextSchema,
  unit: TextSchema,
  kind: wordsOf(kinds),
  operator: orNull(wordsOf(operators)),
  target: orNull(Type.Union([Type.Object({ number: Type.Number() }), Type.Object({ words: TextSchema })])),
  targetYear: orNull(Type.Integer()),
  printedTarget: Type.String(),
  baseline: orNull(Type.Number()),
  baselineYear: orNull(Type.Integer()),
  ...Sides.properties,
  judgement: wordsOf(judgements),
  /** False where the target belongs to the whole area of the plan and this division is only a part of it. */
  targetApplies: Type.Boolean(),
  /** Cases in the gap, and how many of them the target still needs; null where the question makes no sense. */
  gap: orNull(Type.Integer()),
  casesToTarget: orNull(Type.Integer()),
  trend: Type.Array(Type.Object({ period: IndicatorPeriod, value: orNull(Type.Number()) })),
  /** `records`, or the part of the system that will answer. */
  answeredBy: Type.String(),
  /** How it is answered, in a sentence: what was settled where the plan leaves it open, or which records are missing. */
  answer: orNull(TextSchema),
  computedAt: orNull(Instant),
})
export type IndicatorLine = Static<typeof IndicatorLine>

export const Computation = Type.Object({
  id: Id,
  region: RegionCode,
  period: IndicatorPeriod,
  state: oneOf(['waiting', 'running', 'done', 'failed']),
  /** Divisions computed so far, and all of them. */
  done: Type.Integer(),
  total: Type.Integer(),
  requestedAt: Instant,
  finishedAt: orNull(Instant),
  failure: orNull(TextSchema),
})
export type Computation = Static<typeof Computation>

export const listIndicators = endpoint({
  method: 'GET',
  path: '/indicators',
  permission: 'indicators:read',
  summary: { zh: '一个地区的规划指标', en: 'The plan indicators of a division' },
  query: Type.Object({
    region: RegionCode,
    /** The current month where it is left out. */
    period: Type.Optional(IndicatorPeriod),
    plan: Type.Optional(oneOf(sources)),
    /** `records` for those these records answer, `modules` for the rest. */
    answered: Type.Optional(oneOf(['records', 'modules'])),
  }),
  reply: Type.Object({
    region: RegionCode,
    period: IndicatorPeriod,
    plans: Type.Array(PlanReply),
    rows: Type.Array(IndicatorLine),
    /** When the latest of these values was computed; null where none ever was. */
    computedAt: orNull(Instant),
    /** The computation of this division and month that is going on. */
    underWay: orNull(Computation),
    /** What happened to the division within the months of the trends. */
    changes: Type.Array(RegionChange),
  }),
  problems: [notFound, problems.periodNotBegun],
})

/**
 * The middle of where the elders of a division live, from their coarse places; absent where so few have one that it
 * would point at a person.
 */
const Centre = Type.Object({ longitude: Type.Number(), latitude: Type.Number(), elders: Type.Integer() })

export const DivisionValue = Type.Object({
  region: RegionCode,
  name: Type.String(),
  level: oneOf(levels),
  centre: orNull(Centre),
  ...Sides.properties,
  judgement: wordsOf(judgements),
  gap: orNull(Type.Integer()),
})

export type DivisionValue = Static<typeof DivisionValue>

/** Everything about one indicator in a division: its value, how it is made, each division below, and what the plans disagree on. */
export const IndicatorPage = Type.Object({
  line: IndicatorLine,
  plan: PlanReply,
  period: IndicatorPeriod,
  numerator: TextSchema,
  denominator: orNull(TextSchema),
  heading: Type.String(),
  note: orNull(TextSchema),
  requirementIds: Type.Array(Type.String()),
  shape: orNull(wordsOf(shapes)),
  basis: orNull(wordsOf(bases)),
  /** Where an even path from the baseline to the target would be in this month. */
  path: orNull(Type.Number()),
  /** The sides that have a list of cases. */
  sides: Type.Array(oneOf(caseSides)),
  divisions: Type.Array(DivisionValue),
  /** What happened to the division within the months of the trend, which goes on with what it came of or became. */
  changes: Type.Array(RegionChange),
  contradictions: Type.Array(
    Type.Object({ number: Type.Integer(), matter: TextSchema, plansSay: TextSchema, consequence: TextSchema }),
  ),
  /** `here`: the rule holds in this division. */
  rulesOfOnePlan: Type.Array(Type.Object({ plan: oneOf(sources), rule: TextSchema, here: Type.Boolean() })),
})
export type IndicatorPage = Static<typeof IndicatorPage>

export const getIndicator = endpoint({
  method: 'GET',
  path: '/indicators/:id',
  permission: 'indicators:read',
  summary: { zh: '一项指标在各下级地区的情况', en: 'One indicator, division by division' },
  params: Type.Object({ id: IndicatorId }),
  query: Type.Object({ region: RegionCode, period: Type.Optional(IndicatorPeriod) }),
  reply: IndicatorPage,
  problems: [notFound, problems.indicatorUnknown, problems.periodNotBegun],
})

/** One elder behind a number, and why they are on that side of it. */
export const IndicatorCase = Type.Object({
  elderId: Id,
  name: Type.String(),
  sex: oneOf(['female', 'male']),
  age: Type.Integer(),
  region: RegionCode,
  regionPath: Type.String(),
  why: TextSchema,
})
export type IndicatorCase = Static<typeof IndicatorCase>

export const listIndicatorCases = endpoint({
  method: 'GET',
  path: '/indicators/:id/cases',
  permission: 'indicators:read',
  summary: { zh: '指标背后的名单', en: 'The cases behind a number' },
  params: Type.Object({ id: IndicatorId }),
  query: Type.Object({
    region: RegionCode,
    period: Type.Optional(IndicatorPeriod),
    side: oneOf(caseSides),
    after: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({
    rows: classified(['circumstances', 'assessment'], Type.Array(IndicatorCase)),
    withheld: WithheldClasses,
    next: orNull(Type.String()),
    total: Type.Integer(),
    /** People counted here whose file lies outside the reader's scope, such as those registered here who live elsewhere. */
    beyondScope: Type.Integer(),
  }),
  problems: [
    notFound,
    problems.indicatorUnknown,
    problems.notAnsweredByRecords,
    problems.noSuchSide,
    problems.periodNotBegun,
  ],
})

/** A computation of the same division and month that is under way is answered instead of starting a second one. */
export const computeIndicators = endpoint({
  method: 'POST',
  path: '/indicators/computations',
  permission: 'indicators:compute',
  summary: { zh: '现在计算一个地区及其下级的指标', en: 'Compute the indicators of a division and all below it now' },
  body: Type.Object({ region: RegionCode, period: Type.Optional(IndicatorPeriod) }),
  reply: Computation,
  problems: [notFound, problems.periodNotBegun],
})

export const getComputation = endpoint({
  method: 'GET',
  path: '/indicators/computations/:id',
  permission: 'indicators:read',
  summary: { zh: '查看计算进度', en: 'Progress of a computation' },
  params: Type.Object({ id: Id }),
  reply: Computation,
  problems: [notFound],
})
