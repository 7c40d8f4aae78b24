import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nation, regionCode } from '../../regions/code.ts'
import { specialDifficultyRules } from '../special-difficulty-rules.ts'
import { fits, leftOf } from './budget.ts'
import { keyGroups, keyGroupsFor } from './groups.ts'

test('the key groups are those the plans name, and a place adds what its own rule names besides', () => {
  const idsIn = (code: string) => keyGroupsFor(regionCode(code), specialDifficultyRules).map(({ id }) => id)
  const own = keyGroups.map(({ id }) => id)
  expect(own).toEqual(['disabled', 'severely-handicapped', 'left-behind', 'empty-nest', 'special-family'])
  expect(idsIn('360702')).toEqual(own)
  expect(idsIn('4108')).toEqual([...own, 'hardship', 'advanced-age', 'lost-only-child', 'poor-living-alone'])
  expect(keyGroupsFor(nation, specialDifficultyRules).length).toBeGreaterThan(own.length)
})

test('whatever is spoken for and taken back, a budget is neither exceeded nor left below nothing', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.array(fc.integer({ min: -2_000_000, max: 3_000_000 })), (budget, asked) => {
      let spoken = 0
      for (const fen of asked) if (fits(budget, spoken, fen)) spoken += fen
      expect(spoken).toBeGreaterThanOrEqual(0)
      expect(leftOf(budget, spoken)).toBeGreaterThanOrEqual(0)
    }),
  )
})
