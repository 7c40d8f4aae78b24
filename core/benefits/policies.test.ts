import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { CompiledPolicy } from './compile-policy.ts'
import { decide } from './decide.ts'
import { explainDecision } from './explain-decision.ts'
import { type FactRow, factRow } from './facts.ts'
import { readPolicy } from './read-policy.ts'

const folder = new URL('../../policies/', import.meta.url)

function policyAt(file: string): CompiledPolicy {
  const reading = readPolicy(parse(readFileSync(new URL(file, folder), 'utf8')))
  if (!reading.ok) throw new Error(reading.faults.map((fault) => `${fault.path} ${fault.message.en}`).join('\n'))
  return reading.compiled
}

describe('the advanced-age allowance of Ganzhou', () => {
  const policy = policyAt('360700/old-age-allowance.yaml')
  const elder = (age: number, rest: Partial<FactRow> = {}) =>
    factRow({ 年龄: age, 户籍地: '360702001001', 在世: true, ...rest })

  test.each([
    [80, 5000],
    [84, 5000],
    [85, 10000],
    [90, 20000],
    [95, 30000],
    [100, 100000],
    [118, 100000],
  ])('at %i pays %i fen', (age, fen) => {
    expect(decide(policy, elder(age), '2026-11')).toMatchObject({ due: true, fen })
  })

  test('is not due at 79, after the month of death, or elsewhere, and says which clause fails', () => {
    expect(decide(policy, elder(79), '2026-11')).toEqual({ due: false, because: ['age-80'], unknown: [] })
    expect(decide(policy, elder(85, { 在世: false }), '2026-11')).toMatchObject({ because: ['alive'] })
    expect(decide(policy, elder(85, { 户籍地: '360100000000' }), '2026-11')).toMatchObject({ because: ['registered'] })
    expect(decide(policy, elder(85), '2017-12')).toMatchObject({ due: false, because: ['in-force'] })
  })

  test('is marked unverified in all its amounts', () => {
    const { amount, document } = policy.policy
    expect(document.status).toBe('unverified')
    expect('cases' in amount && amount.cases.every((one) => one.status === 'unverified')).toBe(true)
  })

  test('reads both ends of an age band with the age they are compared with', () => {
    const lines = explainDecision(policy, elder(82), '2026-11').amount[0]?.lines.map((line) => line.zh)
    expect(lines).toEqual(['年龄 in [80..84] → 82 ≥ 80 是', '年龄 in [80..84] → 82 ≤ 84 是'])
  })

  test('reads clause by clause for an elder who is not yet 80', () => {
    const reading = explainDecision(policy, elder(79), '2026-11')
    expect(reading.conditions.map(({ clause, outcome }) => [clause, outcome])).toEqual([
      ['registered', 'met'],
      ['age-80', 'not-met'],
      ['alive', 'met'],
    ])
    expect(reading.conditions[1]?.lines).toEqual([{ zh: '年龄 >= 80 → 79 ≥ 80 否', en: '年龄 >= 80 → 79 ≥ 80 no' }])
    expect(reading.amount).toEqual([])
  })
})

describe('the tekun nursing allowance of Ganzhou', () => {
  const policy = policyAt('360700/tekun-nursing-allowance.yaml')
  const tekun = (rest: Partial<FactRow>) => factRow({ 特困: true, 户籍地: '360702001001', 在世: true, ...rest })

  test.each([
    ['全护理', 120000],
    ['半护理', 30000],
    ['全自理', 7000],
  ] as const)('pays the self-care grade %s %i fen, whatever the ability level says', (grade, fen) => {
    expect(decide(policy, tekun({ 自理程度: grade, 能力等级: 0 }), '2026-11')).toMatchObject({ due: true, fen })
  })

  test.each([
    [0, 7000],
    [1, 30000],
    [2, 30000],
    [3, 120000],
    [4, 120000],
  ])('without a grade pays ability level %i %i fen', (level, fen) => {
    expect(decide(policy, tekun({ 能力等级: level }), '2026-11')).toMatchObject({ due: true, fen })
  })

  test('pays nobody whose grade and level are both unknown, and asks for them', () => {
    expect(decide(policy, tekun({}), '2026-11')).toEqual({
      due: false,
      because: ['disabled'],
      unknown: ['自理程度', '能力等级'],
    })
  })

  test('says that the amounts are confirmed and the mapping is ours', () => {
    const { amount, assumptions } = policy.policy
    expect('cases' in amount && amount.cases.every((one) => one.status === 'confirmed')).toBe(true)
    expect(assumptions.every((one) => one.status === 'unverified')).toBe(true)
  })
})
