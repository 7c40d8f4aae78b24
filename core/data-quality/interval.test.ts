import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wilson } from './interval.ts'

it('gives the interval of the textbook', () => {
  const { low, high } = wilson(95, 100) ?? { low: 0, high: 0 }
  expect(low).toBeCloseTo(0.888, 3)
  expect(high).toBeCloseTo(0.978, 3)
  expect(wilson(0, 0)).toBeNull()
})

it('holds the share found, stays between none and all, and narrows with the sample', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (checked, some) => {
      const right = Math.min(some, checked)
      const one = wilson(right, checked)
      const tenfold = wilson(right * 10, checked * 10)
      if (!one || !tenfold) throw new Error('checked some')
      expect(one.low).toBeGreaterThanOrEqual(0)
      expect(one.high).toBeLessThanOrEqual(1)
      expect(one.low).toBeLessThanOrEqual(right / checked + 1e-9)
      expect(one.high).toBeGreaterThanOrEqual(right / checked - 1e-9)
      expect(tenfold.high - tenfold.low).toBeLessThan(one.high - one.low)
    }),
  )
})
