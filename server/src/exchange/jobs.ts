import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import { type ComparisonJob, compareQueue } from './comparisons/start.ts'
import { platformScope } from './platform-scope.ts'

/**
 * Takes up what waits for a new day, and what was going on when the last process died. Where another process is at it
 * still, both go on and each step is done once.
 */
export async function resumeComparisons(ground: Ground): Promise<void> {
  await inTransaction(ground.database, platformScope, async (tx) => {
    const rows = await tx
      .selectFrom('exchange_comparison')
      .select(['county', 'id'])
      .where('state', 'in', ['running', 'paused'])
      .execute()
    for (const { county, id } of rows) await ground.jobs.send(tx, compareQueue, { county, id } satisfies ComparisonJob)
  })
}
