import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Channel } from '../family/channels.ts'
import { type KeptRule, keptOf, keptRuleOf, noneTaken, placesLeft, releasedAt, usualRule } from './kept-places.ts'

const on = '2026-11-30'
const before = new Date('2026-11-20T00:00:00+08:00')
const rules = fc.record({
  keptPercent: fc.integer({ min: 1, max: 100 }),
  releaseHours: fc.integer({ min: 0, max: 240 }),
})
const capacities = fc.integer({ min: 1, max: 300 })
const arrivals = fc.array(
  fc.record({
    channel: fc.constantFrom<Channel>('counter', 'phone', 'home-visit', 'online'),
    hoursBefore: fc.integer({ min: -12, max: 300 }),
  }),
  { maxLength: 400 },
)

/** Whoever comes takes a place where one is left to them, in the order of their coming. */
function handOut(capacity: number, rule: KeptRule, coming: { channel: Channel; hoursBefore: number }[]) {
  const taken: Record<Channel, number> = { ...noneTaken }
  const steps = coming
    .toSorted((one, other) => other.hoursBefore - one.hoursBefore)
    .map(({ channel, hoursBefore }) => {
      const left = placesLeft({ capacity, on, taken }, rule, releasedAt(on, hoursBefore))
      const got = (channel === 'online' ? left.online : left.staffed) > 0
      if (got) taken[channel] += 1
      return { channel, left, got, taken: { ...taken } }
    })
  return steps
}
const sum = (taken: Record<Channel, number>) => Object.values(taken).reduce((all, one) => all + one, 0)

describe('places kept for whoever comes without a telephone', () => {
  it('are never taken online before they are released, in whatever order people come', () => {
    fc.assert(
      fc.property(capacities, rules, arrivals, (capacity, rule, coming) => {
        for (const { left, taken } of handOut(capacity, rule, coming)) {
          expect(sum(taken)).toBeLessThanOrEqual(capacity)
          if (!left.released) expect(taken.online).toBeLessThanOrEqual(capacity - keptOf(capacity, rule.keptPercent))
        }
      }),
    )
  })

  it('are there for as many as are kept, however many came online before them', () => {
    fc.assert(
      fc.property(capacities, rules, capacities, (capacity, rule, online) => {
        const soon = { ...rule, releaseHours: 0 }
        const kept = keptOf(capacity, rule.keptPercent)
        const crowd = Array.from({ length: online }, () => ({ channel: 'online' as const, hoursBefore: 200 }))
        const elders = Array.from({ length: kept }, () => ({ channel: 'counter' as const, hoursBefore: 100 }))
        const steps = handOut(capacity, soon, [...crowd, ...elders])
        expect(steps.filter(({ channel, got }) => channel === 'counter' && got)).toHaveLength(kept)
      }),
    )
  })

  it('leave nobody waiting once released while one lies unused, and staff never wait for a free place', () => {
    fc.assert(
      fc.property(capacities, rules, arrivals, (capacity, rule, coming) => {
        for (const { channel, left, got } of handOut(capacity, rule, coming)) {
          if (!got && (left.released || channel !== 'online')) expect(left.staffed).toBe(0)
          expect(left.keptFree + left.online).toBe(left.staffed)
        }
      }),
    )
  })

  it('are whole places, rounded in favour of the counter, and never more than there are', () => {
    expect([keptOf(10, 30), keptOf(7, 30), keptOf(1, 1), keptOf(60, 100), keptOf(100, 29)]).toEqual([3, 3, 1, 60, 29])
    fc.assert(
      fc.property(capacities, rules, (capacity, { keptPercent }) => {
        const kept = keptOf(capacity, keptPercent)
        expect(kept).toBeLessThanOrEqual(capacity)
        expect(kept * 100).toBeGreaterThanOrEqual(capacity * keptPercent)
        expect((kept - 1) * 100).toBeLessThan(capacity * keptPercent)
      }),
    )
  })

  it('do not shrink what is left below nothing where a rule came after places were taken', () => {
    const taken = { ...noneTaken, online: 8 }
    const left = placesLeft({ capacity: 10, on, taken }, { keptPercent: 50, releaseHours: 24 }, before)
    expect(left).toEqual({ kept: 5, keptFree: 2, released: false, staffed: 2, online: 0 })
  })

  it('are released some hours before midnight of the day in China', () => {
    expect(releasedAt(on, 24).toISOString()).toBe('2026-11-28T16:00:00.000Z')
    const at = (instant: string) =>
      placesLeft({ capacity: 10, on, taken: noneTaken }, usualRule, new Date(instant)).online
    expect([at('2026-11-28T23:59:59+08:00'), at('2026-11-29T00:00:00+08:00')]).toEqual([5, 10])
  })

  it('are more where a division below keeps more, and never fewer', () => {
    fc.assert(
      fc.property(fc.array(rules, { minLength: 1, maxLength: 5 }), rules, (above, below) => {
        const one = keptRuleOf(above)
        const both = keptRuleOf([...above, below])
        expect(both.keptPercent).toBeGreaterThanOrEqual(one.keptPercent)
        expect(both.releaseHours).toBeLessThanOrEqual(one.releaseHours)
      }),
    )
    expect(keptRuleOf([])).toEqual(usualRule)
  })
})
