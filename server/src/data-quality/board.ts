import { scopeOf } from '@yinian/core/access/actor.ts'
import type { getQualityBoard, QualityBoard } from '@yinian/core/data-quality/api.ts'
import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { isWithin, prefixOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { addDays, type Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'

/** The division asked for, or the widest one answers for. @throws notFound outside one’s area */
export function regionAsked(
  { actor }: Pick<Work, 'actor'>,
  region: RegionCode | undefined,
  permission: 'people:read' | 'people:export' = 'people:read',
): RegionCode {
  const held = [...(scopeOf(actor, permission)?.regions ?? [])].sort(
    (one, other) => prefixOf(one).length - prefixOf(other).length,
  )
  const asked = region ?? held[0]
  if (asked === undefined || !held.some((one) => isWithin(asked, one))) throw notFound({ at: '/region' })
  return asked
}

/** Quality of a division: every rule, how it was a month ago, the divisions below, and the course of the last year. */
export async function readBoard(work: Work, query: QueryOf<typeof getQualityBoard>): Promise<QualityBoard> {
  const { tx } = work
  const region = regionAsked(work, query.region)
  const names = await nameRegions(tx, [region])
  const county = region.slice(0, 6)
  const { rows: days } = await sql<{ day: Day }>`
    select distinct day from data_quality_value where county = ${county} and region = ${region} order by day desc limit 400`.execute(
    tx,
  )
  const day = days[0]?.day ?? null
  const head = { region, regionPath: names(region).path, day }
  if (day === null) return { ...head, rules: [], before: null, below: [], trend: [] }
  const earlier = days.map((one) => one.day).find((one) => one <= addDays(day, -30)) ?? days.at(-1)?.day
  return {
    ...head,
    rules: await readRules(tx, region, day),
    before:
      earlier === undefined || earlier === day ? null : { day: earlier, rules: await readRules(tx, region, earlier) },
    below: await readBelow(tx, region, day),
    trend: await readTrend(tx, region, query.rule),
  }
}

async function readRules(tx: Tx, region: RegionCode, day: Day) {
  return tx
    .selectFrom('data_quality_value')
    .select(['rule', 'population', 'cases'])
    .where('county', '=', region.slice(0, 6))
    .where('region', '=', region)
    .where('day', '=', day)
    .orderBy('rule')
    .execute()
}

async function readBelow(tx: Tx, region: RegionCode, day: Day): Promise<QualityBoard['below']> {
  const { rows } = await sql<{ region: RegionCode; name: string; rule: string; population: number; cases: number }>`
    select r.code as region, r.name, v.rule, v.population, v.cases
    from region r join data_quality_value v on v.county = left(r.code, 6) and v.region = r.code and v.day = ${day}::date
    where r.parent = ${region} order by r.code, v.rule`.execute(tx)
  return [...Map.groupBy(rows, (row) => row.region)].map(([code, found]) => ({
    region: code,
    name: found[0]?.name ?? code,
    rules: found.map(({ rule, population, cases }) => ({ rule, population, cases })),
  }))
}

async function readTrend(tx: Tx, region: RegionCode, rule: string | undefined): Promise<QualityBoard['trend']> {
  const { rows } = await sql<{ day: Day; population: number; cases: number }>`
    select day, sum(population)::int as population, sum(cases)::int as cases from data_quality_value
    where county = ${region.slice(0, 6)} and region = ${region} ${rule === undefined ? sql`` : sql`and rule = ${rule}`}
    group by day order by day desc limit 366`.execute(tx)
  return rows.reverse()
}
