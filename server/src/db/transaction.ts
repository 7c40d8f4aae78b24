import type { Scope } from '@yinian/core/access/actor.ts'
import { prefixOf, rangeOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Database, Tx } from './database.ts'

/**
 * Runs in one transaction that sees and changes only what the scope allows. Everything `run` did is undone when it throws.
 * The role and the scope are literal SET LOCAL in the same message as BEGIN: one round trip, and it reaches distributed
 * workers, which set_config does not.
 */
export async function inTransaction<T>(database: Database, scope: Scope, run: (tx: Tx) => Promise<T>): Promise<T> {
  return database.connection().execute(async (tx) => {
    await sql.raw(opening(scope)).execute(tx)
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

function opening(scope: Scope): string {
  const ranges = scope.regions.map(rangeOf)
  const from = ranges.map((range) => range.from).sort()[0] ?? ''
  const to =
    ranges
      .map((range) => range.to)
      .sort()
      .at(-1) ?? ''
  const several = scope.regions.length > 1 ? scope.regions.map((region) => `${prefixOf(region)}%`).join(',') : ''
  return `begin; set local role ${scope.role}; set local yinian.account = '${checked(scope.accountId ?? '')}'; set local yinian.organisation = '${checked(scope.organisationId ?? '')}'; set local yinian.scope_from = '${checked(from)}'; set local yinian.scope_to = '${checked(to)}'; set local yinian.scope = '${checked(several)}'`
}

/** SET takes no parameters, so a value is let through only when nothing in it could end a literal. */
function checked(value: string): string {
  if (!/^[0-9a-f,%-]*$/.test(value)) throw new Error(`Not a scope value: ${value}`)
  return value
}
