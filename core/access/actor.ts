import type { Admission } from '../http/endpoint.ts'
import type { DataClass } from '../privacy/data-classes.ts'
import { isWithin, type RegionCode } from '../regions/code.ts'
import type { Day } from '../time/day.ts'
import type { Permission } from './permissions.ts'

/** One role held over one division, or inside one organisation. */
export interface HeldGrant {
  readonly role: string
  readonly permissions: ReadonlySet<Permission>
  readonly region: RegionCode | null
  readonly organisationId: string | null
  /** Whose grant it is, where it is lent. */
  readonly lender?: Lender
  /** Classes of data that this grant does not show, by the rules for its role where it lies. */
  readonly withheld?: ReadonlySet<DataClass>
}

/** A third party's application, acting with one of its keys. */
export interface ActingClient {
  readonly id: string
  readonly name: string
  /** Where it is registered, and as far as its agreement reaches. */
  readonly region: RegionCode
  /** `test`: whatever it asks is answered from invented people. */
  readonly kind: 'live' | 'test'
  /** What it said it needs the data for. */
  readonly purposes: readonly string[]
  /** Whether somebody has to have agreed before anything is told of them. */
  readonly needsConsent: boolean
}

export interface Lender {
  readonly accountId: string
  readonly name: string
}

/** Somebody doing something now. Handed to every operation; nothing else asks who or when. */
export interface Actor {
  readonly accountId: string
  readonly name: string
  readonly grants: readonly HeldGrant[]
  readonly now: Date
  /** The legal day in Asia/Shanghai. */
  readonly today: Day
  /** The browser's session; absent for what is done without one. */
  readonly session?: ActingSession
  /** The elders whose files an account of their own kind may see; absent for somebody at work. */
  readonly standsFor?: readonly StandsFor[]
  /** What the endpoint asks for; absent for what is done without one. */
  readonly using?: Admission
  /** Absent for people. */
  readonly client?: ActingClient
}

/** An elder whose file somebody may see from their own account, as that elder or as a relative the elder agreed to. */
export interface StandsFor {
  readonly accessId: string
  readonly county: string
  readonly elderId: string
  readonly standsAs: 'self' | 'relative'
}

export interface ActingSession {
  readonly id: string
  /** True while a role asks for a second factor that was not given: the grants are withheld until it is. */
  readonly awaitsSecondFactor: boolean
}

export type DatabaseRole =
  | 'official'
  | 'organisation'
  | 'person'
  | 'anonymous'
  | 'gatekeeper'
  | 'sealer'
  | 'keeper'
  | 'client'

/** What the database lets a transaction see and change. */
export interface Scope {
  readonly role: DatabaseRole
  readonly accountId: string | null
  readonly regions: readonly RegionCode[]
  readonly organisationId: string | null
  /** For the role `person` alone: whose files are in sight. */
  readonly standsFor?: readonly StandsFor[]
}

export function isAllowed(actor: Actor, permission: Permission): boolean {
  return actor.grants.some((grant) => grant.permissions.has(permission))
}

/**
 * The scope of one permission: the divisions of exactly those grants that carry it, so that an officer of one county who
 * may read in another cannot write there. Absent when no grant carries the permission.
 */
export function scopeOf(actor: Actor, permission: Permission | 'signed-in' | 'person'): Scope | undefined {
  if (actor.standsFor !== undefined || permission === 'person')
    return permission === 'person' ? personScope(actor) : undefined
  if (actor.client) return scopeOfClient(actor, actor.client, permission)
  const carrying = permission === 'signed-in' ? actor.grants : actor.grants.filter((g) => g.permissions.has(permission))
  const regions = carrying.flatMap((grant) => (grant.region === null ? [] : [grant.region]))
  if (regions.length > 0) return { role: 'official', accountId: actor.accountId, regions, organisationId: null }
  const organisationId = carrying.find((grant) => grant.organisationId !== null)?.organisationId
  if (organisationId) return { role: 'organisation', accountId: actor.accountId, regions: [], organisationId }
  return permission === 'signed-in'
    ? { role: 'anonymous', accountId: actor.accountId, regions: [], organisationId: null }
    : undefined
}

function personScope({ accountId, standsFor }: Actor): Scope | undefined {
  return standsFor && { role: 'person', accountId, regions: [], organisationId: null, standsFor }
}

/** A key of third parties reaches the endpoints of its agreement and no others; a test key reaches no row at all. */
function scopeOfClient(actor: Actor, client: ActingClient, permission: Permission | 'signed-in'): Scope | undefined {
  if (permission === 'signed-in' || !isAllowed(actor, permission)) return undefined
  const account = { accountId: actor.accountId, organisationId: null }
  return client.kind === 'live'
    ? { ...account, role: 'client', regions: [client.region] }
    : { ...account, role: 'anonymous', regions: [] }
}

/**
 * On whose behalf something is done at a place: the lenders of those grants without which it could not be. Empty where a
 * grant of one's own covers it.
 * @param region where it happens; null: wherever
 */
export function lendersFor(actor: Actor, permission: Permission | undefined, region: RegionCode | null): Lender[] {
  const covering = actor.grants.filter(
    (grant) =>
      (permission === undefined || grant.permissions.has(permission)) &&
      (region === null || grant.region === null || isWithin(region, grant.region)),
  )
  if (covering.some((grant) => grant.lender === undefined)) return []
  const lenders = covering.flatMap((grant) => grant.lender ?? [])
  return [...new Map(lenders.map((lender) => [lender.accountId, lender])).values()]
}

/** Everybody who counts as having done what an actor does at a place: themselves and those on whose behalf it is. */
export function partiesTo(actor: Actor, permission: Permission, region: RegionCode): string[] {
  return [actor.accountId, ...lendersFor(actor, permission, region).map(({ accountId }) => accountId)]
}
