import type { Permission } from '../access/permissions.ts'
import { isFinal, type Procedure } from '../cases/procedure.ts'
import type { Text } from '../language/text.ts'

export const disabilityStates = {
  applied: { zh: '待受理审核', en: 'Applied for' },
  supplementing: { zh: '待补正材料', en: 'Papers to be supplemented' },
  refused: { zh: '不予受理', en: 'Not accepted' },
  accepted: { zh: '待派评估', en: 'Accepted, to be assigned' },
  assigned: { zh: '待现场评估', en: 'Assigned, to be assessed' },
  differing: { zh: '两人评估不一致', en: 'The two assessors differ' },
  assessed: { zh: '待提出结论', en: 'Assessed, to be concluded' },
  concluded: { zh: '待公示', en: 'Concluded, to be announced' },
  announced: { zh: '公示中', en: 'Public notice' },
  contested: { zh: '公示异议处理中', en: 'Contested during the notice' },
  decided: { zh: '待送达', en: 'Decided, to be delivered' },
  delivered: { zh: '已送达', en: 'Delivered' },
  objected: { zh: '复评申请处理中', en: 'Objected to' },
  upheld: { zh: '异议后维持', en: 'Upheld after objection' },
  'reassessment-ordered': { zh: '异议后复评', en: 'Reassessment ordered' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  lapsed: { zh: '已终止', en: 'Lapsed' },
} as const satisfies Record<string, Text>
export type DisabilityState = keyof typeof disabilityStates

interface DisabilityEventKind {
  readonly name: Text
  readonly permission: Permission
  readonly reason?: 'required'
  /** Not by anybody who accepted, concluded or announced the case, nor by its assessors. */
  readonly secondPerson?: true
  /** Follows from what was recorded; nobody takes it by itself. */
  readonly follows?: true
}

const officer = 'insurance:review'
const second = 'insurance:decide'

/**
 * 申请 → 受理审核 → 现场评估 → 提出结论 → 公示与送达: the steps of the draft rules of 2023 on disability-grade assessment
 * (长期护理失能等级评估管理办法, published for comment; the final text of the trial rules was not seen). Public notice before the
 * decision, and the decision by a second person, are read into it.
 */
export const disabilityEvents = {
  supplement: { name: { zh: '登记补正材料', en: 'Record the supplement' }, permission: 'insurance:apply' },
  withdraw: { name: { zh: '撤回申请', en: 'Withdraw' }, permission: 'insurance:apply', reason: 'required' },
  'request-supplement': {
    name: { zh: '通知补正', en: 'Ask for more papers' },
    permission: officer,
    reason: 'required',
  },
  refuse: { name: { zh: '不予受理', en: 'Not accept' }, permission: officer, reason: 'required' },
  accept: { name: { zh: '受理', en: 'Accept' }, permission: officer },
  assign: { name: { zh: '派定评估机构和两名评估员', en: 'Assign two assessors' }, permission: officer },
  record: {
    name: { zh: '一人提交现场评估', en: 'First sheet recorded' },
    permission: 'insurance:assess',
    follows: true,
  },
  differ: { name: { zh: '两人评估不一致', en: 'The sheets differ' }, permission: 'insurance:assess', follows: true },
  agree: { name: { zh: '两人评估一致', en: 'The sheets agree' }, permission: 'insurance:assess', follows: true },
  conclude: { name: { zh: '提出评估结论', en: 'Conclude' }, permission: officer },
  announce: { name: { zh: '公示', en: 'Announce' }, permission: officer },
  contest: { name: { zh: '登记公示异议', en: 'Contest' }, permission: 'insurance:apply', reason: 'required' },
  'dismiss-contest': {
    name: { zh: '公示异议不成立', en: 'Dismiss what was contested' },
    permission: second,
    reason: 'required',
    secondPerson: true,
  },
  'assess-again': {
    name: { zh: '异议成立，重新评估', en: 'Assess again' },
    permission: second,
    reason: 'required',
    secondPerson: true,
  },
  'send-back': {
    name: { zh: '退回重新评估', en: 'Send back' },
    permission: second,
    reason: 'required',
    secondPerson: true,
  },
  decide: { name: { zh: '作出评定结论', en: 'Decide' }, permission: second, secondPerson: true },
  deliver: { name: { zh: '登记送达', en: 'Record the delivery' }, permission: officer },
  object: { name: { zh: '登记异议（申请复评）', en: 'Object' }, permission: 'insurance:apply', reason: 'required' },
  uphold: {
    name: { zh: '维持评定结论', en: 'Uphold' },
    permission: second,
    reason: 'required',
    secondPerson: true,
  },
  reassess: {
    name: { zh: '同意复评', en: 'Order a reassessment' },
    permission: second,
    reason: 'required',
    secondPerson: true,
  },
  lapse: { name: { zh: '随去世或迁出而终止', en: 'Lapse with death or a move' }, permission: officer, follows: true },
} as const satisfies Record<string, DisabilityEventKind>
export type DisabilityEvent = keyof typeof disabilityEvents

const kinds: Readonly<Record<DisabilityEvent, DisabilityEventKind>> = disabilityEvents
export const disabilityEventKind = (event: DisabilityEvent): DisabilityEventKind => kinds[event]

export const disabilityProcedure: Procedure<DisabilityState, DisabilityEvent> = {
  name: { zh: '长护险失能等级评估', en: 'Disability-grade assessment' },
  initial: 'applied',
  states: disabilityStates,
  events: disabilityEvents,
  transitions: {
    applied: {
      'request-supplement': 'supplementing',
      refuse: 'refused',
      accept: 'accepted',
      withdraw: 'withdrawn',
      lapse: 'lapsed',
    },
    supplementing: { supplement: 'applied', refuse: 'refused', withdraw: 'withdrawn', lapse: 'lapsed' },
    refused: {},
    accepted: { assign: 'assigned', withdraw: 'withdrawn', lapse: 'lapsed' },
    assigned: {
      assign: 'assigned',
      record: 'assigned',
      differ: 'differing',
      agree: 'assessed',
      withdraw: 'withdrawn',
      lapse: 'lapsed',
    },
    differing: { assign: 'assigned', differ: 'differing', agree: 'assessed', lapse: 'lapsed' },
    assessed: { conclude: 'concluded', lapse: 'lapsed' },
    // A table confirmed meanwhile changes what follows from the same sheets.
    concluded: { conclude: 'concluded', announce: 'announced', lapse: 'lapsed' },
    announced: {
      conclude: 'concluded',
      contest: 'contested',
      'send-back': 'accepted',
      decide: 'decided',
      lapse: 'lapsed',
    },
    contested: { 'dismiss-contest': 'announced', 'assess-again': 'accepted', lapse: 'lapsed' },
    decided: { deliver: 'delivered' },
    delivered: { object: 'objected' },
    objected: { uphold: 'upheld', reassess: 'reassessment-ordered' },
    upheld: {},
    'reassessment-ordered': {},
    withdrawn: {},
    lapsed: {},
  },
}

const all = Object.keys(disabilityStates) as DisabilityState[]

/**
 * States whose grade is in force. An objection does not suspend it, and a reassessment replaces it only when decided: the
 * platform's reading, the same as for the ability assessment.
 */
export const decidedStates: readonly DisabilityState[] = [
  'decided',
  'delivered',
  'objected',
  'upheld',
  'reassessment-ordered',
]

/** States of a case in which there is no grade yet and somebody has to do something. */
export const openStates: readonly DisabilityState[] = all.filter(
  (state) => !decidedStates.includes(state) && !isFinal(disabilityProcedure, state),
)

/** States in which a conclusion that rests on something unconfirmed waits for its confirmation. */
export const waitingForGrading: readonly DisabilityState[] = ['assessed', 'concluded', 'announced', 'contested']

/** Why an application is not accepted, as the draft rules of 2023 list it. */
export const refusalKinds = {
  'not-enrolled': { zh: '未参加长期护理保险', en: 'Not enrolled' },
  'not-eligible': {
    zh: '不符合申请条件（含失能未满 6 个月）',
    en: 'Not eligible (disabled for less than 6 months among them)',
  },
  'outside-scope': { zh: '不属于基金支付范围', en: 'Outside what the fund pays for' },
  'papers-incomplete-or-false': { zh: '材料不全或不实', en: 'Papers incomplete or false' },
  other: { zh: '其他情形', en: 'Other' },
} as const satisfies Record<string, Text>
export type RefusalKind = keyof typeof refusalKinds

export const enrolments = {
  employee: { zh: '职工参保', en: 'Enrolled, as employee' },
  resident: { zh: '居民参保', en: 'Enrolled, as resident' },
  'not-enrolled': { zh: '未参保', en: 'Not enrolled' },
  unknown: { zh: '待核实', en: 'To be verified' },
} as const satisfies Record<string, Text>
export type Enrolment = keyof typeof enrolments

/** Papers one is asked for (moshrss.com, a local list; the region asks for what its own document says). */
export const paperKinds = {
  application: { zh: '申请表', en: 'Application form' },
  'self-assessment': { zh: '自评表', en: 'Self-assessment form' },
  'medical-records': { zh: '病历等治疗资料（覆盖 6 个月以上）', en: 'Medical records covering 6 months' },
  identity: { zh: '身份证或社会保障卡', en: 'Identity or social-security card' },
  proxy: { zh: '代办人身份证明', en: 'Identity of who applies for them' },
} as const satisfies Record<string, Text>
export type PaperKind = keyof typeof paperKinds

/** What nobody may be accepted without. */
export const papersNeeded: readonly PaperKind[] = ['application', 'self-assessment', 'medical-records', 'identity']

/** How somebody describes their own state before anybody comes; it decides nothing. */
export const selfAssessments = {
  none: { zh: '日常不需要别人帮助', en: 'Needs no help' },
  some: { zh: '有些事需要帮助', en: 'Needs some help' },
  much: { zh: '大部分事需要帮助', en: 'Needs much help' },
  all: { zh: '全部依靠别人照护', en: 'Depends wholly on others' },
} as const satisfies Record<string, Text>
export type SelfAssessment = keyof typeof selfAssessments

export const applicantKinds = {
  self: { zh: '本人', en: 'The insured' },
  relative: { zh: '家属', en: 'A relative' },
  guardian: { zh: '监护人', en: 'Guardian' },
  agent: { zh: '委托代办人', en: 'Somebody appointed' },
} as const satisfies Record<string, Text>
export type ApplicantKind = keyof typeof applicantKinds

export const deliveryManners = {
  'in-person': { zh: '当面送达', en: 'In person' },
  post: { zh: '邮寄送达', en: 'By post' },
  electronic: { zh: '电子送达', en: 'Electronically' },
  'left-at-home': { zh: '留置送达', en: 'Left at the home' },
} as const satisfies Record<string, Text>
export type DeliveryManner = keyof typeof deliveryManners
