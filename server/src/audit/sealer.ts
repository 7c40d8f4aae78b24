import type { Scope } from '@yinian/core/access/actor.ts'
import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'

/** Reads the whole trail and makes blocks; no endpoint runs as it. */
export const sealer: Scope = { role: 'sealer', accountId: null, regions: [], organisationId: null }

export function asSealer<T>(database: Database, run: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(database, sealer, run)
}

/** Everything asked in it is of one moment, and instants are written in UTC. */
export async function atOneMoment(tx: Tx): Promise<void> {
  await sql`set transaction isolation level repeatable read`.execute(tx)
  await inUtc(tx)
}

export async function inUtc(tx: Tx): Promise<void> {
  await sql`set local timezone to 'UTC'`.execute(tx)
}
