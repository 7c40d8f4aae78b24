import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newId } from './ids.ts'

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

it('ids of one moment are in the order in which they were made', () => {
  const moment = new Date('2026-11-21T02:00:00Z')
  const ids = Array.from({ length: 5000 }, () => newId(moment))
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

it('ids of a later moment come after those of an earlier one, whichever was made first', () => {
  const instant = fc.date({ min: new Date('1980-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instant, instant, (one, other) => {
      const [first, second] = [newId(one), newId(other)]
      expect(first).toMatch(uuid7)
      if (one.getTime() !== other.getTime()) expect(first < second).toBe(one < other)
    }),
  )
})
