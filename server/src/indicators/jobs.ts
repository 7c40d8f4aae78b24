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

export const recomputeQueue = 'indicators.recompute-after-change'

/** A change of divisions that took effect some time ago. */
export interface Recomputing {
  readonly region: RegionCode
  readonly from: Month
}

/** At most so many months back: a value is kept for good, but nobody looks further back for a trend. */
const monthsBackAtMost = 24

/** Computes the months since a change of divisions anew: they were counted by the boundaries before it. */
export async function recomputeAfterChange(ground: Ground, { region, from }: Recomputing): Promise<void> {
  const running = monthOf(dayAt(ground.clock.now()))
  const touched = (await regionsComputed(ground)).filter((one) => isWithin(region, one) || isWithin(one, region))
  const first = [from, addToMonth(running, -monthsBackAtMost)].sort().at(-1) ?? running
  for (let month = first; month <= running; month = addToMonth(month, 1))
    for (const one of touched) await computeIndicatorsFor(ground, one, month)
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
