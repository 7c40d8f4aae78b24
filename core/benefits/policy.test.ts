import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from './decide.ts'
import { type FactRow, factRow } from './facts.ts'
import type { Policy } from './policy.ts'
import { readPolicy } from './read-policy.ts'
import { roundToFen } from './rounding.ts'

const said = { text: { zh: '条款', en: 'Clause' }, source: 'test', status: 'unverified' } as const

const base: Policy = {
  programme: 'service-subsidy',
  name: { zh: '养老服务补贴', en: 'Elderly-care service subsidy' },
  kind: 'cash',
  payer: said,
  payee: 'elder',
  catalogue: ['D02'],
  document: { title: said.text, number: 'unverified', date: 'unverified', source: 'test', status: 'unverified' },
  validFrom: '2026-01',
  validTo: '2027-01',
  region: '360700000000',
  basis: '户籍',
  who: [
    { clause: 'registered', ...said, rule: 'starts with(户籍地, "3607")' },
    { clause: 'poor', ...said, rule: '低保 or 特困' },
    { clause: 'alive', ...said, rule: '在世' },
  ],
  amount: { clause: 'by-age', ...said, fen: 'if 年龄 >= 90 then 10000 else 5000 + (年龄 - 80) * 333.335' },
  payment: { start: 'month-reached', end: 'month-of-death', rounding: 'yuan-up' },
  assumptions: [],
}

function compiled(policy: Policy = base) {
  const reading = readPolicy(policy)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.compiled
}

function pathsOf(policy: unknown): string[] {
  const reading = readPolicy(policy)
  return reading.ok
    ? []
    : reading.faults.map((fault) => `${fault.path}${fault.line ? ` ${fault.line}:${fault.column}` : ''}`)
}

const poor = (rest: Partial<FactRow>) =>
  factRow({ 户籍地: '360702000000', 在世: true, 低保: true, 特困: false, ...rest })

describe('a policy document', () => {
  test('names the facts a run has to fetch', () => {
    expect(compiled().facts).toEqual(['户籍地', '低保', '特困', '在世', '年龄'])
  })

  test('with a mistyped key or a missing English name is refused', () => {
    expect(pathsOf({ ...base, vaildTo: null })).toContain('/vaildTo')
    expect(pathsOf({ ...base, name: { zh: '补贴' } }).some((path) => path.startsWith('/name'))).toBe(true)
  })

  test('has the faults of all its rules named by path, line and column', () => {
    const who = [...base.who.slice(0, 2), { clause: 'alive', ...said, rule: '在世 and\n 年令 > 3' }]
    const amount = { clause: 'by-age', ...said, fen: '年龄 >= 90' }
    expect(pathsOf({ ...base, who, amount })).toEqual(['/who/2/rule 2:2', '/amount/fen 1:1'])
  })

  test('is refused when it does not do what it says of itself', () => {
    expect(pathsOf({ ...base, basis: '常住' })).toEqual(['/basis'])
    expect(pathsOf({ ...base, who: base.who.slice(0, 2) })).toEqual(['/payment/end'])
    expect(pathsOf({ ...base, payment: { ...base.payment, start: 'month-after' } })).toEqual(['/payment/start'])
    expect(pathsOf({ ...base, validTo: '2026-01' })).toEqual(['/validTo'])
    expect(pathsOf({ ...base, who: [...base.who, ...base.who] })).toHaveLength(3)
  })
})

describe('a decision', () => {
  test('computes and rounds an amount, and names the clauses that hold', () => {
    expect(decide(compiled(), poor({ 年龄: 82 }), '2026-11')).toEqual({
      due: true,
      fen: 5700,
      because: ['registered', 'poor', 'alive'],
      case: 'by-age',
    })
  })

  test('names all failing clauses at once', () => {
    const facts = poor({ 户籍地: '110000000000', 低保: false })
    expect(decide(compiled(), facts, '2026-11')).toEqual({ due: false, because: ['registered', 'poor'], unknown: [] })
  })

  test('is not due while a fact is missing that would settle it, and says which', () => {
    expect(decide(compiled(), poor({ 低保: null }), '2026-11')).toEqual({
      due: false,
      because: ['poor'],
      unknown: ['低保'],
    })
    expect(decide(compiled(), poor({}), '2026-11')).toEqual({ due: false, because: ['by-age'], unknown: ['年龄'] })
  })

  test('does not ask for a fact that would change nothing', () => {
    expect(decide(compiled(), poor({ 低保: null, 特困: true, 年龄: 90 }), '2026-11')).toMatchObject({ fen: 10000 })
  })

  test('is due only in the months of the policy', () => {
    const facts = poor({ 年龄: 90 })
    expect(decide(compiled(), facts, '2026-12').due).toBe(true)
    expect(decide(compiled(), facts, '2027-01')).toMatchObject({ due: false, because: ['in-force'] })
  })

  test('pays whole fen above zero or nothing, and knowing more never takes away what was due', () => {
    const truth = fc.option(fc.boolean(), { nil: null })
    const partial = fc.record({
      年龄: fc.option(fc.integer({ min: 0, max: 120 }), { nil: null }),
      低保: truth,
      特困: truth,
      在世: truth,
    })
    fc.assert(
      fc.property(partial, fc.boolean(), fc.boolean(), (known, 低保, 特困) => {
        const before = decide(compiled(), poor(known), '2026-11')
        const after = decide(
          compiled(),
          poor({ ...known, 低保: known.低保 ?? 低保, 特困: known.特困 ?? 特困 }),
          '2026-11',
        )
        if (before.due) {
          expect(Number.isSafeInteger(before.fen) && before.fen > 0).toBe(true)
          expect(after).toEqual(before)
        } else if (before.unknown.length === 0) expect(after.due).toBe(false)
      }),
    )
  })
})

describe('rounding', () => {
  test('removes what binary floats add before it rounds', () => {
    expect(roundToFen((0.1 + 0.2) * 100, 'yuan-up')).toBe(100)
    expect(roundToFen(1.005 * 1000, 'fen-nearest')).toBe(1005)
    expect(roundToFen(29.000000001, 'fen-down')).toBe(29)
  })

  test('never moves an amount by more than its unit, and only in its direction', () => {
    const amounts = fc.integer({ min: 1, max: 10 ** 11 }).map((grains) => grains / 10_000)
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(roundToFen(amount, 'fen-down')).toBeLessThanOrEqual(amount)
        expect(roundToFen(amount, 'yuan-up')).toBeGreaterThanOrEqual(amount - 1e-4)
        expect(roundToFen(amount, 'yuan-up') % 100).toBe(0)
        expect(Math.abs(roundToFen(amount, 'fen-nearest') - amount)).toBeLessThanOrEqual(0.5001)
        expect(Math.abs(roundToFen(amount, 'yuan-nearest') - amount)).toBeLessThanOrEqual(50.0001)
      }),
    )
  })
})
