/** A legal day in Asia/Shanghai, `YYYY-MM-DD`. Days compare as strings. */
export type Day = string
/** A calendar month, `YYYY-MM`. */
export type Month = string

/** A period of days `[from, to)`; without `to` it is still running. */
export interface Period {
  readonly from: Day
  readonly to?: Day | null
}

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** True for a real calendar date written `YYYY-MM-DD` (2023-02-29 is not one). */
export function isDay(value: string): value is Day {
  const match = dayPattern.exec(value)
  if (!match) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value
}

/** The legal day in Asia/Shanghai (UTC+8, no daylight saving) at an instant. */
export function dayAt(instant: Date): Day {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The same day of the month `months` later, or that month's last day where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const first = addToMonth(monthOf(day), months)
  const last = Number(lastDayOf(first).slice(8))
  return `${first}-${String(Math.min(Number(day.slice(8)), last)).padStart(2, '0')}`
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}

export function addToMonth(month: Month, months: number): Month {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}

export function firstDayOf(month: Month): Day {
  return `${month}-01`
}

export function lastDayOf(month: Month): Day {
  return addDays(firstDayOf(addToMonth(month, 1)), -1)
}

/** Whole years of age reached on `day`; somebody born on 29 February ages on 1 March of common years (民法典 §200 et seq. leave it open). */
export function ageOn(birth: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) >= birth.slice(5) ? years : years - 1
}

/** Whether `day` lies in `[from, to)`. */
export function isIn(period: Period, day: Day): boolean {
  return period.from <= day && (period.to == null || day < period.to)
}
