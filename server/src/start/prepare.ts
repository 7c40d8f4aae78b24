import { systemClock } from '../clock/clock.ts'
import type { Config } from '../config/config.ts'
import { appUrl, setUpDatabase } from '../db/set-up.ts'
import type { Log } from '../log/log.ts'
import { checkKeys } from '../privacy/index.ts'
import { setUpQueues } from '../queues.ts'
import { indexCopies } from '../sealed-tables.ts'
import { loadFirstData } from './first-data.ts'
import { openGround } from './open-ground.ts'

/** Brings a database up to this release: migrations, the queues' tables, and what a new installation needs first. */
export async function prepareDatabase(ownerUrl: string, config: Config, log: Log): Promise<void> {
  await setUpDatabase(ownerUrl, config.appDatabasePassword)
  await setUpQueues(ownerUrl)
  await checkKeys(ownerUrl, config, indexCopies)
  const { ground, close } = await openGround(appUrl(ownerUrl, config.appDatabasePassword), config, systemClock, log)
  try {
    await loadFirstData(ground, ownerUrl, config)
  } finally {
    await close()
  }
}
