import { addDays, addMonths, type Day, firstDayOf, monthOf } from '../time/day.ts'

export const rhythms = {
  weekly: { zh: '每周一', en: 'every Monday' },
  monthly: { zh: '每月 1 日', en: 'on the first of every month' },
} as const
export type Rhythm = keyof typeof rhythms

/** The next day of a rhythm after a day. */
export function nextDay(rhythm: Rhythm, after: Day): Day {
  if (rhythm === 'monthly') return firstDayOf(monthOf(addMonths(firstDayOf(monthOf(after)), 1)))
  const weekday = new Date(`${after}T00:00:00Z`).getUTCDay()
  return addDays(after, (1 - weekday + 7) % 7 || 7)
}

/** Nothing is taken out by the clock for longer than a year without somebody asking anew. */
export function latestUntil(today: Day): Day {
  return addMonths(today, 12)
}
