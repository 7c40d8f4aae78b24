import type { Scope } from '@yinian/core/access/actor.ts'
import { prefixOf, rangeOf } from '@yinian/core/regions/code.ts'
import { CompiledQuery } from 'kysely'
import { inManner } from './connection.ts'
import type { Database, Tx } from './database.ts'
import { askLastPrepared, type Prepared } from './statements.ts'

/**
 * What has to hold before a transaction may do anything, asked in it by a role of its own. It travels with the first statement
 * and before it; where it fails, that statement is refused with its fault, and nothing of the transaction is done.
 */
export interface Guard {
  readonly role: Scope['role']
  /** Its name as a prepared statement. */
  readonly name: string
  ask(tx: Tx): CompiledQuery
}

/** Whether a transaction failed because its guard did not hold (migration 0245). */
export function isGuardRefused(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'YN001'
}

/**
 * Runs in one transaction that sees and changes only what the scope allows. Everything `run` did is undone when it throws.
 * The role and the scope are literal SET LOCAL in the same message as BEGIN, which reaches distributed workers where
 * set_config does not; they are sent together with the first statement. Should they fail, that statement is refused too,
 * because the process's own role may read nothing.
 */
export async function inTransaction<T>(
  database: Database,
  scope: Scope,
  run: (tx: Tx) => Promise<T>,
  guard?: Guard,
): Promise<T> {
  return database.connection().execute(async (tx) => {
    await open(tx, scope, guard)
    try {
      const result = await run(tx)
      await tx.executeQuery(commit)
      return result
    } catch (error) {
      await tx.executeQuery(rollback)
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
  return inTransaction(database, scope, (tx) => askLastPrepared(tx, statement, values))
}

const commit = inManner(CompiledQuery.raw('commit'), { prepared: 'commit', closing: true })
const rollback = inManner(CompiledQuery.raw('rollback'), { closing: true })

async function open(tx: Tx, scope: Scope, guard?: Guard): Promise<void> {
  const begin = CompiledQuery.raw(`begin; ${settings(scope)}; set local role ${guard?.role ?? scope.role}`)
  await tx.executeQuery(inManner(begin, { along: true, opening: true }))
  if (!guard) return
  await tx.executeQuery(inManner(guard.ask(tx), { along: true, opening: true, prepared: guard.name }))
  await tx.executeQuery(becoming(scope.role))
}

const becoming = (role: Scope['role']): CompiledQuery =>
  inManner(CompiledQuery.raw(`set local role ${role}`), { along: true, opening: true, prepared: `role.${role}` })

function settings(scope: Scope): string {
  const ranges = scope.regions.map(rangeOf)
  const from = ranges.map((range) => range.from).sort()[0] ?? ''
  const to =
    ranges
      .map((range) => range.to)
      .sort()
      .at(-1) ?? ''
  const several = scope.regions.length > 1 ? scope.regions.map((region) => `${prefixOf(region)}%`).join(',') : ''
  return `${personScope(scope)}set local yinian.account = '${checked(scope.accountId ?? '')}'; set local yinian.organisation = '${checked(scope.organisationId ?? '')}'; set local yinian.scope_from = '${checked(from)}'; set local yinian.scope_to = '${checked(to)}'; set local yinian.scope = '${checked(several)}'`
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
