import type { Text } from '../language/text.ts'
import { addMonths, ageOn, type Day } from '../time/day.ts'

/** The free yearly health check is for those of 65 and above (B09). */
export const checkAge = 65
const checkMonths = 12

export const dueReasons = {
  'health-check': { zh: '年度体检', en: 'Yearly health check' },
  assessment: { zh: '能力评估', en: 'Ability assessment' },
} as const satisfies Record<string, Text>
export type DueReason = keyof typeof dueReasons

/** What decides whether somebody is called. */
export interface Standing {
  readonly birth: Day
  /** The last health check attended; null where none is known. */
  readonly checkedOn: Day | null
  /** The last valid day of the ability level; null without one. */
  readonly levelUntil: Day | null
}

/** What an elder is due for on a day, looking ahead some months; empty where nothing is. */
export function dueFor({ birth, checkedOn, levelUntil }: Standing, day: Day, monthsAhead: number): DueReason[] {
  const horizon = addMonths(day, monthsAhead)
  const check = ageOn(birth, day) >= checkAge && (checkedOn === null || addMonths(checkedOn, checkMonths) <= horizon)
  const assessment = levelUntil !== null && levelUntil <= horizon
  return [...(check ? (['health-check'] as const) : []), ...(assessment ? (['assessment'] as const) : [])]
}

export interface FindingKind {
  readonly name: Text
  readonly unit: Text
  /** Items and fields of GB/T 42195-2022 it speaks about; empty where none. */
  readonly speaksOf: readonly string[]
}

const none: Text = { zh: '', en: '' }

/** What the check and the assessment tell each other, as plain findings with their source. */
export const findingKinds = {
  'blood-pressure': {
    name: { zh: '血压', en: 'Blood pressure' },
    unit: { zh: '毫米汞柱', en: 'mmHg' },
    speaksOf: ['A.4.1'],
  },
  vision: { name: { zh: '视力', en: 'Vision' }, unit: none, speaksOf: ['B.4.1'] },
  hearing: { name: { zh: '听力', en: 'Hearing' }, unit: none, speaksOf: ['B.4.2'] },
  medicines: {
    name: { zh: '长期用药种数', en: 'Medicines taken regularly' },
    unit: { zh: '种', en: 'medicines' },
    speaksOf: ['A.4.2'],
  },
  height: { name: { zh: '身高', en: 'Height' }, unit: { zh: '厘米', en: 'cm' }, speaksOf: ['A.2.4'] },
  weight: { name: { zh: '体重', en: 'Weight' }, unit: { zh: '千克', en: 'kg' }, speaksOf: ['A.2.5'] },
  'self-care': { name: { zh: '体检中的自理能力初评', en: 'Self-care as seen at the check' }, unit: none, speaksOf: [] },
  cognition: { name: { zh: '体检中的认知初筛', en: 'Cognition as seen at the check' }, unit: none, speaksOf: [] },
} as const satisfies Record<string, FindingKind>
export type FindingKindId = keyof typeof findingKinds

export const bookingStates = {
  booked: { zh: '已预约', en: 'Booked' },
  attended: { zh: '已到', en: 'Attended' },
  absent: { zh: '未到，仍列为到期', en: 'Absent, remains due' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const satisfies Record<string, Text>
export type BookingState = keyof typeof bookingStates
