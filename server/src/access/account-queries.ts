import type { Actor } from '@yinian/core/access/actor.ts'
import type { Account, AuditEvent, listAccounts, listAuditEvents, Me } from '@yinian/core/access/api.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { prefixOf } from '@yinian/core/regions/code.ts'
import type { Tx } from '../db/database.ts'
import { nameRegions } from '../regions/index.ts'
import { nameOfAction } from './audit.ts'

/** Names of organisations, for grants inside them; given by the module that registers organisations. */
export type OrganisationNames = (tx: Tx, ids: readonly string[]) => Promise<Map<string, string>>

export async function describeMe(tx: Tx, actor: Actor, demo: boolean, organisations: OrganisationNames): Promise<Me> {
  const account = await tx
    .selectFrom('account')
    .select(['id', 'name', 'display_name', 'title'])
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  const codes = [...new Set(actor.grants.flatMap((grant) => (grant.region === null ? [] : [grant.region])))]
  codes.sort((one, other) => prefixOf(one).length - prefixOf(other).length || one.localeCompare(other))
  const names = await nameRegions(tx, codes)
  const organisationId = actor.grants.find((grant) => grant.organisationId !== null)?.organisationId
  const organisation = organisationId ? (await organisations(tx, [organisationId])).get(organisationId) : undefined
  return {
    account: { id: account.id, name: account.name, displayName: account.display_name, title: account.title },
    permissions: [...new Set(actor.grants.flatMap((grant) => [...grant.permissions]))].sort(),
    regions: codes.map((code) => ({ code, ...names(code) })),
    organisation: organisationId && organisation ? { id: organisationId, name: organisation } : null,
    awaitsSecondFactor: actor.session?.awaitsSecondFactor ?? false,
    onBehalfOf: [...new Set(actor.grants.flatMap((grant) => grant.lender?.name ?? []))],
    today: actor.today,
    demo,
  }
}

export async function listAccountsIn(
  tx: Tx,
  query: QueryOf<typeof listAccounts>,
  organisations: OrganisationNames,
): Promise<ReplyOf<typeof listAccounts>> {
  const limit = query.limit ?? 50
  let filtered = tx.selectFrom('account').where('kind', '=', 'official')
  if (query.q) {
    const like = `%${query.q.replaceAll(/[\\%_]/g, '\\$&')}%`
    filtered = filtered.where((where) => where.or([where('name', 'like', like), where('display_name', 'like', like)]))
  }
  if (query.region) filtered = filtered.where('region', 'like', `${prefixOf(query.region)}%`)
  if (query.state) filtered = filtered.where('state', '=', query.state)
  if (query.role) {
    const role = query.role
    filtered = filtered.where((where) =>
      where.exists(
        where
          .selectFrom('access_grant')
          .select('access_grant.id')
          .whereRef('account_id', '=', 'account.id')
          .where('role', '=', role),
      ),
    )
  }
  const { total } = await filtered
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await filtered
    .select('name')
    .select('id')
    .$if(query.after !== undefined, (page) => page.where('name', '>', query.after ?? ''))
    .orderBy('name')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const accounts = await readAccounts(
    tx,
    page.map((row) => row.id),
    organisations,
  )
  return { rows: accounts, next: rows.length > limit ? (page.at(-1)?.name ?? null) : null, total }
}

/** @throws notFound when it does not exist or lies outside the reader's area */
export async function getAccountById(tx: Tx, id: string, organisations: OrganisationNames): Promise<Account> {
  const [account] = await readAccounts(tx, [id], organisations)
  if (!account) throw notFound()
  return account
}

async function readAccounts(tx: Tx, ids: readonly string[], organisations: OrganisationNames): Promise<Account[]> {
  if (ids.length === 0) return []
  const accounts = await tx
    .selectFrom('account')
    .selectAll()
    .where('id', 'in', ids)
    .where('kind', '=', 'official')
    .orderBy('name')
    .execute()
  const grants = await tx
    .selectFrom('access_grant')
    .innerJoin('role', 'role.id', 'access_grant.role')
    .select(['access_grant.id', 'account_id', 'access_grant.role', 'role.name', 'region', 'organisation_id'])
    .where('account_id', 'in', ids)
    .orderBy('granted_at')
    .orderBy('access_grant.id')
    .execute()
  const names = await nameRegions(tx, [...accounts.map((a) => a.region), ...grants.flatMap((g) => g.region ?? [])])
  const organisationNames = await organisations(tx, [
    ...new Set(grants.flatMap((grant) => grant.organisation_id ?? [])),
  ])
  return accounts.map((account) => ({
    id: account.id,
    name: account.name,
    displayName: account.display_name,
    title: account.title,
    region: account.region,
    regionPath: names(account.region).path,
    state: account.state as Account['state'],
    lastSignInAt: account.last_sign_in_at?.toISOString() ?? null,
    version: account.version,
    grants: grants
      .filter((grant) => grant.account_id === account.id)
      .map((grant) => ({
        id: grant.id,
        role: grant.role,
        roleName: grant.name as unknown as Text as { zh: string; en: string },
        region: grant.region === null ? null : { code: grant.region, ...names(grant.region) },
        organisation:
          grant.organisation_id === null
            ? null
            : { id: grant.organisation_id, name: organisationNames.get(grant.organisation_id) ?? '' },
      })),
  }))
}

export async function listAudit(
  tx: Tx,
  query: QueryOf<typeof listAuditEvents>,
): Promise<ReplyOf<typeof listAuditEvents>> {
  const limit = query.limit ?? 50
  let filtered = tx.selectFrom('audit_event').selectAll()
  if (query.actor) filtered = filtered.where('actor_name', 'like', `%${query.actor.replaceAll(/[\\%_]/g, '\\$&')}%`)
  if (query.action) filtered = filtered.where('action', 'like', `${query.action.replaceAll(/[\\%_]/g, '\\$&')}%`)
  if (query.elderId) filtered = filtered.where('elder_id', '=', query.elderId)
  if (query.from) filtered = filtered.where('at', '>=', new Date(`${query.from}T00:00:00+08:00`))
  if (query.to) filtered = filtered.where('at', '<', new Date(Date.parse(`${query.to}T00:00:00+08:00`) + 86_400_000))
  if (query.after) filtered = filtered.where('id', '<', query.after)
  const rows = await filtered
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const names = await nameRegions(
    tx,
    page.map((row) => row.region),
  )
  return {
    rows: page.map((row) => toAuditEvent(row, names(row.region).path)),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

function toAuditEvent(
  row: {
    id: string
    at: Date
    actor_id: string | null
    actor_name: string
    action: string
    subject_type: string
    subject_id: string | null
    elder_id: string | null
    region: string
    purpose: string | null
    detail: unknown
  },
  regionPath: string,
): AuditEvent {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actorName: row.actor_name,
    actorId: row.actor_id,
    action: row.action,
    actionName: { ...nameOfAction(row.action) },
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    elderId: row.elder_id,
    region: row.region,
    regionPath,
    purpose: row.purpose,
    detail: row.detail as Record<string, unknown>,
  }
}
