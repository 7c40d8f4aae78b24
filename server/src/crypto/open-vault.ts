import type { Config } from '../config/config.ts'
import type { Database } from '../db/database.ts'
import { indexAlgorithmOf } from './algorithms.ts'
import { makeVault, type Vault } from './vault.ts'

/** What of the configuration decides over keys. */
export type KeyConfig = Pick<
  Config,
  'masterKey' | 'masterKeyPrevious' | 'blindIndexKey' | 'blindIndexPrevious' | 'crypto'
>

/** The vault as the configuration wants it. */
export function openVault(database: Database, config: KeyConfig, followsWithin?: number): Vault {
  const previous = config.blindIndexPrevious
  return makeVault(database, config.masterKey, config.blindIndexKey, {
    family: config.crypto,
    masterKeyPrevious: config.masterKeyPrevious,
    ...(followsWithin === undefined ? {} : { followsWithin }),
    indexPrevious: previous && { key: previous.key, algorithm: indexAlgorithmOf[previous.family] },
  })
}
