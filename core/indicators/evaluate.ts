import type { Text } from '../language/text.ts'
import { isWithin, type RegionCode } from '../regions/code.ts'
import type { Month } from '../time/day.ts'
import { hasNumber, type Indicator, planOf } from './catalogue.ts'
import type { Definition } from './definition.ts'
import type { Shape } from './measure.ts'

/** The two sides as counted; `denominator` is null where the shape has none, `numerator` where nothing was there to count. */
export interface Sides {
  readonly numerator: number | null
  readonly denominator: number | null
}

export const judgements = {
  met: { zh: '已达到', en: 'Met' },
  'not-met': { zh: '未达到', en: 'Not met' },
  'no-target': { zh: '无可比目标', en: 'No target to compare with' },
  'not-computable': { zh: '无法计算', en: 'Not computable' },
} as const satisfies Record<string, Text>
export type Judgement = keyof typeof judgements

/** The plans print no bounds for 左右; within a twentieth of the target counts as reached, and the screen says so. */
export const aboutTolerance = 0.05
export const aboutReading: Text = {
  zh: '规划写“左右”而未给界线，本平台以目标值上下5%以内为达到',
  en: 'The plan says “about” without bounds; within 5% of the target counts as met here',
}

const equalWithin = 1e-9

/** The value in the indicator's unit; null rather than a division by nothing. */
export function valueFrom(shape: Shape, { numerator, denominator }: Sides): number | null {
  if (numerator === null) return null
  switch (shape) {
    case 'count':
    case 'least':
      return numerator
    case 'yuan':
      return numerator / 100
    case 'share':
      return divided(numerator * 100, denominator)
    case 'per-thousand':
      return divided(numerator * 1000, denominator)
    case 'ratio':
      return divided(numerator, denominator)
    case 'yuan-each':
      return divided(numerator / 100, denominator)
  }
}

function divided(value: number, by: number | null): number | null {
  return by === null || by === 0 ? null : value / by
}

/** Whether a value reaches what the plan asks. `increase` needs the value of the base year, or an earlier one. */
export function judge(
  { target, operator, baseline }: Pick<Indicator, 'target' | 'operator' | 'baseline'>,
  value: number | null,
  earlier: number | null = baseline,
): Judgement {
  if (target === null || operator === null) return 'no-target'
  if (operator === 'increase') {
    return value === null || earlier === null ? 'not-computable' : reached(value > earlier)
  }
  if (!hasNumber(target)) return 'no-target'
  if (value === null) return 'not-computable'
  const distance = value - target.number
  const bound = equalWithin * Math.max(1, Math.abs(target.number))
  switch (operator) {
    case '>=':
      return reached(distance >= -bound)
    case '<=':
      return reached(distance <= bound)
    case '=':
      return reached(Math.abs(distance) <= bound)
    case '~':
      return reached(Math.abs(distance) <= Math.abs(target.number) * aboutTolerance + bound)
  }
}

function reached(yes: boolean): Judgement {
  return yes ? 'met' : 'not-met'
}

/**
 * Whether a plan's target can be held against a division. What is relative holds for every division below the plan's
 * government; a number of things is promised for the whole area only.
 */
export function targetApplies(indicator: Pick<Indicator, 'source'>, shape: Shape, region: RegionCode): boolean {
  const { area } = planOf(indicator.source)
  const wholeAreaOnly = shape === 'count' || shape === 'yuan'
  return wholeAreaOnly ? region === area : isWithin(region, area)
}

/** How many more cases the numerator of a share needs to reach its target; null where the question makes no sense. */
export function casesToTarget(
  indicator: Pick<Indicator, 'target' | 'operator'>,
  shape: Shape,
  { numerator, denominator }: Sides,
): number | null {
  const { target, operator } = indicator
  if (shape !== 'share' || !hasNumber(target) || (operator !== '>=' && operator !== '=')) return null
  if (numerator === null || denominator === null || denominator === 0) return null
  const needed = Math.ceil((target.number / 100) * denominator - equalWithin * denominator)
  return Math.max(0, needed - numerator)
}

/** How many cases lie in the gap of a share: in the denominator and not in the numerator. */
export function gapOf(definition: Pick<Definition, 'gap'>, { numerator, denominator }: Sides): number | null {
  if (definition.gap !== 'not-in-numerator' || numerator === null || denominator === null) return null
  return Math.max(0, denominator - numerator)
}

/**
 * Where the value should be in a month when it moves evenly from the base year's end to the target year's end; the
 * target afterwards. Null without both ends: a path is drawn, not guessed.
 */
export function pathAt(
  {
    target,
    targetYear,
    baseline,
    baselineYear,
  }: Pick<Indicator, 'target' | 'targetYear' | 'baseline' | 'baselineYear'>,
  month: Month,
): number | null {
  if (!hasNumber(target) || targetYear === null || baseline === null || baselineYear === null) return null
  const monthsSince = (Number(month.slice(0, 4)) - baselineYear) * 12 + Number(month.slice(5)) - 12
  const wholePath = (targetYear - baselineYear) * 12
  if (wholePath <= 0) return target.number
  const travelled = Math.min(1, Math.max(0, monthsSince / wholePath))
  return baseline + (target.number - baseline) * travelled
}

/** Whether the month a target was due in has passed. */
export function isDue({ targetYear }: Pick<Indicator, 'targetYear'>, month: Month): boolean {
  return targetYear !== null && month > `${targetYear}-12`
}
