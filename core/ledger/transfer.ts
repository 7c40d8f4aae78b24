import type { Text } from '../language/text.ts'
import { type Fen, isFen } from './money.ts'
import { keyReused, notATransfer } from './problems.ts'

/** Between what accounts money moves. */
export const accountKinds = {
  treasury: { zh: '财政专户', en: 'Treasury account' },
  payable: { zh: '项目应付', en: 'Programme payable' },
  recipient: { zh: '发放对象', en: 'Recipient' },
  returned: { zh: '银行退回', en: 'Returned by the bank' },
} as const satisfies Record<string, Text>
export type AccountKind = keyof typeof accountKinds

interface Purpose {
  readonly name: Text
  readonly from: AccountKind
  readonly to: AccountKind
}

/** Everything money is moved for, and the only ways it can move (D07: pay, take back returns, recover overpayment). */
export const purposes = {
  commit: { name: { zh: '审批列支', en: 'Committed by approval' }, from: 'treasury', to: 'payable' },
  release: { name: { zh: '撤销列支', en: 'Commitment released' }, from: 'payable', to: 'treasury' },
  pay: { name: { zh: '发放', en: 'Paid' }, from: 'payable', to: 'recipient' },
  return: { name: { zh: '银行退回', en: 'Returned by the bank' }, from: 'recipient', to: 'returned' },
  repay: { name: { zh: '退回重发', en: 'Paid again after return' }, from: 'returned', to: 'recipient' },
  refund: { name: { zh: '退回缴库', en: 'Return refunded to the treasury' }, from: 'returned', to: 'treasury' },
  recover: { name: { zh: '追回多发', en: 'Overpayment recovered' }, from: 'recipient', to: 'treasury' },
} as const satisfies Record<string, Purpose>
export type TransferPurpose = keyof typeof purposes

export interface Account {
  readonly id: string
  readonly kind: AccountKind
}

/** Money on its way from the debited to the credited account; never changed, only answered by another transfer. */
export interface Transfer {
  /** Names the cause, e.g. `run:<id>:payment:<id>:pay`: the same cause is posted once however often it is asked. */
  readonly key: string
  readonly purpose: TransferPurpose
  /** The account that gives. */
  readonly debit: string
  /** The account that receives. */
  readonly credit: string
  readonly fen: Fen
}

/**
 * Refuses what is no transfer: an amount that is not a positive whole number of fen, an account to itself, or accounts
 * between which money does not move for that purpose.
 */
export function requireTransfer(transfer: Transfer, accountOf: (id: string) => Account | undefined): Transfer {
  const { from, to } = purposes[transfer.purpose]
  if (!isFen(transfer.fen) || transfer.fen <= 0) throw notATransfer({ at: '/fen' })
  if (accountOf(transfer.debit)?.kind !== from) throw notATransfer({ at: '/debit' })
  if (accountOf(transfer.credit)?.kind !== to) throw notATransfer({ at: '/credit' })
  return transfer
}

/** Of the transfers asked for, those not yet posted. A key that stands for different content is refused. */
export function selectNew(posted: Iterable<Transfer>, asked: Iterable<Transfer>): Transfer[] {
  const known = new Map([...posted].map((transfer) => [transfer.key, transfer]))
  const fresh: Transfer[] = []
  for (const transfer of asked) {
    const earlier = known.get(transfer.key)
    if (earlier === undefined) {
      known.set(transfer.key, transfer)
      fresh.push(transfer)
    } else if (!isSame(earlier, transfer)) throw keyReused({ values: { key: transfer.key } })
  }
  return fresh
}

function isSame(one: Transfer, other: Transfer): boolean {
  return (
    one.purpose === other.purpose && one.debit === other.debit && one.credit === other.credit && one.fen === other.fen
  )
}

/** Received less given, by account; the sum over all accounts is 0. Accounts without a transfer are absent. */
export function balancesOf(transfers: Iterable<Transfer>): Map<string, Fen> {
  const balances = new Map<string, Fen>()
  const add = (account: string, fen: Fen) => {
    const balance = (balances.get(account) ?? 0) + fen
    if (!isFen(balance)) throw new RangeError(`the balance of ${account} exceeds exact whole numbers`)
    balances.set(account, balance)
  }
  for (const { debit, credit, fen } of transfers) {
    add(debit, -fen)
    add(credit, fen)
  }
  return balances
}
