import type { CountyCode, RegionCode } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { withFormer } from '../as-of/keep-former.ts'

/** Which codes take the place of which, by a change of divisions. */
export interface Carrying {
  readonly changeId: string
  /** The day the change takes effect. */
  readonly day: Day
  /** Where people live: only within one county, because a file never changes its county. */
  readonly residence: ReadonlyMap<RegionCode, RegionCode>
  /** Where people are registered. */
  readonly registration: ReadonlyMap<RegionCode, RegionCode>
  /** Grids of divisions that are split, and the division each of them belongs to now. */
  readonly grids: ReadonlyMap<string, RegionCode>
  /** Only these elders, where somebody has said so one by one. */
  readonly only?: { readonly elderIds: readonly string[]; readonly from: RegionCode; readonly to: RegionCode }
}

export interface CarriedElders {
  /** Whose residence has another code now; what hangs on them has to follow. */
  readonly moved: readonly string[]
  /** How many files were touched; fewer than asked for when none are left. */
  readonly touched: number
}

interface Picked {
  readonly id: string
  readonly region: RegionCode
  readonly registered_region: RegionCode
  readonly next_region: RegionCode
  readonly next_registered: RegionCode
  readonly since: Day | null
}

/**
 * Gives the next elders of a county their new division codes and keeps the old ones as a former residence that ended on
 * the day of the change. Done again it finds nobody. Nobody has moved: the county stays, the house stays.
 */
export async function carryElders(
  { tx, actor }: Work,
  county: CountyCode,
  carrying: Carrying,
  limit: number,
): Promise<CarriedElders> {
  const picked = await pick({ tx }, county, carrying, limit)
  if (picked.length === 0) return { moved: [], touched: 0 }
  const { changeId, day } = carrying
  const kept = picked
    .filter(({ since }) => since === null || since < day)
    .map((one) => ({
      county,
      id: newId(actor.now),
      elder_id: one.id,
      region: one.next_region,
      former_region: one.region,
      former_registered_region: one.registered_region,
      valid_from: one.since,
      valid_to: day,
      recorded_at: actor.now,
      recorded_by: actor.accountId,
      division_change: changeId,
    }))
  if (kept.length > 0) await tx.insertInto('former_residence').values(kept).execute()
  await sql`
    update elder e set region = p.next_region, registered_region = p.next_registered, version = e.version + 1, updated_at = ${actor.now}
      from jsonb_to_recordset(${JSON.stringify(picked)}::jsonb) as p(id uuid, next_region text, next_registered text)
     where e.county = ${county} and e.id = p.id`.execute(tx)
  const moved = picked.filter((one) => one.region !== one.next_region).map(({ id }) => id)
  return { moved, touched: picked.length }
}

async function pick(
  { tx }: Pick<Work, 'tx'>,
  county: CountyCode,
  { residence, registration, grids, only }: Carrying,
  limit: number,
): Promise<Picked[]> {
  if (only !== undefined) {
    const { rows } = await sql<Picked>`
      select e.id, e.region, e.registered_region, ${only.to}::text as next_region,
             case when e.registered_region = e.region then ${only.to}::text else e.registered_region end as next_registered, ${lastMove} as since
        from elder e where e.county = ${county} and e.region = ${only.from} and e.id = any(${[...only.elderIds]}::uuid[])
       order by e.id limit ${limit} for update`.execute(tx)
    return rows
  }
  const { rows } = await sql<Picked>`
    with lives as (select key as code, value as next from jsonb_each_text(${asJson(residence)}::jsonb)),
    registered as (select key as code, value as next from jsonb_each_text(${asJson(registration)}::jsonb)),
    grids as (select key::uuid as id, value as next from jsonb_each_text(${asJson(grids)}::jsonb))
    select e.id, e.region, e.registered_region, coalesce(l.next, g.next, e.region) as next_region,
           coalesce(r.next, case when e.registered_region = e.region then g.next end, e.registered_region) as next_registered, ${lastMove} as since
      from elder e
      left join lives l on l.code = e.region
      left join registered r on r.code = e.registered_region
      left join elder_grid eg on eg.county = e.county and eg.elder_id = e.id
      left join grids g on g.id = eg.grid_id and g.next <> e.region
     where e.county = ${county} and (l.next is not null or r.next is not null or g.next is not null)
     order by e.id limit ${limit} for update of e`.execute(tx)
  return rows
}

const lastMove = sql`(select max(f.valid_to) from former_residence f where f.county = e.county and f.elder_id = e.id)`

function asJson(map: ReadonlyMap<string, string>): string {
  return JSON.stringify(Object.fromEntries(map))
}

/**
 * Former residences that reach beyond the day of a change are told in two: until that day under the old code, afterwards
 * under the new one. Done again it finds nothing.
 */
export async function carryFormerResidences(
  { tx, actor }: Work,
  county: CountyCode,
  { changeId, day, residence, registration }: Carrying,
): Promise<number> {
  const codes = new Map([...residence, ...registration])
  const { rows } = await sql<{
    id: string
    elder_id: string
    region: string
    former_region: string
    former_registered_region: string
    valid_from: Day | null
    valid_to: Day
    recorded_at: Date
  }>`
    select recorded_at, id, elder_id, region, former_region, former_registered_region, valid_from, valid_to from former_residence
     where county = ${county} and valid_to > ${day}::date
       and (former_region = any(${[...codes.keys()]}::text[]) or former_registered_region = any(${[...codes.keys()]}::text[]))
     for update`.execute(tx)
  for (const row of rows) {
    const after = {
      former_region: codes.get(row.former_region) ?? row.former_region,
      former_registered_region: codes.get(row.former_registered_region) ?? row.former_registered_region,
    }
    const here = tx.updateTable('former_residence').where('county', '=', county).where('id', '=', row.id)
    if (row.valid_from !== null && row.valid_from >= day)
      await here.set({ ...after, former: withFormer({ actor }, 'former_region', 'former_registered_region') }).execute()
    else {
      await here.set({ valid_to: day, division_change: changeId, former: withFormer({ actor }, 'valid_to') }).execute()
      const { elder_id, region, valid_to } = row
      const later = { county, id: newId(actor.now), elder_id, region, ...after, valid_from: day, valid_to }
      await tx
        .insertInto('former_residence')
        // the move was known since it was written down; that it is told in two is known from now on
        .values({
          ...later,
          recorded_at: row.recorded_at,
          recorded_by: actor.accountId,
          former: JSON.stringify([{ until: actor.now.toISOString(), by: actor.name, was: { valid_to: day } }]),
        })
        .execute()
    }
  }
  return rows.length
}
