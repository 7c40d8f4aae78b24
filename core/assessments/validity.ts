import type { Text } from '../language/text.ts'
import { addDays, addMonths, type Day } from '../time/day.ts'
import { type AssessmentState, resultStates } from './procedure.ts'

/** How long a result stays valid; a parameter of the region. */
export interface ValiditySetting {
  readonly months: number
  /** Days before the end at which re-assessment is due. */
  readonly remindDays: number
  readonly source: Text
  readonly unverified?: Text
}

/** No interval was found in GB/T 42195-2022; MZ/T 039-2013 asked for six months. */
export const defaultValidity: ValiditySetting = {
  months: 12,
  remindDays: 30,
  source: {
    zh: '地方规定：辽宁省，评估结果有效期 12 个月',
    en: 'Local rule: Liaoning, a result is valid for 12 months',
  },
  unverified: {
    zh: '国家标准中未见有效期，作为全国规定未经核实，请按当地文件设定；提前 30 日提醒为本平台的默认值',
    en: 'No validity was found in the national standard; not confirmed as a national rule, set it by local document. The reminder of 30 days is the platform’s default',
  },
}

const completeNotCovered: Text = {
  zh: '12 个月的规定不适用于完全失能，适用何种期限未查到；此处按同一设定计算，请核对当地文件',
  en: 'The 12-month rule does not cover complete disability and what applies there was not found; the same setting is used, check the local document',
}

const completeLevel = 4

export interface Validity {
  /** The last valid day. */
  readonly until: Day
  readonly unverified?: Text
}

/** The last day a result confirmed on a day is valid: the day before the same day `months` later. */
export function validUntil(confirmedOn: Day, level: number, setting: ValiditySetting = defaultValidity): Validity {
  const until = addDays(addMonths(confirmedOn, setting.months), -1)
  const unverified = level === completeLevel ? completeNotCovered : setting.unverified
  return unverified === undefined ? { until } : { until, unverified }
}

/** What the history of an elder holds of each assessment. */
export interface Result {
  readonly state: AssessmentState
  readonly confirmedOn: Day | null
  readonly level: number | null
  readonly validUntil: Day | null
}

interface ResultInForce extends Result {
  readonly confirmedOn: Day
  readonly level: number
  readonly validUntil: Day
}

/** Whether the result of an assessment may be relied upon on a day. */
export function isValid(result: Result, day: Day): boolean {
  return isResult(result) && result.confirmedOn <= day && day <= result.validUntil
}

/** The level that benefits and services go by on a day (B07): the latest confirmed one, if it has not run out. */
export type CurrentLevel<R extends Result = Result> =
  | { readonly status: 'valid'; readonly level: number; readonly result: R }
  | { readonly status: 'expired'; readonly level: null; readonly result: R }
  | { readonly status: 'none'; readonly level: null }

/** @param history every assessment of one elder, oldest first where several were confirmed on one day */
export function currentLevel<R extends Result>(history: readonly R[], day: Day): CurrentLevel<R> {
  const latest = history
    .filter(isResult)
    .filter(({ confirmedOn }) => confirmedOn <= day)
    .reduce<(R & ResultInForce) | undefined>(
      (found, one) => (found === undefined || one.confirmedOn >= found.confirmedOn ? one : found),
      undefined,
    )
  if (!latest) return { status: 'none', level: null }
  return latest.validUntil < day
    ? { status: 'expired', level: null, result: latest }
    : { status: 'valid', level: latest.level, result: latest }
}

/** The first day on which a regular re-assessment should be requested. */
export function reassessmentDueOn(
  result: { readonly validUntil: Day },
  setting: ValiditySetting = defaultValidity,
): Day {
  return addDays(result.validUntil, -setting.remindDays)
}

/** Whether an elder should be assessed again: not yet, soon, or the result has already run out. */
export function reassessmentState(
  result: { readonly validUntil: Day },
  day: Day,
  setting: ValiditySetting = defaultValidity,
): 'not-due' | 'due' | 'expired' {
  if (day > result.validUntil) return 'expired'
  return day >= reassessmentDueOn(result, setting) ? 'due' : 'not-due'
}

function isResult<R extends Result>(result: R): result is R & ResultInForce {
  const inForce: readonly AssessmentState[] = resultStates
  return (
    inForce.includes(result.state) && result.confirmedOn !== null && result.level !== null && result.validUntil !== null
  )
}
