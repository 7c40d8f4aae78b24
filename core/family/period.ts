import { addMonths, type Day, isDay } from '../time/day.ts'

/** A relative's access is given for at most two years at a time, so that the elder is asked again. */
export const yearsAtMost = 2

/** @param until the last day */
export function isFitPeriod(today: Day, until: Day): boolean {
  return isDay(until) && until > today && until <= addMonths(today, 12 * yearsAtMost)
}
