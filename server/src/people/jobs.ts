import { nation } from '@yinian/core/regions/code.ts'
import { addDays, dayAt } from '@yinian/core/time/day.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import { refreshCategories } from './snapshot.ts'
import { refreshMembershipOfToday } from './special-difficulty/jobs.ts'

/** Days looked back, so that an installation that stood still for a month catches up by itself. */
const lookBackDays = 35

const everywhere = { role: 'official', accountId: null, regions: [nation], organisationId: null } as const

/** What the register does every day: periods begin and end by the calendar. Repeatable. */
export async function refreshCategoriesOfToday({
  database,
  clock,
}: Pick<Ground, 'database' | 'clock'>): Promise<number> {
  const today = dayAt(clock.now())
  return inTransaction(database, everywhere, (tx) =>
    refreshCategories(tx, { since: addDays(today, -lookBackDays), today }),
  )
}

/** The day's first minutes: what holds today on each elder's row, and then who by that is in special difficulty. */
export async function beginDay(ground: Pick<Ground, 'database' | 'clock'>): Promise<void> {
  await refreshCategoriesOfToday(ground)
  await refreshMembershipOfToday(ground)
}
