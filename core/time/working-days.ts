import { addDays, type Day } from './day.ts'

/** What differs from Monday to Friday, as the yearly notice on public holidays moves days about. */
export interface WorkingCalendar {
  /** Days off that fall on a Monday to Friday. */
  readonly daysOff: readonly Day[]
  /** Saturdays and Sundays that are worked in exchange. */
  readonly worked: readonly Day[]
}

/** Monday to Friday. Public holidays are announced year by year; whoever needs them exactly names them. */
export const weekdaysOnly: WorkingCalendar = { daysOff: [], worked: [] }

export function isWorkingDay(day: Day, { daysOff, worked }: WorkingCalendar = weekdaysOnly): boolean {
  if (daysOff.includes(day)) return false
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return worked.includes(day) || (weekday !== 0 && weekday !== 6)
}

/** The last of so many working days that begin on the day after `from`, as terms are counted (民法典 §201). */
export function addWorkingDays(from: Day, days: number, calendar: WorkingCalendar = weekdaysOnly): Day {
  let day = from
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day, calendar)) left--
  }
  return day
}
