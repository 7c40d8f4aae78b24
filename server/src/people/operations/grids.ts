import { notFound } from '@yinian/core/http/problems.ts'
import { notInGridsVillage } from '@yinian/core/localities/problems.ts'
import { countyOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { Work } from '../../http/work.ts'
import { getGrid } from '../../localities/index.ts'

/** Elders of grids who are alive and live here. */
export async function countEldersOfGrids(tx: Tx, grids: readonly string[]): Promise<Map<string, number>> {
  if (grids.length === 0) return new Map()
  const { rows } = await sql<{ grid: string; elders: number }>`
    select g.grid_id as grid, count(*)::int as elders from elder_grid g join elder e on e.county = g.county and e.id = g.elder_id
     where g.grid_id = any(${[...grids]}::uuid[]) and e.state = 'active' group by g.grid_id`.execute(tx)
  return new Map(rows.map(({ grid, elders }) => [grid, elders]))
}

export async function countGridsOf(
  tx: Tx,
  region: RegionCode,
): Promise<{ grids: { grid: string; elders: number }[]; withoutGrid: number }> {
  const { rows } = await sql<{ grid: string | null; elders: number }>`
    select g.grid_id as grid, count(*)::int as elders
      from elder e left join elder_grid g on g.county = e.county and g.elder_id = e.id
     where e.county = ${countyOf(region)} and e.region = ${region} and e.state = 'active' group by g.grid_id`.execute(
    tx,
  )
  return {
    grids: rows.flatMap(({ grid, elders }) => (grid === null ? [] : [{ grid, elders }])),
    withoutGrid: rows.find(({ grid }) => grid === null)?.elders ?? 0,
  }
}

/** @throws notFound, notInGridsVillage */
export async function assignToGridOf(
  work: Work,
  id: string,
  elderIds: readonly string[],
): Promise<{ assigned: number }> {
  const { tx, actor } = work
  const grid = await getGrid(tx, id)
  if (!grid.open) throw notFound()
  const { rows } = await sql<{ id: string }>`
    insert into elder_grid (county, elder_id, region, grid_id, assigned_at, assigned_by)
    select e.county, e.id, e.region, ${id}, ${actor.now}, ${actor.accountId} from elder e
     where e.county = ${grid.county} and e.region = ${grid.region} and e.id = any(${[...elderIds]}::uuid[])
    on conflict (county, elder_id) do update set grid_id = excluded.grid_id, region = excluded.region,
      assigned_at = excluded.assigned_at, assigned_by = excluded.assigned_by
    returning elder_id as id`.execute(tx)
  const missing = new Set(elderIds).size - rows.length
  if (missing > 0) throw notInGridsVillage({ at: '/elderIds', values: { count: missing } })
  await audit(work, 'people.grid-assigned', { ...subjectOf(id, grid.region), detail: { people: rows.length } })
  return { assigned: rows.length }
}

/** @throws notFound */
export async function removeFromGridOf(
  work: Work,
  id: string,
  elderIds: readonly string[],
): Promise<{ removed: number }> {
  const { tx } = work
  const grid = await getGrid(tx, id)
  const removed = await tx
    .deleteFrom('elder_grid')
    .where('county', '=', grid.county)
    .where('grid_id', '=', id)
    .where('elder_id', 'in', elderIds)
    .executeTakeFirst()
  await audit(work, 'people.grid-left', {
    ...subjectOf(id, grid.region),
    detail: { people: Number(removed.numDeletedRows) },
  })
  return { removed: Number(removed.numDeletedRows) }
}

const subjectOf = (id: string, region: RegionCode) => ({ region, subjectType: 'grid', subjectId: id })
