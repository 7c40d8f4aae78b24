import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '../time/day.ts'
import { latestUntil, nextDay } from './rhythm.ts'

it('a weekly export runs on the next Monday, a monthly one on the next first', () => {
  expect([nextDay('weekly', '2026-11-21'), nextDay('weekly', '2026-11-23')]).toEqual(['2026-11-23', '2026-11-30'])
  expect([nextDay('monthly', '2026-11-30'), nextDay('monthly', '2026-12-01')]).toEqual(['2026-12-01', '2027-01-01'])
  expect(latestUntil('2026-11-21')).toBe('2027-11-21')
})

it('the next day always lies ahead, and nothing of the rhythm lies between', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
      const day = addDays('2000-01-01', days)
      const [monday, first] = [nextDay('weekly', day), nextDay('monthly', day)]
      expect(new Date(`${monday}T00:00:00Z`).getUTCDay()).toBe(1)
      expect(first.endsWith('-01')).toBe(true)
      expect(monday > day && first > day && monday <= addDays(day, 7) && first <= addDays(day, 31)).toBe(true)
    }),
  )
})
