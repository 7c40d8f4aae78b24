import { initialRoles, type RoleId } from '@yinian/core/access/roles.ts'

/** A role over a division, or inside an organisation. */
export interface PlannedGrant {
  readonly role: RoleId
  readonly place: string
}

/** What decides who may see a row: where it is, and whom it concerns. Anything else about it is nobody's business here. */
export interface Fact {
  readonly table: string
  readonly id: string
  readonly region: string | null
  /** Of an elder, and of what hangs on one. */
  readonly registeredRegion: string | null
  readonly servedBy: readonly string[]
  readonly organisationId: string | null
  /** Whom the row is about, where it is about an elder. */
  readonly elderId: string | null
  /** Of an elder of this world, whose name nobody shares. */
  readonly name: string | null
}

/**
 * Who may read what, said once more and in another way than in the platform: by looking at the digits of a code, with no
 * SQL, no range and nothing of the code under test.
 */
export function mayRead(grants: readonly PlannedGrant[], permission: string, fact: Fact): boolean {
  if (fact.table in open) return true
  return carrying(grants, permission).some(({ place }) =>
    isDivision(place) ? mayReadFrom(place, fact) : mayReadInside(place, fact),
  )
}

/** What the account of an elder or relative may be told of: the elders it was opened for, and what is about them. */
export function mayReadOwn(elders: readonly string[], fact: Fact): boolean {
  return elders.includes(fact.table === 'elder' ? fact.id : (fact.elderId ?? ''))
}

export function mayWrite(grants: readonly PlannedGrant[], permission: string, region: string): boolean {
  return carrying(grants, permission).some(({ place }) => isDivision(place) && contains(place, region))
}

/** The grants that matter where a permission is asked for; every one of them where being signed in is enough. */
export function carrying(grants: readonly PlannedGrant[], permission: string): readonly PlannedGrant[] {
  return permission === 'signed-in'
    ? grants
    : grants.filter(({ role }) => (initialRoles[role].permissions as readonly string[]).includes(permission))
}

/** What everybody who is signed in may be told the existence of, and why. */
const open: Readonly<Record<string, string>> = {
  organisation: 'a public legal person: a county may assign to one that another county registered',
  survey_campaign: 'the plan of a survey names nobody: a village is told which survey its own list belongs to',
}

/** The household registration may read the register's row of an elder (0005), and what its own county decides (0012). */
const readByRegistration = ['elder']

/** A county uses the connectors of the city and province above it, and is told what they are (0039); their use goes by the same id. */
const usedFromBelow = ['exchange_connector', 'exchange_use']

function mayReadFrom(place: string, fact: Fact): boolean {
  if (fact.region !== null && contains(place, fact.region)) return true
  if (usedFromBelow.includes(fact.table) && fact.region !== null && contains(fact.region, place)) return true
  return (
    readByRegistration.includes(fact.table) && fact.registeredRegion !== null && contains(place, fact.registeredRegion)
  )
}

function mayReadInside(organisation: string, fact: Fact): boolean {
  return fact.organisationId === organisation || fact.servedBy.includes(organisation)
}

export function isDivision(place: string): boolean {
  return /^\d{12}$/.test(place)
}

/** A division contains another when the other's code begins with what is left of its own without the trailing empty levels. */
export function contains(outer: string, inner: string): boolean {
  const levels = [2, 4, 6, 9, 12]
  const length = outer === '000000000000' ? 0 : (levels.find((end) => /^0*$/.test(outer.slice(end))) ?? 12)
  return inner.startsWith(outer.slice(0, length))
}
