import { dueOn, endedBy } from '@yinian/core/privacy/retention-rules.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import type { Erasable } from '../../db/erasable.ts'
import { newId } from '../../db/ids.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Ground } from '../../http/ground.ts'

export const proposeQueue = 'privacy.propose-erasures'

const everywhere = { role: 'official', accountId: null, regions: [nation], organisationId: null } as const
const atOnce = 500

/** Writes down, every day, what has come to the end of its period. It erases nothing. Repeatable. */
export async function proposeErasures(
  { database, clock }: Pick<Ground, 'database' | 'clock'>,
  erasables: readonly Erasable[],
): Promise<number> {
  const now = clock.now()
  let proposed = 0
  for (const erasable of erasables) {
    const until = endedBy(erasable.rule, dayAt(now))
    for (let found = atOnce; found === atOnce; ) {
      found = await inTransaction(database, everywhere, async (tx) => {
        const due = await erasable.listDue(tx, { until, limit: atOnce })
        if (due.length === 0) return 0
        await tx
          .insertInto('erasure')
          .values(
            due.map(({ county, id, region, elderId, from }) => ({
              county,
              id: newId(now),
              region,
              rule: erasable.rule,
              subject_id: id,
              elder_id: elderId,
              due_on: dueOn(erasable.rule, from) ?? null,
              state: 'due',
              proposed_at: now,
            })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        return due.length
      })
      proposed += found
    }
  }
  return proposed
}
