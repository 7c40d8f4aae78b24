import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { DivisionValue, getIndicator, IndicatorPage, listIndicators } from '@yinian/core/indicators/api.ts'
import { type Indicator, planOf } from '@yinian/core/indicators/catalogue.ts'
import { contradictionsOf } from '@yinian/core/indicators/contradictions.ts'
import { answerOf } from '@yinian/core/indicators/definition.ts'
import { gapOf, pathAt } from '@yinian/core/indicators/evaluate.ts'
import { dayCounted } from '@yinian/core/indicators/measure.ts'
import { indicatorUnknown } from '@yinian/core/indicators/problems.ts'
import { rulesOfOnePlan } from '@yinian/core/indicators/rules-of-one-plan.ts'
import { sidesOf } from '@yinian/core/indicators/why.ts'
import type { RegionChange } from '@yinian/core/regions/api.ts'
import { isWithin, type Level, type RegionCode } from '@yinian/core/regions/code.ts'
import { type Day, firstDayOf, type Month } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { readHistory } from '../regions/index.ts'
import { alongChain } from './along-chain.ts'
import { findUnderWay, getDivisionInScope, periodAsked } from './computations.ts'
import { stoodOn } from './compute.ts'
import { judgementOf, lineOf, planSeenFrom, plansSeenFrom } from './lines.ts'
import { loadIndicators } from './load.ts'
import { readValues, trendMonths, type Values } from './values.ts'

/** The board of a division. @throws notFound, periodNotBegun */
export async function readBoard(
  tx: Tx,
  query: QueryOf<typeof listIndicators>,
  today: Day,
): Promise<ReplyOf<typeof listIndicators>> {
  const period = periodAsked(query.period, today)
  const region = await getDivisionInScope(tx, query.region)
  const { values, changes } = await readTrend(tx, { region, period, today })
  const rows = [...loadIndicators().values()]
    .filter(({ source }) => query.plan === undefined || source === query.plan)
    .map((indicator) => lineOf(indicator, region, period, values))
    .filter(
      ({ answeredBy }) => query.answered === undefined || (answeredBy === 'records') === (query.answered === 'records'),
    )
  const computed = rows.flatMap(({ computedAt }) => computedAt ?? []).sort()
  return {
    region,
    period,
    plans: plansSeenFrom(region),
    rows,
    computedAt: computed.at(-1) ?? null,
    underWay: await findUnderWay(tx, region, period),
    changes,
  }
}

/** @throws indicatorUnknown */
export function getIndicatorById(id: string): Indicator {
  const indicator = loadIndicators().get(id)
  if (indicator === undefined) throw indicatorUnknown({ values: { id } })
  return indicator
}

/** One indicator with the divisions below. @throws notFound, indicatorUnknown, periodNotBegun */
export async function readIndicator(
  tx: Tx,
  id: string,
  query: QueryOf<typeof getIndicator>,
  today: Day,
): Promise<IndicatorPage> {
  const indicator = getIndicatorById(id)
  const period = periodAsked(query.period, today)
  const region = await getDivisionInScope(tx, query.region)
  const answer = answerOf(indicator)
  const definition = answer.answeredBy === 'records' ? answer.definition : null
  const { values, changes } = await readTrend(tx, { region, period, today, indicatorId: id })
  return {
    line: lineOf(indicator, region, period, values),
    plan: planSeenFrom(region, indicator.source),
    period,
    numerator: indicator.numerator,
    denominator: indicator.denominator,
    heading: indicator.heading,
    note: indicator.note,
    requirementIds: [...indicator.requirementIds],
    shape: definition?.shape ?? null,
    basis: definition?.basis ?? null,
    path: pathAt(indicator, period),
    sides: definition === null ? [] : sidesOf(definition),
    divisions: definition === null ? [] : await readDivisions(tx, indicator, region, period, today),
    changes,
    contradictions: contradictionsOf(id).map(({ number, matter, plansSay, consequence }) => ({
      number,
      matter,
      plansSay,
      consequence,
    })),
    rulesOfOnePlan: rulesOfOnePlan
      .filter(({ indicators }) => indicators.includes(id))
      .map(({ plan, rule }) => ({ plan, rule, here: isWithin(region, planOf(plan).area) })),
  }
}

/** The values of a trend, which goes on with what the division came of or became, and what happened to it meanwhile. */
async function readTrend(
  tx: Tx,
  { region, period, today, indicatorId }: { region: RegionCode; period: Month; today: Day; indicatorId?: string },
): Promise<{ values: Values; changes: RegionChange[] }> {
  const periods = trendMonths(period)
  const { rows } = await readHistory(tx, region)
  const regions = [...new Set([region, ...rows.flatMap(({ from, to }) => [from, to])])]
  const values = await readValues(tx, { regions, periods, ...(indicatorId === undefined ? {} : { indicatorId }) })
  const first = firstDayOf(periods[0] ?? period)
  return {
    values: alongChain(values, { region, steps: rows, period, today }),
    changes: rows.filter(({ day, from, to }) => day >= first && from !== to && (from === region || to === region)),
  }
}

interface Child {
  readonly code: RegionCode
  readonly name: string
  readonly level: Level
  readonly longitude: number | null
  readonly latitude: number | null
  readonly elders: number | null
}

async function readDivisions(
  tx: Tx,
  indicator: Indicator,
  region: RegionCode,
  period: Month,
  today: Day,
): Promise<DivisionValue[]> {
  const { rows: children } = await sql<Child>`
    select r.code, r.name, r.level, c.longitude, c.latitude, c.elders
      from region r left join indicator_centre c on c.county = left(r.code, 6) and c.region = r.code
     where r.parent = ${region} and ${stoodOn(dayCounted(period, today))} order by r.code`.execute(tx)
  if (children.length === 0) return []
  const regions = children.map(({ code }) => code)
  const { id } = indicator
  const values = await readValues(tx, { regions, periods: [trendMonths(period)[0] ?? period, period], indicatorId: id })
  return children.map((child) => divisionValue(indicator, child, period, values))
}

function divisionValue(indicator: Indicator, child: Child, period: Month, values: Values): DivisionValue {
  const { code, name, level, longitude, latitude, elders } = child
  const answer = answerOf(indicator)
  const definition = answer.answeredBy === 'records' ? answer.definition : null
  const value = values(code, indicator.id, period)
  const sides = { numerator: value?.numerator ?? null, denominator: value?.denominator ?? null }
  return {
    region: code,
    name,
    level,
    centre: longitude === null || latitude === null || elders === null ? null : { longitude, latitude, elders },
    ...sides,
    value: value?.value ?? null,
    judgement: judgementOf(indicator, definition, code, period, values),
    gap: definition === null ? null : gapOf(definition, sides),
  }
}
