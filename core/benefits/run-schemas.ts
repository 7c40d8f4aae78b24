import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { classified } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import { KnownFacts } from './known-facts.ts'
import { Policy } from './policy.ts'
import { type RunEvent, type RunState, runProcedure } from './run.ts'
import { DecisionReadingSchema, DecisionSchema, MonthString, orNull } from './schemas.ts'

export const County = Type.String({ pattern: '^\\d{6}$' })
export const RunStateSchema = Type.Enum(Object.keys(runProcedure.states) as RunState[])
const RunEventSchema = Type.Enum(Object.keys(runProcedure.events) as RunEvent[])

/** A payment's own life: `held` by the drafter, `approved` with its run, `paid` by the bank, `returned` by the bank. */
export const paymentStates = {
  drafted: { zh: '编制中', en: 'Drafted' },
  held: { zh: '暂缓', en: 'Set aside' },
  approved: { zh: '已审批', en: 'Approved' },
  paid: { zh: '已发放', en: 'Paid' },
  returned: { zh: '银行退回', en: 'Returned' },
  cancelled: { zh: '已作废', en: 'Cancelled' },
} as const
export type PaymentState = keyof typeof paymentStates
export const PaymentStateSchema = Type.Enum(Object.keys(paymentStates) as PaymentState[])

export const FindingSchema = Type.Object({
  code: Type.String(),
  severity: Type.Enum(['blocking', 'warning']),
  message: TextSchema,
  elderIds: Type.Array(Id),
})

export const BenefitRunRow = Type.Object({
  county: County,
  countyName: Type.String(),
  id: Id,
  programme: Type.String(),
  programmeName: TextSchema,
  month: MonthString,
  state: RunStateSchema,
  people: Type.Integer(),
  fen: Type.Integer(),
  /** A later run of the same month, for those not yet paid. */
  supplementary: Type.Boolean(),
  blocking: Type.Integer({ description: 'findings that block the run' }),
  warnings: Type.Integer(),
  draftedAt: Instant,
  version: Type.Integer(),
})
export type BenefitRunRow = Static<typeof BenefitRunRow>

export const BenefitRun = Type.Object({
  ...BenefitRunRow.properties,
  /** People and fen of the same programme in the month before. */
  before: Type.Object({ people: Type.Integer(), fen: Type.Integer() }),
  /** How far the drafting is; null once it is done. */
  drafting: orNull(Type.Object({ done: Type.Integer(), total: Type.Integer(), failed: Type.Boolean() })),
  findings: Type.Array(FindingSchema),
  byTown: Type.Array(
    Type.Object({ region: RegionCode, name: Type.String(), people: Type.Integer(), fen: Type.Integer() }),
  ),
  byCase: Type.Array(
    Type.Object({ clause: Type.String(), text: TextSchema, people: Type.Integer(), fen: Type.Integer() }),
  ),
  /** People for whom it could not be told because facts are missing, by fact. */
  untold: Type.Array(Type.Object({ fact: Type.String(), label: TextSchema, people: Type.Integer() })),
  steps: Type.Array(
    Type.Object({
      event: orNull(RunEventSchema),
      state: RunStateSchema,
      at: Instant,
      accountName: Type.String(),
      reason: orNull(Type.String()),
    }),
  ),
  /** By what became of the payments. */
  byState: Type.Array(Type.Object({ state: PaymentStateSchema, people: Type.Integer(), fen: Type.Integer() })),
  bankReference: orNull(Type.String()),
  /** What the run rests on, as it was then. */
  document: Policy.properties.document,
  basis: Policy.properties.basis,
  /** What the asking account may do next. */
  events: Type.Array(RunEventSchema),
})
export type BenefitRun = Static<typeof BenefitRun>

export const BenefitPayment = Type.Object({
  county: County,
  id: Id,
  runId: Id,
  elderCounty: County,
  elderId: Id,
  elderName: Type.String(),
  region: RegionCode,
  regionName: Type.String(),
  programme: Type.String(),
  programmeName: TextSchema,
  month: MonthString,
  fen: Type.Integer({ minimum: 0 }),
  state: PaymentStateSchema,
  payee: classified('account', orNull(Type.String({ description: 'masked' }))),
  account: classified('account', orNull(Type.String({ description: 'masked' }))),
  paidAt: orNull(Instant),
  /** Why it was set aside or returned. */
  reason: orNull(Type.String()),
})
export type BenefitPayment = Static<typeof BenefitPayment>

/** What a payment rested on when it was decided; never rewritten. */
export const FrozenDecision = Type.Object({ facts: KnownFacts, decision: DecisionSchema })
export type FrozenDecision = Static<typeof FrozenDecision>

/** One payment with what it rested on, read by the policy as it was then. */
export const PaymentFile = Type.Object({
  ...BenefitPayment.properties,
  ...FrozenDecision.properties,
  reading: DecisionReadingSchema,
  document: Policy.properties.document,
})
export type PaymentFile = Static<typeof PaymentFile>

/** Somebody who could not be decided, with the facts that are missing. */
export const Untold = Type.Object({
  id: Id,
  elderId: Id,
  elderName: Type.String(),
  regionName: Type.String(),
  facts: Type.Array(Type.Object({ name: Type.String(), label: TextSchema })),
})
export type Untold = Static<typeof Untold>
