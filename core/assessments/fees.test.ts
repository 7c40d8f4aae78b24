import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFen } from '../ledger/money.ts'
import { type Contract, feeLine, type Payable, sumLines } from './fees.ts'

const contract: Contract = {
  id: 'one',
  from: '2026-01-01',
  until: '2026-12-31',
  territory: ['360702000000'],
  fees: { 'gbt-42195': 20_000 },
  turnaroundDays: 15,
  latePercent: 30,
}
const payable: Payable = {
  assessmentId: 'a',
  number: 'PG',
  region: '360702007001',
  instrumentId: 'gbt-42195',
  assignedOn: '2026-10-01',
  signedOn: '2026-10-16',
  confirmedOn: '2026-10-20',
  rejected: false,
}

describe('the fee of an assessment', () => {
  test('is the price of the contract where it was in time', () => {
    expect(feeLine([contract], payable)).toMatchObject({ feeFen: 20_000, deductionFen: 0, because: 'in-full' })
  })

  test('is cut by the agreed share where it was a day late', () => {
    expect(feeLine([contract], { ...payable, signedOn: '2026-10-17' })).toMatchObject({
      deductionFen: 6_000,
      because: 'late',
    })
  })

  test('is nothing where the quality check did not accept it', () => {
    expect(feeLine([contract], { ...payable, rejected: true })).toMatchObject({
      deductionFen: 20_000,
      because: 'rejected',
    })
  })

  test('goes by the contract in force when it was assigned', () => {
    const later = { ...contract, id: 'two', from: '2026-09-01', fees: { 'gbt-42195': 25_000 } }
    expect(feeLine([contract, later], payable)?.contractId).toBe('two')
    expect(feeLine([contract, later], { ...payable, assignedOn: '2026-08-31' })?.contractId).toBe('one')
  })

  test('is absent where no contract covers the place or the form', () => {
    expect(feeLine([contract], { ...payable, region: '360703001001' })).toBeUndefined()
    expect(feeLine([contract], { ...payable, instrumentId: 'needs' })).toBeUndefined()
  })
})

describe('a statement', () => {
  test('is the sum of its lines, in whole fen, and never negative', () => {
    const lines = fc.array(
      fc.record({
        fee: fc.integer({ min: 0, max: 10_000_000 }),
        late: fc.integer({ min: 0, max: 100 }),
        signedOn: fc.constantFrom('2026-10-10', '2026-11-10'),
        rejected: fc.boolean(),
      }),
    )
    fc.assert(
      fc.property(lines, (drawn) => {
        const made = drawn.flatMap(({ fee, late, signedOn, rejected }) => {
          const own = { ...contract, fees: { 'gbt-42195': fee }, latePercent: late }
          return feeLine([own], { ...payable, signedOn, rejected }) ?? []
        })
        const sum = sumLines(made)
        expect(sum.dueFen).toBe(made.reduce((total, line) => total + line.feeFen - line.deductionFen, 0))
        expect(made.every((line) => isFen(line.deductionFen) && line.deductionFen <= line.feeFen)).toBe(true)
        expect(sum.dueFen).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
