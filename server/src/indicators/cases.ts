import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { IndicatorCase, listIndicatorCases } from '@yinian/core/indicators/api.ts'
import { hasNumber, type Indicator } from '@yinian/core/indicators/catalogue.ts'
import { answerOf, type Definition } from '@yinian/core/indicators/definition.ts'
import { type Circumstance, dayCounted, type Measure } from '@yinian/core/indicators/measure.ts'
import { noSuchSide, notAnsweredByRecords } from '@yinian/core/indicators/problems.ts'
import { type CasePayment, type CaseSide, sidesOf, whyCase } from '@yinian/core/indicators/why.ts'
import { type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import { ageOn, type Day, type Month } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { nameRegions } from '../regions/index.ts'
import { getDivisionInScope, periodAsked } from './computations.ts'
import { type EldersAsked, eldersOnDay, standsOn } from './elders-on-day.ts'
import { getIndicatorById } from './queries.ts'
import { readValues } from './values.ts'

interface Asked {
  readonly indicator: Indicator
  readonly definition: Definition
  readonly region: RegionCode
  readonly period: Month
  readonly side: CaseSide
  readonly today: Day
}

interface Found {
  readonly id: string
  readonly place: string
  readonly region: string
  readonly name: string
  readonly sex: 'female' | 'male'
  readonly birth: Day
  readonly circumstances: Circumstance[]
  readonly level: 0 | 1 | 2 | 3 | 4 | null
  readonly payment: CasePayment | null
}

interface Page {
  readonly from: RawBuilder<unknown>
  readonly total: number
  readonly beyondScope: number
}

/** The people behind a number, as far as the reader may see their files. */
export async function listCases(
  tx: Tx,
  id: string,
  query: QueryOf<typeof listIndicatorCases>,
  today: Day,
): Promise<ReplyOf<typeof listIndicatorCases>> {
  const indicator = getIndicatorById(id)
  const answer = answerOf(indicator)
  if (answer.answeredBy !== 'records') throw notAnsweredByRecords({ values: { id } })
  const { definition } = answer
  if (!sidesOf(definition).includes(query.side)) throw noSuchSide({ at: '/side', values: { id } })
  const period = periodAsked(query.period, today)
  const region = await getDivisionInScope(tx, query.region)
  const asked: Asked = { indicator, definition, region, period, side: query.side, today }
  const page = await (isOfPayments(asked) ? paidCases : elderCases)(tx, asked)
  const limit = query.limit ?? 50
  const found = await readPage(tx, page.from, query.after, limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: await toCases(tx, asked, rows),
    next: found.length > limit && last !== undefined ? `${last.place}.${last.id}` : null,
    total: page.total,
    beyondScope: page.beyondScope,
  }
}

/** In the order of the places people are counted at, which is the order of the register's indexes. */
async function readPage(tx: Tx, from: RawBuilder<unknown>, after: string | undefined, limit: number): Promise<Found[]> {
  const [place = '', id = ''] = after?.split('.') ?? []
  const isCursor = /^\d{12}$/.test(place) && /^[0-9a-f-]{36}$/.test(id)
  const further = isCursor ? sql`where (c.place, c.id) > (${place}, ${id}::uuid)` : sql``
  const { rows } =
    await sql<Found>`${from} select * from cases c ${further} order by c.place, c.id limit ${limit}`.execute(tx)
  return rows
}

function isOfPayments({ definition, side }: Asked): boolean {
  if (side === 'gap') return definition.gap !== 'not-in-numerator'
  const measure = definition[side]
  return measure?.of === 'fen' || measure?.of === 'least-age' || (measure?.of === 'paid' && measure.where.length === 0)
}

async function elderCases(tx: Tx, asked: Asked): Promise<Page> {
  const { definition, side } = asked
  const elders: EldersAsked = { ...asked, basis: definition.basis }
  const on = (measure: Measure | null): RawBuilder<boolean> =>
    standsOn(measure as Measure & { of: 'elders' | 'paid' }, elders)
  const condition =
    side === 'gap' ? sql`${on(definition.denominator)} and not ${on(definition.numerator)}` : on(definition[side])
  const from = sql`with ${eldersOnDay(elders)}, counted as (
    select e.id, e.place, e.region, e.name, e.sex, e.birth, e.circumstances, e.level, null::jsonb as payment
      from elders e where ${condition}),
  cases as (select * from counted c where ${readsFiles(asked) ? sql`in_scope(c.region)` : sql`true`})`
  const { rows } = await sql<{ total: number; counted: number }>`${from}
    select count(*)::int as total, (select count(*)::int from counted) as counted from cases`.execute(tx)
  const { total, counted } = rows[0] ?? { total: 0, counted: 0 }
  const isToday = dayCounted(asked.period, asked.today) === asked.today
  return { from, total, beyondScope: Math.max(0, (isToday ? counted : await countedThen(tx, asked)) - total) }
}

/** Whether the side rests on more than the age: what holds for an elder belongs to where they live (docs/decisions/0005). */
function readsFiles({ definition, side }: Asked): boolean {
  const measures = side === 'gap' ? [definition.numerator, definition.denominator] : [definition[side]]
  return measures.some(
    (measure) => measure !== null && 'where' in measure && measure.where.some(({ fact }) => fact !== 'age'),
  )
}

/** The number as it was computed, over the circumstances of a month gone by that the reader may not all read. */
async function countedThen(tx: Tx, { indicator, region, period, side }: Asked): Promise<number> {
  const values = await readValues(tx, { regions: [region], periods: [period], indicatorId: indicator.id })
  const counted = values(region, indicator.id, period)
  if (counted === undefined) return 0
  if (side !== 'gap') return counted[side] ?? 0
  return (counted.denominator ?? 0) - (counted.numerator ?? 0)
}

const gradeOf = { full: '全自理', partial: '半护理', none: '全护理' } as const

async function paidCases(tx: Tx, { indicator, definition, region, period, side, today }: Asked): Promise<Page> {
  const measure = side === 'gap' || side === 'numerator' ? definition.numerator : definition.denominator
  if (measure === null || !('programme' in measure)) throw noSuchSide({ values: { id: indicator.id } })
  const { from, to } = rangeOf(region)
  const grade =
    'selfCare' in measure && measure.selfCare !== undefined
      ? sql`and p.facts->>'自理程度' = ${gradeOf[measure.selfCare]}`
      : sql``
  const paid = sql`p.month = ${period} and p.state = 'paid' and p.programme = ${measure.programme}
       and p.region between ${from} and ${to} ${grade}`
  const day = dayCounted(period, today)
  const cases = sql`with cases as (
    select e.id, p.region as place, e.region, e.name, e.sex, e.birth, e.categories as circumstances,
           case when e.ability_valid_until >= ${day}::date then e.ability_level end as level,
           jsonb_build_object('fen', p.fen, 'age', (p.facts->>'年龄')::int) as payment
      from benefit_payment p join elder e on e.county = p.elder_county and e.id = p.elder_id
     where ${paid} ${paidAtFault(indicator, definition, side, measure, paid)})`
  const { rows } = await sql<{ total: number; counted: number }>`${cases}
    select count(*)::int as total,
           (select count(*)::int from benefit_payment p where ${paid} ${paidAtFault(indicator, definition, side, measure, paid)}) as counted
      from cases`.execute(tx)
  const { total, counted } = rows[0] ?? { total: 0, counted: 0 }
  return { from: cases, total, beyondScope: Math.max(0, counted - total) }
}

/** Which payments are meant: those of the gap, or those at the least age. */
function paidAtFault(
  { target }: Indicator,
  { gap }: Definition,
  side: CaseSide,
  { of }: Measure,
  paid: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (side === 'gap' && hasNumber(target))
    return gap === 'below-target'
      ? sql`and (p.facts->>'年龄')::int < ${target.number}`
      : sql`and p.fen <> ${Math.round(target.number * 100)}`
  if (of !== 'least-age') return sql``
  return sql`and (p.facts->>'年龄')::int = (select min((p.facts->>'年龄')::int) from benefit_payment p where ${paid})`
}

async function toCases(
  tx: Tx,
  { indicator, definition, side, period, today }: Asked,
  rows: readonly Found[],
): Promise<IndicatorCase[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  const day = dayCounted(period, today)
  return rows.map(({ id, name, sex, birth, region, circumstances, level, payment }) => {
    const age = ageOn(birth, day)
    const elder = { age, circumstances, abilityLevel: level }
    return {
      elderId: id,
      name,
      sex,
      age,
      region,
      regionPath: names(region).path,
      why: { ...whyCase(indicator, definition, side, elder, payment) },
    }
  })
}
