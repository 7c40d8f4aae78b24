import type { IndicatorLine, PlanRelation, PlanReply } from '@yinian/core/indicators/api.ts'
import { type Indicator, type Plan, plans, type Source } from '@yinian/core/indicators/catalogue.ts'
import { answerOf, type Definition } from '@yinian/core/indicators/definition.ts'
import {
  aboutReading,
  casesToTarget,
  gapOf,
  type Judgement,
  judge,
  targetApplies,
} from '@yinian/core/indicators/evaluate.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { isWithin, type RegionCode } from '@yinian/core/regions/code.ts'
import type { Month } from '@yinian/core/time/day.ts'
import { trendMonths, type Value, type Values } from './values.ts'

/** The plans as a division sees them: those that apply first, then those of its parts, then the others. */
export function plansSeenFrom(region: RegionCode): PlanReply[] {
  const order: readonly PlanRelation[] = ['applies', 'inside', 'elsewhere']
  const seen = plans.map(({ id, name, area, years, document }) => ({
    id,
    relation: relationOf(area, region),
    name,
    area,
    years: years === null ? null : [...years],
    document,
  }))
  return seen.sort((one, other) => order.indexOf(one.relation) - order.indexOf(other.relation))
}

function relationOf(area: RegionCode, region: RegionCode): PlanRelation {
  if (isWithin(region, area)) return 'applies'
  return isWithin(area, region) ? 'inside' : 'elsewhere'
}

export function planSeenFrom(region: RegionCode, source: Source): PlanReply {
  return plansSeenFrom(region).find(({ id }) => id === (source satisfies Plan['id'])) as PlanReply
}

/** One indicator in a division for a month, judged against its target where the target can be held against it. */
export function lineOf(indicator: Indicator, region: RegionCode, period: Month, values: Values): IndicatorLine {
  const answer = answerOf(indicator)
  const { requirementIds: _requirements, heading: _heading, note: _note, ...printed } = indicator
  const definition = answer.answeredBy === 'records' ? answer.definition : null
  const value = values(region, indicator.id, period)
  const sides = { numerator: value?.numerator ?? null, denominator: value?.denominator ?? null }
  const applies = definition !== null && targetApplies(indicator, definition.shape, region)
  return {
    ...printed,
    ...sides,
    value: value?.value ?? null,
    judgement: judgementOf(indicator, definition, region, period, values),
    targetApplies: applies,
    gap: definition === null ? null : gapOf(definition, sides),
    casesToTarget: definition !== null && applies ? casesToTarget(indicator, definition.shape, sides) : null,
    trend:
      definition === null
        ? []
        : trendMonths(period).map((month) => ({
            period: month,
            value: values(region, indicator.id, month)?.value ?? null,
          })),
    answeredBy: answer.answeredBy,
    answer: answer.answeredBy === 'records' ? readingOf(indicator, answer.definition) : answer.sentence,
    computedAt: value?.computedAt ?? null,
  }
}

/** Met or not; a target that cannot be held against the division is none here. */
export function judgementOf(
  indicator: Indicator,
  definition: Definition | null,
  region: RegionCode,
  period: Month,
  values: Values,
): Judgement {
  if (definition === null || !targetApplies(indicator, definition.shape, region)) return 'no-target'
  const value: Value | undefined = values(region, indicator.id, period)
  const first = values(region, indicator.id, trendMonths(period)[0] ?? period)
  return judge(indicator, value?.value ?? null, indicator.baseline ?? first?.value ?? null)
}

function readingOf(indicator: Indicator, { reading }: Definition): Text | null {
  const about = indicator.operator === '~' ? [aboutReading] : []
  const parts = [...(reading === null ? [] : [reading]), ...about]
  if (parts.length === 0) return null
  return { zh: parts.map(({ zh }) => zh).join('。'), en: parts.map(({ en }) => en).join('. ') }
}
