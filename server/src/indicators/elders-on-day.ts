import { resultStates } from '@yinian/core/assessments/procedure.ts'
import {
  type Basis,
  dayCounted,
  type ElderCondition,
  latestBirth,
  type Measure,
} from '@yinian/core/indicators/measure.ts'
import { recordDefinitions } from '@yinian/core/indicators/record-definitions.ts'
import { countyOf, type RegionCode, rangeOf, regionCode } from '@yinian/core/regions/code.ts'
import type { Day, Month } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'

/** The elders of a division on the day a month is counted on. */
export interface EldersAsked {
  readonly region: RegionCode
  readonly basis: Basis
  readonly period: Month
  readonly today: Day
}

const placeColumns = {
  residence: { now: sql.ref('e.region'), former: sql.ref('f.former_region') },
  registration: { now: sql.ref('e.registered_region'), former: sql.ref('f.former_registered_region') },
} as const

/** Kinds of circumstance that some indicator reads. */
const kindsRead = [
  ...new Set(
    Object.values(recordDefinitions)
      .flatMap(({ numerator, denominator }) => [numerator, denominator])
      .flatMap((measure) => (measure !== null && 'where' in measure ? measure.where : []))
      .flatMap((condition) => (condition.fact === 'circumstance' ? condition.anyOf : []))
      .map((circumstance) => circumstance.split(':')[0] ?? ''),
  ),
]

/**
 * A table `elders` of everybody alive who is counted in a division: `county, id, place, birth, circumstances, level, paid`
 * (programmes paid by the county of `place`) and what a list shows. Counting and listing read the same statement, so that
 * a number and its list cannot differ in who they mean.
 * @returns the common table expressions, to be put after `with`
 */
export function eldersOnDay(asked: EldersAsked): RawBuilder<unknown> {
  const day = dayCounted(asked.period, asked.today)
  return day === asked.today ? eldersToday(asked, day) : eldersOnPastDay(asked, day)
}

function eldersToday(asked: EldersAsked, day: Day): RawBuilder<unknown> {
  const place = placeColumns[asked.basis].now
  const { from, to } = rangeOf(asked.region)
  return sql`${paidIn(asked)}, elders as (
    select e.county, e.id, ${place} as place, e.region, e.name, e.sex, e.birth, e.longitude, e.latitude,
           e.categories as circumstances, case when e.ability_valid_until is null or e.ability_valid_until >= ${day}::date then e.ability_level end as level,
           coalesce(p.programmes, '{}') as paid
      from elder e left join paid p on p.elder_county = e.county and p.elder_id = e.id and p.county = left(${place}, 6)
     where e.state = 'active' and ${place} between ${from} and ${to})`
}

/** As of a day gone by: who had not died, where they were then, what held then and which assessment was in force. */
function eldersOnPastDay(asked: EldersAsked, day: Day): RawBuilder<unknown> {
  const place = placeColumns[asked.basis]
  const { from, to } = rangeOf(asked.region)
  const columns = sql`e.county, e.id, e.region, e.name, e.sex, e.birth, e.longitude, e.latitude`
  const alive = sql`(e.died_on is null or e.died_on > ${day}::date)`
  // a file that came from another county counts there until it came, and one that left counts here until it left
  const here = sql`(e.came_on is null or e.came_on <= ${day}::date) and (e.moved_on is null or e.moved_on > ${day}::date)`
  return sql`${paidIn(asked)}, former as (
    select distinct on (f.county, f.elder_id) f.county, f.elder_id, f.former_region, f.former_registered_region
      from former_residence f
     where f.valid_to > ${day}::date and (f.valid_from is null or f.valid_from <= ${day}::date)
     order by f.county, f.elder_id, f.valid_to),
  living as (
    select ${columns}, ${place.now} as place from elder e
     where ${place.now} between ${from} and ${to} and ${alive} and ${here} and (e.state <> 'moved-out' or e.moved_on > ${day}::date)
       and not exists (select from former f where f.county = e.county and f.elder_id = e.id)
    union all
    select ${columns}, ${place.former} as place
      from former f join elder e on e.county = f.county and e.id = f.elder_id
     where ${place.former} between ${from} and ${to} and ${alive} and ${here}),
  held as (
    select c.county, c.elder_id, array_agg(c.kind || ':' || c.value) as circumstances
      from living e join elder_circumstance c on c.county = e.county and c.elder_id = e.id
     where c.kind = any(${kindsRead}::text[]) and c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to > ${day}::date)
     group by c.county, c.elder_id),
  assessed as (
    select distinct on (a.county, a.elder_id) a.county, a.elder_id, a.final_level, a.valid_until
      from living e join assessment a on a.county = e.county and a.elder_id = e.id
     where a.state = any(${[...resultStates]}::text[]) and a.confirmed_on <= ${day}::date
     order by a.county, a.elder_id, a.confirmed_on desc, a.confirmed_at desc),
  elders as (
    select e.county, e.id, e.place, e.region, e.name, e.sex, e.birth, e.longitude, e.latitude,
           coalesce(h.circumstances, '{}') as circumstances,
           case when a.valid_until >= ${day}::date then a.final_level end as level, coalesce(p.programmes, '{}') as paid
      from living e
      left join held h on h.county = e.county and h.elder_id = e.id
      left join assessed a on a.county = e.county and a.elder_id = e.id
      left join paid p on p.elder_county = e.county and p.elder_id = e.id and p.county = left(e.place, 6))`
}

/** Programmes paid to each person by each county of the division. Being paid elsewhere does not count here: an allowance follows the registration. */
function paidIn({ region, period }: EldersAsked): RawBuilder<unknown> {
  const { from, to } = rangeOf(region.slice(6) === '000000' ? region : regionCode(countyOf(region)))
  return sql`paid as (
    select county, elder_county, elder_id, array_agg(programme) as programmes from benefit_payment
     where month = ${period} and state = 'paid' and region between ${from} and ${to}
     group by county, elder_county, elder_id)`
}

/** Whether an elder of `eldersOnDay` stands on a side; never null. */
export function standsOn(measure: Measure & { of: 'elders' | 'paid' }, asked: EldersAsked): RawBuilder<boolean> {
  const conditions = measure.where.map((condition) => holds(condition, dayCounted(asked.period, asked.today)))
  const paid = measure.of === 'paid' ? [sql`${measure.programme} = any(e.paid)`] : []
  return sql<boolean>`(${sql.join([sql`true`, ...conditions, ...paid], sql` and `)}) is true`
}

function holds(condition: ElderCondition, day: Day): RawBuilder<unknown> {
  switch (condition.fact) {
    case 'age':
      return sql`e.birth <= ${latestBirth(condition.atLeast, day)}::date`
    case 'circumstance':
      return sql`e.circumstances && ${[...condition.anyOf]}::text[]`
    case 'abilityLevel':
      return sql`e.level = any(${[...condition.anyOf]}::int[])`
  }
}
