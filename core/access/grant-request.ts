import type { Procedure } from '../cases/procedure.ts'
import { isWithin, type RegionCode } from '../regions/code.ts'
import type { HeldGrant } from './actor.ts'
import type { Permission } from './permissions.ts'

export type RequestState = 'waiting' | 'approved' | 'refused' | 'withdrawn'
export type RequestEvent = 'approve' | 'refuse' | 'withdraw'

/** A grant or a change of a role that widens what somebody may do: asked for by one, decided by another. */
export const requestProcedure: Procedure<RequestState, RequestEvent> = {
  name: { zh: '授权申请', en: 'Request for a grant' },
  initial: 'waiting',
  states: {
    waiting: { zh: '待复核', en: 'Waiting for approval' },
    approved: { zh: '已同意', en: 'Approved' },
    refused: { zh: '未同意', en: 'Refused' },
    withdrawn: { zh: '已撤回', en: 'Taken back' },
  },
  events: {
    approve: { name: { zh: '同意', en: 'Approve' }, permission: 'grants:manage' },
    refuse: { name: { zh: '不同意', en: 'Refuse' }, permission: 'grants:manage' },
    withdraw: { name: { zh: '撤回', en: 'Take back' }, permission: 'grants:manage' },
  },
  transitions: {
    waiting: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
    approved: {},
    refused: {},
    withdrawn: {},
  },
}

/** Whether somebody may take a step with a request: two people decide, and never the one it is about. */
export function mayTake(
  event: RequestEvent,
  request: { readonly requestedBy: string; readonly accountId: string | null },
  account: string,
): boolean {
  if (account === request.accountId) return false
  return event === 'withdraw' ? account === request.requestedBy : account !== request.requestedBy
}

interface Place {
  readonly region: RegionCode | null
  readonly organisationId: string | null
}

/** What somebody may not do at a place yet, of all that a role would let them do there. */
export function newPermissions(
  held: readonly HeldGrant[],
  place: Place,
  permissions: readonly Permission[],
): Permission[] {
  return permissions.filter(
    (permission) => !held.some((grant) => grant.permissions.has(permission) && covers(grant, place)),
  )
}

/** Shows no person: neither elders, nor staff, nor accounts. */
const harmless: ReadonlySet<Permission> = new Set<Permission>(['organisations:read', 'indicators:read'])

/**
 * Whether a grant or a role needs a second person: as soon as one thing it newly allows shows or moves anything about a
 * person or money. What only repeats what somebody already holds widens nothing.
 */
export function needsApproval(added: readonly Permission[]): boolean {
  return added.some((permission) => !harmless.has(permission))
}

function covers(grant: Place, place: Place): boolean {
  if (place.region === null) return grant.organisationId !== null && grant.organisationId === place.organisationId
  return grant.region !== null && isWithin(place.region, grant.region)
}

/** The divisions of a place that somebody does not reach with a permission yet, and those inside it that they do. */
export function beyond(
  held: readonly HeldGrant[],
  region: RegionCode,
  permission: Permission,
): { readonly all: boolean; readonly except: readonly RegionCode[] } {
  const reached = held.flatMap((grant) =>
    grant.permissions.has(permission) && grant.region !== null && grant.lender === undefined ? [grant.region] : [],
  )
  if (reached.some((one) => isWithin(region, one))) return { all: false, except: [] }
  const inside = [...new Set(reached.filter((one) => isWithin(one, region)))]
  return { all: true, except: inside.filter((one) => !inside.some((other) => other !== one && isWithin(one, other))) }
}
