import type { Scope } from '@yinian/core/access/actor.ts'
import { nation } from '@yinian/core/regions/code.ts'
import type { Tx } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'

/**
 * Figures are counted over all records and not over those that whoever asked may read: a county counts those registered
 * there who live elsewhere, whose circumstances only their residence sees (docs/decisions/0005).
 */
const counting: Scope = { role: 'official', accountId: null, regions: [nation], organisationId: null }

export function whileCounting<T>(ground: Pick<Ground, 'database'>, run: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(ground.database, counting, run)
}
