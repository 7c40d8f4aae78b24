import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInForce, placeOn, predecessorsAt, type RegionStep, successorsAt } from './chain.ts'

const [a, b, c, d, e] = ['360702007001', '360702007002', '360702007003', '360702007004', '360702008001'] as const
/** 甲 and 乙 become 丙 on 1 July; on 1 October 丙 gives up a part that becomes 丁; on 1 November 丁 goes to another town. */
const steps: readonly RegionStep[] = [
  { from: a, to: c, day: '2026-07-01' },
  { from: b, to: c, day: '2026-07-01' },
  { from: c, to: c, day: '2026-10-01' },
  { from: c, to: d, day: '2026-10-01' },
  { from: d, to: e, day: '2026-11-01' },
]

describe('the chain of a division', () => {
  it('is followed forward to what stands in its place', () => {
    expect(successorsAt(steps, a, '2026-06-30')).toEqual([a])
    expect(successorsAt(steps, a, '2026-07-01')).toEqual([c])
    expect(successorsAt(steps, a, '2026-10-15')).toEqual([c, d])
    expect(successorsAt(steps, a, '2026-12-01')).toEqual([c, e])
  })

  it('is followed back to what it came of', () => {
    expect(predecessorsAt(steps, e, '2026-11-01')).toEqual([e])
    expect(predecessorsAt(steps, e, '2026-10-31')).toEqual([d])
    expect(predecessorsAt(steps, e, '2026-09-30')).toEqual([c])
    expect(predecessorsAt(steps, e, '2026-06-30')).toEqual([a, b])
  })

  it('says when a division was in force', () => {
    expect([a, c, d, e].map((code) => isInForce(steps, code, '2026-06-30'))).toEqual([true, false, false, false])
    expect([a, c, d, e].map((code) => isInForce(steps, code, '2026-10-01'))).toEqual([false, true, true, false])
    expect([a, c, d, e].map((code) => isInForce(steps, code, '2026-11-01'))).toEqual([false, true, false, true])
  })
})

describe('a record naming a division', () => {
  it('is counted where that division was on the day', () => {
    expect(placeOn(steps, a, '2026-06-30')).toBe(a)
    expect(placeOn(steps, a, '2026-08-01')).toBe(c)
    expect(placeOn(steps, e, '2026-10-15')).toBe(d)
    expect(placeOn(steps, c, '2026-10-15')).toBe(c)
  })

  it('is counted in the town where the village alone cannot be told', () => {
    expect(placeOn(steps, c, '2026-06-30')).toBe('360702007000')
    expect(placeOn(steps, a, '2026-12-01')).toBe('360702000000')
  })
})

describe('whatever happens to the villages of a county', () => {
  const village = fc.integer({ min: 1, max: 6 }).map((n) => `36070200700${n}`)
  const history = fc.uniqueArray(
    fc.record({
      from: village,
      to: fc.integer({ min: 10, max: 40 }).map((n) => `3607020080${n}`),
      day: fc.constantFrom('2026-03-01', '2026-07-01'),
    }),
    { maxLength: 8, selector: ({ from, to }) => `${from} ${to}` },
  )

  it('a record is counted in one division in force that day, within the county', () => {
    fc.assert(
      fc.property(history, fc.constantFrom('2026-01-31', '2026-04-30', '2026-08-31'), (made, day) => {
        // a new code begins once, and an old one ends once
        const begun = new Map(made.map((step) => [step.to, step.day]))
        const ended = new Map(made.map((step) => [step.from, step.day]))
        const sound = made.filter((step) => begun.get(step.to) === step.day && ended.get(step.from) === step.day)
        for (const code of sound.flatMap(({ from, to }) => [from, to])) {
          const place = placeOn(sound, code, day)
          expect(isInForce(sound, place, day)).toBe(true)
          expect(place.startsWith('360702')).toBe(true)
          const back = successorsAt(sound, code, day).concat(predecessorsAt(sound, code, day))
          expect(place.endsWith('000') || back.includes(place)).toBe(true)
        }
      }),
    )
  })
})
