import { bornBy } from '@yinian/core/people/age-bands.ts'
import { type AreaRule, type MemberGroup, ruleFor } from '@yinian/core/people/special-difficulty.ts'
import { prefixOf, rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { KeptRule } from './rules.ts'

/**
 * The groups an elder belongs to on a day by the rule of their own place, as `[{id, zh, en}]`: the same data
 * `specialDifficultyOf` reads, said once for everybody.
 * @returns an expression over `elder`
 */
export function groupsOf(rules: readonly AreaRule[], day: Day): RawBuilder<unknown> {
  const cases = byPlace(rules).map((rule) => sql`when ${livesWithin(rule)} then ${groupsBy(rule, day)}`)
  if (cases.length === 0) return sql`'[]'::jsonb`
  return sql`case when elder.state <> 'active' then '[]'::jsonb ${sql.join(cases, sql` `)} else '[]'::jsonb end`
}

/** Which rule an elder falls under; null where there is none. */
export function ruleIdOf(rules: readonly KeptRule[]): RawBuilder<string | null> {
  const cases = byPlace(rules).map((rule) => sql`when ${livesWithin(rule)} then ${rule.id}::uuid`)
  return cases.length === 0 ? sql`null::uuid` : sql`case ${sql.join(cases, sql` `)} end`
}

/** The most local first, so that the first that holds is the one that counts. */
function byPlace<R extends AreaRule>(rules: readonly R[]): R[] {
  return [...rules]
    .filter((rule) => ruleFor(rule.area, rules) === rule)
    .sort((one, other) => prefixOf(other.area).length - prefixOf(one.area).length)
}

function livesWithin({ area }: AreaRule): RawBuilder<boolean> {
  const { from, to } = rangeOf(area)
  return sql<boolean>`elder.region between ${from} and ${to}`
}

function groupsBy({ members }: AreaRule, day: Day): RawBuilder<unknown> {
  const groups = members.map((group) => {
    const named = JSON.stringify([{ id: group.id, ...group.name }])
    return sql`case when ${belongsTo(group, day)} then ${named}::jsonb else '[]'::jsonb end`
  })
  return groups.length === 0 ? sql`'[]'::jsonb` : sql`(${sql.join(groups, sql` || `)})`
}

export function belongsTo({ anyOf, minimumAge, minimumLevel, with: also }: MemberGroup, day: Day): RawBuilder<boolean> {
  const signs = [
    ...(anyOf ? [holdsAny(anyOf)] : []),
    ...(minimumAge === undefined ? [] : [sql<boolean>`elder.birth <= ${bornBy(minimumAge, day)}::date`]),
    ...(minimumLevel === undefined ? [] : [isAtLeast(minimumLevel, day)]),
  ]
  const shows = sql<boolean>`(${sql.join([sql`false`, ...signs], sql` or `)})`
  return also ? sql<boolean>`(${shows} and ${holdsAny(also)})` : shows
}

function holdsAny(categories: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`elder.categories && ${[...categories]}::text[]`
}

function isAtLeast(level: number, day: Day): RawBuilder<boolean> {
  return sql<boolean>`(elder.ability_level >= ${level}::int
    and (elder.ability_valid_until is null or elder.ability_valid_until >= ${day}::date))`
}
