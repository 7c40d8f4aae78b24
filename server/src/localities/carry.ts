import type { CountyCode, RegionCode } from '@yinian/core/regions/code.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'

/** Into which division every grid of these goes, within one county. Where a name is taken there, the old village is put before it. */
export async function carryGrids(
  tx: Tx,
  county: CountyCode,
  target: { readonly codes: ReadonlyMap<RegionCode, RegionCode>; readonly grids: ReadonlyMap<string, RegionCode> },
): Promise<number> {
  const { rows } = await sql<{ id: string; region: RegionCode; name: string }>`
    select id, region, name from grid where county = ${county}
       and (region = any(${[...target.codes.keys()]}::text[]) or id = any(${[...target.grids.keys()]}::uuid[])) order by region, id for update`.execute(
    tx,
  )
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  let carried = 0
  for (const { id, region, name } of rows) {
    const to = target.grids.get(id) ?? target.codes.get(region)
    if (to === undefined || to === region || countyOf(to) !== county) continue
    await sql`
      update grid g set region = ${to}, version = version + 1, name = case when exists (
          select from grid o where o.county = g.county and o.region = ${to} and o.name = g.name and o.closed_on is null and o.id <> g.id)
        then ${`${names(region).name} ${name}`} else g.name end
       where g.county = ${county} and g.id = ${id}`.execute(tx)
    await sql`update elder_grid set region = ${to} where county = ${county} and grid_id = ${id}`.execute(tx)
    carried += 1
  }
  return carried
}

/**
 * What class a division was of ends with it. What all that came into a division were, it is too; of the parts of a split
 * one nobody knows it, so somebody has to say.
 */
export async function carryClasses(
  { tx, actor }: Work,
  arrows: readonly { readonly from: RegionCode; readonly to: RegionCode }[],
  day: Day,
): Promise<void> {
  const old = [...new Set(arrows.map(({ from }) => from))]
  const { rows: held } = await sql<{ region: RegionCode; class: string; source: string }>`
    select region, class, source from area_class where region = any(${old}::text[]) and valid_to is null`.execute(tx)
  const alone = (code: RegionCode): boolean =>
    new Set(arrows.filter(({ from }) => from === code).map(({ to }) => to)).size === 1
  const fresh = [...new Set(arrows.flatMap(({ from, to }) => (from === to ? [] : [to])))].flatMap((to) => {
    const origins = arrows.filter((arrow) => arrow.to === to).map(({ from }) => from)
    if (!origins.every(alone)) return []
    const first = held.filter(({ region }) => region === origins[0])
    return first
      .filter((one) =>
        origins.every((origin) => held.some((other) => other.region === origin && other.class === one.class)),
      )
      .map((one) => ({
        county: countyOf(to),
        id: newId(actor.now),
        region: to,
        class: one.class,
        valid_from: day,
        source: one.source,
        recorded_at: actor.now,
        recorded_by: actor.accountId,
      }))
  })
  const ended = old.filter((code) => !arrows.some(({ from, to }) => from === code && to === code))
  await sql`update area_class set valid_to = greatest(valid_from, ${day}::date) where region = any(${ended}::text[]) and valid_to is null`.execute(
    tx,
  )
  if (fresh.length > 0)
    await tx
      .insertInto('area_class')
      .values(fresh)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
