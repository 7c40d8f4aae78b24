import { checkCharacterOf } from '@yinian/core/people/identity-document.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, choose, faultless, openBrowser, type Person, signIn } from './browser.ts'

// A village worker looks in on somebody left behind and writes it down; the township sees it in the matrix and opens the
// list behind the number. Somebody without guardian gets one: flagged and proposed by the village, decided by the township.

const accounts = inject('accounts')
const address = inject('address')
const villageCode = '360702104200'
let browser: Browser
let village: Person
let town: Person
let leftBehind: string
let alone: string

beforeAll(async () => {
  browser = await openBrowser()
  const as = (name: string) => {
    const account = accounts.find((one) => one.name === name)
    if (!account) throw new Error(`There is no account ${name}.`)
    return signIn(browser, address, account)
  }
  village = await as('village')
  town = await as('town')
  leftBehind = await register(village.page, '尹留守', '99999919470309201', [
    { kind: 'household', value: 'left-behind', from: '2025-01-01', source: '村里登记' },
  ])
  alone = await register(village.page, '尹无监', '99999919390309203', [])
})
afterAll(() => browser.close())

describe('somebody left behind', () => {
  it('gets a person who is responsible and a first contact from the village', async () => {
    const { page } = village
    await page.goto(`/console/people/${leftBehind}`)
    const panel = page.locator('section.panel').filter({ hasText: '关爱联系' })
    await panel.getByRole('button', { name: '定责任人和间隔' }).click()
    const dialog = page.getByRole('dialog', { name: '定责任人和间隔' })
    await dialog.getByLabel('责任人姓名').fill('肖桂香')
    await dialog.getByLabel('责任人电话').fill('13900080001')
    await dialog.getByRole('button', { name: '定责任人和间隔' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await panel.getByText('139****0001').waitFor()
    await panel.getByRole('button', { name: '记一次联系' }).click()
    const contact = page.getByRole('dialog', { name: '记一次联系' })
    await contact.getByLabel('看到什么、谈了什么').fill('在家晒谷子，说想装个扶手')
    await contact.getByLabel('住房与用电用火安全').check()
    await contact.getByRole('button', { name: '记一次联系' }).click()
    await contact.waitFor({ state: 'hidden' })
    await panel.getByText('想装个扶手').waitFor()
    await faultless(page)
  })

  it('is corrected by a row of its own, the first still to be read', async () => {
    const { page } = village
    const panel = page.locator('section.panel').filter({ hasText: '关爱联系' })
    await panel.getByRole('button', { name: '更正' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('为什么更正').fill('方式写错')
    await dialog.getByLabel('电话', { exact: true }).check()
    await dialog.getByRole('button', { name: '更正' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await panel.getByText('更正原因：方式写错').waitFor()
    expect(await panel.getByText('想装个扶手').count()).toBe(2)
  })

  it('is counted in the township’s matrix, and the number opens the list with the last contact', async () => {
    const { page } = town
    await page.goto('/console/key-groups')
    const row = page.getByRole('row').filter({ hasText: '河头' })
    await row.waitFor()
    await faultless(page)
    const { rows, groups } = await ask<{
      rows: { code: string; counts: Record<string, number> }[]
      groups: { id: string }[]
    }>(page, '/key-groups')
    const counted = rows.find(({ code }) => code === villageCode)?.counts['left-behind'] ?? 0
    expect(counted).toBeGreaterThan(0)
    const column = groups.findIndex(({ id }) => id === 'left-behind')
    await row.getByRole('cell').nth(column).getByRole('link').click()
    await page.waitForURL(/key-groups\/elders\?.*group=left-behind/)
    const mine = page.getByRole('row').filter({ hasText: '尹留守' })
    await mine.waitFor()
    expect(await mine.innerText()).toContain('肖桂香')
    expect(await page.locator('.list-bar').innerText()).toContain(String(counted))
    await faultless(page)
    await mine.getByRole('link', { name: '尹留守' }).click()
    await page.waitForURL(new RegExp(`/people/${leftBehind}$`))
  })
})

describe('somebody without guardian', () => {
  it('is flagged by the village, which proposes a candidate and cannot decide', async () => {
    const { page } = village
    await page.goto(`/console/people/${alone}`)
    const panel = page.locator('section.panel').filter({ hasText: '入住机构由谁签字' })
    await panel.getByRole('button', { name: '登记无监护人' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('怎么知道的').fill('村里走访核实')
    await dialog.getByRole('button', { name: '登记无监护人' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await panel.getByText('入住须等签字人').waitFor()
    await panel.getByRole('button', { name: '提出人选' }).click()
    await choose(dialog.getByLabel('方式', { exact: true }), '亲属协商')
    await dialog.getByLabel('监护人选 · 姓名或单位').fill('尹侄')
    await choose(dialog.getByLabel('与老人关系', { exact: true }), '其他亲属')
    await dialog.getByLabel('拟任监护人同意担任的书面意见').fill('河头村〔2026〕3号')
    await dialog.getByRole('button', { name: '提出人选' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await panel.getByText('已提出人选').first().waitFor()
    expect(await panel.getByRole('button', { name: '确认亲属协议' }).count()).toBe(0)
    await faultless(page)
  })

  it('is found by the township in the list, which confirms and puts the guardianship into force', async () => {
    const { page } = town
    await page.goto('/console/guardianships?state=open')
    await page.getByRole('link', { name: '尹无监' }).click()
    const panel = page.locator('section.panel').filter({ hasText: '入住机构由谁签字' })
    await step(page, panel, '确认亲属协议', '监护协议书')
    await panel.getByText('亲属已协商一致').first().waitFor()
    await step(page, panel, '监护生效', '监护人签字的监护责任告知书')
    await panel.getByText('由监护人尹侄签字').waitFor()
    expect(await panel.innerText()).not.toContain('入住须等签字人')
    await page.goto('/console/guardianships?state=in-force')
    await page.getByRole('link', { name: '尹无监' }).waitFor()
    await faultless(page)
  })

  it('without an error on the way', () => {
    expect([...village.complaints, ...town.complaints]).toEqual([])
  })
})

async function step(page: Page, panel: ReturnType<Page['locator']>, name: string, paper: string): Promise<void> {
  await panel.getByRole('button', { name }).click()
  const dialog = page.getByRole('dialog', { name })
  await dialog.getByLabel(paper).fill('沙河镇〔2026〕8号')
  await dialog.getByRole('button', { name }).click()
  await dialog.waitFor({ state: 'hidden' })
}

async function register(page: Page, name: string, first17: string, circumstances: object[]): Promise<string> {
  const body = {
    name,
    documentType: 'resident-identity',
    documentNumber: first17 + checkCharacterOf(first17),
    region: villageCode,
    circumstances,
  }
  const send = (data: object) =>
    page.request.post('/api/elders', { data, headers: { 'Idempotency-Key': crypto.randomUUID() } })
  const answer = await send(body)
  if (!answer.ok()) throw new Error(await answer.text())
  return ((await answer.json()) as { id: string }).id
}
