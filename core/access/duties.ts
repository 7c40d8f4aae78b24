import { isWithin } from '../regions/code.ts'
import type { HeldGrant } from './actor.ts'
import type { Permission } from './permissions.ts'

/** What one person may not do for the same thing: who prepares a payment run or a policy does not approve it. */
export const separatedDuties: readonly (readonly [Permission, Permission])[] = [
  ['benefits:draft', 'benefits:approve'],
  ['policies:draft', 'policies:publish'],
]

/** Whether a grant put into somebody’s hands brings together over one division what is kept apart. */
export function mixesDuties(held: readonly HeldGrant[], lent: HeldGrant): boolean {
  return separatedDuties.some(([one, other]) => meets(held, lent, one, other) || meets(held, lent, other, one))
}

function meets(held: readonly HeldGrant[], lent: HeldGrant, brought: Permission, there: Permission): boolean {
  if (!lent.permissions.has(brought)) return false
  return held.some((grant) => grant.permissions.has(there) && overlap(grant, lent))
}

function overlap(one: HeldGrant, other: HeldGrant): boolean {
  if (one.region === null || other.region === null) return one.organisationId === other.organisationId
  return isWithin(one.region, other.region) || isWithin(other.region, one.region)
}
