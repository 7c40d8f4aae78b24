import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { makeLog } from '../log/log.ts'
import { type Jobs, setUpJobs, startJobs } from './jobs.ts'

let database: TestDatabase
let jobs: Jobs
beforeAll(async () => {
  database = await testDatabase()
  await setUpJobs(database.ownerUrl, ['tests.greet', 'tests.survive'])
  jobs = await startJobs(database.appUrl, makeLog('error', false))
})
afterAll(async () => {
  await jobs.stop()
  await database.close()
})

it('a job exists exactly when the transaction that caused it was committed', async () => {
  const greeted: string[] = []
  await jobs.work<{ name: string }>('tests.greet', async ({ name }) => void greeted.push(name))
  const scope = { regions: ['360702000000'] }
  await database.as(scope, (tx) => jobs.send(tx, 'tests.greet', { name: 'committed' }))
  await expect(
    database.as(scope, async (tx) => {
      await jobs.send(tx, 'tests.greet', { name: 'rolled back' })
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await database.as(scope, (tx) => jobs.send(tx, 'tests.greet', { name: 'last' }))
  await expect.poll(() => greeted, { timeout: 10_000 }).toEqual(['committed', 'last'])
})

it('a job whose process died is done by another, soon', async () => {
  const done: unknown[] = []
  await database.as({ regions: ['360702000000'] }, (tx) => jobs.send(tx, 'tests.survive', { name: 'left behind' }))
  await sql`update job_queue.job set state = 'active', started_on = now() - interval '5 minutes', heartbeat_on = now() - interval '4 minutes'
    where name = 'tests.survive'`.execute(database.owner)
  const others = await startJobs(database.appUrl, makeLog('error', false), 1)
  await others.work('tests.survive', async (data) => void done.push(data))
  await expect.poll(() => done, { timeout: 25_000 }).toEqual([{ name: 'left behind' }])
  await others.stop()
})
