import { type CompiledQuery, sql } from 'kysely'
import { inManner } from './connection.ts'
import type { Tx } from './database.ts'

/** What kysely's builders and `sql` have in common. */
export interface Statement<R = unknown> {
  compile(tx: Tx): CompiledQuery<R>
}

/**
 * Sends a statement whose answer nobody needs together with the next one of its transaction, at the latest with the
 * commit. Should it fail, the next one fails with its fault and the transaction is undone all the same.
 * @param prepared name under which it is planned once on each connection
 */
export async function sendAlong(tx: Tx, statement: Statement, prepared?: string): Promise<void> {
  await tx.executeQuery(inManner(statement.compile(tx), { along: true, prepared }))
}

/** Has everything that was to go along done now, because what follows cannot be undone. */
export async function sendWaiting(tx: Tx): Promise<void> {
  await sql`select`.execute(tx)
}

/**
 * Asks what is asked at every request: parsed and planned once on each connection. Only for statements that reach their
 * rows by key, because one plan has to be right for every value and every scope.
 */
export async function askPrepared<R>(tx: Tx, name: string, statement: Statement<R>): Promise<R[]> {
  return (await tx.executeQuery(inManner(statement.compile(tx), { prepared: name }))).rows
}
