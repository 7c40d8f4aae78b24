import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Log } from '../log/log.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import { databaseUrl } from './set-up.ts'

export interface ReachedDatabase {
  /** Owner connection to the platform's database. */
  readonly ownerUrl: string
  /** Whether a platform or another command had the embedded PostgreSQL running already. */
  readonly running: boolean
  close(): Promise<void>
}

/** The installation's database for a command beside the platform: the external one, the embedded one as it runs, or started for this. */
export async function reachDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataFolder' | 'appDatabasePassword'>,
  log: Log,
): Promise<ReachedDatabase> {
  if (config.databaseUrl) return { ownerUrl: config.databaseUrl, running: true, close: async () => {} }
  const server = runningServer(config)
  if (server) return { ownerUrl: databaseUrl(server, 'yinian'), running: true, close: async () => {} }
  const postgres = await startEmbeddedPostgres(config.dataFolder, config.appDatabasePassword, log)
  return { ownerUrl: databaseUrl(postgres.url, 'yinian'), running: false, close: () => postgres.stop() }
}

/** The fourth line of postmaster.pid is the port (PostgreSQL, storage/lmgr “lock files”). */
function runningServer({ dataFolder, appDatabasePassword }: Pick<Config, 'dataFolder' | 'appDatabasePassword'>) {
  const file = join(dataFolder, 'postgres', 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  if (!isAlive(Number(pid))) return undefined
  return `postgres://yinian_owner:${encodeURIComponent(appDatabasePassword)}@127.0.0.1:${Number(port)}/postgres`
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
