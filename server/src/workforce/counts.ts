import { nation } from '@yinian/core/regions/code.ts'
import { type Day, dayAt } from '@yinian/core/time/day.ts'
import { qualifiesAsAssessor } from '@yinian/core/workforce/assessor.ts'
import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import { qualificationColumns, qualificationOf } from './qualification.ts'

/** Brings an organisation's numbers of assessors up to date, in the transaction that changes one of them. */
export async function recount(tx: Tx, county: string, organisationId: string, today: Day): Promise<void> {
  const rows = await tx
    .selectFrom('assessor')
    .select(qualificationColumns)
    .where('county', '=', county)
    .where('organisation_id', '=', organisationId)
    .where('status', '<>', 'removed')
    .execute()
  const qualified = rows.filter((row) => qualifiesAsAssessor(qualificationOf(row), today).qualifies)
  await tx
    .updateTable('organisation')
    .set({ assessors: rows.length, qualified_assessors: qualified.length })
    .where('county', '=', county)
    .where('id', '=', organisationId)
    .execute()
}

/** What the register does every day. */
export function recountToday({ database, clock }: Pick<Ground, 'database' | 'clock'>): Promise<void> {
  return recountAll(database, dayAt(clock.now()))
}

/** Brings all of them up to date: years of practice grow full and training lapses as days pass. Daily; repeatable. */
export async function recountAll(database: Database, today: Day): Promise<void> {
  const everywhere = { role: 'official', accountId: null, regions: [nation], organisationId: null } as const
  await inTransaction(database, everywhere, async (tx) => {
    const rows = await tx
      .selectFrom('assessor')
      .select(['county', 'organisation_id', ...qualificationColumns])
      .where('status', '<>', 'removed')
      .execute()
    const counts = new Map<string, number>()
    for (const row of rows) {
      const key = `${row.county} ${row.organisation_id}`
      const one = qualifiesAsAssessor(qualificationOf(row), today).qualifies ? 1 : 0
      counts.set(key, (counts.get(key) ?? 0) + one)
    }
    for (const [key, count] of counts) {
      const [county = '', id = ''] = key.split(' ')
      await sql`update organisation set qualified_assessors = ${count}
        where county = ${county} and id = ${id}::uuid and qualified_assessors <> ${count}`.execute(tx)
    }
  })
}
