import { isWithin, levelOf, levels, type RegionCode } from '../regions/code.ts'
import type { Day } from '../time/day.ts'

/** A rule that restricts in a division and everything below it. */
export interface RestrictingRule {
  readonly id: string
  readonly region: RegionCode
  /** What it restricts: rules that say the same restrict the same. */
  readonly what: string
  readonly from: Day
  /** The first day it holds no longer; null without end. */
  readonly to: Day | null
}

/** What came of a division; itself where it goes on. */
export interface Became {
  readonly from: RegionCode
  readonly to: RegionCode
}

export interface CarriedRules {
  /** Which rule holds over which division besides. */
  readonly added: readonly { readonly rule: RestrictingRule; readonly region: RegionCode }[]
  /** Rules over divisions that are no more, to be ended once nobody is of them. */
  readonly left: readonly RestrictingRule[]
}

/**
 * What restricted in a division restricts in whatever comes of it: in every part of one that is split, in the whole of one that
 * takes another in, and in one that comes under another county what the former county restricted. Nothing is loosened: what no
 * longer fits is for people to end.
 */
export function planCarriedRules(
  rules: readonly RestrictingRule[],
  arrows: readonly Became[],
  today: Day,
): CarriedRules {
  const gone = new Set(arrows.map(({ from }) => from))
  for (const { from, to } of arrows) if (from === to) gone.delete(from)
  const live = rules.filter(({ to }) => to === null || to > today)
  const holding: Omit<RestrictingRule, 'id'>[] = live.filter(({ region }) => !gone.has(region))
  const added: { rule: RestrictingRule; region: RegionCode }[] = []
  // from above, so that a county under a new code is not repeated for each of its villages
  for (const { from, to } of arrows.toSorted(byLevel))
    for (const rule of live) {
      if (!isWithin(from, rule.region) || holding.some((other) => covers(other, rule, to, today))) continue
      added.push({ rule, region: to })
      holding.push({ ...rule, region: to })
    }
  return { added, left: live.filter(({ region }) => gone.has(region)) }
}

const byLevel = (one: Became, other: Became): number =>
  levels.indexOf(levelOf(one.to)) - levels.indexOf(levelOf(other.to))

function covers(one: Omit<RestrictingRule, 'id'>, rule: RestrictingRule, place: RegionCode, today: Day): boolean {
  const begins = one.from <= rule.from || one.from <= today
  const lasts = one.to === null || (rule.to !== null && one.to >= rule.to)
  return one.what === rule.what && isWithin(place, one.region) && begins && lasts
}
