import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import { blindIndex, keyVersionOf, openWith, sealWith } from './seal.ts'

export interface DataKey {
  /** A key object, because making one from bytes costs more than sealing with it. */
  readonly key: KeyObject
  readonly version: number
}

/** Seals and opens sensitive fields with the data key of the county that is responsible. */
export interface Vault {
  /** @param label `<table>.<column>:<row id>`, authenticated with the value */
  seal(county: string, label: string, plain: string): Promise<Buffer>
  open(county: string, label: string, sealed: Buffer): Promise<string>
  /** Keyed hash under which a value is found again; the same in every county. */
  index(kind: string, normalised: string): Buffer
  /** A county's current key, for sealing many values in a row with `sealWith`; made when there is none. */
  currentKey(county: string): Promise<DataKey>
}

/**
 * @param database connections of the vault's own: a key is stored and committed before the first value is sealed with
 *   it, whatever becomes of the transaction the value belongs to
 */
export function makeVault(database: Database, masterKey: Buffer, blindIndexKey: Buffer): Vault {
  const known = new Map<string, DataKey>()
  const current = new Map<string, DataKey>()
  const scope = { role: 'gatekeeper', accountId: null, regions: [], organisationId: null } as const

  async function currentKey(county: string): Promise<DataKey> {
    const held = current.get(county)
    if (held) return held
    const found = (await latestKey(county)) ?? (await makeKey(county))
    current.set(county, found)
    known.set(`${county}:${found.version}`, found)
    return found
  }

  async function latestKey(county: string): Promise<DataKey | undefined> {
    const row = await inTransaction(database, scope, (tx) =>
      tx
        .selectFrom('data_key')
        .select(['version', 'wrapped'])
        .where('county', '=', county)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst(),
    )
    return row && { key: unwrap(county, row.version, row.wrapped), version: row.version }
  }

  /** Two processes may make a county's first key at once; the one that was stored counts for both. */
  async function makeKey(county: string): Promise<DataKey> {
    const wrapped = sealWith(masterKey, 0, `data_key:${county}:1`, randomBytes(32).toString('base64'))
    await inTransaction(database, scope, (tx) =>
      sql`insert into data_key (county, version, algorithm, wrapped, made_at)
        values (${county}, 1, 'aes-256-gcm', ${wrapped}, now()) on conflict do nothing`.execute(tx),
    )
    const stored = await latestKey(county)
    if (!stored) throw new Error(`The data key of county ${county} could not be stored.`)
    return stored
  }

  async function keyOf(county: string, version: number): Promise<KeyObject> {
    const held = known.get(`${county}:${version}`)
    if (held) return held.key
    const row = await inTransaction(database, scope, (tx) =>
      tx
        .selectFrom('data_key')
        .select('wrapped')
        .where('county', '=', county)
        .where('version', '=', version)
        .executeTakeFirstOrThrow(),
    )
    const key = unwrap(county, version, row.wrapped)
    known.set(`${county}:${version}`, { key, version })
    return key
  }

  function unwrap(county: string, version: number, wrapped: Buffer): KeyObject {
    return createSecretKey(openWith(masterKey, `data_key:${county}:${version}`, wrapped), 'base64')
  }

  return {
    currentKey,
    async seal(county, label, plain) {
      const { key, version } = await currentKey(county)
      return sealWith(key, version, label, plain)
    },
    async open(county, label, sealed) {
      return openWith(await keyOf(county, keyVersionOf(sealed)), label, sealed)
    },
    index: (kind, normalised) => blindIndex(blindIndexKey, kind, normalised),
  }
}

/** Hash under which a session token is kept: the token itself has 256 random bits, so it needs no salt. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

export function makeToken(): string {
  return randomBytes(32).toString('base64url')
}
