import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkCharacterOf } from '@yinian/core/people/identity-document.ts'
import { writeXlsx } from 'hucre/xlsx'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../server/src/db/embedded.ts'
import { openSpreadsheet } from '../server/src/documents/read-spreadsheet.ts'
import { ask, openBrowser, signIn } from './browser.ts'
import type { TrialAccount } from './platform.ts'

// A list of 3,000 rows (IMPORT_ROWS for more), every 33rd of them wrong, goes through the browser; the power fails in the
// middle, database and all.

const total = Number(process.env.IMPORT_ROWS ?? 3000)
const isBad = (index: number) => index % 33 === 32
const good = Array.from({ length: total }, (_, index) => index).filter((index) => !isBad(index)).length
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'yinian-power-'))
let port: number
let machine: ChildProcess
let browser: Browser

beforeAll(async () => {
  chmodSync(folder, 0o755)
  port = await freePort()
  machine = await powerOn()
  browser = await openBrowser()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await powerOff()
  rmSync(folder, { recursive: true, force: true })
})

/** Platform and database are one group of processes, so that both can lose their power at once. */
async function powerOn(): Promise<ChildProcess> {
  const started = spawn(process.execPath, ['server/src/main.ts', '--elders', '300'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      YINIAN_DATA: folder,
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  for (let waited = 0; ; waited++) {
    const ready = await fetch(`http://localhost:${port}/readyz`).catch(() => undefined)
    if (ready?.ok) return started
    if (started.exitCode !== null || waited > 2400) throw new Error(`the platform did not start (${started.exitCode})`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function powerOff(): Promise<void> {
  if (machine?.pid === undefined || machine.exitCode !== null || machine.signalCode !== null) return
  const off = once(machine, 'exit')
  process.kill(-machine.pid, 'SIGKILL')
  await off
}

/** Names enough that nobody is taken for somebody else whose number differs by a digit. */
function nameOf(index: number): string {
  const given = '停电来了又去春夏秋冬东南西北山水风云雨雪'
  const at = (turn: number) => given.charAt(turn % given.length)
  return `${'赵钱孙李'.charAt(index % 4)}${at(Math.floor(index / 4))}${at(Math.floor(index / 4 / given.length))}`
}

async function list(): Promise<Buffer> {
  const rows = Array.from({ length: total }, (_, index) => {
    const day = new Date(Date.UTC(1934, 0, 1 + index)).toISOString().slice(0, 10).replaceAll('-', '')
    const first17 = `999999${day}${String(100 + (index % 7)).padStart(3, '0')}`
    const check = checkCharacterOf(first17)
    const wrong = check === '0' ? '1' : '0'
    return [nameOf(index), first17 + (isBad(index) ? wrong : check), `三组 ${index} 号`]
  })
  return Buffer.from(await writeXlsx({ sheets: [{ name: '名单', rows: [['姓名', '身份证号', '现住址'], ...rows] }] }))
}

interface Import {
  readonly id: string
  readonly state: string
  readonly counts: Readonly<Record<string, number>>
}
const latest = async (page: Page): Promise<Import | undefined> =>
  (await ask<{ rows: Import[] }>(page, '/people-imports')).rows[0]

it('a list is imported through the browser while the power fails once: every row once, and the result file is whole', async () => {
  const accounts = JSON.parse(readFileSync(join(folder, 'accounts.json'), 'utf8')) as TrialAccount[]
  const county = accounts.find(({ name }) => name === 'county')
  if (!county) expect.unreachable()
  const { page } = await signIn(browser, `http://localhost:${port}`, county)
  const village = (await ask<{ rows: { region: string }[] }>(page, '/elders?limit=1')).rows[0]?.region ?? ''
  const name = (await ask<{ name: string }>(page, `/regions/${village}`)).name

  await page.goto('/console/people/imports')
  await page.getByRole('button', { name: '上传名单' }).first().click()
  await page.getByRole('dialog').getByLabel('这份名单属于').click()
  await page.keyboard.type(name)
  await page
    .getByRole('option', { name })
    .or(page.getByText(name, { exact: false }))
    .last()
    .click()
  await page.locator('input[type="file"]').setInputFiles({ name: '大名单.xlsx', mimeType: 'x', buffer: await list() })
  await page.getByRole('button', { name: '确认导入' }).waitFor({ timeout: 120_000 })
  const { id } = (await latest(page)) ?? expect.unreachable()
  await page.getByRole('button', { name: '确认导入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认导入' }).click()
  await expect
    .poll(async () => (await latest(page))?.counts.registered ?? 0, { timeout: 60_000, interval: 20 })
    .toBeGreaterThan(0)
  expect((await latest(page))?.counts.registered).toBeLessThan(good)
  await powerOff()

  machine = await powerOn()
  const after = await latest(page)
  expect(after?.id).toBe(id)
  await page.goto(`/console/people/imports/${id}`)
  await page.getByText('导入完成').waitFor({ timeout: 180_000 })
  const rows = await resultRows(page)
  expect(rows).toHaveLength(total)
  expect(rows.filter((row) => row.includes('不能导入') && !row.includes('校验位不符'))).toEqual([])
  expect((await latest(page))?.counts).toEqual({ registered: good, refused: total - good })
  expect(rows.filter((row) => row.includes('不能导入') && row.includes('校验位不符'))).toHaveLength(total - good)
  expect(rows.filter((row) => row.includes('已登记'))).toHaveLength(good)
  const { rows: found } = await ask<{ rows: unknown[] }>(page, `/elders?q=${encodeURIComponent('赵停')}&limit=200`)
  expect(found.length).toBeGreaterThan(20)
}, 600_000)

async function resultRows(page: Page): Promise<string[]> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载结果文件' }).click(),
  ])
  const [sheet] = await openSpreadsheet(readFileSync(await file.path()))
  const rows: string[] = []
  // Marks that tell whose copy it is stand between the words.
  for await (const { number, cells } of sheet?.rows() ?? [])
    if (number > 1) rows.push(cells.join('|').replace(/[\u200b-\u200f\u2060-\u2064\ufeff]/g, ''))
  return rows
}
