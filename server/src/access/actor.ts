import type { ActingSession, Actor, StandsFor } from '@yinian/core/access/actor.ts'
import { effectiveGrants, type Loan, needsSecondFactor, type OwnGrant } from '@yinian/core/access/effective.ts'
import { isPermission } from '@yinian/core/access/permissions.ts'
import type { SecondFactorPolicy } from '@yinian/core/access/second-factor.ts'
import type { ClassRule } from '@yinian/core/privacy/class-rules.ts'
import { isDataClass } from '@yinian/core/privacy/data-classes.ts'
import { type Day, dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { AccessConfig } from '../config/access-config.ts'
import { hashToken } from '../crypto/vault.ts'
import type { Database } from '../db/database.ts'
import { prepare } from '../db/statements.ts'
import { askOnce, type Guard } from '../db/transaction.ts'
import { gate } from './sign-in.ts'

/** A session that goes on: who acts, when it was last seen, and a hash of all that was read to say so. */
export interface Found {
  readonly actor: Actor
  readonly seenAt: Date
  readonly fingerprint: string
}

/**
 * Who a session's token belongs to, with the grants they hold now; absent when it has ended, was idle for too long, or the
 * account is not active. While a role asks for a second factor that was not given, no grant is handed out. Asked at every
 * request, so that what was withdrawn no longer counts at the next one.
 */
export async function findActor(
  database: Database,
  token: string,
  now: Date,
  config: FindingConfig,
): Promise<Found | undefined> {
  const asked = askedOf(hashToken(token), now, config)
  const { today } = asked
  const rows = await askOnce(database, gate, selectSession, asked)
  const [row] = rows
  if (!row) return undefined
  const { own, loans } = sorted(rows)
  const awaitsSecondFactor =
    config.secondFactor === 'required' && row.second_factor_at === null && needsSecondFactor(own, loans, today)
  const actor = actorFrom(row, { own, loans }, now, { id: row.session, awaitsSecondFactor })
  return { actor, seenAt: row.seen_at, fingerprint: row.fingerprint }
}

type FindingConfig = Pick<AccessConfig, 'sessionIdleMinutes' | 'secondFactor'>

/**
 * Refuses a transaction unless `findActor` would find on the same day what it found before: the session, the account, its grants
 * and what they allow. It reads the same rows by the same conditions, so that nothing withdrawn counts once more.
 */
export function unchangedSince(hash: Buffer, fingerprint: string, now: Date, config: FindingConfig): Guard {
  const values = { ...askedOf(hash, now, config), fingerprint }
  return { role: gate.role, name: confirmSession.name, ask: (tx) => confirmSession.with(tx, values) }
}

function askedOf(hash: Buffer, now: Date, config: FindingConfig): Asked {
  return { today: dayAt(now), hash, now, idleSince: new Date(now.getTime() - config.sessionIdleMinutes * 60_000) }
}

/** An account acting without a browser, for a job it has asked for: with the grants it holds when the job is done. */
export async function getActor(database: Database, accountId: string, now: Date): Promise<Actor> {
  const rows = await askOnce(database, gate, selectAccount, { today: dayAt(now), accountId })
  const [row] = rows
  if (!row) throw new Error(`There is no account ${accountId}.`)
  return actorFrom(row, sorted(rows), now)
}

interface SessionRow {
  readonly session: string
  readonly fingerprint: string
  readonly seen_at: Date
  readonly second_factor_at: Date | null
}

/** One row for each grant, own or lent; one with nothing granted for an account without any. */
interface HeldRow {
  readonly id: string
  readonly display_name: string
  /** Null for somebody at work. */
  readonly stands_for: readonly StandsFor[] | null
  readonly grant_id: string | null
  readonly role: string
  readonly second_factor: SecondFactorPolicy
  readonly region: string | null
  readonly organisation_id: string | null
  /** Separated by spaces; null for a role that may do nothing. */
  readonly permissions: string | null
  readonly lender_id: string | null
  readonly lender_name: string
  readonly lender_active: boolean
  readonly lent_region: string
  readonly valid_from: Day
  readonly valid_to: Day
  /** Where the account itself belongs. */
  readonly account_region: string
  /** `division:class` of the rules for this role in the divisions above it; null where there are none. */
  readonly class_rules: string | null
}

/**
 * The rules of data classes for a grant’s role in its division and those above. They are asked for with the grants
 * themselves, at every request: a rule that begins counts at the next one, and no copy of them can grow stale.
 */
const rulesOver = (
  today: Day,
) => sql`(select string_agg(rule.region || ':' || rule.data_class, ' ' order by rule.region, rule.data_class)
    from class_rule rule, lateral (select coalesce(held.lent_region, held.region, account.region)::text as code) at
    where rule.role = held.role and rule.valid_from <= ${today} and (rule.valid_to is null or rule.valid_to > ${today})
      and rule.region in ('000000000000', rpad(left(at.code, 2), 12, '0'), rpad(left(at.code, 4), 12, '0'),
        rpad(left(at.code, 6), 12, '0'), rpad(left(at.code, 9), 12, '0'), at.code)) as class_rules`

const holding = sql`account.id, account.display_name, account.region as account_region, held.id as grant_id, held.role, role.second_factor, held.region,
  held.organisation_id, (select string_agg(permission, ' ' order by permission) from role_permission where role = held.role) as permissions,
  held.lender_id, held.lender_name, held.lender_active, held.lent_region, held.valid_from, held.valid_to`

/** Whose files an account of an elder or relative may see on a day; asked for such accounts alone. */
function standing(today: Day) {
  return sql`case when account.kind = 'person' then (
    select coalesce(jsonb_agg(jsonb_build_object('accessId', id, 'county', county, 'elderId', elder_id, 'standsAs', stands_as) order by id), '[]')
    from elder_access where elder_access.account_id = account.id and ended_at is null
      and valid_from <= ${today} and (valid_to is null or valid_to > ${today})) end`
}

function heldOn(today: Day) {
  return sql`left join lateral (
      select access_grant.id, role, region, organisation_id, null::uuid as lender_id, null as lender_name,
        null::boolean as lender_active, null as lent_region, null::date as valid_from, null::date as valid_to
      from access_grant where account_id = account.id
      union all
      select access_grant.id, access_grant.role, access_grant.region, organisation_id, lender.id, lender.display_name,
        lender.state = 'active', grant_loan.region, valid_from, valid_to
      from grant_loan
        join access_grant on access_grant.id = grant_id and access_grant.account_id = lender_id
        join account as lender on lender.id = lender_id
      where borrower_id = account.id and ended_at is null and ${today} >= valid_from and ${today} < valid_to
    ) as held on true left join role on role.id = held.role`
}

interface Asked {
  readonly today: Day
  readonly hash: Buffer
  readonly now: Date
  readonly idleSince: Date
}

/** All that decides who a session's token belongs to and what they may do, but not when it was last seen. */
function foundFor({ today, hash, now, idleSince }: Asked) {
  return sql`
    select ${holding}, ${rulesOver(today)}, ${standing(today)} as stands_for, session.id as session, second_factor_at
    from session join account on account.id = session.account_id ${heldOn(today)}
    where token_hash = ${hash} and ends_at > ${now} and seen_at > ${idleSince} and account.state = 'active'`
}

const fingerprintOfFound = sql`(select md5(string_agg(found::text, ';' order by found::text)) from found)`

const selectSession = prepare('access.find-actor', (asked: Asked) => {
  return sql<HeldRow & SessionRow>`
    with found as (${foundFor(asked)})
    select found.*, session.seen_at, ${fingerprintOfFound} as fingerprint
    from found join session on session.id = found.session and token_hash = ${asked.hash}
    order by found.region`
})

const confirmSession = prepare('access.confirm-session', (asked: Asked & { readonly fingerprint: string }) => {
  return sql`
    with found as (${foundFor(asked)})
    select case when ${fingerprintOfFound} = ${asked.fingerprint} then true else refuse_changed_session() end`
})

const selectAccount = prepare(
  'access.get-actor',
  ({ today, accountId }: { readonly today: Day; readonly accountId: string }) => {
    return sql<HeldRow>`
    select ${holding}, ${rulesOver(today)}, ${standing(today)} as stands_for from account ${heldOn(today)} where account.id = ${accountId}
    order by held.region`
  },
)

function sorted(rows: readonly HeldRow[]): { own: OwnGrant[]; loans: Loan[] } {
  const own: OwnGrant[] = []
  const loans: Loan[] = []
  for (const row of rows) {
    if (row.grant_id === null) continue
    const grant = {
      id: row.grant_id,
      role: row.role,
      permissions: new Set((row.permissions ?? '').split(' ').filter(isPermission)),
      secondFactor: row.second_factor,
      region: row.region,
      organisationId: row.organisation_id,
      place: row.account_region,
      rules: readRules(row.class_rules),
    }
    if (row.lender_id === null) own.push(grant)
    else
      loans.push({
        grant,
        lender: { accountId: row.lender_id, name: row.lender_name },
        lenderActive: row.lender_active,
        region: row.lent_region,
        from: row.valid_from,
        to: row.valid_to,
        ended: false,
      })
  }
  return { own, loans }
}

const noRules: readonly Pick<ClassRule, 'region' | 'dataClass'>[] = []

function readRules(written: string | null): readonly Pick<ClassRule, 'region' | 'dataClass'>[] {
  if (written === null) return noRules
  return written.split(' ').flatMap((one) => {
    const [region = '', dataClass = ''] = one.split(':')
    return isDataClass(dataClass) ? [{ region, dataClass }] : []
  })
}

function actorFrom(
  { id, display_name, stands_for }: HeldRow,
  { own, loans }: { readonly own: readonly OwnGrant[]; readonly loans: readonly Loan[] },
  now: Date,
  session?: ActingSession,
): Actor {
  const today = dayAt(now)
  return {
    accountId: id,
    name: display_name,
    grants: session?.awaitsSecondFactor ? [] : effectiveGrants(own, loans, today),
    now,
    today,
    ...(session ? { session } : {}),
    ...(stands_for === null ? {} : { standsFor: stands_for }),
  }
}
