import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparePolicies, findBelowFloor } from './compare-policies.ts'
import { type CompiledPolicy, compilePolicy } from './compile-policy.ts'
import { decide } from './decide.ts'
import { factRow } from './facts.ts'
import { joinLayer } from './layers.ts'
import type { Policy, PolicyLayer } from './policy.ts'

const said = { text: { zh: '条款', en: 'Clause' }, source: 'test', status: 'unverified' } as const
const document = {
  title: said.text,
  number: 'unverified',
  date: 'unverified',
  source: 'test',
  status: 'unverified',
} as const

const province: Policy = {
  programme: 'old-age-allowance',
  name: { zh: '高龄津贴', en: 'Advanced-age allowance' },
  kind: 'cash',
  payer: said,
  payee: 'elder',
  catalogue: ['D01'],
  document,
  validFrom: '2026-01',
  validTo: null,
  region: '360000000000',
  basis: '户籍',
  floor: said,
  who: [
    { clause: 'registered', ...said, rule: 'starts with(户籍地, "36")' },
    { clause: 'age-80', ...said, rule: '年龄 >= 80' },
    { clause: 'alive', ...said, rule: '在世' },
  ],
  amount: {
    cases: [
      { clause: 'age-100', ...said, when: '年龄 >= 100', fen: 30000 },
      { clause: 'age-80-99', ...said, when: '年龄 >= 80', fen: 5000 },
    ],
  },
  payment: { start: 'month-reached', end: 'month-of-death', rounding: 'fen-nearest' },
  assumptions: [],
}

const city: PolicyLayer = {
  programme: 'old-age-allowance',
  document,
  validFrom: '2026-01',
  validTo: null,
  region: '360700000000',
  extends: '360000000000',
}

function compiled(policy: Policy): CompiledPolicy {
  const reading = compilePolicy(policy)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.compiled
}

function joined(layer: Partial<PolicyLayer>): Policy {
  const join = joinLayer(province, { ...city, ...layer })
  if (!join.ok) throw new Error(JSON.stringify(join.faults))
  return join.policy
}

function misfits(layer: Partial<PolicyLayer>): string[] {
  const join = joinLayer(province, { ...city, ...layer })
  return join.ok ? [] : join.faults.map(({ path }) => path)
}

const here = { 户籍地: '360702001001', 在世: true } as const
const fenAt = (policy: Policy, age: number) => {
  const found = decide(compiled(policy), factRow({ ...here, 年龄: age }), '2026-11')
  return found.due ? found.fen : 0
}

describe('a layer', () => {
  test('that says nothing pays what the level above pays, each clause named as the level’s above', () => {
    const policy = joined({})
    expect(policy.region).toBe('360700000000')
    expect(policy.who.every(({ from }) => from === province.region)).toBe(true)
    fc.assert(fc.property(fc.integer({ min: 0, max: 120 }), (age) => fenAt(policy, age) === fenAt(province, age)))
  })

  test('raises one case and leaves the others', () => {
    const policy = joined({ amount: { replace: [{ clause: 'age-100', ...said, when: '年龄 >= 100', fen: 100000 }] } })
    expect([fenAt(policy, 100), fenAt(policy, 99)]).toEqual([100000, 5000])
    expect('cases' in policy.amount && policy.amount.cases.map(({ from }) => from)).toEqual([
      undefined,
      province.region,
    ])
  })

  test('replaces, adds and removes conditions', () => {
    const policy = joined({
      who: {
        replace: [{ clause: 'age-80', ...said, rule: '年龄 >= 70' }],
        add: [{ clause: 'lives-here', ...said, rule: 'starts with(居住地, "3607")' }],
      },
      amount: { add: [{ clause: 'age-70', ...said, when: '年龄 >= 70', fen: 1000 }] },
    })
    expect(policy.who.map(({ clause, from }) => [clause, from ?? 'own'])).toEqual([
      ['registered', province.region],
      ['age-80', 'own'],
      ['alive', province.region],
      ['lives-here', 'own'],
    ])
    const facts = factRow({ ...here, 年龄: 72, 居住地: '360702000000' })
    expect(decide(compiled(policy), facts, '2026-11')).toMatchObject({ due: true, fen: 1000, case: 'age-70' })
    expect(joined({ who: { remove: ['age-80'] } }).who.map(({ clause }) => clause)).toEqual(['registered', 'alive'])
  })

  test('replaces the whole amount', () => {
    const table = {
      hit: 'unique',
      inputs: ['年龄'],
      rows: [{ clause: 'all', ...said, when: ['>= 80'], fen: 8000 }],
    } as const
    expect(
      fenAt(
        joined({
          amount: {
            table: {
              ...table,
              rows: [...table.rows].map((row) => ({ ...row, when: [...row.when] })),
              inputs: ['年龄'],
            },
          },
        }),
        85,
      ),
    ).toBe(8000)
  })

  test('that changes a clause nobody has, or lies beside the level above, is refused where it says so', () => {
    expect(misfits({ who: { replace: [{ clause: 'poor', ...said, rule: '低保' }], remove: ['rich'] } })).toEqual([
      '/who/replace/0/clause',
      '/who/remove/0',
    ])
    expect(misfits({ amount: { replace: [{ clause: 'age-90', ...said, when: '年龄 >= 90', fen: 1 }] } })).toEqual([
      '/amount/replace/0/clause',
    ])
    expect(misfits({ region: '410800000000' })).toEqual(['/region'])
    expect(misfits({ extends: '000000000000' })).toEqual(['/extends'])
  })
})

describe('the floor of a level above', () => {
  const below = (layer: Partial<PolicyLayer>) => findBelowFloor(compiled(province), compiled(joined(layer)))

  test('allows more money and more people', () => {
    const more = { clause: 'age-80-99', ...said, when: '年龄 >= 80', fen: 5001 }
    expect(below({})).toEqual([])
    expect(below({ amount: { replace: [more] } })).toEqual([])
    expect(below({ who: { replace: [{ clause: 'age-80', ...said, rule: '年龄 >= 60' }] } })).toEqual([])
  })

  test('names somebody who would get less', () => {
    const less = { clause: 'age-100', ...said, when: '年龄 >= 100', fen: 20000 }
    expect(below({ amount: { replace: [less] } })).toMatchObject([{ before: 30000, after: 20000 }])
  })

  test('names somebody who would get nothing', () => {
    const [found] = below({ who: { add: [{ clause: 'poor', ...said, rule: '低保' }] } })
    expect(found).toMatchObject({ before: 30000, after: null, facts: { 低保: false } })
    expect(found?.person.zh).toContain('低保 否')
  })

  test('holds whatever amounts a lower level writes: it is broken exactly where somebody loses', () => {
    const ages = fc.record({
      split: fc.integer({ min: 81, max: 110 }),
      young: fc.integer({ min: 1, max: 20000 }),
      old: fc.integer({ min: 1, max: 60000 }),
    })
    fc.assert(
      fc.property(ages, ({ split, young, old }) => {
        const policy = joined({
          amount: {
            cases: [
              { clause: 'old', ...said, when: `年龄 >= ${split}`, fen: old },
              { clause: 'young', ...said, when: '年龄 >= 80', fen: young },
            ],
          },
        })
        const loses = Array.from({ length: 71 }, (_, at) => 80 + at).some(
          (age) => fenAt(policy, age) < fenAt(province, age),
        )
        return findBelowFloor(compiled(province), compiled(policy)).length > 0 === loses
      }),
    )
  })
})

describe('two versions of a policy', () => {
  test('differ in one line for each way in which somebody is concerned, losses first', () => {
    const changed: Policy = {
      ...province,
      who: [province.who[0], { clause: 'age-80', ...said, rule: '年龄 >= 85' }, province.who[2]] as Policy['who'],
      amount: {
        cases: [
          { clause: 'age-100', ...said, when: '年龄 >= 100', fen: 50000 },
          { clause: 'age-80-99', ...said, when: '年龄 >= 80', fen: 5000 },
        ],
      },
    }
    const { differences, whole } = comparePolicies(compiled(province), compiled(changed))
    expect(whole).toBe(true)
    expect(differences.map(({ before, after }) => [before, after])).toEqual([
      [5000, null],
      [30000, 50000],
    ])
    expect(comparePolicies(compiled(province), compiled(province)).differences).toEqual([])
  })
})
