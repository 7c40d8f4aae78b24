import { isWithin, type RegionCode } from '../regions/code.ts'
import type { DataClass } from './data-classes.ts'

/** In a division and everything below it, whoever holds a role there is not shown a class. */
export interface ClassRule {
  readonly region: RegionCode
  readonly role: string
  readonly dataClass: DataClass
}

const nothing: ReadonlySet<DataClass> = new Set()

/** What one grant does not show: the classes of the rules for its role in a division its own place lies in. */
export function withheldByRules(
  rules: readonly Pick<ClassRule, 'region' | 'dataClass'>[],
  place: RegionCode,
): ReadonlySet<DataClass> {
  if (rules.length === 0) return nothing
  return new Set(rules.filter((rule) => isWithin(place, rule.region)).map(({ dataClass }) => dataClass))
}

/**
 * What somebody is not shown who acts by several grants: only what every one of them withholds. A rule takes away and never
 * adds; who holds no grant at all is shown nothing for other reasons.
 */
export function withheldByAll(
  grants: readonly { readonly withheld?: ReadonlySet<DataClass> }[],
): ReadonlySet<DataClass> {
  const [first, ...others] = grants.map(({ withheld = nothing }) => withheld)
  if (first === undefined || first.size === 0) return nothing
  return new Set([...first].filter((one) => others.every((other) => other.has(one))))
}
