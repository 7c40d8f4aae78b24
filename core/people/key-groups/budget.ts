import type { Text } from '../../language/text.ts'
import { type Fen, isFen } from '../../ledger/money.ts'

/** What is left of a budget; below zero never, because nothing beyond it is taken down. */
export function leftOf(budget: Fen, spokenFor: Fen): Fen {
  return budget - spokenFor
}

/** Whether something can still be spoken for, or taken back: neither beyond the budget nor below nothing. */
export function fits(budget: Fen, spokenFor: Fen, more: Fen): boolean {
  const then = spokenFor + more
  return isFen(then) && then >= 0 && then <= budget
}

/** Said beside every budget, so that nobody takes the sum for all that was spent. */
export const notYetCounted: readonly Text[] = [
  {
    zh: '只计入在这里登记的购买安排（合同、委托、采购批复）。',
    en: 'Only arrangements recorded here are counted: contracts, commissions, approved purchases.',
  },
  {
    zh: '尚未计入：服务订单和结算、消费券、长期护理保险支付、适老化改造补助。本平台还没有这些数据。',
    en: 'Not counted yet: service orders and settlements, vouchers, long-term-care insurance, retrofit subsidies. The platform has none of these data yet.',
  },
  {
    zh: '津贴补贴按各自政策发放，不从这笔预算列支。',
    en: 'Allowances are paid under their own policies and not from this budget.',
  },
]
