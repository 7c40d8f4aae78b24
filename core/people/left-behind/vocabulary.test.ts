import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../time/day.ts'
import {
  effectiveContacts,
  nextCareOn,
  planInForce,
  type Whereabouts,
  whereabouts,
  whereaboutsSeenFrom,
} from './vocabulary.ts'

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

describe('where a child is, seen from the county moved to', () => {
  const [home, sameCity, sameProvince, far] = ['360702', '360703', '360102', '440106']
  test.each<[Whereabouts, string, Whereabouts]>([
    ['county', sameCity, 'city'],
    ['city', sameCity, 'city'],
    ['county', sameProvince, 'province'],
    ['city', sameProvince, 'province'],
    ['elsewhere', sameProvince, 'elsewhere'],
    ['province', far, 'elsewhere'],
    ['abroad', far, 'abroad'],
    ['unknown', far, 'unknown'],
  ])('%s, in %s, is %s', (told, to, seen) => {
    expect(whereaboutsSeenFrom(told, home, to)).toBe(seen)
  })

  test('says the same for who stays, and is never nearer than the two counties are', () => {
    const kinds = Object.keys(whereabouts) as Whereabouts[]
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.constantFrom(sameCity, sameProvince, far), (told, to) => {
        expect(whereaboutsSeenFrom(told, home, home)).toBe(told)
        expect(whereaboutsSeenFrom(told, home, to)).not.toBe('county')
      }),
    )
  })
})

describe('the plan in force', () => {
  const set = (id: string) => ({ id, ends: null, endedAs: null })
  const ended = (id: string, ends: string | null) => ({ id, ends, endedAs: 'moved' as const })
  test('is the last one set, unless a row ends it', () => {
    expect(planInForce([set('3'), set('1')]).plan?.id).toBe('3')
    expect(planInForce([ended('4', '3'), set('3'), set('1')])).toMatchObject({ ending: { id: '4' } })
    expect(planInForce([set('5'), ended('4', '3'), set('3')]).plan?.id).toBe('5')
    expect(planInForce([])).toEqual({})
  })
  test('is not undone by the news that the former county’s plan ended, and is due where there is only that', () => {
    expect(planInForce([ended('9', null), set('3')]).plan?.id).toBe('3')
    expect(planInForce([ended('9', null)])).toMatchObject({ ending: { id: '9' } })
  })
})
