import type { Text } from '../language/text.ts'
import { isWithin, nation, prefixOf, type RegionCode } from '../regions/code.ts'
import type { CircumstanceKindId } from './circumstances.ts'
import { specialDifficultyRules } from './special-difficulty-rules.ts'

/** A circumstance in force, as the register writes it: `kind:value`. */
export type Category = `${CircumstanceKindId}:${string}`

/** One group of a plan's list. Any one sign makes a member: a category, the level or the age. */
export interface MemberGroup {
  readonly name: Text
  readonly anyOf?: readonly Category[]
  /** Whole years of age reached. */
  readonly minimumAge?: number
  /** Ability level of GB/T 42195-2022, of an assessment in force. */
  readonly minimumLevel?: number
  /** One of these has to hold as well. */
  readonly with?: readonly Category[]
}

/** Who counts as an elder in special difficulty (特殊困难老年人) by one plan (catalogue A09). */
export interface SpecialDifficultyRule {
  readonly plan: { readonly id: 'N' | 'H' | 'J' | 'G' | 'A'; readonly name: Text }
  /** The division whose government made the plan. */
  readonly area: RegionCode
  readonly members: readonly MemberGroup[]
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

const mostLocalFirst = [...specialDifficultyRules].sort(
  (one, other) => prefixOf(other.area).length - prefixOf(one.area).length,
)
const national = specialDifficultyRules.find(({ area }) => area === nation) as SpecialDifficultyRule

/** The rule of the most local plan made for a division, the national one where none is. */
export function ruleFor(region: RegionCode): SpecialDifficultyRule {
  return mostLocalFirst.find(({ area }) => isWithin(region, area)) ?? national
}

/** Every rule that somebody living in one of the divisions may fall under, the most local first. */
export function rulesWithin(regions: readonly RegionCode[]): readonly SpecialDifficultyRule[] {
  return mostLocalFirst.filter((rule) =>
    regions.some((region) => isWithin(rule.area, region) || ruleFor(region) === rule),
  )
}

/** The groups of the list somebody belongs to, in its order; none for whoever is not a member. */
export function specialDifficultyOf(rule: SpecialDifficultyRule, facts: DifficultyFacts): readonly MemberGroup[] {
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
