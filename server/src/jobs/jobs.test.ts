import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { makeLog } from '../log/log.ts'
import { type Jobs, setUpJobs, startJobs } from './jobs.ts'

let database: TestDatabase
let jobs: Jobs
beforeAll(async () => {
  database = await testDatabase()
  await setUpJobs(database.ownerUrl, ['tests.greet'])
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
