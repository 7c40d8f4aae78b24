import { next, type Procedure } from '../cases/procedure.ts'
import type { Day } from '../time/day.ts'
import { notYetInForce, ownChange } from './problems.ts'

export type ChangeState = 'prepared' | 'submitted' | 'applying' | 'applied' | 'cancelled'
export type ChangeEvent = 'change' | 'submit' | 'return' | 'approve' | 'resume' | 'finish' | 'cancel'

/** A change of divisions: prepared by one person, approved by another, then carried out in the background. */
export const changeProcedure: Procedure<ChangeState, ChangeEvent> = {
  name: { zh: '区划调整', en: 'Division change' },
  initial: 'prepared',
  states: {
    prepared: { zh: '编制中', en: 'Being prepared' },
    submitted: { zh: '待审批', en: 'Submitted' },
    applying: { zh: '办理中', en: 'Being applied' },
    applied: { zh: '已完成', en: 'Applied' },
    cancelled: { zh: '已作废', en: 'Cancelled' },
  },
  events: {
    change: { name: { zh: '修改', en: 'Change' }, permission: 'regions:change' },
    submit: { name: { zh: '提交审批', en: 'Submit' }, permission: 'regions:change' },
    return: { name: { zh: '退回修改', en: 'Return' }, permission: 'regions:change' },
    approve: { name: { zh: '批准并办理', en: 'Approve and apply' }, permission: 'regions:change' },
    resume: { name: { zh: '继续办理', en: 'Go on' }, permission: 'regions:change' },
    finish: { name: { zh: '完成', en: 'Finish' }, permission: 'regions:change' },
    cancel: { name: { zh: '作废', en: 'Cancel' }, permission: 'regions:change' },
  },
  transitions: {
    prepared: { change: 'prepared', submit: 'submitted', cancel: 'cancelled' },
    submitted: { return: 'prepared', approve: 'applying', cancel: 'cancelled' },
    applying: { resume: 'applying', finish: 'applied' },
    applied: {},
    cancelled: {},
  },
}

export interface ChangeInHand {
  readonly state: ChangeState
  readonly day: Day
  readonly preparedBy: readonly string[]
}

/** The state after an event. Besides the table: nobody approves what they prepared, and nothing takes effect before its day. */
export function advanceChange(change: ChangeInHand, event: ChangeEvent, account: string, today: Day): ChangeState {
  const reached = next(changeProcedure, change.state, event)
  if (event === 'approve' && change.preparedBy.includes(account)) throw ownChange()
  if (event === 'approve' && change.day > today) throw notYetInForce({ values: { day: change.day } })
  return reached
}
