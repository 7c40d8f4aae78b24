import { dirname } from 'node:path'
import { assemble } from './app.ts'
import { systemClock } from './clock/clock.ts'
import { ConfigurationRefused, readConfig } from './config/config.ts'
import { openVault } from './crypto/open-vault.ts'
import { openDatabase } from './db/database.ts'
import { startEmbeddedPostgres } from './db/embedded.ts'
import { appUrl, databaseUrl, setUpDatabase } from './db/set-up.ts'
import type { Ground } from './http/ground.ts'
import { startJobs } from './jobs/jobs.ts'
import { makeLog } from './log/log.ts'
import { checkKeys } from './privacy/index.ts'
import { setUpQueues, workQueues } from './queues.ts'
import { indexCopies } from './sealed-tables.ts'
import { buildWeb } from './start/build-web.ts'
import { loadFirstData } from './start/first-data.ts'
import { welcome } from './start/welcome.ts'

const root = dirname(dirname(import.meta.dirname))

async function start(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2), root)
  const log = makeLog(config.logLevel, config.mode === 'trial')
  if (!process.argv.includes('--dev')) await buildWeb(root)

  const postgres = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres(config.dataFolder, config.appDatabasePassword, log)
  const ownerUrl = config.databaseUrl ?? databaseUrl(postgres?.url ?? '', 'yinian')
  await setUpDatabase(ownerUrl, config.appDatabasePassword)
  await setUpQueues(ownerUrl)
  await checkKeys(ownerUrl, config, indexCopies)

  const url = appUrl(ownerUrl, config.appDatabasePassword)
  const connections = openDatabase(url, 20)
  const vaultConnections = openDatabase(url, 2)
  const vault = openVault(vaultConnections.database, config)
  const jobs = await startJobs(url, log)
  const ground: Ground = { config, database: connections.database, vault, jobs, clock: systemClock, log }

  await loadFirstData(ground, ownerUrl, config)
  const { app } = await assemble(ground)
  await workQueues(ground)
  const address = await app.listen({ host: config.host, port: config.port })
  await welcome(config, address)

  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await app.close()
    await jobs.stop()
    await Promise.all([connections.pool.end(), vaultConnections.pool.end()])
    await postgres?.stop()
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
}

start().catch((error: unknown) => {
  console.error(error instanceof ConfigurationRefused ? error.message : error)
  process.exit(1)
})
