import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, choose, openBrowser, type Person, signIn } from './browser.ts'

// A department on this machine is connected by the administrator and switched on by a second person; the county compares,
// confirms a death and rejects the rest; an application gets a key, asks, is limited and is revoked.

const accounts = inject('accounts')
const address = inject('address')
const connectorName = '殡葬死亡核对'
let browser: Browser
let department: Server
let admin: Person
let security: Person
let officer: Person
const asked: string[] = []
/** Of those asked about, in their order; the demo's first elders have been given accounts and work of their own. */
const reportedDead = [40, 41]

const account = (name: string) => {
  const found = accounts.find((one) => one.name === name)
  if (!found) throw new Error(`There is no account ${name}.`)
  return found
}

beforeAll(async () => {
  browser = await openBrowser()
  department = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const { idCard } = JSON.parse(Buffer.concat(pieces).toString('utf8')) as { idCard: string[] }
      asked.push(...idCard)
      const data = idCard
        .filter((number) => !number.startsWith('9999991900') && reportedDead.includes(asked.indexOf(number)))
        .map((number) => ({ idCard: number, deathDate: '2026-11-01' }))
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }))
    })
  })
  await new Promise<void>((resolve) => department.listen(0, '127.0.0.1', resolve))
  admin = await signIn(browser, address, account('admin'))
  security = await signIn(browser, address, account('security'))
  officer = await signIn(browser, address, account('county'))
})
afterAll(async () => {
  department.closeAllConnections()
  department.close()
  await browser.close()
})

describe('data of another department', () => {
  it('the administrator sets a connector up, tries it and asks for it to be switched on', async () => {
    const { page } = admin
    await page.goto('/console/exchange/connectors/new')
    await page.getByLabel('名称', { exact: true }).fill(connectorName)
    await choose(page.getByLabel('数据种类'), '死亡信息')
    await page.getByLabel('对方部门').fill('赣州市殡葬管理所')
    await chooseRegion(page, '适用区域', '章贡区')
    await page.getByLabel('法律依据').fill('数据共享协议')
    await page.getByLabel('协议文号').fill('赣市民〔2026〕9号')
    await page.getByLabel('接口地址').fill(`http://127.0.0.1:${(department.address() as AddressInfo).port}/deaths`)
    await page.getByLabel('对方发放的凭证').fill('secret-of-the-department')
    await page.getByLabel('记录位置').fill('data')
    await page.getByLabel('证件号码在对方数据中的名称').fill('idCard')
    await page.getByLabel('所需项目').click()
    for (let chosen = 0; chosen < 2; chosen += 1) await page.keyboard.press('Backspace')
    await page.locator('.ant-select-item-option').filter({ hasText: '死亡日期' }).click()
    await page.keyboard.press('Escape')
    await page.getByLabel('“死亡日期”在对方数据中的名称').fill('deathDate')
    await page.getByLabel('每分钟上限').fill('6000')
    await page.getByRole('button', { name: /^保\s?存$/ }).click()
    await page.waitForURL(/connectors\/\d{6}\/[0-9a-f-]{36}$/)
    expect(await page.locator('main').innerText()).not.toContain('secret-of-the-department')
    await confirm(page, '试连')
    await page.getByText('答复的格式与设置一致').waitFor()
    await confirm(page, '申请启用')
    await page.getByText('待复核启用').waitFor()
  })

  it('a second person switches it on', async () => {
    const { page } = security
    await page.goto('/console/')
    await page.getByRole('link', { name: /数据接口待复核启用/ }).click()
    await page.getByRole('link', { name: connectorName }).click()
    await confirm(page, '启用', '协议已核对')
    await page.getByText('已启用').first().waitFor()
  })

  it('the county compares, confirms one death and rejects another', async () => {
    const { page } = officer
    await page.goto('/console/exchange/comparisons')
    await page.getByRole('button', { name: '发起核对' }).first().click()
    const dialog = page.getByRole('dialog', { name: '发起核对' })
    await dialog.getByLabel('数据接口').click()
    await page.locator('.ant-select-item-option').filter({ hasText: connectorName }).click()
    await dialog.getByRole('button', { name: '发起核对' }).click()
    await page.getByText('已开始核对').waitFor()
    await expect
      .poll(async () => (await comparisons(page)).find(({ connectorName: name }) => name === connectorName)?.state, {
        timeout: 60_000,
      })
      .toBe('done')
    await page.goto('/console/exchange/findings?state=waiting&subject=death')
    await page.getByText('2026年11月1日去世').first().waitFor()
    const before = await deaths(page)
    expect(before.length).toBeGreaterThanOrEqual(2)
    const first = page.getByRole('row').filter({ hasText: '2026年11月1日去世' }).first()
    await first.getByRole('button', { name: '采纳', exact: true }).click()
    await answer(page, '采纳')
    await expect.poll(async () => (await deaths(page)).length).toBe(before.length - 1)
    await page
      .getByRole('row')
      .filter({ hasText: '2026年11月1日去世' })
      .first()
      .getByRole('button', { name: '不采纳' })
      .click()
    await answer(page, '不采纳', '家属证实健在')
    await expect.poll(async () => (await deaths(page)).length).toBe(before.length - 2)
    const reports = await ask<{ rows: { state: string; evidence: string }[] }>(page, '/death-reports?limit=200')
    const ours = reports.rows.filter(({ evidence }) => evidence === connectorName).map(({ state }) => state)
    expect(ours).toContain('confirmed')
    expect(ours).toContain('mistaken')
  })

  it('stands in the auditor’s log with everybody it was about', async () => {
    const auditor = await signIn(browser, address, account('auditor'))
    await auditor.page.goto('/console/exchange/requests?direction=out')
    await auditor.page.getByText(connectorName).first().waitFor()
    expect(auditor.complaints).toEqual([])
  })
})

describe('an application of a third party', () => {
  it('gets a test key, is approved, gets a live key, asks, is limited, and is revoked', async () => {
    const { page } = admin
    await page.goto('/console/exchange/clients/new')
    await page.getByLabel('名称', { exact: true }).fill('医院出院衔接系统')
    await page.getByLabel('单位').fill('赣州市人民医院')
    await chooseRegion(page, '适用区域', '章贡区')
    await page.getByLabel('联系人与电话').fill('信息科 0000-0000000')
    await page.getByLabel('法律依据').fill('数据共享协议')
    await page.getByLabel('协议文号').fill('赣市卫〔2026〕2号')
    await page.getByLabel('每分钟上限').fill('2')
    await page.getByRole('button', { name: /^登\s?记$/ }).click()
    await page.waitForURL(/clients\/\d{6}\/[0-9a-f-]{36}$/)
    const test = await makeKey(page, '发放测试密钥')
    await tryInBrowser(test)
    const approver = security.page
    await approver.goto(page.url())
    await confirm(approver, '同意')
    await approver.getByText('已开通').waitFor()
    await page.reload()
    const live = await makeKey(page, '发放正式密钥')
    expect((await call(live)).status).toBe(200)
    const limited = await untilLimited(live)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    await page.reload()
    const line = page.getByRole('listitem').filter({ hasText: '正式密钥' })
    await line.getByRole('button', { name: /撤\s?销/ }).click()
    await answer(page, '撤销', '密钥外泄')
    await line.getByText('已失效').waitFor()
    expect((await call(live)).status).toBe(401)
  })

  it('without an error on the way', () => {
    for (const { complaints } of [admin, security, officer]) expect(complaints).toEqual([])
  })
})

const call = (key: string) =>
  fetch(`${address}/api/exchange/v1/ability-results`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ identityNumber: '999999193501010015', purpose: 'benefit-check' }),
  })

/** Two a minute are allowed; a minute may turn over in between. */
async function untilLimited(key: string): Promise<Response> {
  for (let calls = 0; calls < 6; calls += 1) {
    const answered = await call(key)
    if (answered.status === 429) return answered
  }
  throw new Error('Nothing limits this key.')
}

/** The third party’s administrator has no account: the documentation and its trial are open to everybody. */
async function tryInBrowser(key: string): Promise<void> {
  const context = await browser.newContext({ baseURL: address, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto('/console/developers')
  await page.getByRole('heading', { name: '开放接口与数据标准' }).waitFor()
  await page.getByLabel('测试密钥').fill(key)
  await page.getByRole('button', { name: /^发\s?送$/ }).click()
  await page.getByText('"level": 1').waitFor()
  await context.close()
}

async function makeKey(page: Page, label: string): Promise<string> {
  await page.getByRole('button', { name: label }).click()
  await answer(page, label)
  const shown = page.getByRole('dialog', { name: '新密钥' })
  const key = (await shown.locator('code').innerText()).trim()
  await shown.getByRole('button', { name: '已抄下' }).click()
  await shown.waitFor({ state: 'hidden' })
  return key
}

async function confirm(page: Page, label: string, reason?: string): Promise<void> {
  await page
    .getByRole('button', { name: spaced(label) })
    .first()
    .click()
  await answer(page, label, reason)
}

/** Ant Design puts a blank between two Chinese characters on a button. */
const spaced = (label: string): RegExp => new RegExp(`^${label.length === 2 ? label.split('').join('\\s?') : label}$`)

async function answer(page: Page, label: string, reason?: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: label, exact: true })
  if (reason !== undefined) await dialog.getByRole('textbox').fill(reason)
  await dialog.getByRole('button', { name: spaced(label) }).click()
  await dialog.waitFor({ state: 'hidden' })
}

async function chooseRegion(page: Page, label: string, name: string): Promise<void> {
  await page.getByLabel(label).fill(name)
  await page.locator('.ant-select-tree-node-content-wrapper').filter({ hasText: name }).first().click()
}

const comparisons = async (page: Page) =>
  (await ask<{ rows: { connectorName: string; state: string }[] }>(page, '/exchange/comparisons?limit=50')).rows

const deaths = async (page: Page) =>
  (await ask<{ rows: object[] }>(page, '/exchange/findings?limit=100&state=waiting&subject=death')).rows
