import type { Permission } from '../access/permissions.ts'
import type { Text } from '../language/text.ts'
import { eventRefused } from './problems.ts'

export const assessmentStates = {
  requested: { zh: '待派单', en: 'Requested' },
  assigned: { zh: '待接单', en: 'Assigned' },
  'in-progress': { zh: '评估中', en: 'In progress' },
  'signed-once': { zh: '一人已签名', en: 'Signed by one assessor' },
  signed: { zh: '待确认', en: 'Signed, awaiting confirmation' },
  returned: { zh: '已退回', en: 'Returned for correction' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  objected: { zh: '异议处理中', en: 'Objection open' },
  upheld: { zh: '异议后维持', en: 'Upheld after objection' },
  'reassessment-requested': { zh: '异议后复评', en: 'Re-assessment after objection' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  compared: { zh: '复核已比对', en: 'Second assessment, compared' },
} as const satisfies Record<string, Text>
export type AssessmentState = keyof typeof assessmentStates

/** What an event must bring along. */
export const requirements = {
  reason: { zh: '说明理由', en: 'a reason' },
  organisation: { zh: '评估机构', en: 'an assessment organisation' },
  'two-assessors': { zh: '两名评估员', en: 'two assessors' },
  'complete-answers': { zh: '完整的评估内容', en: 'all answers' },
  signature: { zh: '评估员签名', en: 'an assessor’s signature' },
} as const satisfies Record<string, Text>
export type Requirement = keyof typeof requirements

interface Event {
  readonly name: Text
  readonly from: readonly AssessmentState[]
  readonly to: AssessmentState
  readonly permission: Permission
  /** Which kind of grant the permission must come from: over a division, or inside the assigned organisation. */
  readonly over: 'region' | 'organisation'
  readonly requires: readonly Requirement[]
}

/** The whole of what can happen to an assessment. An event that a state is not listed for is refused. */
export const assessmentEvents = {
  assign: {
    name: { zh: '派单', en: 'Assign' },
    from: ['requested', 'assigned', 'in-progress', 'returned'],
    to: 'assigned',
    permission: 'assessments:assign',
    over: 'region',
    requires: ['organisation'],
  },
  accept: {
    name: { zh: '接单并指定评估员', en: 'Accept and name the assessors' },
    from: ['assigned', 'in-progress', 'returned'],
    to: 'in-progress',
    permission: 'assessments:assign',
    over: 'organisation',
    requires: ['two-assessors'],
  },
  decline: {
    name: { zh: '退单', en: 'Decline' },
    from: ['assigned'],
    to: 'requested',
    permission: 'assessments:assign',
    over: 'organisation',
    requires: ['reason'],
  },
  save: {
    name: { zh: '保存评估内容', en: 'Save the draft' },
    from: ['in-progress', 'returned'],
    to: 'in-progress',
    permission: 'assessments:assess',
    over: 'organisation',
    requires: [],
  },
  sign: {
    name: { zh: '签名', en: 'Sign' },
    from: ['in-progress'],
    to: 'signed-once',
    permission: 'assessments:assess',
    over: 'organisation',
    requires: ['complete-answers', 'signature'],
  },
  countersign: {
    name: { zh: '第二人签名', en: 'Sign as second assessor' },
    from: ['signed-once'],
    to: 'signed',
    permission: 'assessments:assess',
    over: 'organisation',
    requires: ['complete-answers', 'signature'],
  },
  // Both signatures fall: what is changed afterwards has been signed by nobody.
  'withdraw-signature': {
    name: { zh: '撤回签名', en: 'Withdraw the signature' },
    from: ['signed-once', 'signed'],
    to: 'in-progress',
    permission: 'assessments:assess',
    over: 'organisation',
    requires: ['reason'],
  },
  confirm: {
    name: { zh: '确认结果', en: 'Confirm the result' },
    from: ['signed'],
    to: 'confirmed',
    permission: 'assessments:confirm',
    over: 'region',
    requires: [],
  },
  // The second assessment of a quality check gives no level; it is held against the first and ends.
  compare: {
    name: { zh: '与首次评估比对', en: 'Compare with the first' },
    from: ['signed'],
    to: 'compared',
    permission: 'assessments:supervise',
    over: 'region',
    requires: [],
  },
  return: {
    name: { zh: '退回', en: 'Return for correction' },
    from: ['signed'],
    to: 'returned',
    permission: 'assessments:confirm',
    over: 'region',
    requires: ['reason'],
  },
  object: {
    name: { zh: '提出异议', en: 'Object to the result' },
    from: ['confirmed'],
    to: 'objected',
    permission: 'assessments:request',
    over: 'region',
    requires: ['reason'],
  },
  uphold: {
    name: { zh: '维持原结果', en: 'Uphold the result' },
    from: ['objected'],
    to: 'upheld',
    permission: 'assessments:confirm',
    over: 'region',
    requires: ['reason'],
  },
  reassess: {
    name: { zh: '同意复评', en: 'Order a re-assessment' },
    from: ['objected'],
    to: 'reassessment-requested',
    permission: 'assessments:confirm',
    over: 'region',
    requires: ['reason'],
  },
  // Before assessors are named it is the elder's to take back; afterwards an officer cancels.
  withdraw: {
    name: { zh: '撤回申请', en: 'Withdraw the request' },
    from: ['requested', 'assigned'],
    to: 'cancelled',
    permission: 'assessments:request',
    over: 'region',
    requires: ['reason'],
  },
  cancel: {
    name: { zh: '取消', en: 'Cancel' },
    from: ['requested', 'assigned', 'in-progress', 'signed-once', 'returned'],
    to: 'cancelled',
    permission: 'assessments:assign',
    over: 'region',
    requires: ['reason'],
  },
} as const satisfies Record<string, Event>
export type AssessmentEvent = keyof typeof assessmentEvents

export const assessmentProcedure = {
  states: assessmentStates,
  start: 'requested',
  events: assessmentEvents,
} as const

/** The state an event leads to. Refuses an event the state does not list; nothing is ignored. */
export function nextState(state: AssessmentState, event: AssessmentEvent): AssessmentState {
  const { from, to, name }: Event = assessmentEvents[event]
  if (from.includes(state)) return to
  const now = assessmentStates[state]
  const message = {
    zh: `评估处于“${now.zh}”，不能“${name.zh}”`,
    en: `The assessment is “${now.en}”; not possible: ${name.en}`,
  }
  throw eventRefused({ faults: [{ at: '/state', message }] })
}

/** The events a state lists, for the buttons of a page. */
export function eventsFrom(state: AssessmentState): AssessmentEvent[] {
  return Object.entries(assessmentEvents as Record<AssessmentEvent, Event>)
    .filter(([, { from }]) => from.includes(state))
    .map(([event]) => event as AssessmentEvent)
}

/** States in which somebody still has to do something before there is a result. */
export const openStates = [
  'requested',
  'assigned',
  'in-progress',
  'signed-once',
  'signed',
  'returned',
] as const satisfies AssessmentState[]

/**
 * States whose result is in force. An objection does not suspend it, and a re-assessment replaces it only when the new
 * result is confirmed: the platform's reading, GB/T 42195-2022 does not say.
 */
export const resultStates = [
  'confirmed',
  'objected',
  'upheld',
  'reassessment-requested',
] as const satisfies AssessmentState[]
