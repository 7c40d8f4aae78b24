import type { Text } from '../language/text.ts'
import { isWithin, prefixOf, type RegionCode } from '../regions/code.ts'
import type { CircumstanceKindId } from './circumstances.ts'

/** A circumstance in force, as the register writes it: `kind:value`. */
export type Category = `${CircumstanceKindId}:${string}`

/** One group of a plan's list. Any one sign makes a member: a category, the level or the age. */
export interface MemberGroup {
  /** The same in every version of a list, so that a member who stays in a group stays one. */
  readonly id: string
  readonly name: Text
  readonly anyOf?: readonly Category[]
  /** Whole years of age reached. */
  readonly minimumAge?: number
  /** Ability level of GB/T 42195-2022, of an assessment in force. */
  readonly minimumLevel?: number
  /** One of these has to hold as well. */
  readonly with?: readonly Category[]
}

/** A list that counts for a division and everything below it that has none of its own. */
export interface AreaRule {
  readonly area: RegionCode
  readonly members: readonly MemberGroup[]
}

/** Who counts as an elder in special difficulty (特殊困难老年人) by one plan (catalogue A09). */
export interface SpecialDifficultyRule extends AreaRule {
  readonly plan: { readonly id: 'N' | 'H' | 'J' | 'G' | 'A'; readonly name: Text }
  /** Headings of the plan under which the list is printed. */
  readonly headings: readonly string[]
  /** What the plan leaves open and had to be settled here. */
  readonly unverified: readonly Text[]
}

/** What the rule reads of an elder on a day; an assessment that has run out gives no level. */
export interface DifficultyFacts {
  readonly categories: readonly string[]
  readonly abilityLevel: number | null
  readonly age: number
}

/** The rule of the most local list there is for a division; absent where there is not even a national one. */
export function ruleFor<R extends AreaRule>(region: RegionCode, rules: readonly R[]): R | undefined {
  return mostLocalFirst(rules).find(({ area }) => isWithin(region, area))
}

/** Every rule that somebody living in one of the divisions may fall under, the most local first. */
export function rulesWithin<R extends AreaRule>(regions: readonly RegionCode[], rules: readonly R[]): readonly R[] {
  return mostLocalFirst(rules).filter((rule) =>
    regions.some((region) => isWithin(rule.area, region) || ruleFor(region, rules) === rule),
  )
}

function mostLocalFirst<R extends AreaRule>(rules: readonly R[]): R[] {
  return [...rules].sort((one, other) => prefixOf(other.area).length - prefixOf(one.area).length)
}

/** The groups of the list somebody belongs to, in its order; none for whoever is not a member. */
export function specialDifficultyOf(rule: Pick<AreaRule, 'members'>, facts: DifficultyFacts): readonly MemberGroup[] {
  return rule.members.filter((group) => shows(group, facts) && (group.with?.some(isAmong(facts)) ?? true))
}

function shows({ anyOf = [], minimumAge, minimumLevel }: MemberGroup, facts: DifficultyFacts): boolean {
  return (
    anyOf.some(isAmong(facts)) ||
    (minimumLevel !== undefined && facts.abilityLevel !== null && facts.abilityLevel >= minimumLevel) ||
    (minimumAge !== undefined && facts.age >= minimumAge)
  )
}

function isAmong({ categories }: DifficultyFacts): (category: Category) => boolean {
  return (category) => categories.includes(category)
}
