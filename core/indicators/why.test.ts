import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, ageOn } from '../time/day.ts'
import type { Definition } from './definition.ts'
import { dayCounted, latestBirth } from './measure.ts'
import { recordDefinitions } from './record-definitions.ts'
import { sidesOf, whyCase } from './why.ts'

function definitionOf(id: string): Definition {
  const definition = recordDefinitions[id]
  if (definition === undefined) throw new RangeError(id)
  return definition
}
const noTarget = { target: null }

describe('why somebody is on a list', () => {
  it('names what was met', () => {
    const elder = { age: 83, circumstances: ['living-arrangement:alone'] as const, abilityLevel: null }
    expect(whyCase(noTarget, definitionOf('R-06'), 'numerator', elder, null)).toEqual({
      zh: '83周岁，独居',
      en: 'aged 83, Living alone',
    })
  })

  it('names what is missing, and what is on record instead', () => {
    const tekun = { age: 70, circumstances: ['hardship:tekun', 'institution-wish:wishes'] as const, abilityLevel: null }
    const gap = (
      circumstances: readonly (typeof tekun.circumstances)[number][] | readonly ['tekun-support:dispersed'],
    ) =>
      whyCase(
        noTarget,
        definitionOf('G-T43'),
        'gap',
        { ...tekun, circumstances: [...tekun.circumstances, ...circumstances] },
        null,
      ).zh
    expect(gap([])).toBe('特困人员，愿意，未登记特困供养方式')
    expect(gap(['tekun-support:dispersed'])).toBe('特困人员，愿意，分散供养')
    const unassessed = { age: 70, circumstances: [], abilityLevel: null }
    expect(whyCase(noTarget, definitionOf('R-12'), 'gap', unassessed, null).zh).toBe('70周岁，没有有效的能力评估结果')
  })

  it('sets a payment beside what the plan says', () => {
    const elder = { age: 79, circumstances: [], abilityLevel: null }
    const other = whyCase({ target: { number: 1200 } }, definitionOf('G-S13'), 'gap', elder, {
      fen: 110_050,
      age: null,
    })
    expect(other).toEqual({ zh: '发放1100.50元，规划为1200元', en: 'Paid 1100.50 yuan, the plan says 1200 yuan' })
    const unpaid = whyCase(noTarget, definitionOf('R-21'), 'gap', { ...elder, age: 81 }, null)
    expect(unpaid.zh).toBe('81周岁，当月未发放高龄津贴')
  })

  it('is asked only of sides that people stand on', () => {
    expect(sidesOf(definitionOf('G-T43'))).toEqual(['numerator', 'denominator', 'gap'])
    expect(sidesOf(definitionOf('R-01'))).toEqual(['numerator'])
    expect(sidesOf(definitionOf('R-25'))).toEqual([])
  })
})

describe('the day a month is counted on', () => {
  it('is its last, or today while it runs', () => {
    expect(dayCounted('2026-10', '2026-11-21')).toBe('2026-10-31')
    expect(dayCounted('2026-11', '2026-11-21')).toBe('2026-11-21')
    expect(dayCounted('2026-11', '2026-11-30')).toBe('2026-11-30')
  })
})

describe('the latest birth for an age', () => {
  it('divides births exactly as counting years does, also around 29 February', () => {
    const anyDay = fc.oneof(
      fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1980-01-01', days)),
      fc.constantFrom('2024-02-29', '2026-02-28', '2026-03-01', '2028-02-29'),
    )
    fc.assert(
      fc.property(anyDay, fc.constantFrom(60, 65, 80, 100), fc.integer({ min: -3, max: 3 }), (day, age, off) => {
        const latest = latestBirth(age, day)
        const birth = addDays(latest, off)
        expect(birth <= latest).toBe(ageOn(birth, day) >= age)
      }),
      { numRuns: 2000 },
    )
  })
})
