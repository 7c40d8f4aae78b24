import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { circumstanceKinds } from '../people/circumstances.ts'
import { factDefinition, factNames } from './facts.ts'
import { type Person, personFacts, sourcesOf } from './person-facts.ts'
import { isPossible } from './rule-types.ts'

const wang: Person = {
  birth: '1946-11-21',
  sex: 'male',
  diedOn: null,
  region: '360702001001',
  registeredRegion: '360702001001',
  formerly: [],
  circumstances: [],
  levels: [],
}
const having = (kind: string, value: string, from = '2020-01-01', to: string | null = null) => ({
  kind,
  value,
  from,
  to,
})
const factsOf = (rest: Partial<Person>, month = '2026-11') => personFacts({ ...wang, ...rest }, month)

describe('the facts of a person in a month', () => {
  test('who is on no list is known not to be; who was never assessed is not known', () => {
    expect(factsOf({})).toMatchObject({
      年龄: 80,
      月初年龄: 79,
      特困: false,
      供养方式: '无',
      低保: false,
      残疾类别: '无',
      残疾等级: '无',
      计划生育特殊家庭: false,
      优抚: false,
      独居: null,
      机构入住: null,
      自理程度: null,
      能力等级: null,
      领取长护险待遇: null,
      居住月数: null,
    })
  })

  test('a tekun person has the grade and support that were recorded, and none that were not', () => {
    const tekun = having('hardship', 'tekun')
    expect(factsOf({ circumstances: [tekun] })).toMatchObject({ 特困: true, 供养方式: null, 自理程度: null })
    const recorded = [tekun, having('tekun-support', 'dispersed'), having('tekun-self-care', 'partial')]
    expect(factsOf({ circumstances: recorded })).toMatchObject({ 供养方式: '分散', 自理程度: '半护理', 低保: false })
  })

  test('what held on any day of the month counts, and of two that exclude each other the later', () => {
    const changed = [having('hardship', 'dibao', '2020-01-01', '2026-11-15'), having('hardship', 'tekun', '2026-11-15')]
    expect(factsOf({ circumstances: changed })).toMatchObject({ 特困: true, 低保: false })
    expect(factsOf({ circumstances: changed }, '2026-10')).toMatchObject({ 特困: false, 低保: true })
    const ended = [having('hardship', 'dibao', '2020-01-01', '2026-11-01')]
    expect(factsOf({ circumstances: ended })).toMatchObject({ 低保: false })
  })

  test('only a lost or disabled only child makes a family-planning special family', () => {
    const family = (value: string) => factsOf({ circumstances: [having('family-planning', value)] }).计划生育特殊家庭
    expect(['lost-only-child', 'disabled-only-child'].map(family)).toEqual([true, true])
    expect(['one-child-hardship', 'two-daughters-hardship'].map(family)).toEqual([false, false])
  })

  test('a certificate whose grade was not recorded leaves the grade unknown, two kinds are multiple', () => {
    expect(factsOf({ circumstances: [having('disability', 'visual')] })).toMatchObject({
      残疾类别: '视力',
      残疾等级: null,
    })
    const both = [having('disability', 'visual'), having('disability', 'hearing'), having('disability-grade', '2')]
    expect(factsOf({ circumstances: both })).toMatchObject({ 残疾类别: '多重', 残疾等级: '二级' })
  })

  test('an assessment counts while it is valid, the latest before earlier ones', () => {
    const levels = [
      { level: 1, from: '2025-12-01', until: '2026-11-30' },
      { level: 3, from: '2026-11-20', until: '2027-11-19' },
    ]
    expect(factsOf({ levels }).能力等级).toBe(3)
    expect(factsOf({ levels }, '2026-10').能力等级).toBe(1)
    expect(factsOf({ levels }, '2027-12').能力等级).toBeNull()
  })

  test('a person belongs to the place of the first day of the month', () => {
    const formerly = [{ region: '360703001001', registeredRegion: '360703001001', from: null, to: '2026-10-10' }]
    expect(factsOf({ formerly }, '2026-10')).toMatchObject({ 户籍地: '360703001001', 居住地: '360703001001' })
    expect(factsOf({ formerly })).toMatchObject({ 户籍地: '360702001001', 居住月数: 0 })
    expect(factsOf({ formerly }, '2027-11').居住月数).toBe(12)
  })

  test('are all possible, whatever was recorded', () => {
    const kinds = Object.entries(circumstanceKinds).flatMap(([kind, { values }]) =>
      Object.keys(values).map((value) => ({ kind, value })),
    )
    const day = fc.constantFrom('2019-05-01', '2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01')
    const held = fc.record({ one: fc.constantFrom(...kinds), from: day, to: fc.option(day) })
    fc.assert(
      fc.property(fc.array(held), (all) => {
        const facts = factsOf({ circumstances: all.map(({ one, from, to }) => ({ ...one, from, to })) })
        for (const name of factNames) {
          const value = facts[name]
          if (value !== null) expect(isPossible(factDefinition(name), value), `${name} = ${value}`).toBe(true)
        }
      }),
    )
  })
})

describe('the parts of a file that a fact is drawn from', () => {
  const full: Partial<Person> = {
    circumstances: [
      ...Object.entries(circumstanceKinds).flatMap(([kind, { values }]) =>
        Object.keys(values).map((value) => having(kind, value)),
      ),
    ],
    levels: [{ level: 3, from: '2026-01-01', until: '2027-12-31' }],
    formerly: [{ region: '360703001001', registeredRegion: '360703001002', from: null, to: '2024-05-01' }],
  }

  test('are enough to tell it: without the others it comes out the same', () => {
    for (const name of factNames) {
      const sources = sourcesOf([name])
      const needed = factsOf({
        ...full,
        ...(sources.has('circumstances') ? {} : { circumstances: [] }),
        ...(sources.has('levels') ? {} : { levels: [] }),
      })
      expect(needed[name], name).toEqual(factsOf(full)[name])
    }
    expect(sourcesOf(['年龄', '户籍地', '在世'])).toEqual(new Set())
  })
})
