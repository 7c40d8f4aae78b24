import { randomUUID } from 'node:crypto'
import { itemsOf } from '@yinian/core/assessments/instrument.ts'
import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, choose, openBrowser, type Person, signIn } from './browser.ts'

// A result is drawn by chance, assessed again by people who do not know it, held against the first, and what the
// month's work is worth is drafted, accepted by the organisation, approved by a second officer and booked.

const accounts = inject('accounts')
const address = inject('address')
const own = '章贡安和养老服务评估中心'
let browser: Browser
const people = new Map<string, Person>()
let sampleAddress: string
let check: Check

interface Check {
  readonly id: string
  readonly county: string
  readonly organisationName: string
  readonly secondId: string | null
  readonly state: string
}
interface Me {
  readonly account: { readonly displayName: string }
}
interface Held {
  readonly id: string
  readonly version: number
  readonly state: string
}

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe('the quality of assessments', () => {
  it('an officer draws the sample of last month, which anybody can draw again', async () => {
    const { page } = await as('county')
    await page.goto('/console/assessment-quality')
    await page.getByRole('button', { name: '抽取样本' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('抽查比例（%）').fill('100')
    await dialog.getByRole('button', { name: '抽取样本' }).click()
    await page.waitForURL(/assessment-quality\/\d{6}\//)
    await page.getByText('按同一规则和种子重新抽取，结果一致').waitFor()
    sampleAddress = new URL(page.url()).pathname
    const found = (await checks(page)).find(({ organisationName }) => organisationName !== own)
    if (!found) throw new Error('nothing of another organisation was drawn')
    check = found
  })

  it('she has another organisation assess again', async () => {
    const { page } = await as('county')
    await page.goto(sampleAddress)
    const row = page.locator('tr', { hasText: check.organisationName }).filter({ hasText: '安排复核' }).first()
    await row.getByRole('button', { name: '安排复核' }).click()
    await choose(page.getByRole('dialog').getByLabel('评估机构'), own)
    await page.getByRole('dialog').getByRole('button', { name: '安排复核' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    const started = (await checks(page)).find(({ state }) => state === 'under-way')
    if (!started?.secondId) throw new Error('no second assessment was started')
    check = started
  })

  it('its assessors see an ordinary case and nothing of the first, and sign another level', async () => {
    const { page: coordinator } = await as('coordinator')
    await coordinator.goto(`/console/assessments/${check.county}/${check.secondId}`)
    await coordinator.locator('main').waitFor()
    const shown = await coordinator.locator('main').innerText()
    expect(shown).not.toContain(check.organisationName)
    expect(shown).not.toMatch(/抽查|复核/)
    await send(coordinator, 'accept', { assessorIds: await pair(coordinator) })
    const { page: first } = await as('assessor1')
    await send(first, '', { answers: worst, information: filledIn }, 'PATCH')
    await send(first, 'sign', {})
    await send((await as('assessor2')).page, 'sign', {})
  })

  it('the officer holds both against each other, item by item, and decides', async () => {
    const { page } = await as('county')
    await page.goto(sampleAddress)
    await page.getByText('待比对').first().waitFor()
    await page.getByRole('link', { name: '比对' }).first().click()
    await page.getByText('按规则：有偏差').waitFor()
    expect(await page.locator('main').innerText()).toContain('完全失能')
    await page.getByRole('button', { name: '不予认可' }).click()
    await page.getByRole('dialog').getByLabel('理由').fill('等级相差过大')
    await page.getByRole('dialog').getByRole('button', { name: '不予认可' }).click()
    await page.getByText('不予认可').first().waitFor()
    await page.goto(sampleAddress)
    const organisation = page.locator('tr', { hasText: check.organisationName }).first()
    await expect.poll(() => organisation.innerText()).toContain('100')
  })

  it('what a check has not finished is left out of the month’s statement', async () => {
    const { page } = await as('county')
    for (const open of (await checks(page)).filter(({ state }) => state === 'drawn')) {
      await page.goto(sampleAddress)
      await page.getByRole('button', { name: '无法复核' }).first().click()
      await page.getByRole('dialog').getByLabel('理由').fill('老人外出探亲')
      await page.getByRole('dialog').getByRole('button', { name: '无法复核' }).click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      expect(open.state).toBe('drawn')
    }
    await page.goto('/console/assessment-fees')
    await page.getByRole('button', { name: '编制结算单' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: '编制结算单' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByRole('cell', { name: own }).first().waitFor()
  })

  it('the organisation accepts it, a second officer approves, and it is booked', async () => {
    const { page: coordinator } = await as('coordinator')
    await coordinator.goto('/console/assessment-fees')
    await coordinator.locator('main').getByRole('link', { name: own }).first().click()
    await coordinator.getByRole('button', { name: '认可' }).click()
    await coordinator.getByRole('dialog').getByRole('button', { name: '认可' }).click()
    await coordinator.getByText('机构已认可').waitFor()
    const path = new URL(coordinator.url()).pathname
    const { page: approver } = await as('approver')
    await approver.goto(path)
    await approver.getByRole('button', { name: '审批入账' }).click()
    await approver.getByRole('dialog').getByRole('button', { name: '审批入账' }).click()
    await approver.getByText('已审批入账').first().waitFor()
    const statement = await ask<{ dueFen: number }>(approver, `/fee-statements/${path.split('/').slice(-2).join('/')}`)
    const accounts = await ask<{ rows: { balance: number }[] }>(
      (await as('county')).page,
      '/ledger/accounts?programme=assessment-fees',
    )
    expect(accounts.rows.map(({ balance }) => balance)).toEqual([statement.dueFen])
  })
})

const worst = Object.fromEntries(itemsOf(gbt42195).map(({ id }) => [id, 0]))
const filledIn = {
  'A.1.2': '2026-11-20',
  'A.2.10': ['alone'],
  'A.2.14': ['fall', 'wandering', 'choking', 'self-harm', 'other'].map((row) => ({ row, times: 'none' })),
  'A.3.1': '张小明',
  'A.3.2': 'child',
  'A.3.3': '张小明',
  'A.3.4': '13900139000',
  'A.4.1': ['hypertension'],
  'A.5.1': 'none',
  'A.5.2': 'unimpaired',
  'A.5.5': 'none',
  'A.5.8': 'no',
  'A.5.9': 'no',
  'A.5.10': 'no',
  'A.5.11': 'no',
}

async function as(name: string): Promise<Person> {
  const known = people.get(name)
  if (known) return known
  const account = accounts.find((one) => one.name === name)
  if (!account) throw new Error(`There is no account ${name}`)
  const person = await signIn(browser, address, account)
  people.set(name, person)
  return person
}

async function checks(page: Page): Promise<Check[]> {
  const place = sampleAddress.split('/').slice(-2).join('/')
  return (await ask<{ checks: Check[] }>(page, `/quality-samples/${place}`)).checks
}

/** The two assessors of the organisation who have an account. */
async function pair(page: Page): Promise<string[]> {
  const { rows } = await ask<{ rows: { id: string; name: string }[] }>(page, '/assessors?limit=200')
  const names = await Promise.all(
    ['assessor1', 'assessor2'].map(async (name) => (await ask<Me>((await as(name)).page, '/me')).account.displayName),
  )
  return names.map((name) => rows.find((row) => row.name === name)?.id ?? '')
}

/** What the pages of a case send, which the other journey clicks through. */
async function send(page: Page, action: string, body: Record<string, unknown>, method = 'POST'): Promise<void> {
  const path = `/assessments/${check.county}/${check.secondId}`
  const { version } = await ask<Held>(page, path)
  const answer = await page.request.fetch(`/api${path}${action && `/${action}`}`, {
    method,
    data: { ...body, version },
    headers: { 'idempotency-key': randomUUID() },
  })
  expect(answer.status(), await answer.text()).toBe(200)
}
