import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../time/day.ts'
import { effectiveContacts, nextCareOn } from './vocabulary.ts'

describe('a ledger in which nothing is overwritten', () => {
  /** Each row corrects one that nobody corrected yet, or none. */
  const anyLedger = fc
    .array(fc.record({ corrects: fc.option(fc.nat(20), { nil: null }), void: fc.boolean() }), { maxLength: 20 })
    .map((drawn) => {
      const taken = new Set<string>()
      return drawn.map((one, index) => {
        const target = one.corrects === null || index === 0 ? null : String(one.corrects % index)
        const corrects = target === null || taken.has(target) ? null : target
        if (corrects !== null) taken.add(corrects)
        return { id: String(index), corrects, void: corrects !== null && one.void }
      })
    })

  test('of every chain of corrections only the last row holds, and none where it says that nothing took place', () => {
    fc.assert(
      fc.property(anyLedger, (rows) => {
        const chainEnd = (id: string): (typeof rows)[number] | undefined => {
          const later = rows.find(({ corrects }) => corrects === id)
          return later ? chainEnd(later.id) : rows.find((row) => row.id === id)
        }
        const expected = rows
          .filter(({ corrects }) => corrects === null)
          .flatMap(({ id }) => chainEnd(id) ?? [])
          .filter((row) => !row.void)
        expect(
          effectiveContacts(rows)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(expected.map(({ id }) => id).sort())
      }),
    )
  })
})

describe('when somebody has to look in next', () => {
  const anyDay = fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2024-01-01', days))

  test('is never before the plan begins, and never later than the interval after the last contact or the beginning', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 366 }),
        fc.option(anyDay, { nil: null }),
        (from, intervalDays, last) => {
          const due = nextCareOn({ from, intervalDays }, last) ?? ''
          expect(due >= from).toBe(true)
          const since = last !== null && last > from ? last : from
          expect(due <= addDays(since, intervalDays)).toBe(true)
        },
      ),
    )
  })

  test('is at once where nobody has looked in yet, and never without a plan', () => {
    expect(nextCareOn({ from: '2026-11-21', intervalDays: 30 }, null)).toBe('2026-11-21')
    expect(nextCareOn({ from: '2026-11-01', intervalDays: 7 }, '2026-11-10')).toBe('2026-11-17')
    expect(nextCareOn(null, '2026-11-10')).toBeNull()
  })
})
