import { createSecretKey, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import { asSealAlgorithm, type CryptoFamily, sealAlgorithmOf } from './algorithms.ts'
import type { SealingKey } from './seal.ts'
import { type KeyPlace, type MasterKeys, unwrapKey, wrapKey } from './wrap.ts'

export type DataKey = SealingKey

/** The counties' data keys as the database keeps them, wrapped. */
export interface StoredKeys {
  find(place: KeyPlace): Promise<DataKey | undefined>
  /** The version that seals now; absent where the county has none yet. */
  findLatest(county: string): Promise<DataKey | undefined>
  /** Makes a version unless it is there; two processes may make the same one at once. */
  make(place: KeyPlace): Promise<void>
}

const scope = { role: 'gatekeeper', accountId: null, regions: [], organisationId: null } as const

export function storedKeys(database: Database, masters: MasterKeys, family: CryptoFamily): StoredKeys {
  const columns = ['county', 'version', 'algorithm', 'wrapped'] as const
  const read = (row: { county: string; version: number; algorithm: string; wrapped: Buffer }): DataKey => ({
    key: unwrapKey(masters, row, row.wrapped),
    version: row.version,
    algorithm: asSealAlgorithm(row.algorithm),
  })
  return {
    async find({ county, version }) {
      const row = await inTransaction(database, scope, (tx) =>
        tx
          .selectFrom('data_key')
          .select(columns)
          .where('county', '=', county)
          .where('version', '=', version)
          .where('state', '<>', 'destroyed')
          .executeTakeFirst(),
      )
      return row && read(row)
    },
    async findLatest(county) {
      const row = await inTransaction(database, scope, (tx) =>
        tx
          .selectFrom('data_key')
          .select(columns)
          .where('county', '=', county)
          .where('state', '=', 'active')
          .orderBy('version', 'desc')
          .limit(1)
          .executeTakeFirst(),
      )
      return row && read(row)
    },
    async make(place) {
      const wrapped = wrapKey(masters, family, place, createSecretKey(randomBytes(32)))
      await inTransaction(database, scope, (tx) =>
        sql`insert into data_key (county, version, algorithm, wrapped, made_at)
          values (${place.county}, ${place.version}, ${sealAlgorithmOf[family]}, ${wrapped}, now())
          on conflict do nothing`.execute(tx),
      )
    },
  }
}
