import { qualityRules, type Subject, subjects } from '@yinian/core/data-quality/rules.ts'
import { ancestorsOf, type RegionCode, regionCode } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import { conditionsOf, tableOf } from './rule-conditions.ts'

export interface Count {
  population: number
  cases: number
}
/** Of one division: rule → what was counted. */
export type Counts = Map<string, Count>

/** What every rule finds in a county, for its villages, towns and itself: one statement for each kind of record. */
export async function countCounty(tx: Tx, county: string, today: Day): Promise<Map<RegionCode, Counts>> {
  const found = new Map<RegionCode, Counts>()
  const own = regionCode(county)
  for (const subject of Object.keys(subjects) as Subject[])
    for (const row of await countSubject(tx, subject, county, today))
      for (const region of new Set([row.region, ...ancestorsOf(row.region), own]))
        if (region.startsWith(county)) addTo(found, region, row.counts)
  return found
}

export function addTo(
  found: Map<RegionCode, Counts>,
  region: RegionCode,
  counts: Iterable<readonly [string, Count]>,
): void {
  const held: Counts = found.get(region) ?? new Map()
  found.set(region, held)
  for (const [rule, { population, cases }] of counts) {
    const sum = held.get(rule) ?? { population: 0, cases: 0 }
    held.set(rule, { population: sum.population + population, cases: sum.cases + cases })
  }
}

async function countSubject(tx: Tx, subject: Subject, county: string, today: Day) {
  const rules = qualityRules.filter((rule) => rule.subject === subject)
  const { table, where } = tableOf[subject]
  const counted = rules.flatMap(({ id }) => {
    const conditions = conditionsOf[id]?.({ county, today })
    if (!conditions) throw new Error(`The rule ${id} has no condition.`)
    const { applies, faulty } = conditions
    const confirmed = subject === 'elder' ? sql`and not coalesce(c.rules @> array[${id}], false)` : sql``
    return [
      sql`count(*) filter (where ${applies})::int`,
      sql`count(*) filter (where (${applies}) and (${faulty}) ${confirmed})::int`,
    ]
  })
  const confirmations =
    subject === 'elder'
      ? sql`left join (select elder_id, array_agg(rule) as rules from data_quality_confirmation where county = ${county} group by elder_id) c
          on c.elder_id = s.id`
      : sql``
  const { rows } = await sql<{ region: RegionCode; counted: number[] }>`
    select s.region, array[${sql.join(counted)}] as counted from ${sql.table(table)} s ${confirmations}
    where s.county = ${county} and ${sql.raw(where)} group by s.region`.execute(tx)
  return rows.map((row) => ({
    region: row.region,
    counts: rules.map(
      ({ id }, index) =>
        [id, { population: row.counted[index * 2] ?? 0, cases: row.counted[index * 2 + 1] ?? 0 }] as const,
    ),
  }))
}

/** Keeps what was counted on a day; counted again on the same day, the later takes its place. */
export async function keepCounts(
  tx: Tx,
  found: ReadonlyMap<RegionCode, Counts>,
  { day, now }: { readonly day: Day; readonly now: Date },
): Promise<void> {
  const rows = [...found].flatMap(([region, counts]) =>
    [...counts]
      .filter(([, { population }]) => population > 0)
      .map(([rule, count]) => ({ county: region.slice(0, 6), id: newId(now), region, rule, ...count })),
  )
  for (let start = 0; start < rows.length; start += 5000)
    await sql`
      insert into data_quality_value (county, id, region, rule, day, population, cases, computed_at)
      select county, id, region, rule, ${day}, population, cases, ${now}
      from jsonb_to_recordset(${JSON.stringify(rows.slice(start, start + 5000))}::jsonb)
        as r(county text, id uuid, region text, rule text, population int, cases int)
      on conflict (county, region, rule, day) do update
        set population = excluded.population, cases = excluded.cases, computed_at = excluded.computed_at`.execute(tx)
}

/** Villages keep the last day only: their course is read in their town’s, and four thousand of them would fill the disk. */
export async function forgetVillages(tx: Tx, county: string, today: Day): Promise<void> {
  await sql`delete from data_quality_value where county = ${county} and right(region, 3) <> '000' and day < ${today}::date`.execute(
    tx,
  )
}
