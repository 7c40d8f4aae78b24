import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'

/** Does something in sight of merged files; before and after they are out of sight, for everybody in this transaction. */
export async function seeingMerged<T>(tx: Tx, run: () => Promise<T>): Promise<T> {
  await sql`set local yinian.merged = 'shown'`.execute(tx)
  const result = await run()
  await sql`set local yinian.merged = ''`.execute(tx)
  return result
}

/** The file that a merged one now belongs to, through every merge since; absent where it was never merged. */
export async function findSurvivor(tx: Tx, id: string): Promise<string | undefined> {
  return seeingMerged(tx, async () => {
    let at = id
    for (;;) {
      const row = await tx.selectFrom('elder').select('merged_into').where('id', '=', at).executeTakeFirst()
      if (!row?.merged_into) return at === id ? undefined : at
      at = row.merged_into
    }
  })
}
