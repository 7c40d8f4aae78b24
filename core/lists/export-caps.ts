import type { Actor } from '../access/actor.ts'
import type { Permission } from '../access/permissions.ts'

/** Up to so many rows a list is sent at once; longer ones are written in the background. */
export const rowsAtOnce = 5000

/** How many rows a role may take out at once; a role not named here gets the least. */
const caps: Readonly<Record<string, number>> = { 'civil-affairs-officer': 300_000 }
const leastCap = 20_000

/** The most rows somebody may take out at once: that of the widest role of theirs that carries the permission. */
export function exportCapOf(actor: Pick<Actor, 'grants'>, permission: Permission): number {
  const carrying = actor.grants.filter((grant) => grant.permissions.has(permission))
  return Math.max(0, ...carrying.map(({ role }) => caps[role] ?? leastCap))
}
