import type { Scope } from '@yinian/core/access/actor.ts'
import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Ground } from '../../http/ground.ts'

const keeper: Scope = { role: 'keeper', accountId: null, regions: [], organisationId: null }

/** Runs as the role that reaches sealed values of every county, and nothing else of a row. */
export function asKeeper<T>({ database }: Pick<Ground, 'database'>, run: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(database, keeper, run)
}

/** The same inside an official's transaction, so that what is done to keys and its audit event are one. */
export async function meanwhileAsKeeper<T>(tx: Tx, run: (tx: Tx) => Promise<T>): Promise<T> {
  await sql`set local role keeper`.execute(tx)
  const result = await run(tx)
  await sql`set local role official`.execute(tx)
  return result
}
