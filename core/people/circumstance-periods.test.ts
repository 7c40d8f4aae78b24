import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '../time/day.ts'
import { checkCircumstance, type KeptPeriod, planPeriod } from './circumstance-periods.ts'

const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-01-01', days))
const wanted = fc.record({
  kind: fc.constant('hardship'),
  value: fc.constantFrom('dibao', 'tekun'),
  from: day,
  length: fc.option(fc.integer({ min: 1, max: 30 })),
})

it('whatever is written in whatever order, one value of such a kind holds on a day, and the last written where it begins', () => {
  fc.assert(
    fc.property(fc.array(wanted, { minLength: 1, maxLength: 12 }), (writings) => {
      let kept: KeptPeriod[] = []
      for (const [index, { kind, value, from, length }] of writings.entries()) {
        const to = length === null ? null : addDays(from, length)
        const plan = planPeriod(kept, { kind, value, from, to })
        const ends = new Map(plan.ended.map((one) => [one.id, one.to]))
        kept = kept.map((period) => ({ ...period, to: ends.get(period.id) ?? period.to }))
        kept.push({ id: String(index), kind, value, from, to: plan.to })
        const holds = (on: string) => kept.filter((one) => one.from <= on && (one.to === null || on < one.to))
        expect(holds(from).map((one) => one.id)).toEqual([String(index)])
        for (let on = '2026-01-01'; on < '2026-05-01'; on = addDays(on, 1)) expect(holds(on).length).toBeLessThan(2)
        for (const period of kept) expect(period.to === null || period.to >= period.from).toBe(true)
      }
    }),
  )
})

it('values of a kind that several may have close only themselves', () => {
  const kept = [{ id: 'a', kind: 'household', value: 'empty-nest', from: '2026-01-01', to: null }]
  expect(planPeriod(kept, { kind: 'household', value: 'left-behind', from: '2026-02-01' }).ended).toEqual([])
  expect(planPeriod(kept, { kind: 'household', value: 'empty-nest', from: '2026-02-01' }).ended).toEqual([
    { id: 'a', to: '2026-02-01' },
  ])
})

it('refuses what is no category, no day, or ends before it begins', () => {
  const code = (kind: string, value: string, from: string, to?: string) =>
    checkCircumstance({ kind, value, from, ...(to ? { to } : {}) })?.kind.code
  expect(code('hardship', 'dibao', '2026-01-01')).toBeUndefined()
  expect(code('hardship', 'toString', '2026-01-01')).toBe('people.unknown-category')
  expect(code('constructor', 'name', '2026-01-01')).toBe('people.unknown-category')
  expect(code('weather', 'rain', '2026-01-01')).toBe('people.unknown-category')
  expect(code('hardship', 'dibao', '2026-02-30')).toBe('people.period-upside-down')
  expect(code('hardship', 'dibao', '2026-02-02', '2026-02-01')).toBe('people.period-upside-down')
  expect(code('dementia', 'diagnosed', '2026-02-02')).toBe('people.written-elsewhere')
})
