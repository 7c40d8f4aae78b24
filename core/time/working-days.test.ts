import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from './day.ts'
import { addWorkingDays, isWorkingDay } from './working-days.ts'

test('five working days from a Friday end on the Friday after', () => {
  expect(addWorkingDays('2026-11-20', 5)).toBe('2026-11-27')
})

test('a day off lengthens a term and a worked Saturday shortens it', () => {
  const calendar = { daysOff: ['2026-10-01', '2026-10-02'], worked: ['2026-10-10'] }
  expect(addWorkingDays('2026-09-30', 1, calendar)).toBe('2026-10-05')
  expect(addWorkingDays('2026-10-09', 1, calendar)).toBe('2026-10-10')
  expect(addWorkingDays('2026-10-09', 1)).toBe('2026-10-12')
})

test('whatever the calendar, a term ends on a working day and holds exactly its number of them', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days))
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 1, max: 30 }),
      fc.array(day, { maxLength: 12 }),
      fc.array(day, { maxLength: 4 }),
      (from, days, daysOff, worked) => {
        const calendar = { daysOff, worked }
        const end = addWorkingDays(from, days, calendar)
        let held = 0
        for (let one = addDays(from, 1); one <= end; one = addDays(one, 1)) if (isWorkingDay(one, calendar)) held++
        expect([held, isWorkingDay(end, calendar)]).toEqual([days, true])
      },
    ),
  )
})
