import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { casesToTarget, gapOf, isDue, judge, pathAt, targetApplies, valueFrom } from './evaluate.ts'
import { shapes } from './measure.ts'

const cases = fc.nat({ max: 5_000_000 })
const shape = fc.constantFrom(...(Object.keys(shapes) as (keyof typeof shapes)[]))
const percent = (target: number, operator: '>=' | '<=' | '=' | '~') => ({
  target: { number: target },
  operator,
  baseline: null,
})
const part = fc.tuple(cases, cases).map(([one, other]) => ({
  numerator: Math.min(one, other),
  denominator: Math.max(one, other),
}))

describe('the value of an indicator', () => {
  it('is told in the unit of its shape', () => {
    expect(valueFrom('share', { numerator: 3, denominator: 4 })).toBe(75)
    expect(valueFrom('per-thousand', { numerator: 3, denominator: 1500 })).toBe(2)
    expect(valueFrom('yuan-each', { numerator: 240_000, denominator: 2 })).toBe(1200)
    expect(valueFrom('yuan', { numerator: 123_450, denominator: null })).toBe(1234.5)
    expect(valueFrom('least', { numerator: 80, denominator: null })).toBe(80)
  })

  it('is unknown rather than a division by nothing', () => {
    fc.assert(
      fc.property(shape, fc.option(cases), fc.option(cases), (how, numerator, denominator) => {
        const value = valueFrom(how, { numerator, denominator })
        expect(value === null || Number.isFinite(value)).toBe(true)
      }),
    )
    expect(valueFrom('share', { numerator: 0, denominator: 0 })).toBeNull()
  })

  it('of a share lies between 0 and 100 and never falls when a case is won', () => {
    fc.assert(
      fc.property(part, ({ numerator, denominator }) => {
        fc.pre(numerator < denominator)
        const before = valueFrom('share', { numerator, denominator }) ?? Number.NaN
        const after = valueFrom('share', { numerator: numerator + 1, denominator }) ?? Number.NaN
        expect(before).toBeGreaterThanOrEqual(0)
        expect(after).toBeGreaterThan(before)
        expect(after).toBeLessThanOrEqual(100)
      }),
    )
  })
})

describe('a target', () => {
  it('is met at its bound from either side', () => {
    expect(judge(percent(60, '>='), 60)).toBe('met')
    expect(judge(percent(60, '>='), 59.99)).toBe('not-met')
    expect(judge(percent(5, '<='), 5)).toBe('met')
    expect(judge(percent(5, '<='), 5.01)).toBe('not-met')
    expect(judge(percent(1200, '='), 1200)).toBe('met')
    expect(judge(percent(1200, '='), 1199.5)).toBe('not-met')
  })

  it('printed as about is met within a twentieth', () => {
    expect(judge(percent(70, '~'), 66.5)).toBe('met')
    expect(judge(percent(70, '~'), 66)).toBe('not-met')
    expect(judge(percent(70, '~'), 74)).toBe('not-met')
  })

  it('of rising needs an earlier value to rise from', () => {
    const rises = {
      target: { words: { zh: '明显提升', en: 'clear rise' } },
      operator: 'increase',
      baseline: null,
    } as const
    expect(judge(rises, 50)).toBe('not-computable')
    expect(judge(rises, 50, 49)).toBe('met')
    expect(judge(rises, 50, 50)).toBe('not-met')
  })

  it('in words cannot be met by a number', () => {
    expect(judge({ target: { words: { zh: '普遍', en: 'generally' } }, operator: '~', baseline: null }, 90)).toBe(
      'no-target',
    )
    expect(judge({ target: null, operator: null, baseline: null }, 90)).toBe('no-target')
  })

  it('is not judged where there is no value', () => {
    expect(judge(percent(60, '>='), null)).toBe('not-computable')
  })

  it('once met stays met when the value moves further the right way', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: 0, max: 1e6 }), cases, cases, (target, value, more) => {
        if (judge(percent(target, '>='), value) === 'met')
          expect(judge(percent(target, '>='), value + more)).toBe('met')
        if (judge(percent(target, '<='), value) === 'met')
          expect(judge(percent(target, '<='), value - more)).toBe('met')
      }),
    )
  })

  it('for a number of things is held against the whole area only, a share against every place in it', () => {
    expect(targetApplies({ source: 'G' }, 'count', '360700000000')).toBe(true)
    expect(targetApplies({ source: 'G' }, 'count', '360702000000')).toBe(false)
    expect(targetApplies({ source: 'G' }, 'share', '360702001001')).toBe(true)
    expect(targetApplies({ source: 'G' }, 'share', '360000000000')).toBe(false)
  })
})

describe('what is still to do', () => {
  it('is the number of cases that just reaches the target', () => {
    fc.assert(
      fc.property(part, fc.integer({ min: 0, max: 100 }), ({ numerator, denominator }, target) => {
        const missing = casesToTarget(percent(target, '>='), 'share', { numerator, denominator })
        if (denominator === 0) return expect(missing).toBeNull()
        const needed = missing ?? Number.NaN
        const reach = (more: number) =>
          judge(percent(target, '>='), valueFrom('share', { numerator: numerator + more, denominator }))
        expect(reach(needed)).toBe('met')
        if (needed > 0) expect(reach(needed - 1)).toBe('not-met')
      }),
    )
  })

  it('is at most the cases in the gap', () => {
    fc.assert(
      fc.property(part, fc.integer({ min: 0, max: 100 }), (sides, target) => {
        const missing = casesToTarget(percent(target, '='), 'share', sides)
        expect(missing ?? 0).toBeLessThanOrEqual(gapOf({ gap: 'not-in-numerator' }, sides) ?? 0)
      }),
    )
  })
})

describe('the path from base year to target year', () => {
  const path = { target: { number: 60 }, targetYear: 2025, baseline: 36, baselineYear: 2020 }

  it('starts at the baseline, moves evenly and ends at the target', () => {
    expect(pathAt(path, '2020-12')).toBe(36)
    expect(pathAt(path, '2023-06')).toBe(48)
    expect(pathAt(path, '2025-12')).toBe(60)
    expect(pathAt(path, '2026-11')).toBe(60)
  })

  it('is not drawn where the plan prints no baseline', () => {
    expect(pathAt({ ...path, baseline: null }, '2023-06')).toBeNull()
    expect(pathAt({ ...path, targetYear: null }, '2023-06')).toBeNull()
  })

  it('is due when its target year is over', () => {
    expect(isDue({ targetYear: 2025 }, '2025-12')).toBe(false)
    expect(isDue({ targetYear: 2025 }, '2026-01')).toBe(true)
    expect(isDue({ targetYear: null }, '2026-01')).toBe(false)
  })
})
