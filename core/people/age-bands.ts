import type { Text } from '../language/text.ts'
import { addDays, type Day, isDay } from '../time/day.ts'

export interface AgeBand {
  readonly from: number
  /** Last age of the band; absent where it is open. */
  readonly to?: number
  readonly name: Text
}

const band = (from: number, to: number): AgeBand => ({
  from,
  to,
  name: { zh: `${from}—${to} 岁`, en: `${from}–${to}` },
})

/** Bands of advanced age (catalogue A08). */
export const ageBands: readonly AgeBand[] = [
  band(60, 64),
  band(65, 69),
  band(70, 79),
  band(80, 89),
  band(90, 99),
  { from: 100, name: { zh: '100 岁及以上', en: '100 and over' } },
]

export function ageBandOf(age: number): AgeBand | undefined {
  return ageBands.find((one) => one.from <= age && (one.to === undefined || age <= one.to))
}

/** The latest day somebody was born who is at least `age` on `day`. */
export function bornBy(age: number, day: Day): Day {
  const year = String(Number(day.slice(0, 4)) - age).padStart(4, '0')
  const birthday = `${year}${day.slice(4)}`
  return isDay(birthday) ? birthday : addDays(`${year}-03-01`, -1)
}
