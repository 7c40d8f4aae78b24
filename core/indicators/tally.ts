import { type ElderOnDay, type Measure, meetsAll, type PaymentForMonth, type Payments } from './measure.ts'

/** What is known of one division for one period. */
export interface Records {
  readonly elders: readonly ElderOnDay[]
  readonly payments: readonly PaymentForMonth[]
  readonly assessors: number
  readonly assessmentOrganisations: number
}

/** One side of an indicator counted over records in memory: the rule that a statement over tables is held against. */
export function tally(measure: Measure, records: Records): number | null {
  switch (measure.of) {
    case 'elders':
      return records.elders.filter((elder) => meetsAll(measure.where, elder)).length
    case 'paid':
      return paidPeople(measure, records).size
    case 'fen':
      return paymentsOf(measure, records).reduce((sum, { fen }) => sum + fen, 0)
    case 'least-age': {
      const ages = paymentsOf(measure, records).map(({ age }) => age)
      return ages.length === 0 ? null : Math.min(...ages)
    }
    case 'assessors':
      return records.assessors
    case 'assessment-organisations':
      return records.assessmentOrganisations
  }
}

function paymentsOf({ programme, selfCare }: Payments, { payments }: Records): PaymentForMonth[] {
  return payments.filter(
    (payment) => payment.programme === programme && (selfCare === undefined || payment.selfCare === selfCare),
  )
}

function paidPeople(measure: Measure & { of: 'paid' }, records: Records): ReadonlySet<string> {
  const people = new Set(paymentsOf(measure, records).map(({ elderId }) => elderId))
  if (measure.where.length === 0) return people
  return new Set(
    records.elders
      .filter(({ id }) => people.has(id))
      .filter((elder) => meetsAll(measure.where, elder))
      .map(({ id }) => id),
  )
}
