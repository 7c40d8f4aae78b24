import { createHash, createSecretKey, randomBytes } from 'node:crypto'
import type { Database } from '../db/database.ts'
import { type CryptoFamily, indexAlgorithmOf } from './algorithms.ts'
import { type DataKey, storedKeys } from './data-keys.ts'
import { blindIndex, type IndexKey, keyVersionOf, openWith, sealWith } from './seal.ts'

export type { DataKey } from './data-keys.ts'

/** Seals and opens sensitive fields with the data key of the county that is responsible. */
export interface Vault {
  /** @param label `<table>.<column>:<row id>`, authenticated with the value */
  seal(county: string, label: string, plain: string): Promise<Buffer>
  open(county: string, label: string, sealed: Buffer): Promise<string>
  /** Keyed hash under which a value is found again; the same in every county. */
  index(kind: string, normalised: string): Buffer
  /**
   * Every hash a value may be kept under: the present one first and, while the index is being rewritten under another
   * key, the one before. Who searches or takes something unique asks for all of them.
   */
  indexes(kind: string, normalised: string): readonly Buffer[]
  /** A county's current key, for sealing many values in a row with `sealWith`; made when there is none. */
  currentKey(county: string): Promise<DataKey>
  /** What `index` uses, for finding many values in another thread with `blindIndex`. */
  readonly indexKey: IndexKey
  /** Makes the next version of a county's key; every process seals with it after `followsWithin` milliseconds. */
  renewKey(county: string): Promise<DataKey>
  readonly followsWithin: number
}

export interface VaultOptions {
  /** What new keys and the blind index use; `standard` unless said. */
  readonly family?: CryptoFamily
  /** The master key before, while data keys are still wrapped by it. */
  readonly masterKeyPrevious?: Buffer | null
  /** The blind index before, while rows are still found under it. */
  readonly indexPrevious?: IndexKey | null
  /** Milliseconds for which a county's current key is taken from memory. */
  readonly followsWithin?: number
}

/** Short, because a process goes on sealing with the old key for so long after another has made a new one. */
const standardFollowsWithin = 5_000

/**
 * @param database connections of the vault's own: a key is stored and committed before the first value is sealed with
 *   it, whatever becomes of the transaction the value belongs to
 */
export function makeVault(
  database: Database,
  masterKey: Buffer,
  blindIndexKey: Buffer,
  options: VaultOptions = {},
): Vault {
  const family = options.family ?? 'standard'
  const followsWithin = options.followsWithin ?? standardFollowsWithin
  const stored = storedKeys(database, { current: masterKey, previous: options.masterKeyPrevious ?? null }, family)
  const index: IndexKey = { key: createSecretKey(blindIndexKey), algorithm: indexAlgorithmOf[family] }
  const known = new Map<string, DataKey>()
  const current = new Map<string, { readonly key: Promise<DataKey>; readonly until: number }>()

  function currentKey(county: string): Promise<DataKey> {
    const held = current.get(county)
    if (held && performance.now() < held.until) return held.key
    const key = latestKey(county)
    // Asked for before the answer is known, so that the time it takes counts as part of its life.
    current.set(county, { key, until: performance.now() + followsWithin })
    key.catch(() => current.delete(county))
    return key
  }

  async function latestKey(county: string): Promise<DataKey> {
    const found = await stored.findLatest(county)
    if (found) return keep(county, found)
    await stored.make({ county, version: 1 })
    const made = await stored.findLatest(county)
    if (!made) throw new Error(`The data key of county ${county} could not be stored.`)
    return keep(county, made)
  }

  function keep(county: string, key: DataKey): DataKey {
    const name = `${county}:${key.version}`
    const held = known.get(name)
    if (held) return held
    known.set(name, key)
    return key
  }

  async function keyOf(county: string, version: number): Promise<DataKey> {
    const held = known.get(`${county}:${version}`)
    if (held) return held
    const found = await stored.find({ county, version })
    if (!found) throw new Error(`County ${county} has no data key ${version}, or it was destroyed.`)
    return keep(county, found)
  }

  return {
    followsWithin,
    indexKey: index,
    currentKey,
    async renewKey(county) {
      const { version } = await latestKey(county)
      await stored.make({ county, version: version + 1 })
      current.delete(county)
      return currentKey(county)
    },
    async seal(county, label, plain) {
      return sealWith(await currentKey(county), label, plain)
    },
    async open(county, label, sealed) {
      return openWith(await keyOf(county, keyVersionOf(sealed)), label, sealed)
    },
    index: (kind, normalised) => blindIndex(index, kind, normalised),
    indexes: (kind, normalised) =>
      [index, ...(options.indexPrevious ? [options.indexPrevious] : [])].map((one) =>
        blindIndex(one, kind, normalised),
      ),
  }
}

/** Hash under which a session token is kept: the token itself has 256 random bits, so it needs no salt. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

export function makeToken(): string {
  return randomBytes(32).toString('base64url')
}
