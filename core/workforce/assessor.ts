import { fill, type Text } from '../language/text.ts'
import { addMonths, type Day } from '../time/day.ts'

/** Full-time schooling, lowest first (GB/T 42195-2022 §5: at least senior high or secondary vocational school). */
export const educations = {
  'junior-high': { zh: '初中及以下', en: 'Junior high school or below' },
  'senior-high': { zh: '高中、中专', en: 'Senior high or secondary vocational school' },
  college: { zh: '大专', en: 'College' },
  bachelor: { zh: '本科', en: 'Bachelor' },
  postgraduate: { zh: '研究生', en: 'Postgraduate' },
} as const satisfies Record<string, Text>
export type Education = keyof typeof educations

/** The fields of practice that count (GB/T 42195-2022 §5). */
export const backgrounds = {
  medical: { zh: '医疗', en: 'Medical care' },
  nursing: { zh: '护理', en: 'Nursing' },
  'health-management': { zh: '健康管理', en: 'Health management' },
  'elder-care': { zh: '养老服务', en: 'Elder care' },
  'social-work': { zh: '老年社会工作', en: 'Elder social work' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Text>
export type Background = keyof typeof backgrounds

/** Certificates an assessor may hold; none is named as a condition by GB/T 42195-2022. */
export const certificates = {
  'ability-assessor': {
    zh: '老年人能力评估师职业技能等级证书',
    en: 'Skill certificate of older-person ability assessor',
  },
  physician: { zh: '医师资格证书', en: 'Physician’s certificate' },
  nurse: { zh: '护士执业证书', en: 'Nurse’s practice certificate' },
  'social-worker': { zh: '社会工作者职业资格证书', en: 'Social worker’s certificate' },
  'elderly-care-worker': { zh: '养老护理员职业技能等级证书', en: 'Skill certificate of elderly-care worker' },
  other: { zh: '其他证书', en: 'Other certificate' },
} as const satisfies Record<string, Text>
export type CertificateKind = keyof typeof certificates

export const assessorStatuses = {
  active: { zh: '在册', en: 'Active' },
  suspended: { zh: '暂停', en: 'Suspended' },
  removed: { zh: '已移出', en: 'Removed' },
} as const satisfies Record<string, Text>
export type AssessorStatus = keyof typeof assessorStatuses

export const leastYearsOfPractice = 5

/** What makes somebody an assessor. Days, not counted years, so that the answer holds on every day. */
export interface AssessorQualification {
  readonly status: AssessorStatus
  readonly education: Education
  readonly background: Background
  /** The day practice in that field began. */
  readonly practiceSince: Day
  /** The day the assessor training was completed; null where it has not been. */
  readonly trainedOn: Day | null
  /** The last day the training counts where a region asks for refreshers; null where it does not end. */
  readonly trainingUntil: Day | null
}

const reasons = {
  status: { zh: '评估员不在册', en: 'The assessor is not active' },
  education: {
    zh: '学历须为全日制高中或中专及以上（GB/T 42195-2022 §5）',
    en: 'Education must be senior high or secondary vocational school at least (GB/T 42195-2022 §5)',
  },
  background: {
    zh: '从业背景须为医疗、护理、健康管理、养老服务或老年社会工作（GB/T 42195-2022 §5）',
    en: 'Practice must be in medical care, nursing, health management, elder care or elder social work (GB/T 42195-2022 §5)',
  },
  practice: {
    zh: '从业满 {years} 年的日期为 {day}（GB/T 42195-2022 §5）',
    en: 'Practice reaches {years} years on {day} (GB/T 42195-2022 §5)',
  },
  training: {
    zh: '没有完成评估培训（GB/T 42195-2022 §5）',
    en: 'Assessor training has not been completed (GB/T 42195-2022 §5)',
  },
  refresher: { zh: '评估培训已过有效期', en: 'The assessor training has lapsed' },
} as const satisfies Record<string, Text>

/** Whether somebody may assess and sign on a day, and if not, every reason why not. */
export function qualifiesAsAssessor(
  person: AssessorQualification,
  day: Day,
): { readonly qualifies: boolean; readonly reasons: readonly Text[] } {
  const fiveYearsOn = addMonths(person.practiceSince, leastYearsOfPractice * 12)
  const against: Text[] = []
  if (person.status !== 'active') against.push(reasons.status)
  if (person.education === 'junior-high') against.push(reasons.education)
  if (person.background === 'other') against.push(reasons.background)
  if (day < fiveYearsOn) against.push(fill(reasons.practice, { years: leastYearsOfPractice, day: fiveYearsOn }))
  if (person.trainedOn === null || day < person.trainedOn) against.push(reasons.training)
  else if (person.trainingUntil !== null && day > person.trainingUntil) against.push(reasons.refresher)
  return { qualifies: against.length === 0, reasons: against }
}

/** A medical or nursing background, which some regions ask of at least one of the two assessors. */
export function hasMedicalBackground(person: Pick<AssessorQualification, 'background'>): boolean {
  return person.background === 'medical' || person.background === 'nursing'
}
