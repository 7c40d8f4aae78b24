import type { Overpayment } from '@yinian/core/people/merge-api.ts'
import { sql } from 'kysely'
import type { ElderRecords } from '../people/index.ts'

/**
 * Payments stay as they were; only whose they are moves. A month paid under either number of a person is taken under the
 * number they go by, so that no county pays it again.
 */
export const benefitRecords: readonly ElderRecords[] = [
  {
    relation: 'benefit_payment',
    name: { zh: '发放记录', en: 'Payments' },
    how: 'moves',
    onTransfer: { stays: 'What a county paid it paid; months are claimed by the number, wherever the file is.' },
    hands: false,
    async overpayments(tx, { county, survivorId, mergedId }) {
      const { rows } = await sql<Overpayment>`
        select programme, month, one_fen as "survivorFen", other_fen as "mergedFen", one_county as "survivorCounty",
          other_county as "mergedCounty"
        from overpaid_months(${county}, ${survivorId}, ${mergedId})`.execute(tx)
      return rows
    },
    async afterMerge({ tx }, { county, id, number, numbers }) {
      const others = numbers.filter((one) => !one.equals(number))
      if (others.length > 0)
        await sql`select join_benefit_claims(${county}, ${id}, ${others}::bytea[], ${number})`.execute(tx)
    },
    async beforeUnmerge({ tx }, { county, id, number }) {
      await sql`select part_benefit_claims(${county}, ${id}, ${number})`.execute(tx)
    },
  },
  {
    relation: 'benefit_untold',
    name: { zh: '未能判定', en: 'Undecided cases' },
    how: 'moves',
    hands: false,
    onTransfer: { stays: 'What could not be decided in a run of that county.' },
  },
]
