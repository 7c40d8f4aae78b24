import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { makeVault, type Vault } from '../../server/src/crypto/vault.ts'
import { type Database, openDatabase } from '../../server/src/db/database.ts'
import { startEmbeddedPostgres } from '../../server/src/db/embedded.ts'
import { appUrl, databaseUrl, setUpDatabase } from '../../server/src/db/set-up.ts'
import { makeLog } from '../../server/src/log/log.ts'

/** A database folder that several benches measure on: `npm run bench prepare` fills it. */
export interface Kept {
  readonly ownerUrl: string
  readonly appUrl: string
  /** The owner's connection: no row rights. */
  readonly owner: pg.Client
  /** What the application sees. */
  readonly database: Database
  readonly vault: Vault
  close(): Promise<void>
}

export const keptByDefault = '.yinian/bench'
const appPassword = 'only-for-measuring-app'

/** Opens the folder's PostgreSQL and brings it up to this release. */
export async function openKept(folder: string): Promise<Kept> {
  const place = resolve(folder)
  await mkdir(place, { recursive: true })
  await chmod(place, 0o755)
  const postgres = await startEmbeddedPostgres(place, 'only-for-measuring', makeLog('warn', false))
  const ownerUrl = databaseUrl(postgres.url, 'bench')
  await setUpDatabase(ownerUrl, appPassword)
  const url = appUrl(ownerUrl, appPassword)
  const owner = new pg.Client({ connectionString: ownerUrl })
  // When the measuring fails, the server stops under the open connections; the first fault is the one to show.
  owner.on('error', () => {})
  await owner.connect()
  const app = openDatabase(url, 10)
  const keys = openDatabase(url, 2)
  return {
    ownerUrl,
    appUrl: url,
    owner,
    database: app.database,
    vault: benchVault(keys.database),
    async close() {
      await Promise.all([owner.end(), app.pool.end(), keys.pool.end()])
      await postgres.stop()
    },
  }
}

/** Refuses a folder that `prepare` has not filled. */
export async function openFilled(folder: string): Promise<Kept> {
  if (!existsSync(join(resolve(folder), 'postgres', 'PG_VERSION')))
    throw new Error(`There is no database in ${folder}. First: npm run bench -- prepare --data ${folder}`)
  return openKept(folder)
}

/** The same keys in every process of a bench, so that each opens what another has sealed. */
export function benchVault(database: Database): Vault {
  return makeVault(database, Buffer.alloc(32, 'key of the bench'), Buffer.alloc(32, 'index of the bench'))
}
