// A process that does nothing but the platform's jobs, for tests that kill it: node testing-worker.ts <database url>
import { standingClock } from '../../clock/clock.ts'
import { trialAccess } from '../../config/access-config.ts'
import { makeVault } from '../../crypto/vault.ts'
import { openDatabase } from '../../db/database.ts'
import { startJobs } from '../../jobs/jobs.ts'
import { makeLog } from '../../log/log.ts'
import { workQueues } from '../../queues.ts'

const url = process.argv[2] ?? ''
// The tests' time: sessions of a day ago would be forgotten.
const log = makeLog('error', false)
const { database } = openDatabase(url, 4)
const vault = makeVault(
  openDatabase(url, 2).database,
  Buffer.alloc(32, 'master key of the tests'),
  Buffer.alloc(32, 'index'),
)
const config = {
  mode: 'trial',
  dataFolder: '',
  secureCookies: false,
  trustProxy: false,
  demoElders: 0,
  access: trialAccess,
} as const
await workQueues({
  config,
  database,
  vault,
  jobs: await startJobs(url, log),
  clock: standingClock('2026-11-21T02:00:00Z'),
  log,
})
