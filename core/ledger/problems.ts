import { defineProblem } from '../http/problem.ts'

export const notATransfer = defineProblem('ledger.not-a-transfer', 422, {
  zh: '这笔划转不成立：金额须为正的整数分，且只能在该用途规定的两类账户之间划转',
  en: 'This is no transfer: the amount must be positive whole fen, between the kinds of account its purpose allows',
})
export const keyReused = defineProblem('ledger.key-reused', 409, {
  zh: '划转编号 {key} 已用于内容不同的划转',
  en: 'The transfer key {key} already stands for a different transfer',
})
