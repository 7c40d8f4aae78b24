import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import type { addGrid, changeGrid, Grid } from '@yinian/core/localities/api.ts'
import * as problems from '@yinian/core/localities/problems.ts'
import { countyOf, levelOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { type Selectable, sql } from 'kysely'
import { audit, listGrantsOver } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { Grid as GridRow } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { requireDivision } from './area-classes.ts'

/** The grids of a village, open ones first. */
export async function listGridsOf(tx: Tx, region: RegionCode): Promise<Grid[]> {
  const rows = await tx
    .selectFrom('grid')
    .selectAll()
    .where('county', '=', countyOf(region))
    .where('region', '=', region)
    .orderBy(sql`closed_on is not null`)
    .orderBy('name')
    .execute()
  const names = await namesOf(
    tx,
    rows.flatMap(({ workers }) => workers),
  )
  return rows.map((row) => toGrid(row, names))
}

/** A grid and where it lies. @throws notFound */
export async function getGrid(
  tx: Tx,
  id: string,
): Promise<{ county: string; region: RegionCode; name: string; open: boolean }> {
  const row = await tx
    .selectFrom('grid')
    .select(['county', 'region', 'name', 'closed_on'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return { county: row.county, region: row.region, name: row.name, open: row.closed_on === null }
}

/** Whoever holds a grant over exactly this village. */
export async function listWorkersFor(tx: Tx, region: RegionCode): Promise<{ id: string; name: string }[]> {
  const grants = await listGrantsOver(tx, [region])
  return [...new Map(grants.map(({ accountId, account }) => [accountId, { id: accountId, name: account }])).values()]
}

/** @throws placeUnknown, gridNotOfVillage, gridNameTaken, workerUnknown */
export async function addGridTo(work: Work, wanted: BodyOf<typeof addGrid>): Promise<Grid> {
  const { tx, actor } = work
  const { region } = wanted
  await requireDivision(tx, region)
  if (levelOf(region) !== 'village') throw problems.gridNotOfVillage({ at: '/region' })
  await requireFree(tx, region, wanted.name, null)
  await requireWorkers(tx, region, wanted.workers ?? [])
  const grid = { county: countyOf(region), id: newId(actor.now), region }
  await tx
    .insertInto('grid')
    .values({ ...grid, ...fieldsOf(wanted), recorded_at: actor.now, recorded_by: actor.accountId })
    .execute()
  await audit(work, 'localities.grid-added', subjectOf(grid, wanted.name))
  return readGrid(tx, grid.id)
}

/** @throws notFound, staleVersion, gridNameTaken, workerUnknown */
export async function changeGridOf(work: Work, id: string, wanted: BodyOf<typeof changeGrid>): Promise<Grid> {
  const { tx } = work
  const grid = await lockGrid(tx, id, wanted.version)
  await requireFree(tx, grid.region, wanted.name, id)
  await requireWorkers(
    tx,
    grid.region,
    (wanted.workers ?? []).filter((worker) => !grid.workers.includes(worker)),
  )
  await tx
    .updateTable('grid')
    .set({ ...fieldsOf(wanted), version: grid.version + 1 })
    .where('county', '=', grid.county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'localities.grid-changed', subjectOf(grid, wanted.name))
  return readGrid(tx, id)
}

/** @throws notFound, staleVersion, gridInUse */
export async function closeGridOf(work: Work, id: string, version: number): Promise<Grid> {
  const { tx, actor } = work
  const grid = await lockGrid(tx, id, version)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from elder_grid where county = ${grid.county} and grid_id = ${id}`.execute(tx)
  const count = rows[0]?.count ?? 0
  if (count > 0) throw problems.gridInUse({ values: { count } })
  await tx
    .updateTable('grid')
    .set({ closed_on: actor.today, version: grid.version + 1 })
    .where('county', '=', grid.county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'localities.grid-closed', subjectOf(grid, grid.name))
  return readGrid(tx, id)
}

async function lockGrid(tx: Tx, id: string, version: number): Promise<Selectable<GridRow>> {
  const { county } = await getGrid(tx, id)
  const grid = await tx
    .selectFrom('grid')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .where('closed_on', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (grid === undefined) throw notFound()
  if (grid.version !== version) throw staleVersion()
  return grid
}

async function readGrid(tx: Tx, id: string): Promise<Grid> {
  const { region } = await getGrid(tx, id)
  const found = (await listGridsOf(tx, region)).find((grid) => grid.id === id)
  if (found === undefined) throw notFound()
  return found
}

async function requireFree(tx: Tx, region: RegionCode, name: string, id: string | null): Promise<void> {
  const grids = await listGridsOf(tx, region)
  if (grids.some((grid) => grid.closedOn === null && grid.name === name.trim() && grid.id !== id))
    throw problems.gridNameTaken({ at: '/name' })
}

async function requireWorkers(tx: Tx, region: RegionCode, workers: readonly string[]): Promise<void> {
  if (workers.length === 0) return
  const known = await listWorkersFor(tx, region)
  if (workers.some((worker) => !known.some(({ id }) => id === worker))) throw problems.workerUnknown({ at: '/workers' })
}

function fieldsOf({
  name,
  boundary = '',
  contactName = '',
  telephone = '',
  workers = [],
}: BodyOf<typeof changeGrid> | BodyOf<typeof addGrid>) {
  return {
    name: name.trim(),
    boundary: boundary.trim(),
    contact_name: contactName.trim(),
    telephone: telephone.trim(),
    workers,
  }
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('account').select(['id', 'display_name']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.display_name]))
}

function toGrid(row: Selectable<GridRow>, names: ReadonlyMap<string, string>): Grid {
  return {
    id: row.id,
    region: row.region,
    name: row.name,
    boundary: row.boundary,
    contactName: row.contact_name,
    telephone: row.telephone,
    workers: row.workers.flatMap((id) => {
      const name = names.get(id)
      return name === undefined ? [] : [{ id, name }]
    }),
    closedOn: row.closed_on,
    version: row.version,
  }
}

const subjectOf = ({ id, region }: { id: string; region: RegionCode }, name: string) => ({
  region,
  subjectType: 'grid',
  subjectId: id,
  detail: { name },
})
