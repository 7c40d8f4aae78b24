import { type CompiledQuery, sql } from 'kysely'
import { inManner } from './connection.ts'
import type { Tx } from './database.ts'

/** What kysely's builders and `sql` have in common. */
export interface Statement<R = unknown> {
  compile(tx: Tx): CompiledQuery<R>
}

/**
 * A statement asked at every request: written out once in this process, parsed and planned once on each connection. Only
 * for statements that reach their rows by key, because one plan has to be right for every value and every scope.
 */
export interface Prepared<V extends object, R> {
  readonly name: string
  with(tx: Tx, values: V): CompiledQuery<R>
}

/** Stands for a value while a prepared statement is written out. */
class Slot {
  readonly of: string
  constructor(of: string) {
    this.of = of
  }
}

/**
 * @param name one for each statement of the platform
 * @param build writes it out; what it is given stands for the values and has to be handed on untouched
 */
export function prepare<V extends object, R>(name: string, build: (values: V) => Statement<R>): Prepared<V, R> {
  let written: CompiledQuery<R> | undefined
  return {
    name,
    with(tx, values) {
      written ??= build(slotsFor(values)).compile(tx)
      const given = values as Readonly<Record<string, unknown>>
      return { ...written, parameters: written.parameters.map((one) => (one instanceof Slot ? given[one.of] : one)) }
    },
  }
}

function slotsFor<V extends object>(values: V): V {
  return Object.fromEntries(Object.keys(values).map((key) => [key, new Slot(key)])) as V
}

export async function askPrepared<V extends object, R>(tx: Tx, statement: Prepared<V, R>, values: V): Promise<R[]> {
  return (await tx.executeQuery(inManner(statement.with(tx, values), { prepared: statement.name }))).rows
}

/** `askLast` of what is asked at every request. */
export async function askLastPrepared<V extends object, R>(tx: Tx, statement: Prepared<V, R>, values: V): Promise<R[]> {
  return askLast(tx, statement.with(tx, values), statement.name)
}

/**
 * Asks for the last time in a transaction: the commit travels right behind, and the answer is there once it is durable. What
 * is asked afterwards all the same is asked in another transaction with the same scope and guard.
 * @param prepared its name, where it is planned once on each connection
 */
export async function askLast<R>(tx: Tx, query: CompiledQuery<R>, prepared?: string): Promise<R[]> {
  return (await tx.executeQuery(inManner(query, { prepared, last: true }))).rows
}

/**
 * Sends a statement whose answer nobody needs together with the next one of its transaction, at the latest with the
 * commit. Should it fail, the next one fails with its fault and the transaction is undone all the same.
 */
export async function sendAlong(tx: Tx, statement: Statement): Promise<void> {
  await tx.executeQuery(inManner(statement.compile(tx), { along: true }))
}

export async function sendAlongPrepared<V extends object>(
  tx: Tx,
  statement: Prepared<V, unknown>,
  values: V,
): Promise<void> {
  await tx.executeQuery(inManner(statement.with(tx, values), { along: true, prepared: statement.name }))
}

/** Has everything that was to go along done now, because what follows cannot be undone. */
export async function sendWaiting(tx: Tx): Promise<void> {
  await sql`select`.execute(tx)
}
