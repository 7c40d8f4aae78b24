import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { RegionCode } from '../regions/code.ts'
import { type RunEvent, type RunState, runProcedure } from './run.ts'
import { DecisionSchema, KnownFacts, MonthString, orNull } from './schemas.ts'

export const County = Type.String({ pattern: '^\\d{6}$' })
export const RunStateSchema = Type.Enum(Object.keys(runProcedure.states) as RunState[])
const RunEventSchema = Type.Enum(Object.keys(runProcedure.events) as RunEvent[])

/** A payment's own life: `approved` with its run, `paid` by the bank, `returned` by the bank. */
export const paymentStates = {
  drafted: { zh: '编制中', en: 'Drafted' },
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
  payee: orNull(Type.String({ description: 'masked' })),
  account: orNull(Type.String({ description: 'masked' })),
  paidAt: orNull(Instant),
})
export type BenefitPayment = Static<typeof BenefitPayment>

/** What a payment rested on when it was decided; never rewritten. */
export const FrozenDecision = Type.Object({ facts: KnownFacts, decision: DecisionSchema })
export type FrozenDecision = Static<typeof FrozenDecision>
