import { describe, expect, test } from 'vitest'
import { readLayer, readPolicy, readPolicyDocument, readRelations } from './read-policy.ts'

const said = { text: { zh: '条款', en: 'Clause' }, source: 'test', status: 'unverified' } as const
const document = { title: said.text, number: 'unverified', date: 'unverified', source: 'test', status: 'unverified' }
const placed = { programme: 'old-age-allowance', document, validFrom: '2026-01', validTo: null }

const national = {
  ...placed,
  name: { zh: '高龄津贴', en: 'Advanced-age allowance' },
  kind: 'cash',
  payer: said,
  payee: 'elder',
  catalogue: ['D01'],
  region: '000000000000',
  basis: '户籍',
  floor: said,
  who: [
    { clause: 'registered', ...said, rule: 'starts with(户籍地, "")' },
    { clause: 'age-80', ...said, rule: '年龄 >= 80' },
    { clause: 'alive', ...said, rule: '在世' },
  ],
  amount: { clause: 'amount-set-locally', ...said, fen: null },
  payment: { start: 'month-reached', end: 'month-of-death', rounding: 'fen-nearest' },
  assumptions: [],
}

const city = { ...placed, region: '360700000000', extends: '000000000000' }
const cases = (from = 80) => ({
  cases: [
    { clause: 'old', ...said, when: '年龄 >= 90', fen: 20000 },
    { clause: 'young', ...said, when: `年龄 >= ${from}`, fen: 5000 },
  ],
})

function above() {
  const reading = readPolicy(national)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.compiled
}

function faultsOf(layer: object) {
  const reading = readLayer({ ...city, ...layer }, above())
  return reading.ok ? [] : reading.faults
}

describe('a national policy without an amount', () => {
  test('is read, and says that the amount is not set', () => {
    expect(above().amount).toMatchObject({ kind: 'cases', cases: [{ fen: null }] })
  })
})

describe('a layer', () => {
  test('sets the amount that the level above leaves open', () => {
    const reading = readPolicyDocument({ ...city, amount: cases() }, above())
    expect(reading.ok && reading.compiled.policy).toMatchObject({ region: '360700000000', name: national.name })
  })

  test('has faults in its own rules named where it writes them', () => {
    expect(faultsOf({ who: { add: [{ clause: 'poor', ...said, rule: '低宝' }] }, amount: cases() })).toMatchObject([
      { path: '/who/add/0/rule', line: 1, column: 1 },
    ])
  })

  test('that excludes people whom the level above includes is refused, with one of them', () => {
    const [fault] = faultsOf({ amount: cases(), who: { add: [{ clause: 'poor', ...said, rule: '低保' }] } })
    expect(fault?.message.zh).toContain('低于上级规定的底线')
    expect(fault?.message.zh).toContain('低保 否')
    expect(fault?.message.en).toContain('an amount there, nothing here')
  })

  test('whose amounts leave somebody out is refused', () => {
    expect(faultsOf({ amount: cases(81) })[0]?.message.zh).toContain('年龄 80')
  })

  test('upon nothing is refused', () => {
    const reading = readLayer({ ...city, amount: cases() }, undefined)
    expect(!reading.ok && reading.faults.map(({ path }) => path)).toEqual(['/extends'])
  })

  test('with a mistyped key is refused', () => {
    expect(faultsOf({ amount: cases(), amuont: cases() }).map(({ path }) => path)).toContain('/amuont')
  })
})

describe('a document of relations', () => {
  const relation = {
    clause: 'together',
    ...said,
    first: 'old-age-allowance',
    second: 'nursing-subsidy',
    relation: 'both',
  }
  const base = { document, validFrom: '2026-01', validTo: null, region: '360700000000' }

  test('is read, and refused with an unknown kind of relation', () => {
    expect(readRelations({ ...base, relations: [relation] }).ok).toBe(true)
    expect(readRelations({ ...base, relations: [{ ...relation, relation: 'stack' }] }).ok).toBe(false)
    expect(readRelations({ ...base, relations: [relation, relation] }).ok).toBe(false)
  })
})
