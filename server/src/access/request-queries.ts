import type { Actor } from '@yinian/core/access/actor.ts'
import type { Grant } from '@yinian/core/access/api.ts'
import type { GrantRequest, listGrantRequests, Widening } from '@yinian/core/access/grant-api.ts'
import {
  beyond,
  mayTake,
  newPermissions,
  type RequestState,
  requestProcedure,
} from '@yinian/core/access/grant-request.ts'
import { isPermission, type Permission, permissions } from '@yinian/core/access/permissions.ts'
import { eventsOf } from '@yinian/core/cases/procedure.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { GrantRequest as RequestTable } from '../db/generated.ts'
import { nameRegions } from '../regions/index.ts'
import { getAccountById, type OrganisationNames } from './account-queries.ts'
import { grantsHeldBy, permissionsOf } from './held-grants.ts'

export type RequestRow = Selectable<RequestTable>

/** How many elders live in a division; given by the module that registers them. */
export type CountElders = (tx: Tx, region: string) => Promise<number>

export async function listRequests(
  tx: Tx,
  actor: Actor,
  query: QueryOf<typeof listGrantRequests>,
  organisations: OrganisationNames,
): Promise<ReplyOf<typeof listGrantRequests>> {
  const limit = query.limit ?? 50
  const rows = await tx
    .selectFrom('grant_request')
    .selectAll()
    .$if(query.state !== undefined, (some) => some.where('state', '=', query.state ?? ''))
    .$if(query.account !== undefined, (some) => some.where('account_id', '=', query.account ?? ''))
    .$if(query.after !== undefined, (some) => some.where('id', '<', query.after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return {
    rows: await describeRequests(tx, actor, page, organisations),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** @throws notFound */
export async function getRequest(
  tx: Tx,
  actor: Actor,
  id: string,
  organisations: OrganisationNames,
): Promise<GrantRequest> {
  const row = await getRow(tx, id)
  const [request] = await describeRequests(tx, actor, [row], organisations)
  if (!request) throw notFound()
  return request
}

export async function getRow(tx: Tx, id: string): Promise<RequestRow> {
  const row = await tx.selectFrom('grant_request').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** A request with what it would let somebody see and do more than now. */
export async function weighRequest(
  tx: Tx,
  actor: Actor,
  id: string,
  organisations: OrganisationNames,
  countElders: CountElders,
): Promise<{ request: GrantRequest; widening: Widening; held: Grant[] }> {
  const row = await getRow(tx, id)
  const request = await getRequest(tx, actor, id, organisations)
  if (row.account_id === null) return { request, widening: await weighRole(tx, row), held: [] }
  const { grants } = await getAccountById(tx, row.account_id, organisations)
  return { request, widening: await weighGrant(tx, row, row.account_id, countElders), held: grants }
}

async function weighGrant(tx: Tx, row: RequestRow, accountId: string, countElders: CountElders): Promise<Widening> {
  const held = await grantsHeldBy(tx, accountId)
  const place = { region: row.region, organisationId: row.organisation_id }
  const added = newPermissions(held, place, await permissionsOf(tx, row.role))
  const none = { all: false, except: [] as readonly string[] }
  const seen = row.region !== null && added.includes('people:read') ? beyond(held, row.region, 'people:read') : none
  const divisions = seen.all && row.region !== null ? [row.region] : []
  const names = await nameRegions(tx, [...divisions, ...seen.except])
  let elders = 0
  for (const region of divisions) elders += await countElders(tx, region)
  for (const region of seen.except) elders -= await countElders(tx, region)
  const named = (code: string): { code: string; path: string } => ({ code, path: names(code).path })
  return {
    added: added.map(nameOf),
    removed: [],
    divisions: divisions.map(named),
    except: seen.except.map(named),
    elders: seen.all ? elders : null,
    holders: null,
    secondFactor: null,
  }
}

async function weighRole(tx: Tx, row: RequestRow): Promise<Widening> {
  const now = new Set<Permission>(await permissionsOf(tx, row.role))
  const wanted = (row.permissions ?? []).filter(isPermission)
  const { holders } = await tx
    .selectFrom('access_grant')
    .select((select) => select.fn.count<number>('account_id').distinct().as('holders'))
    .where('role', '=', row.role)
    .executeTakeFirstOrThrow()
  const role = await tx.selectFrom('role').select('second_factor').where('id', '=', row.role).executeTakeFirstOrThrow()
  return {
    added: wanted.filter((permission) => !now.has(permission)).map(nameOf),
    removed: [...now].filter((permission) => !wanted.includes(permission)).map(nameOf),
    divisions: [],
    except: [],
    elders: null,
    holders,
    secondFactor: role.second_factor === row.second_factor ? null : (row.second_factor as Widening['secondFactor']),
  }
}

export function nameOf(permission: Permission): { id: string; name: { zh: string; en: string } } {
  return { id: permission, name: { ...permissions[permission] } }
}

async function describeRequests(
  tx: Tx,
  actor: Actor,
  rows: readonly RequestRow[],
  organisations: OrganisationNames,
): Promise<GrantRequest[]> {
  if (rows.length === 0) return []
  const accountIds = rows.flatMap((row) => row.account_id ?? [])
  const accounts = await tx
    .selectFrom('account')
    .select(['id', 'name', 'display_name as displayName', 'title'])
    .where('id', 'in', accountIds.length > 0 ? accountIds : ['00000000-0000-0000-0000-000000000000'])
    .execute()
  const roles = await tx
    .selectFrom('role')
    .select(['id', 'name'])
    .where(
      'id',
      'in',
      rows.map((row) => row.role),
    )
    .execute()
  const names = await nameRegions(
    tx,
    rows.flatMap((row) => row.region ?? []),
  )
  const organisationNames = await organisations(
    tx,
    rows.flatMap((row) => row.organisation_id ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as GrantRequest['kind'],
    state: row.state as RequestState,
    account: accounts.find(({ id }) => id === row.account_id) ?? null,
    role: {
      id: row.role,
      name: {
        ...((roles.find(({ id }) => id === row.role)?.name ?? { zh: row.role, en: row.role }) as unknown as Text),
      },
    },
    region: row.region === null ? null : { code: row.region, ...names(row.region) },
    organisation:
      row.organisation_id === null
        ? null
        : { id: row.organisation_id, name: organisationNames.get(row.organisation_id) ?? '' },
    ...askedAndDecided(row, row.account_id, actor),
  }))
}

type AskedRow = Pick<
  RequestRow,
  | 'state'
  | 'reason'
  | 'requested_by'
  | 'requested_by_name'
  | 'requested_at'
  | 'decided_by_name'
  | 'decided_at'
  | 'decision_reason'
  | 'version'
>

/** Who asked, who decided, and what whoever looks may do. @param about the account a request is about, which does not decide it */
export function askedAndDecided(row: AskedRow, about: string | null, actor: Actor) {
  return {
    reason: row.reason,
    requestedBy: row.requested_by_name,
    requestedAt: row.requested_at.toISOString(),
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionReason: row.decision_reason,
    events: eventsOf(requestProcedure, row.state as RequestState).filter((event) =>
      mayTake(event, { requestedBy: row.requested_by, accountId: about }, actor.accountId),
    ),
    version: row.version,
  }
}

/** Requests that wait for whoever looks: not their own and not about them. */
export async function countWaitingRequests(tx: Tx, actor: Actor): Promise<number> {
  const { waiting } = await tx
    .selectFrom('grant_request')
    .select((select) => select.fn.countAll<number>().as('waiting'))
    .where('state', '=', 'waiting')
    .where('requested_by', '<>', actor.accountId)
    .where((where) => where.or([where('account_id', 'is', null), where('account_id', '<>', actor.accountId)]))
    .executeTakeFirstOrThrow()
  return waiting
}
