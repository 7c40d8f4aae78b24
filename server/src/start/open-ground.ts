import type { Clock } from '../clock/clock.ts'
import type { Config } from '../config/config.ts'
import { openVault } from '../crypto/open-vault.ts'
import { openDatabase } from '../db/database.ts'
import { makeDrain } from '../http/drain.ts'
import type { Ground } from '../http/ground.ts'
import { startJobs } from '../jobs/jobs.ts'
import type { Log } from '../log/log.ts'
import { watchPool } from '../metrics/pools.ts'
import { ownMetrics, type ReadMetrics } from '../metrics/serve.ts'

const connectionsForAnswers = 20
const connectionsForTheVault = 2

/** Opens what a process stands on: its connections, its vault and its way to the job queue. */
export async function openGround(
  url: string,
  config: Config,
  clock: Clock,
  log: Log,
  readMetrics: ReadMetrics = ownMetrics,
): Promise<{ ground: Ground; close(): Promise<void> }> {
  const connections = openDatabase(url, connectionsForAnswers)
  const vaultConnections = openDatabase(url, connectionsForTheVault)
  watchPool('answers', connections.pool)
  watchPool('vault', vaultConnections.pool)
  const jobs = await startJobs(url, log)
  return {
    ground: {
      config,
      database: connections.database,
      vault: openVault(vaultConnections.database, config),
      jobs,
      clock,
      log,
      drain: makeDrain(),
      metrics: { metricsToken: config.metricsToken, readMetrics },
    },
    async close() {
      await jobs.stop()
      await Promise.all([connections.pool.end(), vaultConnections.pool.end()])
    },
  }
}
