import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { whileNobodyClaims } from '../../crypto/index-change.ts'
import type { IndexCopy, SealedTable } from '../../crypto/sealed-table.ts'
import type { Tx } from '../../db/database.ts'
import type { Ground } from '../../http/ground.ts'
import { type IndexBatch, indexedValues, reindexBatch } from './index-batch.ts'
import { asKeeper } from './keeper.ts'

type IndexGround = Pick<Ground, 'database' | 'vault'>

/**
 * Rewrites every blind index under the present key while searches and claims look under both. Asked again after it was
 * interrupted it goes through everything once more and writes what is missing. Every process must have been started with
 * the new configuration before.
 * @param told called now and then with how many rows were rewritten so far
 * @returns how many rows were rewritten
 */
export async function reindex(
  ground: IndexGround,
  tables: readonly SealedTable[],
  copies: readonly IndexCopy[],
  told: (rewritten: number) => void = () => {},
): Promise<number> {
  let all = 0
  // A pass that finds nothing to do has looked at every row, and nothing was being changed while it looked.
  for (let left = 1; left > 0; ) {
    left = 0
    for (const table of tables.filter((one) => indexedValues(one).length > 0)) {
      for await (const { rewritten, passedOver } of batchesOf(ground, table, copies)) {
        all += rewritten
        left += rewritten + passedOver
        if (rewritten > 0) told(all)
      }
    }
  }
  await untilOlderEnded(ground)
  await finishReindex(ground, copies)
  return all
}

async function* batchesOf(
  ground: IndexGround,
  table: SealedTable,
  copies: readonly IndexCopy[],
): AsyncGenerator<IndexBatch> {
  let after: readonly string[] | null = null
  do {
    const from: readonly string[] | null = after
    const batch: IndexBatch = await asKeeper(ground, (tx) => reindexBatch(tx, ground.vault, table, copies, from))
    yield batch
    after = batch.last
  } while (after !== null)
}

/** Whoever read an old index before the last pass has written what they made of it. */
async function untilOlderEnded({ database }: IndexGround): Promise<void> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(database)
  while (true) {
    const { rows: older } = await sql`
      select from pg_stat_activity
      where datname = current_database() and usename = current_user and xact_start < ${rows[0]?.now}
        and pid <> pg_backend_pid() limit 1`.execute(database)
    if (older.length === 0) return
    await setTimeout(200)
  }
}

/** Brings the copies along, gives up what was claimed under the old indexes and retires their key. */
async function finishReindex(ground: IndexGround, copies: readonly IndexCopy[]): Promise<void> {
  const counties = await asKeeper(ground, (tx) => tx.selectFrom('data_key').select('county').distinct().execute())
  for (const { table, column, how } of copies)
    if (how === 'column')
      for (const { county } of counties)
        await asKeeper(ground, (tx) =>
          sql`update ${sql.table(table)} t set ${sql.id(column)} = m.new from blind_index_change m
            where t.county = ${county} and t.${sql.id(column)} = m.old`.execute(tx),
        )
  await asKeeper(ground, async (tx) => {
    await whileNobodyClaims(tx)
    await giveUpOldClaims(tx, copies)
    await tx.updateTable('blind_index_key').set({ state: 'retired' }).where('state', '=', 'previous').execute()
  })
}

/** A claim under an old index goes once the same is held under the new one. */
export async function giveUpOldClaims(tx: Tx, copies: readonly IndexCopy[]): Promise<void> {
  for (const { table, column, how } of copies) {
    if (how === 'column') continue
    await sql`delete from ${sql.table(table)} c using blind_index_change m
      where c.${sql.id(column)} = m.old and exists (
        select from ${sql.table(table)} n where n.${sql.id(column)} = m.new)`.execute(tx)
  }
}
