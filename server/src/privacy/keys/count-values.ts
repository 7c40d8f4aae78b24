import { sql } from 'kysely'
import type { SealedTable } from '../../crypto/sealed-table.ts'
import type { Tx } from '../../db/database.ts'
import { concerns } from './reseal.ts'
import { bytesOf, ofCounty, versionIn } from './sealed-sql.ts'

/** How many sealed values a county has under each version of its key. */
export async function countValues(
  tx: Tx,
  tables: readonly SealedTable[],
  county: string,
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>()
  for (const table of tables.filter((one) => concerns(one, county)))
    for (const value of table.values) {
      const bytes = bytesOf(value)
      const { rows } = await sql<{ version: number; count: number }>`
        select ${versionIn(bytes)} as version, count(*) as count from ${sql.table(table.table)} t
        where ${ofCounty(table, county)} and ${bytes} is not null group by 1`.execute(tx)
      for (const { version, count } of rows) counts.set(version, (counts.get(version) ?? 0) + count)
    }
  return counts
}
