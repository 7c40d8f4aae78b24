import { CompiledQuery } from 'kysely'
import { type Job, PgBoss } from 'pg-boss'
import type { Tx } from '../db/database.ts'
import type { Log } from '../log/log.ts'
import { withoutValues } from '../log/scrub.ts'
import { countDatabaseRefusal, jobTime } from '../metrics/counted.ts'

/** Work that goes on after an answer was given. A job exists exactly when the transaction that caused it was committed. */
export interface Jobs {
  /** Puts a job into the queue as part of `tx`. @param queue `<module>.<verb-noun>` */
  send(tx: Tx, queue: string, data: object): Promise<void>
  /** Asks for a job by the clock now, unless it was asked for within the hour. */
  catchUp(queue: string): Promise<void>
  /** Does the jobs of a queue, one at a time; a job whose process died is done again, so doing it must be repeatable. */
  work<T extends object>(queue: string, run: (data: T) => Promise<void>): Promise<void>
  stop(): Promise<void>
}

const schema = 'job_queue'
const retries = {
  retryLimit: 5,
  retryDelay: 2,
  retryBackoff: true,
  expireInSeconds: 4 * 3600,
  // a process that died says nothing any more, and another takes up what it was doing
  heartbeatSeconds: 60,
}

/** Creates or updates the queue's own tables; run by the owner at start, like a migration. */
export async function setUpJobs(
  ownerUrl: string,
  queues: readonly string[],
  clockwork: Readonly<Record<string, string>> = {},
): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  for (const queue of queues) {
    await boss.createQueue(queue, { ...retries })
    await boss.updateQueue(queue, { ...retries })
  }
  for (const [queue, cron] of Object.entries(clockwork)) await boss.schedule(queue, cron, {}, { tz: 'Asia/Shanghai' })
  const everyone = 'official, organisation, person, anonymous, yinian_app'
  const database = boss.getDb()
  await database.executeSql(`grant usage on schema ${schema} to ${everyone}`, [])
  await database.executeSql(`grant select, insert, update, delete on all tables in schema ${schema} to ${everyone}`, [])
  await database.executeSql(`grant execute on all functions in schema ${schema} to ${everyone}`, [])
  await boss.stop({ graceful: false })
}

/** @param lookEverySeconds how often to look for jobs whose process died */
export async function startJobs(appUrl: string, log: Log, lookEverySeconds = 30): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: appUrl,
    schema,
    migrate: false,
    max: 4,
    superviseIntervalSeconds: lookEverySeconds,
    monitorIntervalSeconds: lookEverySeconds,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  await boss.start()
  return {
    async send(tx, queue, data) {
      const db = {
        executeSql: async (text: string, values: unknown[] = []) => {
          const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values))
          return { rows }
        },
      }
      await boss.send(queue, data, { ...retries, db })
    },
    async catchUp(queue) {
      await boss.send(queue, {}, { ...retries, singletonKey: queue, singletonSeconds: 3600 })
    },
    async work(queue, run) {
      await boss.work(queue, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (jobs: Job<never>[]) => {
        for (const job of jobs) {
          log.info({ queue, id: job.id }, 'job begun')
          const took = jobTime.startTimer({ queue })
          try {
            await run(job.data)
            took({ outcome: 'done' })
            log.info({ queue, id: job.id }, 'job done')
          } catch (error) {
            took({ outcome: 'failed' })
            countDatabaseRefusal(error)
            log.error({ err: error, queue, id: job.id }, 'job failed')
            // What is thrown is kept with the job, in clear.
            throw withoutValues(error)
          }
        }
      })
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}
