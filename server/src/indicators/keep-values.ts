import { type Sides, valueFrom } from '@yinian/core/indicators/evaluate.ts'
import { dayCounted, type Measure } from '@yinian/core/indicators/measure.ts'
import { recordDefinitions } from '@yinian/core/indicators/record-definitions.ts'
import { type CountyCode, countyOf, type RegionCode } from '@yinian/core/regions/code.ts'
import type { Day, Month } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import { keyOf, type Places } from './count.ts'

/** Kept for every division that was counted, also where nobody lives: whoever finds it knows that what is absent is nothing. */
export const markerId = 'R-01'

export interface Counted {
  readonly divisions: readonly RegionCode[]
  /** One side in a division; null where there was nothing to count. */
  readonly side: (key: string, division: RegionCode) => number | null
}

export interface Occasion {
  readonly computationId: string
  readonly period: Month
  readonly today: Day
  readonly now: Date
}

/**
 * Keeps what was counted for divisions of one county (or of one division above counties). A value whose sides are as
 * before is left alone; otherwise the old one is marked superseded and the new one stands beside it.
 * @returns how many values are new
 */
export async function keepValues(
  tx: Tx,
  county: CountyCode,
  counted: Counted,
  { computationId, period, today, now }: Occasion,
): Promise<number> {
  const current = await currentValues(tx, county, counted.divisions, period)
  const day = dayCounted(period, today)
  const fresh: Record<string, unknown>[] = []
  const superseded: string[] = []
  for (const region of counted.divisions)
    for (const [indicatorId, definition] of Object.entries(recordDefinitions)) {
      const sides = sidesIn(counted, region, definition)
      const known = current.get(`${region} ${indicatorId}`)
      if (known === undefined ? isNothing(sides) && indicatorId !== markerId : isSame(known, sides)) continue
      if (known !== undefined) superseded.push(known.id)
      const value = valueFrom(definition.shape, sides)
      const computed_from = { computation: computationId, basis: definition.basis, day }
      fresh.push({ id: newId(now), region, indicator_id: indicatorId, ...sides, value, computed_from })
    }
  if (superseded.length > 0)
    await sql`update indicator_value set superseded_at = greatest(computed_at, ${now})
               where county = ${county} and id = any(${superseded}::uuid[])`.execute(tx)
  if (fresh.length > 0)
    await sql`insert into indicator_value (county, id, region, indicator_id, period, numerator, denominator, value, computed_at, computed_from)
      select ${county}, v.id, v.region, v.indicator_id, ${period}, v.numerator, v.denominator, v.value, ${now}, v.computed_from
        from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as
             v(id uuid, region text, indicator_id text, numerator numeric, denominator numeric, value numeric, computed_from jsonb)`.execute(
      tx,
    )
  return fresh.length
}

interface Known extends Sides {
  readonly id: string
}

async function currentValues(
  tx: Tx,
  county: CountyCode,
  divisions: readonly RegionCode[],
  period: Month,
): Promise<Map<string, Known>> {
  const { rows } = await sql<Known & { region: string; indicator_id: string }>`
    select id, region, indicator_id, numerator, denominator from indicator_value
     where county = ${county} and region = any(${[...divisions]}::text[]) and period = ${period} and superseded_at is null`.execute(
    tx,
  )
  return new Map(rows.map((row) => [`${row.region} ${row.indicator_id}`, row]))
}

function sidesIn(
  counted: Counted,
  region: RegionCode,
  {
    basis,
    numerator,
    denominator,
  }: { basis: 'registration' | 'residence'; numerator: Measure; denominator: Measure | null },
): Sides {
  return {
    numerator: counted.side(keyOf(numerator, basis), region),
    denominator: denominator === null ? null : counted.side(keyOf(denominator, basis), region),
  }
}

export function isNothing({ numerator, denominator }: Sides): boolean {
  return (numerator ?? 0) === 0 && (denominator ?? 0) === 0
}

function isSame(known: Sides, sides: Sides): boolean {
  return known.numerator === sides.numerator && known.denominator === sides.denominator
}

const fewestForCentre = 5

/** Keeps the middle of each division where enough elders have a place; leaves those that did not move alone. */
export async function keepCentres(
  tx: Tx,
  county: CountyCode,
  places: ReadonlyMap<RegionCode, Places>,
  divisions: readonly RegionCode[],
  now: Date,
): Promise<void> {
  const centres = divisions.flatMap((region) => {
    const sums = places.get(region)
    if (sums === undefined || sums.elders < fewestForCentre) return []
    const { longitude, latitude, elders } = sums
    return [{ region, longitude: longitude / elders, latitude: latitude / elders, elders }]
  })
  const kept = centres.map(({ region }) => region)
  await sql`delete from indicator_centre where county = ${county} and region = any(${[...divisions]}::text[])
               and not region = any(${kept}::text[])`.execute(tx)
  if (centres.length === 0) return
  await sql`insert into indicator_centre (county, region, longitude, latitude, elders, computed_at)
    select ${county}, c.region, round(c.longitude, 3), round(c.latitude, 3), c.elders, ${now}
      from jsonb_to_recordset(${JSON.stringify(centres)}::jsonb) as c(region text, longitude numeric, latitude numeric, elders int)
    on conflict (county, region) do update
      set longitude = excluded.longitude, latitude = excluded.latitude, elders = excluded.elders, computed_at = excluded.computed_at
      where (indicator_centre.longitude, indicator_centre.latitude, indicator_centre.elders)
            is distinct from (excluded.longitude, excluded.latitude, excluded.elders)`.execute(tx)
}

/** The county, or the first six digits of a division above counties, that values of a division are kept under. */
export const keeperOf = countyOf
