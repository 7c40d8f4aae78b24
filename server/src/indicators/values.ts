import type { Definition } from '@yinian/core/indicators/definition.ts'
import { type Sides, valueFrom } from '@yinian/core/indicators/evaluate.ts'
import { recordDefinitions } from '@yinian/core/indicators/record-definitions.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { addToMonth, type Month } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { keeperOf, markerId } from './keep-values.ts'

export interface Value extends Sides {
  readonly value: number | null
  readonly computedAt: string
}

/** The values that count now, by division, indicator and month; absent where nothing was ever computed. */
export type Values = (region: RegionCode, indicatorId: string, period: Month) => Value | undefined

export const monthsOfTrend = 12

/** The months of a trend, the asked one last. */
export function trendMonths(period: Month): Month[] {
  return Array.from({ length: monthsOfTrend }, (_, index) => addToMonth(period, index + 1 - monthsOfTrend))
}

/** Current values of divisions in some months, of one indicator or of all. */
export async function readValues(
  tx: Tx,
  {
    regions,
    periods,
    indicatorId,
  }: { regions: readonly RegionCode[]; periods: readonly Month[]; indicatorId?: string },
): Promise<Values> {
  const counties = [...new Set(regions.map(keeperOf))]
  const only = indicatorId === undefined ? sql`` : sql`and indicator_id = any(${[indicatorId, markerId]}::text[])`
  const { rows } = await sql<Sides & { region: string; id: string; period: string; value: number | null; at: Date }>`
    select region, indicator_id as id, period, numerator, denominator, value, computed_at as at from indicator_value
     where county = any(${counties}::text[]) and region = any(${[...regions]}::text[]) and period = any(${[...periods]}::text[])
       and superseded_at is null ${only}`.execute(tx)
  const kept = new Map(
    rows.map(({ region, id, period, at, ...value }) => [
      `${region} ${id} ${period}`,
      { ...value, computedAt: at.toISOString() },
    ]),
  )
  return (region, id, period) => {
    const definition = recordDefinitions[id]
    const found = kept.get(`${region} ${id} ${period}`)
    if (found !== undefined || definition === undefined) return found
    const marker = kept.get(`${region} ${markerId} ${period}`)
    return marker && { ...nothing(definition), computedAt: marker.computedAt }
  }
}

/** What a value is where nothing was counted. */
function nothing({ shape, numerator, denominator }: Definition): Omit<Value, 'computedAt'> {
  const sides = { numerator: numerator.of === 'least-age' ? null : 0, denominator: denominator === null ? null : 0 }
  return { ...sides, value: valueFrom(shape, sides) }
}
