import {
  type Basis,
  bases,
  dayCounted,
  type Measure,
  type Programme,
  programmes,
  type SelfCare,
} from '@yinian/core/indicators/measure.ts'
import { recordDefinitions } from '@yinian/core/indicators/record-definitions.ts'
import { type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import { addDays } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { type EldersAsked, eldersOnDay, standsOn } from './elders-on-day.ts'
import type { Counts, Repeated } from './roll-up.ts'

/** What one side counts, and for whom: the same side of two indicators is counted once. */
export function keyOf(measure: Measure, basis: Basis): string {
  return JSON.stringify([basis, measure])
}

/** Sums of coarse places, to find the middle of a division. */
export interface Places {
  readonly longitude: number
  readonly latitude: number
  readonly elders: number
}

const sides = Object.values(recordDefinitions).flatMap(({ basis, numerator, denominator }) =>
  [numerator, denominator].flatMap((measure) => (measure === null ? [] : [{ basis, measure }])),
)
/** Every side that has to be counted, once. */
export const measuresCounted: ReadonlyMap<string, { readonly basis: Basis; readonly measure: Measure }> = new Map(
  sides.map((side) => [keyOf(side.measure, side.basis), side]),
)

type Asked = Omit<EldersAsked, 'basis'>
type Found = Map<string, Map<RegionCode, number>>

/** Counts everything within a division, by the divisions that the records themselves name, in five passes. */
export async function countWithin(
  tx: Tx,
  asked: Asked,
): Promise<{ counts: Counts; places: ReadonlyMap<RegionCode, Places> }> {
  const counts: Found = new Map([...measuresCounted.keys()].map((key) => [key, new Map<RegionCode, number>()]))
  for (const basis of Object.keys(bases) as Basis[]) await countElders(tx, { ...asked, basis }, counts)
  await sumPayments(tx, asked, counts)
  await countAssessing(tx, asked, counts)
  return { counts, places: await sumPlaces(tx, asked) }
}

const isOfElders = (measure: Measure): measure is Measure & { of: 'elders' | 'paid' } =>
  measure.of === 'elders' || (measure.of === 'paid' && measure.where.length > 0)

async function countElders(tx: Tx, asked: EldersAsked, counts: Found): Promise<void> {
  const counted = [...measuresCounted].flatMap(([key, { basis, measure }]) =>
    basis === asked.basis && isOfElders(measure) ? [{ key, measure }] : [],
  )
  const columns = counted.map(
    ({ measure }, index) =>
      sql`count(*) filter (where ${standsOn(measure, asked)})::int as ${sql.ref(`counted_${index}`)}`,
  )
  const { rows } = await sql<Record<string, number> & { place: string }>`
    with ${eldersOnDay(asked)} select e.place, ${sql.join(columns)} from elders e group by e.place`.execute(tx)
  for (const row of rows)
    for (const [index, { key }] of counted.entries()) put(counts, key, row.place, row[`counted_${index}`] ?? 0)
}

/** The grade as policies name it (`core/benefits/facts.ts`, 自理程度). */
const grades: Readonly<Record<string, SelfCare>> = { 全自理: 'full', 半护理: 'partial', 全护理: 'none' }

async function sumPayments(tx: Tx, { region, period }: Asked, counts: Found): Promise<void> {
  const { from, to } = rangeOf(region)
  const { rows } = await sql<{
    region: string
    programme: string
    grade: string | null
    people: number
    fen: number
    age: number | null
  }>`
    select region, programme, facts->>'自理程度' as grade, count(*)::int as people, sum(fen) as fen, min((facts->>'年龄')::int) as age
      from benefit_payment where month = ${period} and state = 'paid' and region between ${from} and ${to}
     group by region, programme, facts->>'自理程度'`.execute(tx)
  for (const [key, { measure }] of measuresCounted) {
    if (measure.of !== 'fen' && measure.of !== 'least-age' && (measure.of !== 'paid' || measure.where.length > 0))
      continue
    for (const row of rows) {
      if (!isPaymentOf(measure, row)) continue
      if (measure.of === 'least-age') {
        if (row.age !== null) put(counts, key, row.region, row.age, Math.min)
      } else put(counts, key, row.region, measure.of === 'fen' ? row.fen : row.people)
    }
  }
}

function isPaymentOf(
  measure: { programme: Programme; selfCare?: SelfCare },
  row: { programme: string; grade: string | null },
): boolean {
  return (
    measure.programme === row.programme &&
    (measure.selfCare === undefined || measure.selfCare === grades[row.grade ?? ''])
  )
}

/** Assessors and organisations keep no history of their status: those registered by the day and active now are counted. */
async function countAssessing(tx: Tx, { region, period, today }: Asked, counts: Found): Promise<void> {
  const { from, to } = rangeOf(region)
  const until = endOf(dayCounted(period, today))
  const { rows } = await sql<{ of: 'assessors' | 'assessment-organisations'; region: string; count: number }>`
    select 'assessors' as "of", region, count(*)::int as count from assessor
     where status = 'active' and registered_at < ${until} and region between ${from} and ${to} group by region
    union all
    select 'assessment-organisations', region, count(*)::int from organisation
     where kind = 'assessment-organisation' and status = 'active' and registered_at < ${until}
       and region between ${from} and ${to} group by region`.execute(tx)
  for (const [key, { measure }] of measuresCounted)
    for (const row of rows) if (measure.of === row.of) put(counts, key, row.region, row.count)
}

async function sumPlaces(tx: Tx, { region }: Asked): Promise<Map<RegionCode, Places>> {
  const { from, to } = rangeOf(region)
  const { rows } = await sql<Places & { region: string }>`
    select region, sum(longitude) as longitude, sum(latitude) as latitude, count(*)::int as elders from elder
     where state = 'active' and longitude is not null and latitude is not null and region between ${from} and ${to}
     group by region`.execute(tx)
  return new Map(rows.map(({ region, ...places }) => [region, places]))
}

/**
 * People whom several divisions count: paid by two counties, registered as assessor with two organisations, or an
 * organisation registered by two counties. A division above both counts them once.
 */
export async function findRepeated(tx: Tx, { region, period, today }: Asked): Promise<Repeated[]> {
  const { from, to } = rangeOf(region)
  const until = endOf(dayCounted(period, today))
  const paid = await sql<{ programme: string; regions: string[]; grades: (string | null)[] }>`
    select programme, array_agg(region::text) as regions, array_agg(facts->>'自理程度') as grades from benefit_payment
     where month = ${period} and state = 'paid' and programme = any(${Object.keys(programmes)}::text[])
       and region between ${from} and ${to}
     group by elder_id, programme having count(*) > 1`.execute(tx)
  const assessing = await sql<{ of: string; regions: string[] }>`
    select 'assessors' as "of", array_agg(region::text) as regions from assessor
     where status = 'active' and registered_at < ${until} and region between ${from} and ${to}
     group by document_number_index having count(*) > 1
    union all
    select 'assessment-organisations', array_agg(region::text) from organisation
     where kind = 'assessment-organisation' and status = 'active' and registered_at < ${until}
       and region between ${from} and ${to}
     group by credit_code having count(*) > 1`.execute(tx)
  return [...measuresCounted].flatMap(([key, { measure }]): Repeated[] => {
    if (measure.of === 'paid' && measure.where.length === 0)
      return paid.rows.map(({ programme, regions, grades }) => ({
        key,
        regions: regions.filter((_, index) => isPaymentOf(measure, { programme, grade: grades[index] ?? null })),
      }))
    return assessing.rows.filter((row) => row.of === measure.of).map(({ regions }) => ({ key, regions }))
  })
}

function endOf(day: string): Date {
  return new Date(`${addDays(day, 1)}T00:00:00+08:00`)
}

function put(
  counts: Found,
  key: string,
  region: RegionCode,
  count: number,
  combine = (one: number, other: number): number => one + other,
): void {
  const found = counts.get(key)
  const known = found?.get(region)
  found?.set(region, known === undefined ? count : combine(known, count))
}
