import type { Actor, HeldGrant } from '@yinian/core/access/actor.ts'
import { isPermission } from '@yinian/core/access/permissions.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { hashToken } from '../crypto/vault.ts'
import type { Database } from '../db/database.ts'
import { askOnce } from '../db/transaction.ts'
import { gate } from './sign-in.ts'

/** Who a session's token belongs to, with the grants they hold now; absent when it has ended or the account is not active. */
export async function findActor(database: Database, token: string, now: Date): Promise<Actor | undefined> {
  const statement = sql<Holder>`
    select account.id, account.display_name, ${heldGrants} as grants
    from session join account on account.id = session.account_id
    where token_hash = ${hashToken(token)} and ends_at > ${now} and account.state = 'active'`
  const [holder] = await askOnce(database, gate, 'access.find-actor', statement)
  return holder && actorFor(holder, now)
}

/** An account acting without a browser, for a job it has asked for: with the grants it holds when the job is done. */
export async function getActor(database: Database, accountId: string, now: Date): Promise<Actor> {
  const statement = sql<Holder>`select id, display_name, ${heldGrants} as grants from account where id = ${accountId}`
  const [holder] = await askOnce(database, gate, 'access.get-actor', statement)
  if (!holder) throw new Error(`There is no account ${accountId}.`)
  return actorFor(holder, now)
}

interface Holder {
  readonly id: string
  readonly display_name: string
  readonly grants: readonly (Omit<HeldGrant, 'permissions'> & { readonly permissions: readonly string[] })[] | null
}

/** Read at every request, so that what was withdrawn no longer counts at the next one. */
const heldGrants = sql`(
  select json_agg(json_build_object('role', held.role, 'region', held.region, 'organisationId', held.organisation_id,
    'permissions', held.permissions) order by held.region)
  from (
    select access_grant.id, access_grant.role, region, organisation_id, array_agg(permission) as permissions
    from access_grant join role_permission on role_permission.role = access_grant.role
    where account_id = account.id
    group by access_grant.id
  ) as held)`

function actorFor({ id, display_name, grants }: Holder, now: Date): Actor {
  return {
    accountId: id,
    name: display_name,
    grants: (grants ?? []).map((grant) => ({ ...grant, permissions: new Set(grant.permissions.filter(isPermission)) })),
    now,
    today: dayAt(now),
  }
}
