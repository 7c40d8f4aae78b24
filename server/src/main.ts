import cluster from 'node:cluster'
import { dirname } from 'node:path'
import { inspect } from 'node:util'
import { type Config, ConfigurationRefused, readConfig } from './config/config.ts'
import { embeddedLeavesSignals, startEmbeddedPostgres } from './db/embedded.ts'
import { databaseUrl } from './db/set-up.ts'
import type { WayOut } from './http/drain.ts'
import { type Log, makeLog } from './log/log.ts'
import { scrubbed } from './log/scrub.ts'
import { listenForMetrics, ownMetrics } from './metrics/serve.ts'
import { buildWeb } from './start/build-web.ts'
import { askForMetrics, gatherMetrics } from './start/cluster-metrics.ts'
import { prepareDatabase } from './start/prepare.ts'
import { servePlatform } from './start/serve.ts'
import { superviseWorkers } from './start/supervise.ts'
import { welcome } from './start/welcome.ts'

const root = dirname(dirname(import.meta.dirname))
const args = process.argv.slice(2)

async function start(): Promise<void> {
  const config = readConfig(process.env, args, root)
  const log = makeLog(config.logLevel, config.mode === 'trial')
  if (args.includes('--prepare')) await prepare(config, log)
  else if (cluster.isWorker) await work(config, log)
  else if (config.workers > 0) await supervise(config, log)
  else await serveAlone(config, log)
}

async function prepare(config: Config, log: Log): Promise<void> {
  if (!args.includes('--dev')) await buildWeb(root)
  await prepareDatabase(config.databaseUrl ?? '', config, log)
  process.exit(0)
}

/** One process that serves everything. */
async function serveAlone(config: Config, log: Log): Promise<void> {
  if (!args.includes('--dev')) await buildWeb(root)
  const { ownerUrl, stop } = await reachPostgres(config, log)
  await prepareDatabase(ownerUrl, config, log)
  const serving = await servePlatform(ownerUrl, config, log)
  if (config.metricsPort !== null) await listenForMetrics(config.metricsPort, ownMetrics)
  await welcome(config, serving.address)
  endOnSignal(async () => {
    await serving.stop('leaving')
    await stop()
  })
}

/** Several processes on one port, exchanged one at a time on SIGHUP. */
async function supervise(config: Config, log: Log): Promise<void> {
  const { ownerUrl, stop } = await reachPostgres(config, log)
  const readMetrics = gatherMetrics()
  if (config.metricsPort !== null) await listenForMetrics(config.metricsPort, readMetrics)
  const workers = await superviseWorkers({
    program: import.meta.filename,
    args,
    workers: config.workers,
    env: { DATABASE_URL: ownerUrl },
    log,
    onListening: (address) => welcome(config, address),
  })
  endOnSignal(async () => {
    await workers.stop()
    await stop()
  })
  process.on('SIGHUP', () => void workers.roll())
}

async function work(config: Config, log: Log): Promise<void> {
  const serving = await servePlatform(config.databaseUrl ?? '', config, log, askForMetrics())
  process.send?.({ listening: serving.address })
  let way: WayOut = 'leaving'
  const end = endOnSignal(() => serving.stop(way))
  process.on('message', (message) => {
    if (message !== 'exchanged' && message !== 'leaving') return
    way = message
    end()
  })
  process.on('disconnect', end)
}

/** The external PostgreSQL, or the embedded one for as long as this process lives. */
async function reachPostgres(config: Config, log: Log): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  if (config.databaseUrl) return { ownerUrl: config.databaseUrl, stop: async () => {} }
  const postgres = await startEmbeddedPostgres(config.dataFolder, config.appDatabasePassword, log)
  return { ownerUrl: databaseUrl(postgres.url, 'yinian'), stop: () => postgres.stop() }
}

function endOnSignal(stop: () => Promise<void>): () => void {
  embeddedLeavesSignals()
  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(inspect(scrubbed(error)))
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  return end
}

start().catch((error: unknown) => {
  console.error(error instanceof ConfigurationRefused ? error.message : inspect(scrubbed(error)))
  process.exit(1)
})
