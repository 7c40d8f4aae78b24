import { placeOn, type RegionStep } from '@yinian/core/regions/chain.ts'
import { isWithin, type RegionCode, regionCode } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { keeperOf } from './keep-values.ts'
import type { Counts } from './roll-up.ts'

/** Where a record naming a division is counted, by the boundaries of a day. */
export type PlaceThen = (code: RegionCode) => RegionCode

/**
 * By the boundaries of a day. What came under another county meanwhile is counted in its own county, because that county
 * answered for it as long as its files say so.
 */
export function boundariesOf(steps: readonly RegionStep[], day: Day): PlaceThen {
  const known = new Map<RegionCode, RegionCode>()
  const changed = new Set(steps.flatMap(({ from, to }) => [from, to]))
  return (code) => {
    if (!changed.has(code)) return code
    const met = known.get(code)
    if (met !== undefined) return met
    const place = placeOn(steps, code, day)
    const county = regionCode(keeperOf(code))
    const found = isWithin(place, county) ? place : county
    known.set(code, found)
    return found
  }
}

/** Counts by the divisions that stood on the day; those of divisions that became one add up. */
export function countedThen(counts: Counts, placeThen: PlaceThen, least: (key: string) => boolean): Counts {
  return new Map(
    [...counts].map(([key, found]) => {
      const combine = least(key) ? Math.min : (one: number, other: number) => one + other
      const moved = new Map<RegionCode, number>()
      for (const [code, count] of found) {
        const place = placeThen(code)
        const before = moved.get(place)
        moved.set(place, before === undefined ? count : combine(before, count))
      }
      return [key, moved]
    }),
  )
}

/** Values of divisions that did not stand on the day they are counted for were computed before it was known. */
export async function supersedeOthers(
  tx: Tx,
  of: { readonly region: RegionCode; readonly period: string; readonly now: Date },
  standing: readonly RegionCode[],
): Promise<void> {
  const county = keeperOf(of.region)
  const { rows } = await sql<{ id: string; region: RegionCode }>`
    select id, region from indicator_value where county = ${county} and period = ${of.period} and superseded_at is null
       and not region = any(${[...standing]}::text[])`.execute(tx)
  const stale = rows.filter(({ region }) => isWithin(region, of.region)).map(({ id }) => id)
  if (stale.length > 0)
    await sql`update indicator_value set superseded_at = greatest(computed_at, ${of.now})
               where county = ${county} and id = any(${stale}::uuid[])`.execute(tx)
}
