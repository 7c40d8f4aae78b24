import { type Actor, type Scope, scopeOf } from '@yinian/core/access/actor.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import { notAllowed } from '@yinian/core/http/problems.ts'
import { countyOf, nation, type RegionCode } from '@yinian/core/regions/code.ts'

/** Where what somebody keeps for themselves stands: the first division they hold, or nowhere in particular. */
export function placeOf(actor: Actor): { region: RegionCode; county: string } {
  const region = actor.grants.find((grant) => grant.region !== null)?.region ?? nation
  return { region, county: countyOf(region) }
}

/** @throws notAllowed */
export function requireScope(actor: Actor, permission: Permission): Scope {
  const scope = scopeOf(actor, permission)
  if (scope?.role !== 'official') throw notAllowed()
  return scope
}
