import type { Text } from '../language/text.ts'
import { addDays, addMonths, type Day } from '../time/day.ts'

/** What happens when a period is over. */
export const retentionEnds = {
  anonymise: {
    zh: '删除能识别本人的内容，保留不记名的数字',
    en: 'What identifies the person is erased; figures without a name stay',
  },
  erase: { zh: '删除', en: 'Erased' },
  keep: { zh: '不自动删除', en: 'Not erased by the platform' },
} as const satisfies Record<string, Text>

/** How it is done. */
export const retentionManners = {
  approval: { zh: '到期提请，另一人审批', en: 'Proposed when due, approved by a second person' },
  automatic: { zh: '每天自动', en: 'Every day, by itself' },
  none: { zh: '不办理', en: 'Nothing to do' },
} as const satisfies Record<string, Text>

export interface RetentionRule {
  readonly name: Text
  /** Which data. */
  readonly what: Text
  /** The event the period runs from. */
  readonly from: Text
  /** Absent where there is no end. */
  readonly period?: { readonly years: number } | { readonly days: number }
  readonly end: keyof typeof retentionEnds
  readonly how: keyof typeof retentionManners
  /** Where the period comes from. */
  readonly source: Text
  /** True where no document was found that sets this period; it is an example until the place confirms it. */
  readonly unverified: boolean
}

/** How long what is kept (个人信息保护法 §19: no longer than the purpose needs). */
export const retentionRules = {
  'elder-file': {
    name: { zh: '已去世老人的档案', en: 'Files of elders who have died' },
    what: {
      zh: '姓名、证件号码、电话、住址、账户、身边的人、健康信息、评估中的文字',
      en: 'Name, identity number, telephone, address, account, people around, health data, words in assessments',
    },
    from: { zh: '去世之日', en: 'Day of death' },
    period: { years: 10 },
    end: 'anonymise',
    how: 'approval',
    source: {
      zh: '个人信息保护法第十九条；具体年限由当地民政与档案部门确定，十年为示例',
      en: 'PIPL Art. 19; the local authorities set the years, ten is an example',
    },
    unverified: true,
  },
  'import-file': {
    name: { zh: '导入的名单文件', en: 'Imported files' },
    what: {
      zh: '上传的原始文件和每一行的姓名；已登记的老人不受影响',
      en: 'The file as it was uploaded and the name in every row; elders registered from it are not touched',
    },
    from: { zh: '导入办结之日', en: 'Day the import was finished' },
    period: { days: 180 },
    end: 'erase',
    how: 'approval',
    source: {
      zh: '本平台的规定：核对导入结果不再需要',
      en: 'The platform’s own: no longer needed to check the result',
    },
    unverified: false,
  },
  payment: {
    name: { zh: '发放记录与账目', en: 'Payments and ledger' },
    what: { zh: '领款人、账号、金额、判定依据', en: 'Payee, account, amount, facts and decision' },
    from: { zh: '会计年度终了后第一天', en: 'First day after the financial year' },
    period: { years: 30 },
    end: 'keep',
    how: 'none',
    source: {
      zh: '会计档案管理办法（财政部、国家档案局令第79号）；到期由财务与档案人员鉴定，不在本平台自动删除',
      en: 'Measures for the administration of accounting archives (Order No. 79); appraised by finance and archives when the period ends',
    },
    unverified: true,
  },
  audit: {
    name: { zh: '操作记录', en: 'Audit trail' },
    what: { zh: '谁在何时做了什么；不含本人信息', en: 'Who did what and when; no personal data of elders' },
    from: { zh: '发生之日', en: 'Day of the event' },
    end: 'keep',
    how: 'none',
    source: {
      zh: '网络安全法要求网络日志留存不少于六个月；封存成链后不能单条删除',
      en: 'The Cybersecurity Law asks for at least six months; sealed in a chain, no single event can be taken out',
    },
    unverified: true,
  },
  command: {
    name: { zh: '提交的答复与登录会话', en: 'Answers of commands and ended sessions' },
    what: {
      zh: '为防止重复提交而保留的答复（加密）',
      en: 'Answers kept, sealed, so that a repeated command gets the first one',
    },
    from: { zh: '提交之时', en: 'When it was answered' },
    period: { days: 7 },
    end: 'erase',
    how: 'automatic',
    source: { zh: '本平台的规定', en: 'The platform’s own' },
    unverified: false,
  },
} as const satisfies Record<string, RetentionRule>

export type RetentionRuleId = keyof typeof retentionRules
/** The rules that a procedure stands behind. */
export type ErasureRuleId = {
  [Id in RetentionRuleId]: (typeof retentionRules)[Id]['how'] extends 'approval' ? Id : never
}[RetentionRuleId]

export function ruleOf(id: RetentionRuleId): RetentionRule {
  return retentionRules[id]
}

/** The first day on which data kept since `from` may go; absent where there is no end. */
export function dueOn(id: RetentionRuleId, from: Day): Day | undefined {
  const { period } = ruleOf(id)
  if (!period) return undefined
  return 'years' in period ? addMonths(from, 12 * period.years) : addDays(from, period.days)
}

/** The last day from which a period is over by `today`. */
export function endedBy(id: ErasureRuleId, today: Day): Day {
  const { period } = ruleOf(id)
  if (!period) throw new Error(`${id} has no period.`)
  return 'years' in period ? addMonths(today, -12 * period.years) : addDays(today, -period.days)
}

/** Why somebody may ask for their data to be erased (§47). */
export const requestGrounds = {
  'purpose-ended': {
    zh: '处理目的已实现、无法实现或不再必要',
    en: 'The purpose is reached, cannot be reached, or no longer needs the data',
  },
  'service-ended': { zh: '停止提供服务，或保存期限已届满', en: 'The service has ended or the period is over' },
  'consent-withdrawn': { zh: '本人撤回同意', en: 'Consent was withdrawn' },
  unlawful: { zh: '违反法律、行政法规或约定处理', en: 'The data were processed against the law or an agreement' },
  'other-law': { zh: '法律、行政法规规定的其他情形', en: 'Another law says so' },
} as const satisfies Record<string, Text>
export type RequestGround = keyof typeof requestGrounds

export const holdKinds = {
  litigation: { zh: '诉讼、仲裁、复议', en: 'Litigation, arbitration or review' },
  'open-case': { zh: '正在调查或办理的案件', en: 'An open case or investigation' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Text>
export type HoldKind = keyof typeof holdKinds

export const erasureStates = {
  due: { zh: '已到期，待提请', en: 'Due, to be submitted' },
  submitted: { zh: '待审批', en: 'To be approved' },
  erased: { zh: '已删除', en: 'Erased' },
  refused: { zh: '不予删除', en: 'Refused' },
} as const satisfies Record<string, Text>
export type ErasureState = keyof typeof erasureStates
