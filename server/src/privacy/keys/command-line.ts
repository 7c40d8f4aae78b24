import { setTimeout } from 'node:timers/promises'
import type { Scope } from '@yinian/core/access/actor.ts'
import type { KeyRotation } from '@yinian/core/privacy/keys-api.ts'
import type { SealedTable } from '../../crypto/sealed-table.ts'
import { isWrappedBy, type MasterKeys } from '../../crypto/wrap.ts'
import type { Database } from '../../db/database.ts'
import { inTransaction } from '../../db/transaction.ts'
import { countValues } from './count-values.ts'
import { type KeysGround, rotateKeys } from './jobs.ts'
import { asKeeper } from './keeper.ts'
import { openRotation, sumOf } from './operations.ts'
import { toRotation } from './rotation.ts'

export function countiesWithKeys(ground: KeysGround): Promise<string[]> {
  return asKeeper(ground, async (tx) => {
    const rows = await tx.selectFrom('data_key').select('county').distinct().orderBy('county').execute()
    return rows.map(({ county }) => county)
  })
}

/** Replaces a county's key from beginning to end, whichever process does the sealing. @throws rotationUnderWay */
export async function rotateNow(
  ground: KeysGround,
  tables: readonly SealedTable[],
  county: string,
): Promise<KeyRotation> {
  const { id } = await asKeeper(ground, async (tx) =>
    openRotation(
      { tx, vault: ground.vault },
      {
        county,
        values: sumOf(await countValues(tx, tables, county)),
        by: { accountId: null, name: '命令行 Command line' },
        now: ground.clock.now(),
      },
    ),
  )
  while (true) {
    await rotateKeys(ground, tables)
    const row = await asKeeper(ground, (tx) =>
      tx
        .selectFrom('key_rotation')
        .selectAll()
        .where('county', '=', county)
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )
    if (row.state === 'done') return toRotation(row)
    await setTimeout(500)
  }
}

const gatekeeper: Scope = { role: 'gatekeeper', accountId: null, regions: [], organisationId: null }

/** Every key with what wraps it. */
export async function describeKeys(database: Database, masters: MasterKeys) {
  const rows = await inTransaction(database, gatekeeper, (tx) =>
    tx
      .selectFrom('data_key')
      .select(['county', 'version', 'algorithm', 'state', 'wrapped'])
      .orderBy('county')
      .orderBy('version')
      .execute(),
  )
  return rows.map(({ wrapped, ...row }) => ({
    ...row,
    wrappedByCurrent: row.state !== 'destroyed' && isWrappedBy(masters.current, row, wrapped),
  }))
}
