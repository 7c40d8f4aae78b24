import { setTimeout } from 'node:timers/promises'
import { dayAt } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import { audit } from '../../access/index.ts'
import type { SealedTable } from '../../crypto/sealed-table.ts'
import type { DataKey } from '../../crypto/vault.ts'
import type { KeyRotation } from '../../db/generated.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Ground } from '../../http/ground.ts'
import { countValues } from './count-values.ts'
import { asKeeper } from './keeper.ts'
import { concerns, resealBatch } from './reseal.ts'

export type KeysGround = Pick<Ground, 'database' | 'vault' | 'clock' | 'log'>
type Rotation = Selectable<KeyRotation>

/**
 * Carries every rotation on that has not ended. Where a process died in the middle, the next one to ask goes on: what is
 * under the new key already is not read again.
 */
export async function rotateKeys(ground: KeysGround, tables: readonly SealedTable[]): Promise<void> {
  const going = await asKeeper(ground, (tx) =>
    tx.selectFrom('key_rotation').selectAll().where('state', '=', 'resealing').orderBy('id').execute(),
  )
  for (const rotation of going) await carryOn(ground, tables, rotation)
}

/** One process at a time works on a county's rotation; the lock goes with the connection when the process dies. */
export async function carryOn(ground: KeysGround, tables: readonly SealedTable[], rotation: Rotation): Promise<void> {
  await ground.database.connection().execute(async (connection) => {
    const name = sql`hashtextextended(${`key_rotation:${rotation.county}`}, 0)`
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${name}) as mine`.execute(connection)
    if (!rows[0]?.mine) return
    try {
      await resealCounty(ground, tables, rotation)
    } finally {
      await sql`select pg_advisory_unlock(${name})`.execute(connection)
    }
  })
}

async function resealCounty(ground: KeysGround, tables: readonly SealedTable[], rotation: Rotation): Promise<void> {
  const { county } = rotation
  const key = await ground.vault.currentKey(county)
  if (key.version < rotation.to_version) throw new Error(`County ${county} has not got its new key.`)
  // Nobody seals with an old key any more only once every vault has followed and what was begun before has ended: what
  // a pass leaves after that is counted, and a row held by somebody just then is taken in the next one.
  for (let followed = false; ; ) {
    for (const table of tables.filter((one) => concerns(one, county))) await resealTable(ground, table, rotation, key)
    if (followed && (await countOld(ground, tables, county, key)) === 0) break
    if (!followed) followed = await hasFollowed(ground, county, key)
    await setTimeout(Math.min(1_000, ground.vault.followsWithin / 2))
  }
  await finish(ground, rotation, key)
}

async function resealTable(ground: KeysGround, table: SealedTable, rotation: Rotation, key: DataKey): Promise<void> {
  const { county, id } = rotation
  let after: readonly string[] | null = null
  do {
    const at = { county, key, after }
    const { last } = await asKeeper(ground, async (tx) => {
      const batch = await resealBatch(tx, ground.vault, table, at)
      if (batch.resealed > 0)
        await tx
          .updateTable('key_rotation')
          .set({ done: sql<number>`least(total, done + ${batch.resealed})` })
          .where('county', '=', county)
          .where('id', '=', id)
          .execute()
      return batch
    })
    after = last
  } while (after !== null)
}

async function countOld(
  ground: KeysGround,
  tables: readonly SealedTable[],
  county: string,
  key: DataKey,
): Promise<number> {
  const counts = await asKeeper(ground, (tx) => countValues(tx, tables, county))
  return [...counts].reduce((sum, [version, count]) => (version === key.version ? sum : sum + count), 0)
}

/**
 * Whether every vault has let go of the older key, and every transaction that may have been given it has ended. Asked as
 * the process's own login, which sees the beginnings of its own transactions.
 */
async function hasFollowed({ database, vault }: KeysGround, county: string, { version }: DataKey): Promise<boolean> {
  const madeAt = await asKeeper({ database }, (tx) =>
    tx
      .selectFrom('data_key')
      .select('made_at')
      .where('county', '=', county)
      .where('version', '=', version)
      .executeTakeFirstOrThrow(),
  )
  const followed = new Date(madeAt.made_at.getTime() + 2 * vault.followsWithin)
  const { rows } = await sql<{ followed: boolean }>`
    select clock_timestamp() > ${followed} and not exists (
      select from pg_stat_activity
      where datname = current_database() and usename = current_user and xact_start < ${followed} and pid <> pg_backend_pid()
    ) as followed`.execute(database)
  return rows[0]?.followed ?? false
}

/** The older versions open what backups hold and seal nothing any more. */
async function finish(ground: KeysGround, rotation: Rotation, key: DataKey): Promise<void> {
  const { county } = rotation
  const now = ground.clock.now()
  await asKeeper(ground, (tx) =>
    tx
      .updateTable('data_key')
      .set({ state: 'retired', retired_at: now })
      .where('county', '=', county)
      .where('version', '<', key.version)
      .where('state', '=', 'active')
      .execute(),
  )
  const by = rotation.requested_by
  const scope = {
    role: 'official',
    accountId: by,
    regions: [rotation.region],
    organisationId: null,
  } as const
  await inTransaction(ground.database, scope, async (tx) => {
    await tx
      .updateTable('key_rotation')
      .set({ state: 'done', finished_at: now })
      .where('county', '=', county)
      .where('id', '=', rotation.id)
      .execute()
    if (by === null) return
    const actor = { accountId: by, name: rotation.requested_name, grants: [], now, today: dayAt(now) }
    await audit({ tx, actor }, 'privacy.key-rotation-done', {
      region: rotation.region,
      subjectType: 'data-key',
      subjectId: county,
      detail: { keyVersion: key.version },
    })
  })
  ground.log.info({ county, version: key.version }, 'data key replaced')
}
