import type { Procedure } from '../cases/procedure.ts'
import type { Text } from '../language/text.ts'

export type CampaignState = 'drafted' | 'approved' | 'open' | 'closed' | 'reported' | 'cancelled'
export type CampaignEvent = 'approve' | 'open' | 'close' | 'report' | 'cancel'

/** The way of a survey. What has been asked is never cancelled, only closed. */
export const campaignProcedure: Procedure<CampaignState, CampaignEvent> = {
  name: { zh: '摸底调查', en: 'Needs-finding survey' },
  initial: 'drafted',
  states: {
    drafted: { zh: '待批准', en: 'Awaits approval' },
    approved: { zh: '已批准', en: 'Approved' },
    open: { zh: '进行中', en: 'Under way' },
    closed: { zh: '已结束', en: 'Closed' },
    reported: { zh: '已出报告', en: 'Reported' },
    cancelled: { zh: '已取消', en: 'Cancelled' },
  },
  events: {
    approve: { name: { zh: '批准', en: 'Approve' }, permission: 'surveys:approve' },
    open: { name: { zh: '开始调查', en: 'Open' }, permission: 'surveys:plan' },
    close: { name: { zh: '结束调查', en: 'Close' }, permission: 'surveys:plan' },
    report: { name: { zh: '报告定稿', en: 'Fix the report' }, permission: 'surveys:plan' },
    cancel: { name: { zh: '取消', en: 'Cancel' }, permission: 'surveys:plan' },
  },
  transitions: {
    drafted: { approve: 'approved', cancel: 'cancelled' },
    approved: { open: 'open', cancel: 'cancelled' },
    open: { close: 'closed' },
    closed: { report: 'reported' },
    reported: {},
    cancelled: {},
  },
}

/** Whom a survey can ask. */
export const whomKinds = {
  age: { zh: '某一年龄以上的老人', en: 'Elders from an age on' },
  category: { zh: '某一类老人', en: 'Elders of a category' },
  'never-asked': { zh: '从未调查过的老人', en: 'Elders no survey has asked yet' },
  households: {
    zh: '逐户：全部在册老人，新发现的随时补登',
    en: 'Every household: all on file, others as they are found',
  },
} as const satisfies Record<string, Text>
export type WhomKind = keyof typeof whomKinds

/** What came of one visit. */
export const outcomes = {
  asked: { zh: '已询问', en: 'Asked' },
  'not-met': { zh: '未遇到', en: 'Not met' },
  refused: { zh: '拒绝', en: 'Refused' },
  moved: { zh: '已搬走', en: 'Moved away' },
  died: { zh: '已去世', en: 'Died' },
} as const satisfies Record<string, Text>
export type Outcome = keyof typeof outcomes

export const respondentStates = {
  'to-ask': { zh: '待询问', en: 'To ask' },
  ...outcomes,
} as const satisfies Record<string, Text>
export type RespondentState = keyof typeof respondentStates

/** Where nothing more is to be done at the door: whoever was not met is visited again. */
export const settledStates: readonly RespondentState[] = ['asked', 'refused', 'moved', 'died']

/** Whether a later visit replaces what an earlier one found: somebody who was asked stays asked when the door stays shut. */
export function stateAfter(before: RespondentState, outcome: Outcome): RespondentState {
  return before === 'asked' && (outcome === 'not-met' || outcome === 'refused') ? 'asked' : outcome
}

/** How far a village is expected to be on a day: evenly over the period, both ends included. Between 0 and 1. */
export function expectedShare(fromOn: number, toOn: number, day: number): number {
  if (day < fromOn) return 0
  return Math.min(1, (day - fromOn + 1) / (toOn - fromOn + 1))
}
