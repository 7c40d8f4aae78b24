import { addToMonth, type Month } from '@yinian/core/time/day.ts'

/** The latest months, newest first. */
export function monthsUpTo(month: Month, count = 36): Month[] {
  return Array.from({ length: count }, (_, back) => addToMonth(month, -back))
}
