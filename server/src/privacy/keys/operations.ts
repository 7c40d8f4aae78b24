import { scopeOf } from '@yinian/core/access/actor.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { KeyRotation, KeyVersion } from '@yinian/core/privacy/keys-api.ts'
import { keyInUse, keyStillUsed, rotationUnderWay } from '@yinian/core/privacy/problems.ts'
import { isWithin, regionCode } from '@yinian/core/regions/code.ts'
import { audit } from '../../access/index.ts'
import type { SealedTable } from '../../crypto/sealed-table.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { countValues } from './count-values.ts'
import { meanwhileAsKeeper } from './keeper.ts'
import { getKey } from './queries.ts'
import { rotateQueue, toRotation } from './rotation.ts'

/**
 * Gives a county a new key and has everything sealed with older ones sealed anew, while everybody goes on working.
 * @throws notFound, rotationUnderWay
 */
export async function beginRotation(
  work: Work,
  tables: readonly SealedTable[],
  { county, reason }: { county: string; reason: string },
): Promise<KeyRotation> {
  const { tx, actor } = work
  await requireCounty(work, county)
  const rotation = await openRotation(work, {
    county,
    values: sumOf(await meanwhileAsKeeper(tx, () => countValues(tx, tables, county))),
    by: { accountId: actor.accountId, name: actor.name },
    now: actor.now,
  })
  await work.jobs.send(tx, rotateQueue, {})
  await audit(work, 'privacy.key-rotation-began', {
    region: regionCode(county),
    subjectType: 'data-key',
    subjectId: county,
    detail: { keyVersion: rotation.toVersion, reason },
  })
  return rotation
}

export interface Opening {
  readonly county: string
  /** How many values there are to seal anew. */
  readonly values: number
  readonly by: { readonly accountId: string | null; readonly name: string }
  readonly now: Date
}

export const sumOf = (counts: ReadonlyMap<number, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0)

/** Makes the key and writes down what is to be done. @throws rotationUnderWay */
export async function openRotation(
  { tx, vault }: Pick<Work, 'tx' | 'vault'>,
  { county, values, by, now }: Opening,
): Promise<KeyRotation> {
  const going = await tx
    .selectFrom('key_rotation')
    .select('id')
    .where('county', '=', county)
    .where('state', '=', 'resealing')
    .executeTakeFirst()
  if (going) throw rotationUnderWay()
  const { version } = await vault.renewKey(county)
  const row = await tx
    .insertInto('key_rotation')
    .values({
      county,
      id: newId(now),
      region: regionCode(county),
      to_version: version,
      state: 'resealing',
      total: values,
      requested_by: by.accountId,
      requested_name: by.name,
      requested_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw rotationUnderWay()
  return toRotation(row)
}

/**
 * Destroys a version for good: backups made while it was in use cannot be read any more.
 * @throws notFound, keyInUse, keyStillUsed
 */
export async function destroyKey(
  work: Work,
  tables: readonly SealedTable[],
  { county, version, reason }: { county: string; version: number; reason: string },
): Promise<KeyVersion> {
  const { tx, actor } = work
  await requireCounty(work, county)
  const found = await findVersion(tx, tables, county, version)
  if (found.state !== 'retired') throw keyInUse()
  await audit(work, 'privacy.key-destroyed', {
    region: regionCode(county),
    subjectType: 'data-key',
    subjectId: county,
    detail: { keyVersion: version, reason },
  })
  if (found.values > 0) throw keyStillUsed({ values: { count: found.values } })
  await meanwhileAsKeeper(tx, () =>
    tx
      .updateTable('data_key')
      .set({ state: 'destroyed', destroyed_at: actor.now, wrapped: Buffer.alloc(0) })
      .where('county', '=', county)
      .where('version', '=', version)
      .where('state', '=', 'retired')
      .execute(),
  )
  return { ...found, state: 'destroyed', destroyedAt: actor.now.toISOString(), values: 0 }
}

async function findVersion(
  tx: Tx,
  tables: readonly SealedTable[],
  county: string,
  version: number,
): Promise<KeyVersion> {
  const { versions } = await getKey(tx, tables, county)
  const found = versions.find((one) => one.version === version)
  if (!found) throw notFound()
  return found
}

/** A key is a whole county's: who holds the permission over a town alone cannot turn it. @throws notFound */
async function requireCounty({ tx, actor }: Work, county: string): Promise<void> {
  const held = scopeOf(actor, 'keys:manage')?.regions ?? []
  const known = await tx.selectFrom('data_key').select('county').where('county', '=', county).executeTakeFirst()
  if (!known || !held.some((region) => isWithin(regionCode(county), region))) throw notFound()
}
