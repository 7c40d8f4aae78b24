import { describe, expect, test } from 'vitest'
import type { Policy } from './policy.ts'
import { readPolicy } from './read-policy.ts'

const said = { text: { zh: '条款', en: 'Clause' }, source: 'test', status: 'unverified' } as const
const row = (clause: string, when: string[], fen: number | null = 5000) => ({ clause, ...said, when, fen })

const base: Policy = {
  programme: 'old-age-allowance',
  name: { zh: '高龄津贴', en: 'Advanced-age allowance' },
  kind: 'cash',
  payer: said,
  payee: 'elder',
  catalogue: ['D01'],
  document: { title: said.text, number: 'unverified', date: 'unverified', source: 'test', status: 'unverified' },
  validFrom: '2026-01',
  validTo: null,
  region: '360700000000',
  basis: '户籍',
  who: [
    { clause: 'registered', ...said, rule: 'starts with(户籍地, "3607")' },
    { clause: 'age-80', ...said, rule: '年龄 >= 80' },
    { clause: 'alive', ...said, rule: '在世' },
  ],
  amount: {
    table: {
      hit: 'unique',
      inputs: ['年龄', '低保'],
      rows: [row('young', ['[80..89]', 'false']), row('young-poor', ['[80..89]', 'true']), row('old', ['>= 90', '-'])],
    },
  },
  payment: { start: 'month-reached', end: 'month-of-death', rounding: 'fen-nearest' },
  assumptions: [],
}

function faultsOf(change: object) {
  const reading = readPolicy({ ...base, ...change })
  return reading.ok ? [] : reading.faults.map(({ path, message, line, column }) => ({ path, message, line, column }))
}

const rows = (...of: ReturnType<typeof row>[]) => ({
  amount: { table: { hit: 'unique', inputs: ['年龄', '低保'], rows: of } },
})

describe('a decision table', () => {
  test('without gap or overlap is read', () => {
    expect(faultsOf({})).toEqual([])
  })

  test('with a gap names somebody who falls into it', () => {
    const [fault, ...more] = faultsOf(rows(row('young', ['[80..89]', '-']), row('old', ['>= 91', '-'])))
    expect(more).toEqual([])
    expect(fault?.path).toBe('/amount')
    expect(fault?.message.zh).toContain('年龄 90')
    expect(fault?.message.en).toContain('age 90')
  })

  test('may leave people without an amount when it says so', () => {
    expect(faultsOf({ ...rows(row('old', ['>= 91', '-'])), otherwise: 'nothing' })).toEqual([])
  })

  test('with two rows that hold at once names both and somebody they hold for', () => {
    const [fault] = faultsOf(rows(row('young', ['[80..90]', '-']), row('old', ['>= 90', '-'])))
    expect(fault?.path).toBe('/amount/table/rows/1')
    expect(fault?.message.zh).toContain('年龄 90')
  })

  test('with a row that nobody comes to says so', () => {
    const paths = faultsOf(rows(row('all', ['>= 80', '-']), row('child', ['< 18', '-']))).map(({ path }) => path)
    expect(paths).toEqual(['/amount/table/rows/1'])
  })

  test('places a fault in the cell it stands in', () => {
    const [fault] = faultsOf(rows(row('young', ['[80..', '-'])))
    expect(fault).toMatchObject({ path: '/amount/table/rows/0/when/0', line: 1 })
    expect(faultsOf(rows(row('young', ['"八十"', '-'])))[0]?.path).toBe('/amount/table/rows/0/when/0')
    expect(faultsOf(rows(row('young', ['>= 80'])))[0]).toMatchObject({
      path: '/amount/table/rows/0/when',
      message: { zh: '决策表有 2 个输入，这一行有 1 个条目' },
    })
  })

  test('of a fact that does not exist says so at the input', () => {
    const table = { hit: 'unique', inputs: ['年令'], rows: [row('one', ['>= 80'])] }
    expect(faultsOf({ amount: { table } })[0]?.path).toBe('/amount/table/inputs/0')
  })
})

describe('a policy', () => {
  test('whose conditions nobody can meet is refused', () => {
    const never = { clause: 'never', ...said, rule: '年龄 < 80' }
    expect(faultsOf({ who: [...base.who, never] }).map(({ path }) => path)).toEqual(['/who'])
    const both = { clause: 'both', ...said, rule: '特困 and 低保' }
    expect(faultsOf({ who: [...base.who, both] }).map(({ path }) => path)).toEqual(['/who'])
  })

  test('with an example that does not hold says what came out', () => {
    const facts = { 户籍地: '360702001001', 在世: true, 年龄: 85, 低保: false } as const
    const name = { zh: '八十五岁', en: 'Aged 85' }
    expect(faultsOf({ examples: [{ name, facts, expect: { fen: 5000 } }] })).toEqual([])
    expect(faultsOf({ examples: [{ name, facts, expect: { fen: 6000 } }] })).toMatchObject([
      { path: '/examples/0', message: { zh: '例子应为 60.00 元，结果为 50.00 元' } },
    ])
    expect(faultsOf({ examples: [{ name, facts, expect: { fails: ['alive'] } }] })).toHaveLength(1)
  })

  test('has examples for who is refused and for whom a fact is missing', () => {
    const name = { zh: '例子', en: 'Example' }
    const facts = { 户籍地: '360702001001', 在世: true, 年龄: 79 } as const
    const unknown = { name, facts: { ...facts, 年龄: 85 }, expect: { missing: ['低保'] } }
    expect(faultsOf({ examples: [{ name, facts, expect: { fails: ['age-80'] } }, unknown] })).toEqual([])
  })

  test('with an amount of a fraction of a fen is refused', () => {
    const cases = [{ clause: 'all', ...said, when: '年龄 >= 80', fen: 100.5 }]
    expect(faultsOf({ amount: { cases } }).some(({ path }) => path.startsWith('/amount'))).toBe(true)
  })
})
