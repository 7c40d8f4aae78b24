import { type ClassRule, withheldByRules } from '../privacy/class-rules.ts'
import { isWithin, type RegionCode } from '../regions/code.ts'
import type { Day } from '../time/day.ts'
import type { HeldGrant, Lender } from './actor.ts'
import { findOffice } from './offices.ts'
import type { Permission } from './permissions.ts'
import { asksForSecondFactor, type SecondFactorPolicy } from './second-factor.ts'

/** A grant in somebody's own name. */
export interface OwnGrant {
  readonly id: string
  readonly role: string
  readonly permissions: ReadonlySet<Permission>
  readonly secondFactor: SecondFactorPolicy
  readonly region: RegionCode | null
  readonly organisationId: string | null
  /** Where rules of classification find it: its division, or that of its account for one inside an organisation. */
  readonly place?: RegionCode
  /** Rules in force for its role; those of other divisions among them concern nobody here. */
  readonly rules?: readonly Pick<ClassRule, 'region' | 'dataClass'>[]
}

/** A grant of somebody else, lent for the days `[from, to)`, perhaps over a narrower division. */
export interface Loan {
  readonly grant: OwnGrant
  readonly lender: Lender
  readonly lenderActive: boolean
  readonly region: RegionCode
  readonly from: Day
  readonly to: Day
  readonly ended: boolean
}

/**
 * What somebody holds on a day: their own grants and what they are lent. A loan never reaches further than the grant it
 * comes from, ends with it and with its lender's account; neither an office nor what somebody holds inside an organisation is
 * lent.
 */
export function effectiveGrants(own: readonly OwnGrant[], loans: readonly Loan[], today: Day): HeldGrant[] {
  return [...own.map(held), ...loans.filter((loan) => isInForce(loan, today)).map(borrowed)]
}

/** Whether what somebody holds asks for a second factor. */
export function needsSecondFactor(own: readonly OwnGrant[], loans: readonly Loan[], today: Day): boolean {
  const grants = [...own, ...loans.filter((loan) => isInForce(loan, today)).map(({ grant }) => grant)]
  return grants.some(({ role, secondFactor, permissions }) => asksForSecondFactor(role, secondFactor, permissions))
}

function isInForce({ grant, lenderActive, region, from, to, ended }: Loan, today: Day): boolean {
  if (ended || !lenderActive || today < from || today >= to || findOffice(grant.role) !== undefined) return false
  return grant.region !== null && isWithin(region, grant.region)
}

function held({ role, permissions, region, organisationId, rules = [], place }: OwnGrant): HeldGrant {
  const where = region ?? place
  const withheld = rules.length > 0 && where !== undefined ? { withheld: withheldByRules(rules, where) } : {}
  return { role, permissions, region, organisationId, ...withheld }
}

function borrowed({ grant, lender, region }: Loan): HeldGrant {
  return { ...held({ ...grant, region }), lender }
}
