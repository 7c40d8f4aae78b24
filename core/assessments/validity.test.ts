import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../time/day.ts'
import { defaultTurnaround, turnaround } from './turnaround.ts'
import {
  currentLevel,
  defaultValidity,
  isValid,
  type Result,
  reassessmentDueOn,
  reassessmentState,
  validUntil,
} from './validity.ts'

const confirmed = (confirmedOn: string, level: number, state: Result['state'] = 'confirmed'): Result => ({
  state,
  confirmedOn,
  level,
  validUntil: validUntil(confirmedOn, level).until,
})

describe('a confirmed result', () => {
  test('is valid for twelve months, the last day included', () => {
    const result = confirmed('2025-11-22', 2)
    expect(result.validUntil).toBe('2026-11-21')
    expect(isValid(result, '2025-11-21')).toBe(false)
    expect(isValid(result, '2025-11-22')).toBe(true)
    expect(isValid(result, '2026-11-21')).toBe(true)
    expect(isValid(result, '2026-11-22')).toBe(false)
  })

  test('is valid for as long as the region says', () => {
    expect(validUntil('2026-08-31', 1, { ...defaultValidity, months: 6 }).until).toBe('2027-02-27')
  })

  test('of complete disability is flagged: the twelve-month rule does not cover it', () => {
    expect(validUntil('2026-01-01', 4).unverified?.en).toContain('does not cover complete disability')
    const settled = { ...defaultValidity }
    delete (settled as { unverified?: unknown }).unverified
    expect(validUntil('2026-01-01', 3, settled).unverified).toBeUndefined()
    expect(validUntil('2026-01-01', 4, settled).unverified).toBeDefined()
  })

  test('is due for re-assessment thirty days before it runs out', () => {
    const result = { validUntil: '2026-11-21' }
    expect(reassessmentDueOn(result)).toBe('2026-10-22')
    expect(reassessmentState(result, '2026-10-21')).toBe('not-due')
    expect(reassessmentState(result, '2026-10-22')).toBe('due')
    expect(reassessmentState(result, '2026-11-22')).toBe('expired')
  })
})

describe('the present level', () => {
  const history = [
    confirmed('2024-03-01', 1),
    confirmed('2025-12-01', 3, 'reassessment-requested'),
    { state: 'in-progress', confirmedOn: null, level: null, validUntil: null } as const,
    { state: 'cancelled', confirmedOn: null, level: null, validUntil: null } as const,
  ]

  test('is that of the latest confirmed result', () => {
    expect(currentLevel(history, '2026-11-21')).toMatchObject({ status: 'valid', level: 3 })
  })

  test('is none before the first result and none after the last has run out', () => {
    expect(currentLevel(history, '2024-02-29')).toEqual({ status: 'none', level: null })
    expect(currentLevel(history, '2026-12-01')).toMatchObject({ status: 'expired', level: null })
  })

  test('as of an earlier day is what was in force then', () => {
    expect(currentLevel(history, '2024-12-31')).toMatchObject({ status: 'valid', level: 1 })
    expect(currentLevel(history, '2025-06-01').status).toBe('expired')
  })

  test('does not fall back to an older result that would still be valid', () => {
    const shorter = [confirmed('2026-01-01', 1), { ...confirmed('2026-02-01', 2), validUntil: '2026-03-01' }]
    expect(currentLevel(shorter, '2026-06-01')).toMatchObject({ status: 'expired', level: null })
  })

  test('of two results of one day is the later entry', () => {
    expect(currentLevel([confirmed('2026-01-01', 1), confirmed('2026-01-01', 2)], '2026-01-02').level).toBe(2)
  })

  test('stays in force while an objection is open', () => {
    expect(currentLevel([confirmed('2026-01-01', 1, 'objected')], '2026-01-02').status).toBe('valid')
  })

  test('exists exactly when the latest result is valid', () => {
    const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2020-01-01', days))
    const level = fc.integer({ min: 0, max: 4 })
    const histories = fc.array(fc.tuple(day, level).map(([on, reached]) => confirmed(on, reached)))
    fc.assert(
      fc.property(histories, day, (results, on) => {
        const current = currentLevel(results, on)
        expect(current.status === 'valid').toBe(current.status !== 'none' && isValid(current.result, on))
        if (current.status === 'none') expect(results.some((one) => isValid(one, on))).toBe(false)
      }),
    )
  })
})

describe('the turnaround clock', () => {
  test('runs from assignment and is overdue the day after the last', () => {
    const clock = (today: string) => turnaround('2026-11-01', null, today, defaultTurnaround)
    expect(clock('2026-11-12')).toEqual({ dueOn: '2026-11-16', days: 11, state: 'in-time' })
    expect(clock('2026-11-13').state).toBe('due-soon')
    expect(clock('2026-11-16').state).toBe('due-soon')
    expect(clock('2026-11-17')).toMatchObject({ days: 16, state: 'overdue' })
  })

  test('stops with the second signature', () => {
    expect(turnaround('2026-11-01', '2026-11-16', '2026-12-31', defaultTurnaround)).toMatchObject({
      days: 15,
      state: 'done-in-time',
    })
    expect(turnaround('2026-11-01', '2026-11-17', '2026-12-31', defaultTurnaround).state).toBe('done-late')
  })
})
