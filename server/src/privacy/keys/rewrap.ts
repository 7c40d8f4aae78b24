import type { Scope } from '@yinian/core/access/actor.ts'
import type { CryptoFamily } from '../../crypto/algorithms.ts'
import { isWrappedBy, type MasterKeys, unwrapKey, wrapKey } from '../../crypto/wrap.ts'
import type { Database } from '../../db/database.ts'
import { inTransaction } from '../../db/transaction.ts'

const gatekeeper: Scope = { role: 'gatekeeper', accountId: null, regions: [], organisationId: null }

/**
 * Wraps every data key by the present master key. What is sealed is not touched, and processes that know both master keys
 * go on all the while.
 */
export async function rewrapDataKeys(
  database: Database,
  masters: MasterKeys,
  family: CryptoFamily,
): Promise<{ rewrapped: number; already: number }> {
  return inTransaction(database, gatekeeper, async (tx) => {
    const rows = await tx
      .selectFrom('data_key')
      .select(['county', 'version', 'wrapped'])
      .where('state', '<>', 'destroyed')
      .forUpdate()
      .execute()
    let rewrapped = 0
    for (const row of rows) {
      if (isWrappedBy(masters.current, row, row.wrapped)) continue
      await tx
        .updateTable('data_key')
        .set({ wrapped: wrapKey(masters, family, row, unwrapKey(masters, row, row.wrapped)) })
        .where('county', '=', row.county)
        .where('version', '=', row.version)
        .execute()
      rewrapped += 1
    }
    return { rewrapped, already: rows.length - rewrapped }
  })
}
