import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { levelWordings } from '../assessments/wordings.ts'
import { planOf } from '../indicators/catalogue.ts'
import { nation, regionCode } from '../regions/code.ts'
import { findCircumstanceKind } from './circumstances.ts'
import { type DifficultyFacts, ruleFor as ruleAmong, rulesWithin, specialDifficultyOf } from './special-difficulty.ts'
import { specialDifficultyRules } from './special-difficulty-rules.ts'

const places = {
  N: regionCode('440306'),
  H: regionCode('130102'),
  J: regionCode('410802'),
  G: regionCode('360702'),
  A: regionCode('623001'),
} as const

const ruleFor = (region: string) => {
  const rule = ruleAmong(region, specialDifficultyRules)
  if (!rule) throw new Error(`No list counts in ${region}.`)
  return rule
}
const well: DifficultyFacts = { categories: [], abilityLevel: null, age: 70 }
const whyOf = (plan: keyof typeof places, facts: Partial<DifficultyFacts>) =>
  specialDifficultyOf(ruleFor(places[plan]), { ...well, ...facts }).map(({ name }) => name.zh)

describe('the rule that counts', () => {
  it('is that of the most local plan made for the division, and the national one elsewhere', () => {
    for (const [plan, region] of Object.entries(places)) expect(ruleFor(region).plan.id).toBe(plan)
    expect(ruleFor(regionCode('360702007001')).plan.id).toBe('G')
    expect(ruleFor(regionCode('36')).plan.id).toBe('N')
    expect(ruleFor(nation).plan.id).toBe('N')
  })

  it('may be any of several in a wider division', () => {
    const within = (...regions: string[]) => rulesWithin(regions, specialDifficultyRules).map(({ plan }) => plan.id)
    expect(within(places.G)).toEqual(['G'])
    expect(within(regionCode('36'))).toEqual(['G', 'N'])
    expect(within(places.G, places.H)).toEqual(['G', 'H'])
    expect(within(nation).sort()).toEqual(['A', 'G', 'H', 'J', 'N'])
  })

  it('is dated and placed as the catalogue of plans says', () => {
    for (const { plan, area, headings, unverified } of specialDifficultyRules) {
      expect({ name: plan.name, area }).toEqual({ name: planOf(plan.id).name, area: planOf(plan.id).area })
      for (const heading of headings) expect(heading.startsWith(`${plan.id}·`)).toBe(true)
      expect(unverified.length).toBeGreaterThan(0)
    }
  })

  it('names only circumstances the register keeps', () => {
    const named = specialDifficultyRules.flatMap(({ members }) =>
      members.flatMap(({ anyOf = [], with: also = [] }) => [...anyOf, ...also]),
    )
    for (const category of named) {
      const [kind = '', value = ''] = category.split(':')
      expect(Object.keys(findCircumstanceKind(kind)?.values ?? {})).toContain(value)
    }
  })

  it('reads disability by the levels the assessments read it by', () => {
    const levels = (id: string) => Math.min(...(levelWordings.find((one) => one.id === id)?.levels ?? []))
    const minimum = (plan: keyof typeof places) =>
      ruleFor(places[plan]).members.flatMap(({ minimumLevel }) => minimumLevel ?? [])
    for (const plan of ['N', 'H', 'A'] as const) expect(minimum(plan)).toEqual([levels('disabled-or-demented')])
    for (const plan of ['J', 'G'] as const) expect(minimum(plan)).toEqual([levels('disabled')])
  })
})

describe('by the national and the Hebei list', () => {
  describe.each(['N', 'H'] as const)('(%s)', (plan) => {
    it.each<[string, Partial<DifficultyFacts>]>([
      ['经济困难的空巢', { categories: ['household:empty-nest'] }],
      ['经济困难的留守', { categories: ['household:left-behind'] }],
      ['经济困难的失能（含失智）', { abilityLevel: 1 }],
      ['经济困难的失能（含失智）', { categories: ['dementia:diagnosed'] }],
      ['经济困难的残疾', { categories: ['disability:visual'] }],
      ['经济困难的残疾', { categories: ['disability-grade:4'] }],
      ['经济困难的高龄', { age: 80 }],
    ])('%s is a member, and without hardship is none', (name, facts) => {
      expect(whyOf(plan, { ...facts, categories: [...(facts.categories ?? []), 'hardship:low-income'] })).toEqual([
        name,
      ])
      expect(whyOf(plan, facts)).toEqual([])
    })

    it('a special family is a member in hardship or not, and hardship alone is not enough', () => {
      expect(whyOf(plan, { categories: ['family-planning:disabled-only-child'] })).toEqual(['计划生育特殊家庭'])
      expect(whyOf(plan, { categories: ['family-planning:two-daughters-hardship'] })).toEqual([])
      expect(whyOf(plan, { categories: ['hardship:tekun'], age: 79, abilityLevel: 0 })).toEqual([])
    })
  })
})

describe('by the Jiaozuo list', () => {
  it.each<[string, Partial<DifficultyFacts>]>([
    ['困难', { categories: ['hardship:dibao'] }],
    ['高龄', { age: 80 }],
    ['失能', { abilityLevel: 3 }],
    ['失独', { categories: ['family-planning:lost-only-child'] }],
    ['留守', { categories: ['household:left-behind'] }],
  ])('%s is a member', (name, facts) => expect(whyOf('J', facts)).toEqual([name]))

  it('living alone counts in hardship only', () => {
    expect(whyOf('J', { categories: ['living-arrangement:alone'] })).toEqual([])
    expect(whyOf('J', { categories: ['living-arrangement:alone', 'hardship:other'] })).toEqual([
      '困难',
      '经济困难的独居',
    ])
  })

  it('slighter levels, a disabled child, a disability certificate and 79 years are not on it', () => {
    expect(
      whyOf('J', {
        abilityLevel: 2,
        age: 79,
        categories: ['family-planning:disabled-only-child', 'disability-grade:1', 'household:empty-nest'],
      }),
    ).toEqual([])
  })
})

describe('by the Ganzhou list', () => {
  it.each<[string, Partial<DifficultyFacts>]>([
    ['空巢', { categories: ['household:empty-nest'] }],
    ['留守', { categories: ['household:left-behind'] }],
    ['失能', { abilityLevel: 4 }],
    ['失能', { categories: ['tekun-self-care:none'] }],
    ['重残', { categories: ['disability-grade:2'] }],
    ['计划生育特殊家庭', { categories: ['family-planning:lost-only-child'] }],
  ])('%s is a member', (name, facts) => expect(whyOf('G', facts)).toEqual([name]))

  it('hardship, great age, living alone, slighter levels and a lesser grade are not on it', () => {
    expect(
      whyOf('G', {
        abilityLevel: 2,
        age: 101,
        categories: ['hardship:tekun', 'living-arrangement:alone', 'disability-grade:3', 'disability:mental'],
      }),
    ).toEqual([])
  })
})

describe('by the Gannan list', () => {
  it.each<[string, Partial<DifficultyFacts>]>([
    ['独居', { categories: ['living-arrangement:alone'] }],
    ['空巢', { categories: ['household:empty-nest'] }],
    ['留守', { categories: ['household:left-behind'] }],
    ['失能（含失智）', { abilityLevel: 1 }],
    ['失能（含失智）', { categories: ['dementia:diagnosed'] }],
    ['计划生育特殊家庭', { categories: ['family-planning:disabled-only-child'] }],
  ])('%s is a member', (name, facts) => expect(whyOf('A', facts)).toEqual([name]))

  it('hardship, great age and a disability certificate are not on it', () => {
    expect(whyOf('A', { age: 95, abilityLevel: 0, categories: ['hardship:dibao', 'disability-grade:1'] })).toEqual([])
  })
})

describe('membership', () => {
  const categories = [
    ...new Set(
      specialDifficultyRules.flatMap(({ members }) =>
        members.flatMap(({ anyOf = [], with: also = [] }) => [...anyOf, ...also]),
      ),
    ),
    'merit:model-worker',
  ]
  const facts = fc.record({
    categories: fc.subarray(categories),
    abilityLevel: fc.option(fc.integer({ min: 0, max: 4 })),
    age: fc.integer({ min: 60, max: 110 }),
  })

  it('is never lost by one circumstance more, a higher level or a birthday', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...specialDifficultyRules),
        facts,
        fc.constantFrom(...categories),
        (rule, before, also) => {
          const held = specialDifficultyOf(rule, before)
          const after = [
            { ...before, categories: [...before.categories, also] },
            { ...before, abilityLevel: Math.min(4, (before.abilityLevel ?? -1) + 1) },
            { ...before, age: before.age + 1 },
          ]
          for (const later of after) expect(specialDifficultyOf(rule, later)).toEqual(expect.arrayContaining([...held]))
        },
      ),
    )
  })
})
