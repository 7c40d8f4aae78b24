import { isWithin, type RegionCode } from '@yinian/core/regions/code.ts'
import { addToMonth, type Day, dayAt, type Month, monthOf } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Ground } from '../http/ground.ts'
import { computeIndicatorsFor } from './computations.ts'
import { whileCounting } from './system.ts'

export const computeDailyQueue = 'indicators.compute-daily'

/** Payments and corrections of a month still arrive in the first days of the next. */
const daysForLastMonth = 10

/** Keeps the divisions up to date that were ever computed: the running month, and the one before while it settles. */
export async function computeDaily(ground: Ground): Promise<void> {
  const today = dayAt(ground.clock.now())
  for (const region of await regionsComputed(ground))
    for (const month of monthsToCompute(today)) await computeIndicatorsFor(ground, region, month)
}

export function monthsToCompute(today: Day): Month[] {
  const running = monthOf(today)
  return Number(today.slice(8)) <= daysForLastMonth ? [addToMonth(running, -1), running] : [running]
}

/** The widest of them; those below are computed with them. */
async function regionsComputed(ground: Ground): Promise<RegionCode[]> {
  const { rows } = await whileCounting(ground, (tx) =>
    sql<{
      region: string
    }>`select distinct region from indicator_computation where state = 'done' order by region`.execute(tx),
  )
  const regions = rows.map(({ region }) => region)
  return regions.filter((region) => !regions.some((other) => other !== region && isWithin(region, other)))
}
