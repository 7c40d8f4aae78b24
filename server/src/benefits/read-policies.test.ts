import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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
  expect(codes('360702007001', '2026-11')).toEqual(['old-age-allowance', 'tekun-nursing-allowance'])
  expect(codes('360702007001', '2019-12')).toEqual(['old-age-allowance'])
  expect(codes('360800000000', '2026-11')).toEqual([])
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
