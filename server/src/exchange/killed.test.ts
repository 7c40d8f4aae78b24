import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { addDays } from '@yinian/core/time/day.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { type Department, ok, openDepartment, switchedOn, wantedConnector } from './testing.ts'

let platform: TestPlatform
let officer: Client
let department: Department
const workers: ChildProcess[] = []
const people = 40

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  department = await openDepartment()
  department.slowly = 40
})
afterAll(async () => {
  for (const worker of workers)
    if (worker.exitCode === null && worker.signalCode === null) {
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    }
  await department.close()
  await platform.close()
})

function startWorker(): ChildProcess {
  const path = join(import.meta.dirname, '../people/imports/testing-worker.ts')
  const worker = spawn(process.execPath, [path, platform.appUrl], { stdio: ['ignore', 'ignore', 'inherit'] })
  workers.push(worker)
  return worker
}

it('a process killed while it compares is started again; every difference is found once and at most one batch asked twice', async () => {
  for (let index = 0; index < people; index += 1) {
    const documentNumber = madeUpNumber(addDays('1930-01-01', 200 * index).replaceAll('-', ''))
    await registered(officer, { name: `核${index}`, documentNumber })
    department.records.set(documentNumber, { type: '4' })
  }
  const admin = await platform.signedIn('system-administrator', '360700000000')
  const security = await platform.signedIn('security-administrator', '360700000000')
  const connector = await switchedOn(
    admin,
    security,
    wantedConnector({ address: department.address, batchSize: 1, fields: ['disability'] }),
  )
  const asked = {
    connector: { county: connector.county, id: connector.id },
    county: '360702',
    purpose: 'keep-register',
  }
  await ok(officer.send('POST', '/exchange/comparisons', asked))
  const state = async () => (await officer.get('/exchange/comparisons')).json().rows[0]

  const first = startWorker()
  await expect.poll(async () => (await state()).done, { timeout: 60_000, interval: 20 }).toBeGreaterThan(3)
  first.kill('SIGKILL')
  await once(first, 'exit')
  const broken = await state()
  expect(broken).toMatchObject({ state: 'running', found: broken.done })
  expect(broken.done).toBeLessThan(people)

  startWorker()
  await expect.poll(async () => (await state()).state, { timeout: 90_000 }).toBe('done')
  expect(await state()).toMatchObject({ done: people, found: people, known: people })
  const { rows, total } = (await officer.get('/exchange/findings?limit=200')).json()
  expect(total).toBe(people)
  expect(new Set(rows.map((one: { elderId: string }) => one.elderId)).size).toBe(people)
  expect(department.asked.length).toBeLessThanOrEqual(people + 1)
  const kept = await platform.owner.selectFrom('exchange_request').select('outcome').execute()
  expect(kept.filter(({ outcome }) => outcome === 'answered').length).toBeGreaterThanOrEqual(people)
}, 240_000)
