import { setTimeout as pause } from 'node:timers/promises'
import { assemble } from '../app.ts'
import { systemClock } from '../clock/clock.ts'
import type { Config } from '../config/config.ts'
import { appUrl } from '../db/set-up.ts'
import { finishAnswers, type WayOut } from '../http/drain.ts'
import type { Log } from '../log/log.ts'
import { ownMetrics, type ReadMetrics } from '../metrics/serve.ts'
import { workQueues } from '../queues.ts'
import { openGround } from './open-ground.ts'

export interface Serving {
  readonly address: string
  /** Ends in order: told to whoever balances the load, answers finished, jobs handed back, connections closed. */
  stop(way: WayOut): Promise<void>
}

/** Serves everything in this process, over a database that is prepared. */
export async function servePlatform(
  ownerUrl: string,
  config: Config,
  log: Log,
  readMetrics: ReadMetrics = ownMetrics,
): Promise<Serving> {
  const url = appUrl(ownerUrl, config.appDatabasePassword)
  const { ground, close } = await openGround(url, config, systemClock, log, readMetrics)
  const { app } = await assemble(ground)
  await workQueues(ground)
  const address = await app.listen({ host: config.host, port: config.port })
  let stopped: Promise<void> | undefined
  const stop = async (way: WayOut): Promise<void> => {
    ground.drain?.begin(way)
    if (way === 'leaving') await pause(config.drainSeconds * 1000)
    await finishAnswers(app.server)
    await app.close()
    await close()
  }
  return { address, stop: (way) => (stopped ??= stop(way)) }
}
