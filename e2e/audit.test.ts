import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { readConfig } from '../server/src/config/config.ts'
import { reachDatabase } from '../server/src/db/reach.ts'
import { makeLog } from '../server/src/log/log.ts'
import { openBrowser, type Person, signIn } from './browser.ts'

// Somebody with the database's own password changes who looked at an elder; the auditor finds the row.

const folder = inject('dataFolder')
let browser: Browser
let auditor: Person
let owner: pg.Client

beforeAll(async () => {
  browser = await openBrowser()
  const account = inject('accounts').find(({ name }) => name === 'auditor')
  if (!account) throw new Error('There is no auditor')
  auditor = await signIn(browser, inject('address'), account)
  const config = readConfig({ YINIAN_DATA: folder }, [], folder)
  owner = new pg.Client({ connectionString: (await reachDatabase(config, makeLog('warn', false))).ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await browser.close()
})

async function verify(): Promise<string> {
  const { page } = auditor
  await page.goto('/console/audit-chains')
  await page.getByRole('button', { name: '核验', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '核验' }).click()
  await page.locator('.verdict').waitFor({ timeout: 60_000 })
  return page.locator('main').innerText()
}

it('the auditor finds a tampered row', async () => {
  expect(await verify()).toContain('操作记录完好')
  const { rows } = await owner.query<{ id: string; actor_name: string }>(
    `select id, actor_name from audit_event where action = 'access.signed-in' order by id limit 1`,
  )
  const { id = '', actor_name: before } = rows[0] ?? {}
  await owner.query(`update audit_event set actor_name = '另有其人' where id = $1`, [id])
  try {
    const found = await verify()
    expect(found).toContain('操作记录被动过')
    expect(found).toContain('一条记录被改动过')
    expect(found).toContain('另有其人')
    expect(found).toContain(id)
    const { violations } = await new AxeBuilder({ page: auditor.page }).withTags(['wcag2a', 'wcag2aa']).analyze()
    expect(violations.map(({ id: rule, nodes }) => `${rule} ${nodes[0]?.html}`)).toEqual([])
    const command = await verifyByCommand()
    expect(command.code, command.output).toBe(1)
    expect(command.output).toContain(id)
  } finally {
    await owner.query('update audit_event set actor_name = $2 where id = $1', [id, before])
  }
  expect(await verify()).toContain('操作记录完好')
  expect((await verifyByCommand()).code).toBe(0)
  expect(auditor.complaints).toEqual([])
})

function verifyByCommand(): Promise<{ code: number | null; output: string }> {
  const command = spawn(process.execPath, [join(import.meta.dirname, '../scripts/audit-verify.ts')], {
    env: { ...process.env, YINIAN_DATA: folder, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  })
  let output = ''
  for (const stream of [command.stdout, command.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  return new Promise((resolve) => command.once('close', (code) => resolve({ code, output })))
}
