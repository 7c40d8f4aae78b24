// The platform in a process of its own, as `npm start` runs it, on a database kept by `prepare`. Says its address once it answers.
import { assemble } from '../../server/src/app.ts'
import { systemClock } from '../../server/src/clock/clock.ts'
import { trialAccess } from '../../server/src/config/access-config.ts'
import { openDatabase } from '../../server/src/db/database.ts'
import type { Ground } from '../../server/src/http/ground.ts'
import type { Jobs } from '../../server/src/jobs/jobs.ts'
import { makeLog } from '../../server/src/log/log.ts'
import { benchVault } from './kept.ts'
import { startedAt } from './process.ts'

const url = process.argv[2] ?? ''
/** What is measured here puts nothing into a queue. */
const noJobs: Jobs = {
  send: async () => {},
  catchUp: async () => {},
  work: async () => {},
  stop: async () => {},
}
const config = {
  mode: 'trial',
  dataFolder: '',
  secureCookies: false,
  trustProxy: false,
  demoElders: 0,
  access: trialAccess,
} as const
const ground: Ground = {
  config,
  database: openDatabase(url, 20).database,
  vault: benchVault(openDatabase(url, 2).database),
  jobs: noJobs,
  clock: systemClock,
  log: makeLog('error', false),
}
const { app } = await assemble(ground)
process.on('SIGINT', () => process.exit(0))
startedAt(await app.listen({ host: '127.0.0.1', port: 0 }))
