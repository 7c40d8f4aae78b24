import type { Actor, HeldGrant } from '@yinian/core/access/actor.ts'
import { isPermission } from '@yinian/core/access/permissions.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { hashToken } from '../crypto/vault.ts'
import type { Database, Tx } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import { gate } from './sign-in.ts'

/** Who a session's token belongs to, with the grants they hold now; absent when it has ended or the account is not active. */
export async function findActor(database: Database, token: string, now: Date): Promise<Actor | undefined> {
  return inTransaction(database, gate, async (tx) => {
    const session = await tx
      .selectFrom('session')
      .innerJoin('account', 'account.id', 'session.account_id')
      .select(['account.id', 'account.display_name'])
      .where('token_hash', '=', hashToken(token))
      .where('ends_at', '>', now)
      .where('account.state', '=', 'active')
      .executeTakeFirst()
    return session && actorFor(session.id, session.display_name, await grantsOf(tx, session.id), now)
  })
}

/** An account acting without a browser, for a job it has asked for: with the grants it holds when the job is done. */
export async function getActor(database: Database, accountId: string, now: Date): Promise<Actor> {
  return inTransaction(database, gate, async (tx) => {
    const account = await tx
      .selectFrom('account')
      .select(['id', 'display_name'])
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow()
    return actorFor(account.id, account.display_name, await grantsOf(tx, account.id), now)
  })
}

function actorFor(accountId: string, name: string, grants: readonly HeldGrant[], now: Date): Actor {
  return { accountId, name, grants, now, today: dayAt(now) }
}

async function grantsOf(tx: Tx, accountId: string): Promise<HeldGrant[]> {
  const rows = await tx
    .selectFrom('access_grant')
    .innerJoin('role_permission', 'role_permission.role', 'access_grant.role')
    .select(['access_grant.role', 'region', 'organisation_id', sql<string[]>`array_agg(permission)`.as('permissions')])
    .where('account_id', '=', accountId)
    .groupBy(['access_grant.id', 'access_grant.role', 'region', 'organisation_id'])
    .orderBy('region')
    .execute()
  return rows.map((row) => ({
    role: row.role,
    region: row.region,
    organisationId: row.organisation_id,
    permissions: new Set(row.permissions.filter(isPermission)),
  }))
}
