import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, addToMonth, ageOn, dayAt, isDay, isIn, lastDayOf } from './day.ts'

const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('legal days', () => {
  it('begin at midnight in Shanghai', () => {
    expect(dayAt(new Date('2026-11-20T16:00:00Z'))).toBe('2026-11-21')
    expect(dayAt(new Date('2026-11-20T15:59:59Z'))).toBe('2026-11-20')
  })

  it('are real dates', () => {
    expect(isDay('2024-02-29')).toBe(true)
    expect(isDay('2023-02-29')).toBe(false)
    expect(isDay('2023-2-9')).toBe(false)
  })

  it('count there and back', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: -40_000, max: 40_000 }),
        (day, days) => addDays(addDays(day, days), -days) === day,
      ),
    )
  })

  it('keep within the month that is meant', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addToMonth('2026-11', 3)).toBe('2027-02')
    expect(lastDayOf('2028-02')).toBe('2028-02-29')
  })
})

describe('age', () => {
  it('is reached on the birthday', () => {
    expect(ageOn('1946-11-21', '2026-11-20')).toBe(79)
    expect(ageOn('1946-11-21', '2026-11-21')).toBe(80)
  })

  it('never falls as time passes', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyDay,
        fc.nat(1000),
        (birth, day, later) => ageOn(birth, addDays(day, later)) >= ageOn(birth, day),
      ),
    )
  })
})

it('a period holds its first day and not its last', () => {
  expect(isIn({ from: '2026-01-01', to: '2026-02-01' }, '2026-01-01')).toBe(true)
  expect(isIn({ from: '2026-01-01', to: '2026-02-01' }, '2026-02-01')).toBe(false)
  expect(isIn({ from: '2026-01-01' }, '2099-01-01')).toBe(true)
})
