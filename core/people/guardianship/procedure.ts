import type { Permission } from '../../access/permissions.ts'
import { eventsOf, isFinal, next, type Procedure } from '../../cases/procedure.ts'
import type { Text } from '../../language/text.ts'
import { addDays, type Day } from '../../time/day.ts'
import type { GuardianshipDocument, GuardianshipRoute } from './vocabulary.ts'

export const guardianshipStates = {
  sought: { zh: '正在寻找', en: 'Sought' },
  proposed: { zh: '已提出人选', en: 'Candidate proposed' },
  agreed: { zh: '亲属已协商一致', en: 'Relatives agreed' },
  designated: { zh: '已指定', en: 'Designated' },
  'prior-agreement': { zh: '意定监护已核实', en: 'Prior agreement verified' },
  'in-court': { zh: '法院审理中', en: 'Before the court' },
  appointed: { zh: '法院已指定', en: 'Appointed by the court' },
  'in-force': { zh: '监护生效', en: 'In force' },
  ended: { zh: '已终止', en: 'Ended' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const satisfies Record<string, Text>
export type GuardianshipState = keyof typeof guardianshipStates

interface StepKind {
  readonly name: Text
  readonly permission: Permission
  readonly documents: readonly GuardianshipDocument[]
  /** Only after a proposal by this way. */
  readonly route?: GuardianshipRoute
  /** What is told besides: a candidate, who acts for the time being, why it ended, or why at all. */
  readonly tells?: 'candidate' | 'temporary' | 'ending' | 'reason'
  /** Follows from what the register records; nobody takes it by itself. */
  readonly byRegister?: true
  /** Not by whoever proposed the candidate. */
  readonly secondPerson?: true
}

const village = 'people:write'
const officer = 'people:decide-guardianship'

export const guardianshipEvents = {
  propose: {
    name: { zh: '提出人选', en: 'Propose a candidate' },
    permission: village,
    documents: ['candidate-consent'],
    tells: 'candidate',
  },
  'confirm-agreement': {
    name: { zh: '确认亲属协议', en: 'Confirm the agreement' },
    permission: officer,
    documents: ['guardianship-agreement'],
    route: 'agreement',
    secondPerson: true,
  },
  designate: {
    name: { zh: '指定监护人', en: 'Designate' },
    permission: officer,
    documents: ['designation'],
    route: 'designation',
    secondPerson: true,
  },
  'verify-prior-agreement': {
    name: { zh: '核实意定监护协议', en: 'Verify the prior agreement' },
    permission: officer,
    documents: ['prior-agreement', 'capacity-evidence'],
    route: 'prior-agreement',
    secondPerson: true,
  },
  'apply-to-court': {
    name: { zh: '申请法院指定', en: 'Apply to the court' },
    permission: officer,
    documents: ['court-receipt'],
  },
  'court-appoints': {
    name: { zh: '登记法院指定', en: 'Record the court’s appointment' },
    permission: officer,
    documents: ['judgment'],
    tells: 'candidate',
  },
  'court-refuses': {
    name: { zh: '登记法院驳回', en: 'Record the court’s refusal' },
    permission: officer,
    documents: ['judgment'],
    tells: 'reason',
  },
  'take-effect': {
    name: { zh: '监护生效', en: 'Put into force' },
    permission: officer,
    documents: ['commitment'],
  },
  return: {
    name: { zh: '退回重新提出', en: 'Return the proposal' },
    permission: officer,
    documents: [],
    tells: 'reason',
  },
  'fall-through': {
    name: { zh: '人选不再担任，重新寻找', en: 'Candidate fell through' },
    permission: officer,
    documents: [],
    tells: 'reason',
  },
  'place-temporarily': {
    name: { zh: '确定临时监护人', en: 'Name a temporary guardian' },
    permission: officer,
    documents: ['temporary-record'],
    tells: 'temporary',
  },
  review: {
    name: { zh: '登记回访', en: 'Record a review' },
    permission: officer,
    documents: ['review-record'],
  },
  end: {
    name: { zh: '终止监护', en: 'End the guardianship' },
    permission: officer,
    documents: ['ending-evidence'],
    tells: 'ending',
  },
  withdraw: {
    name: { zh: '撤回（误登或不再需要）', en: 'Withdraw' },
    permission: officer,
    documents: [],
    tells: 'reason',
  },
  lapse: {
    name: { zh: '随老人去世或迁出而终止', en: 'Lapse with death or a move' },
    permission: village,
    documents: [],
    byRegister: true,
  },
} as const satisfies Record<string, StepKind>
export type GuardianshipEvent = keyof typeof guardianshipEvents

const kinds: Readonly<Record<GuardianshipEvent, StepKind>> = guardianshipEvents
export const stepKind = (event: GuardianshipEvent): StepKind => kinds[event]

const settled = { 'take-effect': 'in-force', 'fall-through': 'sought', withdraw: 'withdrawn', lapse: 'ended' } as const

/** How a guardian is found for an elder who needs one and has none (catalogue A11). */
export const guardianshipProcedure: Procedure<GuardianshipState, GuardianshipEvent> = {
  name: { zh: '监护安排', en: 'Guardianship arrangement' },
  initial: 'sought',
  states: guardianshipStates,
  events: guardianshipEvents,
  transitions: {
    sought: {
      propose: 'proposed',
      'apply-to-court': 'in-court',
      'place-temporarily': 'sought',
      withdraw: 'withdrawn',
      lapse: 'ended',
    },
    proposed: {
      'confirm-agreement': 'agreed',
      designate: 'designated',
      'verify-prior-agreement': 'prior-agreement',
      'apply-to-court': 'in-court',
      return: 'sought',
      'place-temporarily': 'proposed',
      withdraw: 'withdrawn',
      lapse: 'ended',
    },
    agreed: settled,
    // Whoever does not accept a designation turns to the court (民法典 §31).
    designated: { ...settled, 'apply-to-court': 'in-court' },
    'prior-agreement': settled,
    'in-court': {
      'court-appoints': 'appointed',
      'court-refuses': 'sought',
      'place-temporarily': 'in-court',
      withdraw: 'withdrawn',
      lapse: 'ended',
    },
    appointed: settled,
    'in-force': { review: 'in-force', end: 'ended', lapse: 'ended' },
    ended: {},
    withdrawn: {},
  },
}

/** States of an arrangement that somebody still has to bring further. */
export const openGuardianshipStates = (Object.keys(guardianshipStates) as GuardianshipState[]).filter(
  (state) => state !== 'in-force' && !isFinal(guardianshipProcedure, state),
)

/** States in which somebody is named who will be the guardian. */
export const candidateStates: readonly GuardianshipState[] = [
  'proposed',
  'agreed',
  'designated',
  'prior-agreement',
  'appointed',
]

/** What can be done with an arrangement as it stands: a decision has to fit the way by which the candidate was proposed. */
export function guardianshipSteps(state: GuardianshipState, route: GuardianshipRoute | null): GuardianshipEvent[] {
  return eventsOf(guardianshipProcedure, state).filter((event) => {
    const { route: needed, byRegister } = stepKind(event)
    return byRegister !== true && (needed === undefined || needed === route)
  })
}

/** @throws the Problem `cases.event-refused` */
export function nextGuardianshipState(state: GuardianshipState, event: GuardianshipEvent): GuardianshipState {
  return next(guardianshipProcedure, state, event)
}

/** What somebody has to do next. */
export const guardianshipNextSteps: Readonly<Record<GuardianshipState, Text>> = {
  sought: { zh: '寻找并提出监护人选，或申请法院指定', en: 'Find and propose a candidate, or apply to the court' },
  proposed: { zh: '乡镇（街道）或县级作出决定', en: 'Township or county decides' },
  agreed: { zh: '告知监护职责并生效', en: 'Inform the guardian and put it into force' },
  designated: { zh: '告知监护职责并生效；有异议的转法院', en: 'Put it into force; an objection goes to the court' },
  'prior-agreement': { zh: '告知监护职责并生效', en: 'Inform the guardian and put it into force' },
  'in-court': { zh: '跟进法院审理，登记结果', en: 'Follow the court and record its decision' },
  appointed: { zh: '告知监护职责并生效', en: 'Inform the guardian and put it into force' },
  'in-force': { zh: '定期回访监护情况', en: 'Review the guardianship' },
  ended: { zh: '已办结', en: 'Nothing' },
  withdrawn: { zh: '已办结', en: 'Nothing' },
}

/**
 * Days until the next step is due where nobody sets another day. They come with the platform and are no legal periods;
 * the office may set any day at each step.
 */
const daysForStep: Readonly<Partial<Record<GuardianshipState, number>>> = {
  sought: 30,
  proposed: 15,
  agreed: 15,
  designated: 30,
  'prior-agreement': 15,
  'in-court': 30,
  appointed: 15,
  'in-force': 365,
}

export function guardianshipDueOn(state: GuardianshipState, from: Day): Day | null {
  const days = daysForStep[state]
  return days === undefined ? null : addDays(from, days)
}
