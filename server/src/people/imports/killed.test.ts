import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSpreadsheet } from '../../documents/read-spreadsheet.ts'
import { type Cell, writeXlsx } from '../../documents/spreadsheet.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { layOutPlaces, madeUpNumber, places } from '../testing.ts'
import { checkImport } from './index.ts'
import { uploadList } from './testing.ts'

let platform: TestPlatform
let officer: Client
const workers: ChildProcess[] = []

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
})
afterAll(async () => {
  for (const worker of workers)
    if (worker.exitCode === null && worker.signalCode === null) {
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    }
  await platform.close()
})

const total = 2400
const isBad = (index: number) => index % 33 === 32

async function list(): Promise<Buffer> {
  const columns = ['姓名', '身份证号', '困难类型', '联系人'].map((header) => ({ header }))
  const rows: Cell[][] = Array.from({ length: total }, (_, index) => {
    const day = new Date(Date.UTC(1931, 0, 1 + index)).toISOString().slice(0, 10).replaceAll('-', '')
    const number = madeUpNumber(day)
    return [`批${index}`, isBad(index) ? `${number.slice(0, 17)}?` : number, '低保', '李强']
  })
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx({ name: '名单', columns, rows })) pieces.push(piece)
  return Buffer.concat(pieces)
}

function startWorker(): ChildProcess {
  const path = join(import.meta.dirname, 'testing-worker.ts')
  const worker = spawn(process.execPath, [path, platform.appUrl], { stdio: ['ignore', 'ignore', 'inherit'] })
  workers.push(worker)
  return worker
}

const count = async (table: 'elder' | 'identity_claim' | 'related_person' | 'elder_circumstance') => {
  const { rows } = await platform.owner
    .selectFrom(table)
    .select((select) => select.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return Number(rows)
}

it('a process killed while it applies a list is started again, and every row is there exactly once', async () => {
  const good = Array.from({ length: total }, (_, index) => index).filter((index) => !isBad(index)).length
  const { id } = (await uploadList(officer, await list())).json()
  await checkImport(platform.ground, { county: '360702', id })
  const state = async () => (await officer.get(`/people-imports/${id}`)).json()
  expect(await state()).toMatchObject({ state: 'checked', counts: { new: good, refused: total - good } })
  await officer.send('POST', `/people-imports/${id}/apply`)

  const first = startWorker()
  await expect
    .poll(async () => (await state()).counts.registered ?? 0, { timeout: 60_000, interval: 20 })
    .toBeGreaterThan(0)
  first.kill('SIGKILL')
  await once(first, 'exit')
  const broken = await state()
  expect(broken.state).toBe('applying')
  expect(broken.counts.registered).toBeLessThan(good)
  expect(await count('elder')).toBe(broken.counts.registered)

  startWorker()
  await expect.poll(async () => (await state()).state, { timeout: 90_000 }).toBe('applied')
  expect(await state()).toMatchObject({ done: total, counts: { registered: good, refused: total - good } })
  for (const table of ['elder', 'identity_claim', 'related_person', 'elder_circumstance'] as const)
    expect(await count(table), table).toBe(good)
  const events = await platform.owner
    .selectFrom('audit_event')
    .select('elder_id')
    .where('action', '=', 'people.registered')
    .execute()
  expect(new Set(events.map((event) => event.elder_id)).size).toBe(good)
  expect(events).toHaveLength(good)

  for (const [rows, expected] of [
    ['all', total],
    ['refused', total - good],
  ] as const) {
    const answer = await officer.inject({ method: 'GET', url: `/api/people-imports/${id}/result?rows=${rows}` })
    const [sheet] = await openSpreadsheet(answer.rawPayload)
    const outcomes: unknown[] = []
    for await (const { number, cells } of sheet?.rows() ?? [])
      if (number > 1) outcomes.push(String(cells[4]).replace(/\P{Script=Han}/gu, ''))
    expect(outcomes).toHaveLength(expected)
    expect(outcomes.filter((outcome) => outcome === '不能导入')).toHaveLength(total - good)
  }
}, 240_000)
