import type { Text } from '../language/text.ts'
import { isWithin, levelOf, levels, type RegionCode } from '../regions/code.ts'
import { addDays, addMonths, type Day } from '../time/day.ts'
import { addWorkingDays, type WorkingCalendar } from '../time/working-days.ts'
import type { DisabilityState } from './procedure.ts'

/** What a region decides about disability-grade assessment. Days of terms are working days. */
export interface InsuranceSettings {
  readonly acceptanceDays: number
  readonly supplementDays: number
  readonly assessmentDays: number
  readonly noticeDays: number
  readonly validityMonths: number
  /** Calendar days before the end at which a reassessment is due. */
  readonly remindDays: number
  /** Whether civil affairs may accept the grade as evidence (医保办发〔2021〕37号 lets them). */
  readonly acceptsEvidence: boolean
  readonly calendar: WorkingCalendar
}

/** One version of a region's rule: whether the insurance runs there, since when and on which document. */
export interface InsuranceRule {
  readonly area: RegionCode
  readonly version: number
  readonly running: boolean
  readonly validFrom: Day
  readonly document: string
  readonly settings: InsuranceSettings
}

export const defaultSettings: InsuranceSettings = {
  acceptanceDays: 5,
  supplementDays: 10,
  assessmentDays: 15,
  noticeDays: 5,
  validityMonths: 24,
  remindDays: 60,
  acceptsEvidence: false,
  calendar: { daysOff: [], worked: [] },
}

/** What the proposed values come from, shown with them. */
export const settingSources: Readonly<Record<keyof InsuranceSettings, Text>> = {
  acceptanceDays: {
    zh: '未见国家规定，5 个工作日为本平台的默认值，未核实',
    en: 'No national rule found; 5 working days is the platform’s default, unverified',
  },
  supplementDays: {
    zh: '未见国家规定，10 个工作日为本平台的默认值，未核实',
    en: 'No national rule found; 10 working days is the platform’s default, unverified',
  },
  assessmentDays: {
    zh: '未见国家规定，15 个工作日为本平台的默认值，未核实',
    en: 'No national rule found; 15 working days is the platform’s default, unverified',
  },
  noticeDays: {
    zh: '未见国家规定的公示期，5 个工作日为本平台的默认值，未核实',
    en: 'No national length of the notice found; 5 working days is the platform’s default, unverified',
  },
  validityMonths: {
    zh: '地方例子：梅州、天津，结论有效期不超过 2 年；不是国家规定',
    en: 'Local examples: Meizhou, Tianjin, at most 2 years; not a national rule',
  },
  remindDays: {
    zh: '到期前 60 日提醒为本平台的默认值',
    en: 'The reminder of 60 days is the platform’s default',
  },
  acceptsEvidence: {
    zh: '医保办发〔2021〕37号：民政部门可以采信评估结果；是否采信由当地决定，默认不采信',
    en: '医保办发〔2021〕37号: civil affairs may accept the result; whether they do is the region’s to say, by default they do not',
  },
  calendar: {
    zh: '默认周一至周五；放假和调休按当年通知逐日填写',
    en: 'Monday to Friday by default; holidays and worked weekends are entered as the year’s notice names them',
  },
}

/**
 * The rule a place goes by on a day: of the areas it lies in the nearest that has one, and of its versions the latest that
 * counts already. Without one the insurance does not run there.
 */
export function ruleFor<Rule extends InsuranceRule>(
  rules: readonly Rule[],
  place: RegionCode,
  day: Day,
): Rule | undefined {
  return rules
    .filter(({ area, validFrom }) => isWithin(place, area) && validFrom <= day)
    .toSorted(
      (a, b) =>
        nearness(b.area) - nearness(a.area) ||
        (a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : b.version - a.version),
    )[0]
}

/** How near an area is: a county is nearer than its city. */
export const nearness = (area: RegionCode): number => levels.indexOf(levelOf(area))

export function termEnds(from: Day, days: number, { calendar }: InsuranceSettings): Day {
  return addWorkingDays(from, days, calendar)
}

/** The last day a decision counts: the day before the same day so many months later. */
export function lastValidDay(decidedOn: Day, { validityMonths }: InsuranceSettings): Day {
  return addDays(addMonths(decidedOn, validityMonths), -1)
}

/** The first day on which a grade should be assessed anew. */
export function reassessmentDue(validUntil: Day, { remindDays }: InsuranceSettings): Day {
  return addDays(validUntil, -remindDays)
}

/** 医保发〔2020〕37号: disabled for at least six months after standardised treatment. */
export const leastMonthsDisabled = 6

export function isDisabledLongEnough(since: Day, appliedOn: Day): boolean {
  return addMonths(since, leastMonthsDisabled) <= appliedOn
}

/** The last day of a state’s term; null where nothing has to be done by a day. */
export function stepDueOn(
  state: DisabilityState,
  from: Day,
  settings: InsuranceSettings,
  noticeUntil: Day | null,
): Day | null {
  switch (state) {
    case 'supplementing':
      return termEnds(from, settings.supplementDays, settings)
    case 'assigned':
    case 'differing':
    case 'contested':
    case 'objected':
      return termEnds(from, settings.assessmentDays, settings)
    case 'announced':
      return termEnds(noticeUntil ?? from, settings.acceptanceDays, settings)
    case 'applied':
    case 'accepted':
    case 'assessed':
    case 'concluded':
    case 'decided':
      return termEnds(from, settings.acceptanceDays, settings)
    default:
      return null
  }
}
