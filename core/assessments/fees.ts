import type { Text } from '../language/text.ts'
import type { Fen } from '../ledger/money.ts'
import { isWithin, type RegionCode } from '../regions/code.ts'
import { addDays, type Day } from '../time/day.ts'

/** A contract by which a county buys assessments of an organisation. */
export interface Contract {
  readonly id: string | null
  readonly from: Day
  readonly until: Day
  readonly territory: readonly RegionCode[]
  /** Whole fen per assessment by instrument id. */
  readonly fees: Readonly<Record<string, Fen>>
  readonly turnaroundDays: number
  /** Share of the fee that is not paid for a late one. */
  readonly latePercent: number
}

/** A confirmed assessment as far as its fee goes. */
export interface Payable {
  readonly assessmentId: string
  readonly number: string
  readonly region: RegionCode
  readonly instrumentId: string
  readonly assignedOn: Day
  readonly signedOn: Day
  readonly confirmedOn: Day
  readonly rejected: boolean
}

export const deductionReasons = {
  'in-full': { zh: '全额', en: 'In full' },
  late: { zh: '超过合同时限', en: 'Later than the contract allows' },
  rejected: { zh: '质量抽查不予认可', en: 'Not accepted by the quality check' },
} as const satisfies Record<string, Text>
export type DeductionReason = keyof typeof deductionReasons

export interface FeeLine {
  readonly assessmentId: string
  readonly number: string
  readonly confirmedOn: Day
  readonly contractId: string | null
  readonly feeFen: Fen
  readonly deductionFen: Fen
  readonly because: DeductionReason
}

/** The contract an assessment falls under: in force on the day it was assigned, covering its place; the latest begun. */
export function contractFor(contracts: readonly Contract[], { assignedOn, region }: Payable): Contract | undefined {
  return contracts
    .filter(({ from, until }) => from <= assignedOn && assignedOn <= until)
    .filter(({ territory }) => territory.some((place) => isWithin(region, place)))
    .reduce<Contract | undefined>(
      (found, one) => (found === undefined || one.from > found.from ? one : found),
      undefined,
    )
}

/** The line of one assessment; absent where no contract names a price for it. */
export function feeLine(contracts: readonly Contract[], payable: Payable): FeeLine | undefined {
  const contract = contractFor(contracts, payable)
  const feeFen = contract?.fees[payable.instrumentId]
  if (contract === undefined || feeFen === undefined) return undefined
  const late = payable.signedOn > addDays(payable.assignedOn, contract.turnaroundDays)
  const because: DeductionReason = payable.rejected ? 'rejected' : late ? 'late' : 'in-full'
  const percent = { 'in-full': 0, late: contract.latePercent, rejected: 100 }[because]
  return {
    assessmentId: payable.assessmentId,
    number: payable.number,
    confirmedOn: payable.confirmedOn,
    contractId: contract.id,
    feeFen,
    // Half a fen is kept by the organisation: money is whole fen.
    deductionFen: Math.floor((feeFen * percent) / 100),
    because: percent === 0 ? 'in-full' : because,
  }
}

export interface StatementSum {
  readonly lines: number
  readonly feeFen: Fen
  readonly deductionFen: Fen
  readonly dueFen: Fen
}

/** A statement is the sum of its lines and nothing else. */
export function sumLines(lines: readonly Pick<FeeLine, 'feeFen' | 'deductionFen'>[]): StatementSum {
  const feeFen = lines.reduce((sum, line) => sum + line.feeFen, 0)
  const deductionFen = lines.reduce((sum, line) => sum + line.deductionFen, 0)
  return { lines: lines.length, feeFen, deductionFen, dueFen: feeFen - deductionFen }
}

export const statementStates = {
  drafted: { zh: '待机构核对', en: 'Drafted, for the organisation to check' },
  objected: { zh: '机构有异议', en: 'Objected to' },
  accepted: { zh: '机构已认可', en: 'Accepted by the organisation' },
  approved: { zh: '已审批入账', en: 'Approved and booked' },
} as const satisfies Record<string, Text>
export type StatementState = keyof typeof statementStates

/** The account of the ledger that holds what is owed to assessment organisations. */
export const feeProgramme = 'assessment-fees'
export const feeProgrammeName: Text = { zh: '能力评估费', en: 'Assessment fees' }
