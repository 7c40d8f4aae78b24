import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../http/problem.ts'
import { formatYuan, parseYuan } from './money.ts'
import { type Account, balancesOf, purposes, requireTransfer, selectNew, type Transfer } from './transfer.ts'

const fen = fc.integer({ min: 1, max: 10 ** 12 })
const accounts = ['treasury', 'payable', 'elder-1', 'elder-2', 'returned']
const transfers: fc.Arbitrary<Transfer[]> = fc.array(
  fc.record({
    key: fc.nat(20).map((number) => `run-${number}`),
    purpose: fc.constantFrom(...(Object.keys(purposes) as Transfer['purpose'][])),
    debit: fc.constantFrom(...accounts),
    credit: fc.constantFrom(...accounts),
    fen,
  }),
)
const uniquely = (all: readonly Transfer[]) => [...new Map(all.map((one) => [one.key, one])).values()]

describe('money', () => {
  test('is written with separators and two decimals', () => {
    expect(formatYuan(123450)).toBe('1,234.50 元')
    expect(formatYuan(5)).toBe('0.05 元')
    expect(formatYuan(-100000000)).toBe('-1,000,000.00 元')
  })

  test.each(['1.005', '12,34', '1e3', '', '元', '1.2.3', '99999999999999999'])('“%s” is no amount', (text) => {
    expect(parseYuan(text)).toBeUndefined()
  })

  test('that is no whole number of fen is never shown', () => {
    expect(() => formatYuan(0.5)).toThrow(RangeError)
  })

  test('reads back exactly what it wrote', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        expect(parseYuan(formatYuan(amount))).toBe(amount)
      }),
    )
  })
})

describe('transfers', () => {
  test('neither make nor lose money: all balances together are nothing', () => {
    fc.assert(
      fc.property(transfers, (all) => {
        const balances = [...balancesOf(all).values()]
        expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(0)
      }),
    )
  })

  test('give the same balances in whatever order they are summed', () => {
    fc.assert(
      fc.property(transfers, (all) => {
        expect(new Map([...balancesOf(all.toReversed())].toSorted())).toEqual(new Map([...balancesOf(all)].toSorted()))
      }),
    )
  })

  test('asked for again are not posted again', () => {
    fc.assert(
      fc.property(transfers, fc.nat(), (all, cut) => {
        const asked = uniquely(all)
        const posted = selectNew([], asked.slice(0, cut % (asked.length + 1)))
        const completed = [...posted, ...selectNew(posted, [...asked, ...asked])]
        expect(completed).toEqual(asked)
      }),
    )
  })

  test('with a key that stands for another amount are refused', () => {
    const paid: Transfer = { key: 'run-1', purpose: 'pay', debit: 'payable', credit: 'elder-1', fen: 5000 }
    expect(() => selectNew([paid], [{ ...paid, fen: 5001 }])).toThrow(Problem)
  })

  test('move only between the accounts their purpose allows, in positive whole fen', () => {
    const kinds = new Map<string, Account>([
      ['t', { id: 't', kind: 'treasury' }],
      ['p', { id: 'p', kind: 'payable' }],
    ])
    const accountOf = (id: string) => kinds.get(id)
    const commit: Transfer = { key: 'k', purpose: 'commit', debit: 't', credit: 'p', fen: 100 }
    expect(requireTransfer(commit, accountOf)).toEqual(commit)
    for (const wrong of [{ fen: 0 }, { fen: -1 }, { fen: 1.5 }, { debit: 'p' }, { credit: 't' }, { credit: 'x' }]) {
      expect(() => requireTransfer({ ...commit, ...wrong }, accountOf)).toThrow(Problem)
    }
  })

  test('that would pass exact whole numbers stop instead of rounding', () => {
    const huge = (key: string): Transfer => ({
      key,
      purpose: 'commit',
      debit: 't',
      credit: 'p',
      fen: Number.MAX_SAFE_INTEGER,
    })
    expect(() => balancesOf([huge('a'), huge('b')])).toThrow(RangeError)
  })
})
