import { notFound } from '@yinian/core/http/problems.ts'
import type { Computation } from '@yinian/core/indicators/api.ts'
import { dayCounted } from '@yinian/core/indicators/measure.ts'
import { periodNotBegun } from '@yinian/core/indicators/problems.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { type Day, dayAt, type Month, monthOf } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { listedDivisions, runComputation } from './compute.ts'
import { keeperOf } from './keep-values.ts'
import { whileCounting } from './system.ts'

export const computeQueue = 'indicators.compute'

/** The month asked about, or the running one. @throws periodNotBegun */
export function periodAsked(period: Month | undefined, today: Day): Month {
  const asked = period ?? monthOf(today)
  if (asked > monthOf(today)) throw periodNotBegun({ at: '/period', values: { period: asked } })
  return asked
}

/** A division within the scope of whoever asks. @throws notFound */
export async function getDivisionInScope(tx: Tx, code: RegionCode): Promise<RegionCode> {
  const { rows } = await sql<{ code: string }>`select code from region where code = ${code} and in_scope(code)`.execute(
    tx,
  )
  if (rows[0] === undefined) throw notFound()
  return rows[0].code
}

/** Asks for a computation in the background; answers the one under way where there is one. */
export async function requestComputation(
  work: Work,
  { region, period }: { region: RegionCode; period?: Month },
): Promise<Computation> {
  const asked = periodAsked(period, work.actor.today)
  await getDivisionInScope(work.tx, region)
  const { computation, isNew } = await openComputation(work.tx, {
    region,
    period: asked,
    requestedBy: work.actor.accountId,
    now: work.actor.now,
  })
  if (!isNew) return computation
  await work.jobs.send(work.tx, computeQueue, { county: keeperOf(region), id: computation.id })
  await audit(work, 'indicators.computation-requested', {
    region,
    subjectType: 'indicator-computation',
    subjectId: computation.id,
    detail: { period: asked },
  })
  return computation
}

/** Computes all indicators of a division and all below it for a month, now and to the end. */
export async function computeIndicatorsFor(ground: Ground, region: RegionCode, month: Month): Promise<Computation> {
  const now = ground.clock.now()
  const period = periodAsked(month, dayAt(now))
  const { computation } = await whileCounting(ground, (tx) =>
    openComputation(tx, { region, period, requestedBy: null, now }),
  )
  await runComputation(ground, { county: keeperOf(region), id: computation.id })
  return whileCounting(ground, (tx) => getComputationById(tx, computation.id))
}

interface Opening {
  readonly region: RegionCode
  readonly period: Month
  readonly requestedBy: string | null
  readonly now: Date
}

async function openComputation(
  tx: Tx,
  { region, period, requestedBy, now }: Opening,
): Promise<{ computation: Computation; isNew: boolean }> {
  const id = newId(now)
  const total = (await listedDivisions(tx, region, dayCounted(period, dayAt(now)))).length
  const { rows } = await sql`
    insert into indicator_computation (county, id, region, period, state, total, requested_by, requested_at)
    values (${keeperOf(region)}, ${id}, ${region}, ${period}, 'waiting', ${total}, ${requestedBy}, ${now})
    on conflict (county, region, period) where state in ('waiting', 'running') do nothing returning id`.execute(tx)
  const underWay = rows.length === 0 ? await findUnderWay(tx, region, period) : null
  return { computation: underWay ?? (await getComputationById(tx, id)), isNew: underWay === null }
}

/** The computation of a division and month that is going on; null where none is. */
export async function findUnderWay(tx: Tx, region: RegionCode, period: Month): Promise<Computation | null> {
  const row = await tx
    .selectFrom('indicator_computation')
    .selectAll()
    .where('county', '=', keeperOf(region))
    .where('region', '=', region)
    .where('period', '=', period)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  return row === undefined ? null : toComputation(row)
}

/** @throws notFound when it does not exist or is about a division outside the reader's scope */
export async function getComputationById(tx: Tx, id: string): Promise<Computation> {
  const row = await tx.selectFrom('indicator_computation').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return toComputation(row)
}

function toComputation(row: {
  id: string
  region: string
  period: string
  state: string
  done: number
  total: number
  requested_at: Date
  finished_at: Date | null
  failure: unknown
}): Computation {
  return {
    id: row.id,
    region: row.region,
    period: row.period,
    state: row.state as Computation['state'],
    done: row.done,
    total: row.total,
    requestedAt: row.requested_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    failure: row.failure as Computation['failure'],
  }
}
