import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithin } from '../regions/code.ts'
import { addDays } from '../time/day.ts'
import { type Actor, type HeldGrant, lendersFor, partiesTo } from './actor.ts'
import { mixesDuties } from './duties.ts'
import { effectiveGrants, type Loan, needsSecondFactor, type OwnGrant } from './effective.ts'
import type { Permission } from './permissions.ts'
import { initialRoles, type Role } from './roles.ts'

const regions = [
  '000000000000',
  '360000000000',
  '360700000000',
  '360702000000',
  '360702007000',
  '360702007001',
  '360703000000',
]
const roles: [string, Role][] = Object.entries(initialRoles)

const grant: fc.Arbitrary<OwnGrant> = fc
  .record({ role: fc.constantFrom(...roles), region: fc.constantFrom(...regions), id: fc.uuid() })
  .map(({ role: [role, { permissions, over }], region, id }) => ({
    id,
    role,
    permissions: new Set(permissions),
    secondFactor: 'by-permission' as const,
    region: over === 'region' ? region : null,
    organisationId: over === 'region' ? null : id,
  }))
const loan: fc.Arbitrary<Loan> = fc
  .record({
    grant,
    lender: fc.record({ accountId: fc.constantFrom('a', 'b'), name: fc.constant('出借人') }),
    lenderActive: fc.boolean(),
    region: fc.constantFrom(...regions),
    from: fc.integer({ min: -5, max: 5 }),
    days: fc.integer({ min: 1, max: 5 }),
    ended: fc.boolean(),
  })
  .map(({ from, days, ...rest }) => ({
    ...rest,
    from: addDays('2026-11-21', from),
    to: addDays('2026-11-21', from + days),
  }))

const may = (held: readonly HeldGrant[], permission: Permission, region: string): boolean =>
  held.some((one) => one.permissions.has(permission) && one.region !== null && isWithin(region, one.region))

describe('what somebody may do on a day', () => {
  const world = fc.record({
    own: fc.array(grant, { maxLength: 3 }),
    loans: fc.array(loan, { maxLength: 4 }),
    day: fc.integer({ min: -8, max: 12 }).map((days) => addDays('2026-11-21', days)),
    permission: fc.constantFrom(...roles.flatMap(([, { permissions }]) => [...permissions])),
    region: fc.constantFrom(...regions),
  })

  it('never exceeds what is granted to them, or lent within its days by somebody active who holds it there', () => {
    fc.assert(
      fc.property(world, ({ own, loans, day, permission, region }) => {
        const allowed = may(effectiveGrants(own, loans, day), permission, region)
        const granted = own.some(
          (one) => one.permissions.has(permission) && one.region !== null && isWithin(region, one.region),
        )
        const lent = loans.some(
          ({ grant: source, ...one }) =>
            !one.ended &&
            one.lenderActive &&
            one.from <= day &&
            day < one.to &&
            !['system-administrator', 'security-administrator', 'auditor'].includes(source.role) &&
            source.permissions.has(permission) &&
            source.region !== null &&
            isWithin(one.region, source.region) &&
            isWithin(region, one.region),
        )
        expect(allowed).toBe(granted || lent)
      }),
      { numRuns: 2000 },
    )
  })

  it('is done on behalf of somebody exactly where nothing of one’s own allows it', () => {
    fc.assert(
      fc.property(world, ({ own, loans, day, permission, region }) => {
        const grants = effectiveGrants(own, loans, day)
        const actor: Actor = { accountId: 'me', name: '我', grants, now: new Date(0), today: day }
        const lenders = lendersFor(actor, permission, region)
        const bySelf = own.some(
          (one) => one.permissions.has(permission) && (one.region === null || isWithin(region, one.region)),
        )
        if (bySelf) expect(lenders).toEqual([])
        else expect(lenders.length > 0).toBe(may(grants, permission, region))
        expect(partiesTo(actor, permission, region)).toEqual(['me', ...lenders.map(({ accountId }) => accountId)])
      }),
      { numRuns: 2000 },
    )
  })

  it('asks for a second factor whenever it reveals, takes out or administers', () => {
    fc.assert(
      fc.property(world, ({ own, loans, day }) => {
        const grants = effectiveGrants(own, loans, day)
        const sensitive = grants.some(
          ({ role, permissions }) =>
            permissions.has('people:export') || permissions.has('people:reveal') || role === 'auditor',
        )
        if (sensitive) expect(needsSecondFactor(own, loans, day)).toBe(true)
      }),
    )
  })
})

describe('drafting and approving', () => {
  const held = (role: keyof typeof initialRoles, region: string): HeldGrant => ({
    role,
    permissions: new Set<Permission>(initialRoles[role].permissions),
    region,
    organisationId: null,
  })

  it('are kept apart over divisions that touch, and only there', () => {
    const approver = held('benefit-approver', '360702000000')
    expect(mixesDuties([approver], held('civil-affairs-officer', '360702000000'))).toBe(true)
    expect(mixesDuties([approver], held('civil-affairs-officer', '360700000000'))).toBe(true)
    expect(mixesDuties([held('civil-affairs-officer', '360700000000')], approver)).toBe(true)
    expect(mixesDuties([approver], held('civil-affairs-officer', '360703000000'))).toBe(false)
    expect(mixesDuties([approver], held('village-worker', '360702000000'))).toBe(false)
  })
})
