import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { explainDecision } from './explain-decision.ts'
import { factRow } from './facts.ts'
import { KnownFacts } from './known-facts.ts'
import { readPolicy } from './read-policy.ts'
import { runProcedure } from './run.ts'
import * as runs from './run-api.ts'
import { DecisionReadingSchema } from './schemas.ts'

describe('what benefits can be asked', () => {
  test('every event of a run has an endpoint with the permission the procedure names', () => {
    const endpoints = Object.values(runs).filter((endpoint) => endpoint.method === 'POST')
    for (const [event, { permission }] of Object.entries(runProcedure.events)) {
      const serving = endpoints.filter((endpoint) => endpoint.path.endsWith(`/${event}`))
      expect(serving.map((endpoint) => endpoint.permission)).toEqual([permission])
    }
  })

  test('the calculator takes facts that can be, known or not, and refuses all others', () => {
    expect(Value.Check(KnownFacts, { 年龄: 80, 能力等级: null, 自理程度: '半护理', 户籍地: '360702001001' })).toBe(true)
    for (const impossible of [
      { 年龄: 80.5 },
      { 能力等级: 5 },
      { 自理程度: '失能' },
      { 户籍地: '3607' },
      { 年令: 80 },
    ]) {
      expect(Value.Check(KnownFacts, impossible)).toBe(false)
    }
  })

  test('an explained decision fits the reply, whatever is known', () => {
    const said = { text: { zh: '条款', en: 'Clause' }, source: 'test', status: 'unverified' }
    const reading = readPolicy({
      programme: 'old-age-allowance',
      name: said.text,
      kind: 'cash',
      payer: said,
      payee: 'elder',
      catalogue: ['D01'],
      document: { title: said.text, number: 'unverified', date: 'unverified', source: 'test', status: 'unverified' },
      validFrom: '2026-01',
      validTo: null,
      region: '360700000000',
      basis: '户籍',
      who: [{ clause: 'of-here', ...said, rule: 'starts with(户籍地, "3607") and 在世' }],
      amount: { cases: [{ clause: 'at-80', ...said, when: '年龄 >= 80', fen: 5000 }] },
      otherwise: 'nothing',
      payment: { start: 'month-reached', end: 'month-of-death', rounding: 'fen-nearest' },
      assumptions: [],
    })
    if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
    const here = { 户籍地: '360702001001', 在世: true } as const
    for (const known of [{}, here, { ...here, 年龄: 79 }, { ...here, 年龄: 80 }]) {
      const explained = explainDecision(reading.compiled, factRow(known), '2026-11')
      expect([...Value.Errors(DecisionReadingSchema, explained)]).toEqual([])
    }
  })
})
