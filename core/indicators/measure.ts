import type { Text } from '../language/text.ts'
import type { CircumstanceKindId } from '../people/circumstances.ts'
import { type Day, isDay, lastDayOf, type Month } from '../time/day.ts'

/** A circumstance in force, as the register writes it: `kind:value`. */
export type Circumstance = `${CircumstanceKindId}:${string}`

/** What the register and the assessments say of one elder on a day. */
export interface ElderOnDay {
  readonly id: string
  readonly age: number
  /** Circumstances in force; what nobody has recorded is not among them. */
  readonly circumstances: readonly Circumstance[]
  /** The ability level of GB/T 42195-2022, only while the assessment is valid. */
  readonly abilityLevel: 0 | 1 | 2 | 3 | 4 | null
}

/** Grades of the tekun self-care assessment: 全自理, 半失能（半护理）, 失能（全护理）. */
export type SelfCare = 'full' | 'partial' | 'none'

/** One benefit paid to one elder for one month; the facts are those frozen with the payment. */
export interface PaymentForMonth {
  readonly elderId: string
  readonly programme: Programme
  readonly fen: number
  readonly age: number
  readonly selfCare: SelfCare | null
}

export const programmes = {
  'old-age-allowance': { zh: '高龄津贴', en: 'advanced-age allowance' },
  'tekun-nursing-allowance': { zh: '特困人员护理补贴', en: 'tekun nursing allowance' },
} as const satisfies Record<string, Text>
export type Programme = keyof typeof programmes

export type ElderCondition =
  | { readonly fact: 'age'; readonly atLeast: number }
  | { readonly fact: 'circumstance'; readonly anyOf: readonly Circumstance[] }
  | { readonly fact: 'abilityLevel'; readonly anyOf: readonly number[] }

/** What was paid of a programme for the period; with `selfCare` only what was paid for that grade. */
export interface Payments {
  readonly programme: Programme
  readonly selfCare?: SelfCare
}

/**
 * One side of an indicator.
 * - `elders`: how many elders of the register meet all conditions on the last day of the period
 * - `paid`: how many people were paid, of those who meet all conditions
 * - `fen`: how much was paid, in fen; `least-age`: the youngest age at which it was paid
 * - `assessors`, `assessment-organisations`: how many are active on the last day of the period
 */
export type Measure =
  | { readonly of: 'elders'; readonly where: readonly ElderCondition[] }
  | ({ readonly of: 'paid'; readonly where: readonly ElderCondition[] } & Payments)
  | ({ readonly of: 'fen' | 'least-age' } & Payments)
  | { readonly of: 'assessors' | 'assessment-organisations' }

/** Where an elder is counted: at the registered residence (户籍) or where they usually live (常住). A16 wants it stated. */
export const bases = {
  registration: { zh: '按户籍所在地统计', en: 'Counted by registered residence' },
  residence: { zh: '按常住地统计', en: 'Counted by usual residence' },
} as const satisfies Record<string, Text>
export type Basis = keyof typeof bases

/** How a value comes from its two sides, and in which unit it is told. */
export const shapes = {
  share: { zh: '分子占分母的百分比', en: 'Numerator as a percentage of the denominator' },
  'per-thousand': { zh: '每千名对应的分子', en: 'Numerator per thousand of the denominator' },
  ratio: { zh: '分子除以分母', en: 'Numerator divided by denominator' },
  count: { zh: '计数', en: 'A count' },
  yuan: { zh: '金额合计（元）', en: 'A sum in yuan' },
  'yuan-each': { zh: '每人每月平均金额（元）', en: 'Mean yuan per person and month' },
  least: { zh: '最小值', en: 'The least value' },
} as const satisfies Record<string, Text>
export type Shape = keyof typeof shapes

/** The month's last day, or today while the month runs: the day stocks are counted on. */
export function dayCounted(month: Month, today: Day): Day {
  const last = lastDayOf(month)
  return last < today ? last : today
}

/** The latest day of birth of whoever has reached an age by a day; the counterpart of `ageOn` for a comparison of days. */
export function latestBirth(age: number, day: Day): Day {
  const year = String(Number(day.slice(0, 4)) - age).padStart(4, '0')
  const birth = `${year}${day.slice(4)}`
  return isDay(birth) ? birth : `${year}-02-28`
}

export function meets(condition: ElderCondition, elder: ElderOnDay): boolean {
  switch (condition.fact) {
    case 'age':
      return elder.age >= condition.atLeast
    case 'circumstance':
      return condition.anyOf.some((circumstance) => elder.circumstances.includes(circumstance))
    case 'abilityLevel':
      return elder.abilityLevel !== null && condition.anyOf.includes(elder.abilityLevel)
  }
}

export function meetsAll(conditions: readonly ElderCondition[], elder: ElderOnDay): boolean {
  return conditions.every((condition) => meets(condition, elder))
}
