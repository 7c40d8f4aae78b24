import type { Text } from '../language/text.ts'

export const transferStates = {
  requested: { zh: '待对方接收', en: 'Waiting for the other side' },
  accepted: { zh: '已同意，办理中', en: 'Accepted, being carried out' },
  refused: { zh: '已退回', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  done: { zh: '已完成', en: 'Done' },
} as const satisfies Record<string, Text>
export type TransferState = keyof typeof transferStates

/** Who may cause what, and where it leads. The side that asked withdraws, the other one accepts or refuses. */
export const transferEvents = {
  accept: { name: { zh: '同意', en: 'Accept' }, from: ['requested'], to: 'accepted', by: 'other' },
  refuse: { name: { zh: '退回', en: 'Refuse' }, from: ['requested'], to: 'refused', by: 'other' },
  withdraw: { name: { zh: '撤回', en: 'Withdraw' }, from: ['requested'], to: 'withdrawn', by: 'starter' },
} as const satisfies Record<
  string,
  { name: Text; from: readonly TransferState[]; to: TransferState; by: 'other' | 'starter' }
>
export type TransferEvent = keyof typeof transferEvents

/** The state an event leads to; absent where the state does not allow it. */
export function nextTransferState(state: TransferState, event: TransferEvent): TransferState | undefined {
  const { from, to } = transferEvents[event]
  return (from as readonly TransferState[]).includes(state) ? to : undefined
}
