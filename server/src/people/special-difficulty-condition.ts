import { bornBy } from '@yinian/core/people/age-bands.ts'
import { type MemberGroup, rulesWithin, type SpecialDifficultyRule } from '@yinian/core/people/special-difficulty.ts'
import { type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'

/**
 * Whether an elder living in one of the divisions is in special difficulty (A09), by the rule of their own place: the same
 * data `specialDifficultyOf` reads, so that a list and a file cannot disagree.
 * @returns a condition on `elder`, true for members and false or null for everybody else
 */
export function specialDifficultyCondition(regions: readonly RegionCode[], today: Day): RawBuilder<boolean> {
  const cases = rulesWithin(regions).map((rule) => sql`when ${livesWithin(rule.area)} then ${isMember(rule, today)}`)
  if (cases.length === 0) return sql<boolean>`false`
  return sql<boolean>`(elder.state = 'active' and case ${sql.join(cases, sql` `)} end)`
}

function livesWithin(area: RegionCode): RawBuilder<boolean> {
  const { from, to } = rangeOf(area)
  return sql<boolean>`elder.region between ${from} and ${to}`
}

function isMember({ members }: SpecialDifficultyRule, today: Day): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(
    members.map((group) => belongsTo(group, today)),
    sql` or `,
  )})`
}

function belongsTo({ anyOf, minimumAge, minimumLevel, with: also }: MemberGroup, today: Day): RawBuilder<boolean> {
  const signs = [
    ...(anyOf ? [holdsAny(anyOf)] : []),
    ...(minimumAge === undefined ? [] : [sql<boolean>`elder.birth <= ${bornBy(minimumAge, today)}::date`]),
    ...(minimumLevel === undefined ? [] : [isAtLeast(minimumLevel, today)]),
  ]
  const shows = sql<boolean>`(${sql.join(signs, sql` or `)})`
  return also ? sql<boolean>`(${shows} and ${holdsAny(also)})` : shows
}

function holdsAny(categories: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`elder.categories && ${[...categories]}::text[]`
}

function isAtLeast(level: number, today: Day): RawBuilder<boolean> {
  return sql<boolean>`(elder.ability_level >= ${level}::int
    and (elder.ability_valid_until is null or elder.ability_valid_until >= ${today}::date))`
}
