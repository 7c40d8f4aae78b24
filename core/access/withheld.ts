import type { Admission } from '../http/endpoint.ts'
import { withheldByAll } from '../privacy/class-rules.ts'
import type { DataClass } from '../privacy/data-classes.ts'
import type { Actor } from './actor.ts'

const nothing: ReadonlySet<DataClass> = new Set()

/**
 * The classes somebody is not shown when they use a permission (O06). An elder’s or relative’s own account and a third
 * party’s key are not asked: the one sees its own data, the other what its agreement names.
 */
export function withheldFrom(actor: Actor, using: Admission | undefined): ReadonlySet<DataClass> {
  if (actor.standsFor !== undefined || actor.client !== undefined) return nothing
  const named = using !== undefined && using !== 'signed-in' && using !== 'person' && using !== 'public'
  return withheldByAll(named ? actor.grants.filter(({ permissions }) => permissions.has(using)) : actor.grants)
}
