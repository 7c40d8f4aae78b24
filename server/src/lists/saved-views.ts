import type { Actor } from '@yinian/core/access/actor.ts'
import { initialRoles } from '@yinian/core/access/roles.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notAllowed, notFound } from '@yinian/core/http/problems.ts'
import type {
  changeView as changeEndpoint,
  ListFilter,
  SavedView,
  saveView as saveEndpoint,
} from '@yinian/core/lists/api.ts'
import { mayNotShare, viewNameTaken } from '@yinian/core/lists/problems.ts'
import { countyOf, isWithin, rangeOf } from '@yinian/core/regions/code.ts'
import type { Selectable } from 'kysely'
import { audit } from '../access/index.ts'
import type { SavedView as SavedViewRow } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { placeOf } from './place.ts'

type Which = Pick<Work, 'tx' | 'actor'>

/** One's own views of a list and those shared with a role one holds inside of the division. */
export async function listViews({ tx, actor }: Which, list: string): Promise<{ rows: SavedView[] }> {
  const kept = await tx
    .selectFrom('saved_view')
    .selectAll()
    .where('list', '=', list)
    .orderBy('name')
    .orderBy('id')
    .execute()
  const first = await tx
    .selectFrom('default_view')
    .select('view_id')
    .where('account_id', '=', actor.accountId)
    .where('list', '=', list)
    .executeTakeFirst()
  return { rows: kept.filter((row) => mayUse(actor, row)).map((row) => toView(actor, row, first?.view_id)) }
}

function mayUse(actor: Actor, row: Selectable<SavedViewRow>): boolean {
  if (row.account_id === actor.accountId) return true
  return actor.grants.some(
    ({ role, region }) => role === row.shared_role && region !== null && isWithin(region, row.region),
  )
}

function toView(actor: Actor, row: Selectable<SavedViewRow>, first?: string): SavedView {
  return {
    id: row.id,
    list: row.list,
    name: row.name,
    filter: row.filter as unknown as ListFilter,
    columns: row.columns === null ? null : [...row.columns],
    mine: row.account_id === actor.accountId,
    ownerName: row.owner_name,
    sharedWith: row.shared_role === null ? null : { role: row.shared_role, region: row.region },
    isDefault: row.id === first,
  }
}

/** What was searched for is a name or a number of somebody, and belongs into no view. */
function withoutSearch({ q: _words, ...filter }: ListFilter): string {
  return JSON.stringify(filter)
}

/** @throws notAllowed, viewNameTaken, mayNotShare */
export async function saveView(work: Work, wanted: BodyOf<typeof saveEndpoint>): Promise<SavedView> {
  const { tx, actor } = work
  if (actor.grants.length === 0) throw notAllowed()
  await requireFreeName(work, wanted.list, wanted.name)
  const sharing = sharingOf(actor, wanted.sharedWith ?? null)
  const id = newId(actor.now)
  await tx
    .insertInto('saved_view')
    .values({
      ...sharing,
      id,
      account_id: actor.accountId,
      owner_name: actor.name,
      list: wanted.list,
      name: wanted.name.trim(),
      filter: withoutSearch(wanted.filter),
      columns: wanted.columns,
      created_at: actor.now,
      updated_at: actor.now,
    })
    .execute()
  if (sharing.shared_role !== null) await auditSharing(work, id, sharing)
  return getOwnView(work, id)
}

/** @throws notFound, viewNameTaken, mayNotShare */
export async function changeView(work: Work, id: string, change: BodyOf<typeof changeEndpoint>): Promise<SavedView> {
  const { tx, actor } = work
  const kept = await getOwnRow(work, id)
  if (change.name !== undefined) await requireFreeName(work, kept.list, change.name, id)
  const sharing = change.sharedWith === undefined ? undefined : sharingOf(actor, change.sharedWith)
  // The county is part of the key and never changes: a view shared elsewhere is another row under the same id.
  if (sharing && sharing.county !== kept.county) {
    await tx.deleteFrom('saved_view').where('county', '=', kept.county).where('id', '=', id).execute()
    await tx
      .insertInto('saved_view')
      .values({ ...kept, ...sharing, filter: JSON.stringify(kept.filter) })
      .execute()
  }
  await tx
    .updateTable('saved_view')
    .set({
      ...(change.name === undefined ? {} : { name: change.name.trim() }),
      ...(change.filter === undefined ? {} : { filter: withoutSearch(change.filter) }),
      ...(change.columns === undefined ? {} : { columns: change.columns }),
      ...(sharing ? { region: sharing.region, region_to: sharing.region_to, shared_role: sharing.shared_role } : {}),
      updated_at: actor.now,
    })
    .where('county', '=', sharing?.county ?? kept.county)
    .where('id', '=', id)
    .execute()
  if (sharing && sharing.shared_role !== null) await auditSharing(work, id, sharing)
  return getOwnView(work, id)
}

/** @throws notFound */
export async function deleteView(work: Work, id: string): Promise<Record<string, never>> {
  const kept = await getOwnRow(work, id)
  await work.tx
    .deleteFrom('default_view')
    .where('account_id', '=', work.actor.accountId)
    .where('view_id', '=', id)
    .execute()
  await work.tx.deleteFrom('saved_view').where('county', '=', kept.county).where('id', '=', id).execute()
  return {}
}

/** @throws notAllowed, notFound */
export async function setDefaultView(
  { tx, actor }: Work,
  { list, id }: { list: string; id: string | null },
): Promise<Record<string, never>> {
  if (actor.grants.length === 0) throw notAllowed()
  if (id !== null) {
    const { rows } = await listViews({ tx, actor }, list)
    if (!rows.some((view) => view.id === id)) throw notFound()
  }
  await tx.deleteFrom('default_view').where('account_id', '=', actor.accountId).where('list', '=', list).execute()
  if (id !== null)
    await tx
      .insertInto('default_view')
      .values({ ...placeOf(actor), account_id: actor.accountId, list, view_id: id })
      .execute()
  return {}
}

/** @throws mayNotShare */
function sharingOf(actor: Actor, sharedWith: { role: string; region: string } | null) {
  if (sharedWith === null) {
    const { county, region } = placeOf(actor)
    return { county, region, region_to: rangeOf(region).to, shared_role: null }
  }
  const { role, region } = sharedWith
  const mine = actor.grants.some((grant) => grant.region !== null && isWithin(region, grant.region))
  if (!mine || !Object.hasOwn(initialRoles, role)) throw mayNotShare({ at: '/sharedWith' })
  return { county: countyOf(region), region, region_to: rangeOf(region).to, shared_role: role }
}

function auditSharing(work: Work, id: string, { region, shared_role }: { region: string; shared_role: string | null }) {
  return audit(work, 'lists.view-shared', {
    region,
    subjectType: 'saved-view',
    subjectId: id,
    detail: { role: shared_role },
  })
}

/** @throws viewNameTaken */
async function requireFreeName({ tx, actor }: Work, list: string, name: string, besides?: string): Promise<void> {
  const same = await tx
    .selectFrom('saved_view')
    .select('id')
    .where('account_id', '=', actor.accountId)
    .where('list', '=', list)
    .where('name', '=', name.trim())
    .execute()
  if (same.some(({ id }) => id !== besides)) throw viewNameTaken({ at: '/name', values: { name: name.trim() } })
}

/** @throws notFound */
export async function getOwnRow({ tx, actor }: Which, id: string): Promise<Selectable<SavedViewRow>> {
  const row = await tx
    .selectFrom('saved_view')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', actor.accountId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

async function getOwnView(work: Work, id: string): Promise<SavedView> {
  const row = await getOwnRow(work, id)
  const { rows } = await listViews(work, row.list)
  return rows.find((view) => view.id === id) ?? toView(work.actor, row)
}
