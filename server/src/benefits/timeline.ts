import type { TimelineEntry } from '@yinian/core/people/api.ts'
import type { Tx } from '../db/database.ts'
import type { ElderReference } from '../people/index.ts'
import type { PolicyShelf } from './policy-shelf.ts'

/** What was paid to an elder and what came back. */
export function tellPayments(shelf: PolicyShelf) {
  return async (tx: Tx, elder: Pick<ElderReference, 'id'>): Promise<TimelineEntry[]> => {
    const rows = await tx
      .selectFrom('benefit_payment')
      .select(['county', 'id', 'programme', 'month', 'paid_at', 'returned_at', 'reason'])
      .where('elder_id', '=', elder.id)
      .where('state', 'in', ['paid', 'returned'])
      .execute()
    const policies = await shelf.at(tx)
    return rows.flatMap((row) => {
      const name = policies.nameOf(row.programme)
      const link = `/benefits/payments/${row.county}/${row.id}`
      const entry = (at: Date | null, zh: string, en: string, detail: string | null = null): TimelineEntry[] =>
        at === null
          ? []
          : [
              {
                at: at.toISOString(),
                module: 'benefits',
                title: { zh, en },
                detail: detail === null ? null : { zh: detail, en: detail },
                link,
              },
            ]
      return [
        ...entry(row.paid_at, `发放${name.zh}（${row.month}）`, `Paid: ${name.en} (${row.month})`),
        ...entry(
          row.returned_at,
          `${name.zh}被银行退回（${row.month}）`,
          `Returned by the bank: ${name.en} (${row.month})`,
          row.reason,
        ),
      ]
    })
  }
}
