import { describe, expect, it } from 'vitest'
import { findOffice, goesWith, offices, permissionsOfOffices } from './offices.ts'
import { initialRoles, type Role } from './roles.ts'

const roles: [string, Role][] = Object.entries(initialRoles)

describe('the three administrators', () => {
  it('none of them reads elders or touches programmes and money', () => {
    for (const office of Object.keys(offices)) {
      const held = roles.find(([id]) => id === office)?.[1].permissions ?? []
      expect(held.length).toBeGreaterThan(0)
      expect(held.filter((permission) => /^(people|assessments|benefits|ledger):/.test(permission))).toEqual([])
    }
  })

  it('what makes an office is in one office only, and in no role of daily work', () => {
    for (const permission of permissionsOfOffices) {
      const holders = roles.filter(([, role]) => role.permissions.includes(permission))
      expect(holders.map(([id]) => findOffice(id) !== undefined)).toEqual([true])
    }
  })

  it('an office stands alone', () => {
    expect(goesWith([], 'security-administrator')).toBe(true)
    expect(goesWith(['security-administrator'], 'security-administrator')).toBe(true)
    expect(goesWith(['security-administrator'], 'auditor')).toBe(false)
    expect(goesWith(['leader'], 'auditor')).toBe(false)
    expect(goesWith(['auditor'], 'leader')).toBe(false)
    expect(goesWith(['leader', 'town-officer'], 'supervisor')).toBe(true)
  })
})
