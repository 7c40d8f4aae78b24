import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventsOf, isFinal } from '../cases/procedure.ts'
import { Problem } from '../http/problem.ts'
import { advanceRun, type RunEvent, type RunInHand, runProcedure } from './run.ts'
import { checkRun, type RunRow, type RunToCheck } from './run-checks.ts'

const events = Object.keys(runProcedure.events) as RunEvent[]
const inHand = (rest: Partial<RunInHand> = {}): RunInHand => ({
  state: 'draft',
  draftedBy: ['drafter'],
  findings: [],
  ...rest,
})

describe('a payment run', () => {
  test('is drafted, checked, submitted, approved and paid', () => {
    let run = inHand()
    for (const [event, by] of [
      ['check', 'drafter'],
      ['submit', 'drafter'],
      ['approve', 'approver'],
      ['pay', 'payer'],
    ] as const) {
      run = { ...run, state: advanceRun(run, event, [by]) }
    }
    expect(run.state).toBe('paid')
  })

  test('is never approved by whoever drafted it, and never with a blocking finding', () => {
    expect(() => advanceRun(inHand({ state: 'submitted' }), 'approve', ['drafter'])).toThrow(Problem)
    expect(() => advanceRun(inHand({ state: 'submitted' }), 'approve', ['other', 'drafter'])).toThrow(Problem)
    const findings = [{ severity: 'blocking' }] as const
    expect(() => advanceRun(inHand({ state: 'submitted', findings }), 'approve', ['other'])).toThrow(Problem)
    expect(() => advanceRun(inHand({ state: 'checked', findings }), 'submit', ['drafter'])).toThrow(Problem)
    const warnings = [{ severity: 'warning' }] as const
    expect(advanceRun(inHand({ state: 'checked', findings: warnings }), 'submit', ['drafter'])).toBe('submitted')
  })

  test('that was returned has to be checked again', () => {
    expect(advanceRun(inHand({ state: 'submitted' }), 'return', ['approver'])).toBe('draft')
    expect(eventsOf(runProcedure, 'draft')).toEqual(['check', 'cancel'])
  })

  test('that is paid or cancelled stays so', () => {
    expect(isFinal(runProcedure, 'paid')).toBe(true)
    expect(isFinal(runProcedure, 'cancelled')).toBe(true)
  })

  test('is never paid without an approval by somebody else, whatever anybody tries', () => {
    const attempts = fc.array(fc.record({ event: fc.constantFrom(...events), by: fc.constantFrom('a', 'b', 'c') }))
    fc.assert(
      fc.property(attempts, (tried) => {
        let run = inHand({ draftedBy: ['a'] })
        let approvedBy: string | undefined
        for (const { event, by } of tried) {
          try {
            run = { ...run, state: advanceRun(run, event, [by]) }
            if (event === 'approve') approvedBy = by
            if (event === 'return') approvedBy = undefined
          } catch (problem) {
            expect(problem).toBeInstanceOf(Problem)
          }
        }
        if (run.state === 'paid') expect(['b', 'c']).toContain(approvedBy)
      }),
    )
  })
})

const row = (elderId: string, rest: Partial<RunRow> = {}): RunRow => ({
  elderId,
  fen: 5000,
  death: null,
  hasPayee: true,
  account: `account of ${elderId}`,
  ...rest,
})
const toCheck = (rows: readonly RunRow[], rest: Partial<RunToCheck> = {}): RunToCheck => ({
  month: '2026-11',
  rows,
  before: new Map(),
  elsewhere: new Set(),
  ...rest,
})
const codesOf = (run: RunToCheck) => checkRun(run).map(({ code, severity, elderIds }) => [code, severity, elderIds])

describe('the checks of a run', () => {
  test('find nothing in an ordinary month', () => {
    const before = new Map([
      ['wang', 5000],
      ['li', 5000],
    ])
    expect(codesOf(toCheck([row('wang'), row('li')], { before }))).toEqual([])
  })

  test('name everybody who is in it twice, or in another run of the month', () => {
    expect(codesOf(toCheck([row('wang'), row('li'), row('wang')]))).toEqual([['duplicate', 'blocking', ['wang']]])
    expect(codesOf(toCheck([row('li')], { elsewhere: new Set(['li']) }))).toEqual([
      ['paid-already', 'blocking', ['li']],
    ])
  })

  test('stop payment to the dead from the month after, not in the month of death', () => {
    expect(codesOf(toCheck([row('wang', { death: '2026-10-31' })]))).toEqual([['died-before', 'blocking', ['wang']]])
    expect(codesOf(toCheck([row('wang', { death: '2026-11-01' })]))).toEqual([])
  })

  test('block amounts of nothing and money without a payee or account', () => {
    const rows = [row('wang', { hasPayee: false }), row('li', { account: null }), row('zhao', { fen: 0 })]
    expect(codesOf(toCheck(rows))).toEqual([
      ['no-payee', 'blocking', ['wang']],
      ['no-account', 'blocking', ['li']],
      ['amount-zero', 'blocking', ['zhao']],
    ])
  })

  test('point out one account for three people', () => {
    const rows = ['wang', 'li', 'zhao'].map((name) => row(name, { account: 'the same' }))
    expect(codesOf(toCheck(rows))).toEqual([['shared-account', 'warning', ['wang', 'li', 'zhao']]])
    expect(codesOf(toCheck(rows.slice(1)))).toEqual([])
  })

  test('point out a large change of one person and of the total', () => {
    const before = new Map([['wang', 5000]])
    expect(codesOf(toCheck([row('wang', { fen: 10000 })], { before }))).toEqual([
      ['large-change', 'warning', ['wang']],
      ['total-change', 'warning', []],
    ])
    expect(checkRun(toCheck([row('wang', { fen: 10000 })], { before })).at(-1)?.message.en).toContain('+100%')
  })
})
