import type { Day } from '../time/day.ts'
import type { Random } from './random.ts'

const millisecondsOfDay = 86_400_000
const texts = new Map<number, Day>()

/** Days counted from 1970-01-01, so that a million of them can be reckoned with. */
export function countOf(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / millisecondsOfDay)
}

export function dayOf(count: number): Day {
  const known = texts.get(count)
  if (known !== undefined) return known
  const text = new Date(count * millisecondsOfDay).toISOString().slice(0, 10)
  texts.set(count, text)
  return text
}

/** An instant (milliseconds) in office hours of a day in Asia/Shanghai. */
export function officeHour(random: Random, count: number): number {
  return count * millisecondsOfDay + random.between(3_600, 9 * 3_600) * 1_000
}

/** Completed years between two days, to within a day around birthdays; enough to draw by. */
export function yearsBetween(birth: number, count: number): number {
  return Math.floor((count - birth) / 365.25)
}
