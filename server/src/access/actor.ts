import type { Actor } from '@yinian/core/access/actor.ts'
import { isPermission } from '@yinian/core/access/permissions.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { hashToken } from '../crypto/vault.ts'
import type { Database } from '../db/database.ts'
import { askOnce } from '../db/transaction.ts'
import { gate } from './sign-in.ts'

/**
 * Who a session's token belongs to, with the grants they hold now; absent when it has ended or the account is not active.
 * Asked at every request, so that what was withdrawn no longer counts at the next one.
 */
export async function findActor(database: Database, token: string, now: Date): Promise<Actor | undefined> {
  const statement = sql<GrantRow>`
    select ${holding} from session join account on account.id = session.account_id ${grants}
    where token_hash = ${hashToken(token)} and ends_at > ${now} and account.state = 'active'
    order by access_grant.region`
  return actorFrom(await askOnce(database, gate, 'access.find-actor', statement), now)
}

/** An account acting without a browser, for a job it has asked for: with the grants it holds when the job is done. */
export async function getActor(database: Database, accountId: string, now: Date): Promise<Actor> {
  const statement = sql<GrantRow>`
    select ${holding} from account ${grants} where account.id = ${accountId} order by access_grant.region`
  const actor = actorFrom(await askOnce(database, gate, 'access.get-actor', statement), now)
  if (!actor) throw new Error(`There is no account ${accountId}.`)
  return actor
}

/** One row for each grant; one with nothing granted for an account without any. */
interface GrantRow {
  readonly id: string
  readonly display_name: string
  readonly role: string | null
  readonly region: string | null
  readonly organisation_id: string | null
  /** Separated by spaces; null for a role that may do nothing. */
  readonly permissions: string | null
}

const holding = sql`account.id, account.display_name, access_grant.role, access_grant.region, access_grant.organisation_id,
  (select string_agg(permission, ' ') from role_permission where role = access_grant.role) as permissions`
const grants = sql`left join access_grant on access_grant.account_id = account.id`

function actorFrom(rows: readonly GrantRow[], now: Date): Actor | undefined {
  const [account] = rows
  if (!account) return undefined
  return {
    accountId: account.id,
    name: account.display_name,
    grants: rows.flatMap(({ role, region, organisation_id, permissions }) =>
      role === null || permissions === null
        ? []
        : [
            {
              role,
              region,
              organisationId: organisation_id,
              permissions: new Set(permissions.split(' ').filter(isPermission)),
            },
          ],
    ),
    now,
    today: dayAt(now),
  }
}
