import type { Scope } from '@yinian/core/access/actor.ts'
import { prefixOf, rangeOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { inManner } from './connection.ts'
import type { Database, Tx } from './database.ts'
import { type Prepared, sendAlong } from './statements.ts'

/**
 * Runs in one transaction that sees and changes only what the scope allows. Everything `run` did is undone when it throws.
 * The role and the scope are literal SET LOCAL in the same message as BEGIN, which reaches distributed workers where
 * set_config does not; they are sent together with the first statement. Should they fail, that statement is refused too,
 * because the process's own role may read nothing.
 */
export async function inTransaction<T>(database: Database, scope: Scope, run: (tx: Tx) => Promise<T>): Promise<T> {
  return database.connection().execute(async (tx) => {
    await sendAlong(tx, sql.raw(opening(scope)))
    try {
      const result = await run(tx)
      await sql`commit`.execute(tx)
      return result
    } catch (error) {
      await sql`rollback`.execute(tx)
      throw error
    }
  })
}

/** Asks one thing by key in a transaction of its own, from its opening to its commit in a single round trip. */
export async function askOnce<V extends object, R>(
  database: Database,
  scope: Scope,
  statement: Prepared<V, R>,
  values: V,
): Promise<R[]> {
  return database.connection().execute(async (tx) => {
    await sendAlong(tx, sql.raw(opening(scope)))
    const asked = inManner(statement.with(tx, values), { prepared: statement.name, last: true })
    return (await tx.executeQuery(asked)).rows
  })
}

function opening(scope: Scope): string {
  const ranges = scope.regions.map(rangeOf)
  const from = ranges.map((range) => range.from).sort()[0] ?? ''
  const to =
    ranges
      .map((range) => range.to)
      .sort()
      .at(-1) ?? ''
  const several = scope.regions.length > 1 ? scope.regions.map((region) => `${prefixOf(region)}%`).join(',') : ''
  return `begin; ${personScope(scope)}set local role ${scope.role}; set local yinian.account = '${checked(scope.accountId ?? '')}'; set local yinian.organisation = '${checked(scope.organisationId ?? '')}'; set local yinian.scope_from = '${checked(from)}'; set local yinian.scope_to = '${checked(to)}'; set local yinian.scope = '${checked(several)}'`
}

/** Whose files a person may see, and of whom they are the elder themselves; told to nobody else’s transactions. */
function personScope({ role, standsFor = [] }: Scope): string {
  if (role !== 'person') return ''
  const ids = (of: Scope['standsFor']): string => checked((of ?? []).map(({ elderId }) => elderId).join(','))
  const selves = standsFor.filter(({ standsAs }) => standsAs === 'self')
  return `set local yinian.elders = '${ids(standsFor)}'; set local yinian.selves = '${ids(selves)}'; `
}

/** SET takes no parameters, so a value is let through only when nothing in it could end a literal. */
function checked(value: string): string {
  if (!/^[0-9a-f,%-]*$/.test(value)) throw new Error(`Not a scope value: ${value}`)
  return value
}
