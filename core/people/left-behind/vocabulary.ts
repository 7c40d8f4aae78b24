import type { Text } from '../../language/text.ts'
import type { CountyCode } from '../../regions/code.ts'
import { addDays, type Day } from '../../time/day.ts'

export const careManners = {
  door: { zh: '上门', en: 'At the door' },
  phone: { zh: '电话', en: 'By telephone' },
  video: { zh: '视频', en: 'By video' },
} as const satisfies Record<string, Text>
export type CareManner = keyof typeof careManners

export const careFindings = {
  well: { zh: '情况正常', en: 'All is well' },
  attention: { zh: '需要关注', en: 'Needs attention' },
  urgent: { zh: '情况紧急', en: 'Urgent' },
  'not-met': { zh: '没有见到本人', en: 'Not met' },
} as const satisfies Record<string, Text>
export type CareFinding = keyof typeof careFindings

export const careNeeds = {
  health: { zh: '看病就医', en: 'Medical' },
  'daily-care': { zh: '生活照料', en: 'Daily care' },
  housing: { zh: '住房与用电用火安全', en: 'Housing and safety' },
  money: { zh: '生活困难', en: 'Hardship' },
  company: { zh: '精神慰藉', en: 'Company' },
  family: { zh: '督促子女赡养', en: 'Children’s duty' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Text>
export type CareNeed = keyof typeof careNeeds

/** Where a child of a left-behind elder works, as far as the village knows. */
export const whereabouts = {
  county: { zh: '本县', en: 'In this county' },
  city: { zh: '本市外县', en: 'Elsewhere in the city' },
  province: { zh: '本省外市', en: 'Elsewhere in the province' },
  elsewhere: { zh: '外省', en: 'In another province' },
  abroad: { zh: '境外', en: 'Abroad' },
  unknown: { zh: '不清楚', en: 'Not known' },
} as const satisfies Record<string, Text>
export type Whereabouts = keyof typeof whereabouts

/**
 * Where a child is, told from the county an elder has moved to: what was said of the former county is no nearer than the
 * two counties are to each other.
 */
export function whereaboutsSeenFrom(told: Whereabouts, from: CountyCode, to: CountyCode): Whereabouts {
  if (told === 'abroad' || told === 'unknown' || from === to) return told
  const between: Whereabouts =
    from.slice(0, 2) !== to.slice(0, 2) ? 'elsewhere' : from.slice(0, 4) !== to.slice(0, 4) ? 'province' : 'city'
  const byDistance: readonly Whereabouts[] = ['county', 'city', 'province', 'elsewhere']
  return byDistance.indexOf(told) < byDistance.indexOf(between) ? between : told
}

export const careEndings = {
  died: { zh: '老人去世', en: 'The elder died' },
  moved: { zh: '迁往外县（市、区）', en: 'Moved to another county' },
} as const satisfies Record<string, Text>
export type CareEnding = keyof typeof careEndings

interface WrittenPlan {
  readonly id: string
  /** The plan that this row ends. */
  readonly ends: string | null
  /** Set on a row that ends a plan, or says that the plan of another county has ended. */
  readonly endedAs: CareEnding | null
}

/** Of plans with the last one first: the one in force, where there is one, and else how the last one ended. */
export function planInForce<Plan extends WrittenPlan>(rows: readonly Plan[]): { plan?: Plan; ending?: Plan } {
  const last = rows.find(({ endedAs }) => endedAs === null)
  const ending = last
    ? rows.find(({ ends }) => ends === last.id)
    : rows.find(({ endedAs, ends }) => endedAs !== null && ends === null)
  if (ending) return { ending }
  return last ? { plan: last } : {}
}

export const touchFrequencies = {
  weekly: { zh: '每周', en: 'Every week' },
  monthly: { zh: '每月', en: 'Every month' },
  quarterly: { zh: '每季', en: 'Every quarter' },
  yearly: { zh: '每年', en: 'Once a year' },
  seldom: { zh: '很少联系', en: 'Seldom' },
} as const satisfies Record<string, Text>
export type TouchFrequency = keyof typeof touchFrequencies

/** A contact in which nobody was met keeps nobody's promise. */
export const countsAsContact = ({ finding }: { readonly finding: CareFinding }): boolean => finding !== 'not-met'

interface Written {
  readonly id: string
  readonly corrects: string | null
  readonly void: boolean
}

/** The rows that hold: none that a later row corrects, and none that says that nothing took place. */
export function effectiveContacts<Row extends Written>(rows: readonly Row[]): Row[] {
  const corrected = new Set(rows.flatMap(({ corrects }) => corrects ?? []))
  return rows.filter((row) => !row.void && !corrected.has(row.id))
}

/**
 * By when somebody has to look in: so many days after the last contact, and not before the plan begins. Where nobody has
 * looked in yet it is due at once: the first look tells how things stand.
 */
export function nextCareOn(
  plan: { readonly from: Day; readonly intervalDays: number } | null,
  lastContact: Day | null,
): Day | null {
  if (plan === null) return null
  const next = lastContact === null ? plan.from : addDays(lastContact, plan.intervalDays)
  return next > plan.from ? next : plan.from
}
