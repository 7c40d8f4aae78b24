import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'

/** Does something in sight of merged files; before and after they are out of sight, for everybody in this transaction. */
export async function seeingMerged<T>(tx: Tx, run: () => Promise<T>): Promise<T> {
  await sql`set local yinian.merged = 'shown'`.execute(tx)
  const result = await run()
  await sql`set local yinian.merged = ''`.execute(tx)
  return result
}

export interface MergedFile {
  readonly id: string
  readonly name: string
  readonly documentNumber: string
}

/** The files that were merged into one, through every merge that stands; of those only what the reader may see. */
export async function listMergedInto(
  tx: Tx,
  { county, id }: { readonly county: string; readonly id: string },
): Promise<readonly MergedFile[]> {
  const { rows } = await seeingMerged(tx, () =>
    sql<MergedFile>`
      with recursive files as (
        select id, name, document_number_masked from elder where county = ${county} and merged_into = ${id}
        union select e.id, e.name, e.document_number_masked from elder e join files on e.county = ${county} and e.merged_into = files.id
      ) select id, name, document_number_masked as "documentNumber" from files`.execute(tx),
  )
  return rows
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
