import type { Actor } from '@yinian/core/access/actor.ts'
import type { RequestState } from '@yinian/core/access/grant-request.ts'
import { findOffice } from '@yinian/core/access/offices.ts'
import { isOfClients, isPermission } from '@yinian/core/access/permissions.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type {
  ClassMatrix,
  ClassRequest,
  ClassRuleShown,
  listClassRequests,
} from '@yinian/core/privacy/class-rule-api.ts'
import { type DataClass, dataClasses, dataClassIds, sensitivityGrades } from '@yinian/core/privacy/data-classes.ts'
import { ancestorsOf, nation, type RegionCode } from '@yinian/core/regions/code.ts'
import { addDays } from '@yinian/core/time/day.ts'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { ClassRequest as RequestTable } from '../../db/generated.ts'
import { nameRegions } from '../../regions/index.ts'
import { askedAndDecided } from '../request-queries.ts'

export type RequestRow = Selectable<RequestTable>

/** A division and those above it, the nation too: the places whose rules hold in it. */
export const placesOver = (region: RegionCode): RegionCode[] => [...new Set([nation, ...ancestorsOf(region), region])]

/** Roles of daily work that somebody can hold: those rules can be about. */
export async function listRolesRuled(tx: Tx): Promise<{ id: string; name: Text }[]> {
  const rows = await tx
    .selectFrom('role')
    .leftJoin('role_permission', 'role_permission.role', 'role.id')
    .select(['role.id', 'role.name', sql<string[]>`array_remove(array_agg(permission), null)`.as('held')])
    .groupBy('role.id')
    .orderBy('role.id')
    .execute()
  return rows
    .filter(({ id, held }) => findOffice(id) === undefined && !held.filter(isPermission).some(isOfClients))
    .map(({ id, name }) => ({ id, name: { ...(name as unknown as Text) } }))
}

/** Who sees what in a division: the rules that hold there or will, wherever they were set, and what waits. */
export async function readMatrix(tx: Tx, actor: Actor, region: RegionCode): Promise<ClassMatrix> {
  const known = await tx.selectFrom('region').select('code').where('code', '=', region).executeTakeFirst()
  if (!known) throw notFound()
  const roles = await listRolesRuled(tx)
  const waiting = await tx
    .selectFrom('class_request')
    .selectAll()
    .where('region', '=', region)
    .where('state', '=', 'waiting')
    .orderBy('id')
    .execute()
  const names = await nameRegions(tx, [region])
  return {
    region: { code: region, path: names(region).path },
    classes: dataClassIds.map((id) => ({
      id,
      name: { ...dataClasses[id].name },
      holds: { ...dataClasses[id].holds },
      grade: dataClasses[id].grade,
      gradeName: { ...sensitivityGrades[dataClasses[id].grade] },
      basis: { ...dataClasses[id].basis },
      unverified: dataClasses[id].unverified,
    })),
    roles,
    rules: await listRulesOver(tx, actor, region, roles),
    waiting: await describe(tx, actor, waiting),
  }
}

async function listRulesOver(
  tx: Tx,
  { today }: Actor,
  region: RegionCode,
  roles: readonly { id: string; name: Text }[],
): Promise<ClassRuleShown[]> {
  const rows = await tx
    .selectFrom('class_rule')
    .selectAll()
    .where('region', 'in', placesOver(region))
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)]))
    .orderBy('region')
    .orderBy('id')
    .execute()
  const names = await nameRegions(
    tx,
    rows.map((row) => row.region),
  )
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    region: { code: row.region, path: names(row.region).path },
    role: roles.find(({ id }) => id === row.role) ?? { id: row.role, name: { zh: row.role, en: row.role } },
    dataClass: row.data_class as DataClass,
    from: row.valid_from,
    until: row.valid_to === null ? null : addDays(row.valid_to, -1),
    running: row.valid_from <= today,
    inherited: row.region !== region,
    reason: row.reason,
    proposedBy: row.proposed_by_name,
    approvedBy: row.approved_by_name,
  }))
}

export async function listRequestsOver(
  tx: Tx,
  actor: Actor,
  query: QueryOf<typeof listClassRequests>,
): Promise<ReplyOf<typeof listClassRequests>> {
  const limit = query.limit ?? 50
  const rows = await tx
    .selectFrom('class_request')
    .selectAll()
    .$if(query.region !== undefined, (some) => some.where('region', '=', query.region ?? ''))
    .$if(query.state !== undefined, (some) => some.where('state', '=', query.state ?? ''))
    .$if(query.after !== undefined, (some) => some.where('id', '<', query.after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return { rows: await describe(tx, actor, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** @throws notFound */
export async function getClassRequest(tx: Tx, actor: Actor, id: string): Promise<ClassRequest> {
  const row = await tx.selectFrom('class_request').selectAll().where('id', '=', id).executeTakeFirst()
  const [request] = row ? await describe(tx, actor, [row]) : []
  if (!request) throw notFound()
  return request
}

async function describe(tx: Tx, actor: Actor, rows: readonly RequestRow[]): Promise<ClassRequest[]> {
  if (rows.length === 0) return []
  const roles = await listRolesRuled(tx)
  const names = await nameRegions(
    tx,
    rows.map((row) => row.region),
  )
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    kind: row.kind as ClassRequest['kind'],
    state: row.state as RequestState,
    region: { code: row.region, path: names(row.region).path },
    role: roles.find(({ id }) => id === row.role) ?? { id: row.role, name: { zh: row.role, en: row.role } },
    dataClass: row.data_class as DataClass,
    from: row.valid_from,
    until: row.valid_to === null ? null : addDays(row.valid_to, -1),
    ...askedAndDecided(row, null, actor),
  }))
}

/** Requests that wait for somebody else than whoever asked. */
export async function countWaitingClassRequests(tx: Tx, actor: Actor): Promise<number> {
  const { waiting } = await tx
    .selectFrom('class_request')
    .select((select) => select.fn.countAll<number>().as('waiting'))
    .where('state', '=', 'waiting')
    .where('requested_by', '<>', actor.accountId)
    .executeTakeFirstOrThrow()
  return waiting
}
