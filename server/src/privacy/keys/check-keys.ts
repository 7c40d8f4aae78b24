import pg, { type Client } from 'pg'
import { ConfigurationRefused } from '../../config/config.ts'
import { indexAlgorithmOf } from '../../crypto/algorithms.ts'
import { fingerprintOf } from '../../crypto/fingerprint.ts'
import type { KeyConfig } from '../../crypto/open-vault.ts'
import type { IndexCopy } from '../../crypto/sealed-table.ts'
import { unwrapKey } from '../../crypto/wrap.ts'

/**
 * Refuses to start with keys that do not fit the database: a data key nobody could open, or a blind index under which
 * nobody would be found and everybody could be registered twice.
 * @throws ConfigurationRefused
 */
export async function checkKeys(ownerUrl: string, config: KeyConfig, copies: readonly IndexCopy[]): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await requireOpening(owner, config)
    await owner.query('begin; lock table blind_index_key in share row exclusive mode')
    await checkIndex(owner, config, copies)
    await owner.query('commit')
  } finally {
    await owner.end()
  }
}

async function requireOpening(owner: Client, config: KeyConfig): Promise<void> {
  const { rows } = await owner.query<{ county: string; version: number; wrapped: Buffer }>(
    `select county, version, wrapped from data_key where state <> 'destroyed'`,
  )
  const masters = { current: config.masterKey, previous: config.masterKeyPrevious }
  const closed = rows.filter((row) => {
    try {
      unwrapKey(masters, row, row.wrapped)
      return false
    } catch {
      return true
    }
  })
  if (closed.length > 0)
    throw new ConfigurationRefused([
      `MASTER_KEY does not open ${closed.length} of ${rows.length} data keys; while it is being exchanged give the one before as MASTER_KEY_PREVIOUS`,
    ])
}

async function checkIndex(owner: Client, config: KeyConfig, copies: readonly IndexCopy[]): Promise<void> {
  const present = { key: config.blindIndexKey, algorithm: indexAlgorithmOf[config.crypto] }
  const before = config.blindIndexPrevious && {
    key: config.blindIndexPrevious.key,
    algorithm: indexAlgorithmOf[config.blindIndexPrevious.family],
  }
  const { rows } = await owner.query<{ fingerprint: string; state: string }>(
    'select fingerprint, state from blind_index_key',
  )
  const current = rows.find(({ state }) => state === 'current')?.fingerprint
  const unfinished = rows.find(({ state }) => state === 'previous')?.fingerprint
  const given = before && fingerprintOf(before)
  if (current === undefined || current === fingerprintOf(present)) {
    if (unfinished !== undefined && unfinished !== given)
      throw new ConfigurationRefused([
        'BLIND_INDEX_KEY_PREVIOUS (or CRYPTO_PREVIOUS) is missing: rows are still found under the index before; finish npm run keys -- reindex first',
      ])
    if (current === undefined) await makeCurrent(owner, present)
    if (unfinished === undefined && given === null) await forgetChanges(owner, copies)
    return
  }
  if (current !== given)
    throw new ConfigurationRefused([
      'BLIND_INDEX_KEY (or CRYPTO) is not the one the rows are found under; to change it give the one before as BLIND_INDEX_KEY_PREVIOUS (or CRYPTO_PREVIOUS)',
    ])
  if (unfinished !== undefined)
    throw new ConfigurationRefused(['The blind index is being rewritten already; finish npm run keys -- reindex first'])
  await forgetChanges(owner, copies)
  await owner.query(`update blind_index_key set state = 'previous' where state = 'current'`)
  await makeCurrent(owner, present)
}

async function makeCurrent(owner: Client, key: Parameters<typeof fingerprintOf>[0]): Promise<void> {
  await owner.query(
    `insert into blind_index_key (fingerprint, algorithm, state) values ($1, $2, 'current')
     on conflict (fingerprint) do update set state = 'current', made_at = now()`,
    [fingerprintOf(key), key.algorithm],
  )
}

/** Processes that still knew the index before went on claiming under it; nobody does any more. */
async function forgetChanges(owner: Client, copies: readonly IndexCopy[]): Promise<void> {
  const { rows } = await owner.query('select from blind_index_change limit 1')
  if (rows.length === 0) return
  for (const { table, column, how } of copies)
    await owner.query(
      how === 'column'
        ? `update ${table} t set ${column} = m.new from blind_index_change m where t.${column} = m.old`
        : `delete from ${table} c using blind_index_change m where c.${column} = m.old
           and exists (select from ${table} n where n.${column} = m.new)`,
    )
  await owner.query('delete from blind_index_change')
}
