import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Vault } from './vault.ts'

const lockName = sql`hashtextextended('blind_index', 0)`

/** Keeps the indexes as they are until the transaction ends, for whoever takes something unique by one of them. */
export async function whileIndexesStand(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${lockName})`.execute(tx)
}

/** Keeps others from taking anything by an index until the transaction ends. */
export async function whileNobodyClaims(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockName})`.execute(tx)
}

/** While the indexes are rewritten, says what became of those somebody claims just now; otherwise there is nothing to say. */
export async function tellIndexChanges(
  { tx, vault }: { readonly tx: Tx; readonly vault: Vault },
  kind: string,
  normalised: readonly string[],
): Promise<void> {
  const changes = normalised.flatMap((value) => {
    const [present, before] = vault.indexes(kind, value)
    return present && before ? [{ old: before, new: present }] : []
  })
  if (changes.length > 0)
    await tx
      .insertInto('blind_index_change')
      .values(changes)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
