import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decide } from '@yinian/core/benefits/decide.ts'
import { type FactRow, factRow } from '@yinian/core/benefits/facts.ts'
import { expect, it } from 'vitest'
import { readPolicyText } from './read-policies.ts'
import { policyFolder, shippedPolicies } from './shipped-policies.ts'

const file = '360700/old-age-allowance.yaml'
const text = readFileSync(join(policyFolder, file), 'utf8')
const faultsOf = (changed: string, name = file) => {
  const reading = readPolicyText(name, changed)
  return reading.ok ? [] : reading.faults
}
const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length

it('the published policies are in force for every division below them, by month', () => {
  const policies = shippedPolicies()
  const codes = (region: string, month: string) => policies.inForce(region, month).map(({ policy }) => policy.programme)
  const national = ['consumption-voucher', 'nursing-subsidy', 'old-age-allowance', 'service-subsidy']
  expect(codes('360702007001', '2026-11')).toEqual([...national, 'tekun-nursing-allowance'])
  expect(codes('360702007001', '2019-12')).toEqual(['old-age-allowance'])
  expect(codes('360800000000', '2026-11')).toEqual(national)
})

it('each place pays what its own level or the nearest above it lays down', () => {
  const policies = shippedPolicies()
  const paid = (region: string, programme: string, known: Partial<FactRow>) => {
    const compiled = policies.find(programme, region, '2026-11')
    if (!compiled) throw new Error(`${programme} is in force`)
    const found = decide(compiled, factRow({ 户籍地: region, 居住地: region, 在世: true, ...known }), '2026-11')
    return found.due ? found.fen : found.unset ? 'unset' : found.because
  }
  const allowance = (region: string, age: number) => paid(region, 'old-age-allowance', { 年龄: age })
  expect([allowance('360702001001', 85), allowance('130102001001', 85), allowance('130102001001', 100)]).toEqual([
    10000,
    'unset',
    30000,
  ])
  expect([allowance('410802001001', 85), allowance('410802001001', 95), allowance('623001001001', 85)]).toEqual([
    'unset',
    20000,
    2500,
  ])
  expect(allowance('450102001001', 85)).toBe('unset')
  const poor = { 年龄: 82, 特困: false, 低保: true, 低收入: false }
  expect(paid('360702001001', 'service-subsidy', poor)).toBe(5000)
  expect(paid('360702001001', 'service-subsidy', { ...poor, 年龄: 79 })).toEqual(['age-60'])
  expect(paid('130102001001', 'service-subsidy', poor)).toBe('unset')
  const disabled = { ...poor, 能力等级: 3, 领取重残护理补贴: false }
  expect(paid('360702001001', 'nursing-subsidy', disabled)).toBe(5000)
  expect(paid('360702001001', 'nursing-subsidy', { ...disabled, 领取重残护理补贴: true })).toEqual([
    'no-disability-nursing',
  ])
  expect(paid('360702001001', 'consumption-voucher', disabled)).toBe(80000)
})

it('a policy of a lower level names the division that each of its statements comes from', () => {
  const policy = shippedPolicies().find('nursing-subsidy', '360702001001', '2026-11')?.policy
  expect(policy?.region).toBe('360000000000')
  expect(policy?.who.map(({ clause, from }) => [clause, from ?? 'own'])).toEqual([
    ['registered', 'own'],
    ['age-60', '000000000000'],
    ['in-difficulty', 'own'],
    ['cannot-care', '000000000000'],
    ['alive', '000000000000'],
    ['no-disability-nursing', 'own'],
  ])
})

it('a fault in a rule is named with the line and column where it stands in the file', () => {
  const faults = faultsOf(text.replace('rule: 年龄 >= 80', 'rule: 年令 >= 80'))
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(new RegExp(`^${file}:${lineOf('rule: 年龄 >= 80')}:11 .*年令`))
})

it('a fault inside a quoted or a block rule is placed inside it', () => {
  const line = lineOf('rule: 年龄 >= 80')
  expect(faultsOf(text.replace('rule: 年龄 >= 80', 'rule: "年龄 >= 八十"'))[0]).toContain(`:${line}:18 `)
  expect(faultsOf(text.replace('rule: 年龄 >= 80', 'rule: |\n      年龄 >= 60\n      and 年令 >= 80'))[0]).toContain(
    `:${line + 2}:11 `,
  )
})

it('a missing or mistyped key and broken YAML are named with their place', () => {
  expect(faultsOf(text.replace('basis: 户籍', 'basis: 居住'))[0]).toContain(`${file}:${lineOf('basis: 户籍')}:8 `)
  expect(faultsOf(text.replace('programme: old', '\tprogramme: old'))[0]).toMatch(/:3:1 .*YAML/)
  expect(faultsOf(text, '360800/old-age-allowance.yaml')[0]).toContain(':1:1 ')
})
