import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowser, signIn } from './browser.ts'

// A grant that two people give, a telephone that signs in as well, and a colleague who stands in for a week.

const accounts = inject('accounts')
const address = inject('address')
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const accountOf = (name: string) => {
  const account = accounts.find((one) => one.name === name)
  if (!account) throw new Error(`There is no account ${name}`)
  return account
}
const as = async (name: string): Promise<Page> => (await signIn(browser, address, accountOf(name))).page
const dialog = (page: Page) => page.getByRole('dialog')

describe('a grant that widens what somebody may do', () => {
  it('is asked for by one security administrator and approved by the other, who sees what it adds', async () => {
    const one = await as('security')
    await one.goto('/console/accounts?q=supervisor')
    await one.getByText('廖志敏').first().click()
    await one.getByRole('button', { name: '授予角色' }).click()
    await dialog(one).getByLabel('角色').click()
    await one.keyboard.type('资金发放')
    await one.keyboard.press('Enter')
    await dialog(one).getByLabel('理由').fill('临时顶岗')
    await dialog(one).getByRole('button', { name: '授予角色' }).click()
    await dialog(one).waitFor({ state: 'hidden' })
    await one.getByText('待复核').waitFor()

    const two = await as('security2')
    await two.getByText('授权申请待复核').click()
    await two.getByText('廖志敏').first().click()
    await two.getByText('下载发放文件并登记发放').waitFor()
    await two.screenshot({ path: 'e2e/screenshots/security2-request-zh-1440.png' })
    await two.getByRole('button', { name: '同意', exact: true }).click()
    await two.getByText('已同意并生效').waitFor()

    await one.reload()
    await one.getByRole('listitem').filter({ hasText: '资金发放人员' }).getByRole('button', { name: '收回' }).click()
    await dialog(one).getByRole('button', { name: '收回' }).click()
    await dialog(one).waitFor({ state: 'hidden' })
    expect(await one.locator('main').innerText()).not.toContain('资金发放人员')
  })
})

describe('a second factor', () => {
  it('is set up with a picture, asked for at the next sign-in, and taken off again', async () => {
    const page = await as('supervisor')
    await page.goto('/console/me')
    await page.getByRole('button', { name: '设置动态口令' }).click()
    await page.locator('svg.qr').waitFor()
    const secret = (await page.locator('.authenticator code').innerText()).replaceAll(/\s/g, '')
    const code = (ahead: number): string =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * 30_000 })
    await dialog(page).getByLabel('验证器显示的 6 位数字').fill(code(0))
    await dialog(page).getByRole('button', { name: '确认' }).click()
    await page.getByText('记下恢复码').waitFor()
    const recovery = await page.locator('.recovery-codes code').first().innerText()
    await page.getByRole('button', { name: '已记下' }).click()

    const context = await browser.newContext({ baseURL: address, locale: 'zh-CN' })
    const fresh = await context.newPage()
    const { name, password } = accountOf('supervisor')
    await fresh.goto('/console/sign-in')
    await fresh.locator('input[autocomplete="username"]').fill(name)
    await fresh.locator('input[autocomplete="current-password"]').fill(password)
    await fresh.locator('button[type="submit"]').click()
    await fresh.getByText('输入动态口令').waitFor()
    await fresh.locator('input[autocomplete="one-time-code"]').fill(code(1))
    await fresh.locator('button[type="submit"]').click()
    await fresh.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
    await fresh.goto('/console/me')
    await fresh.getByText('已验证动态口令').first().waitFor()
    await fresh.getByRole('button', { name: '关闭' }).click()
    await dialog(fresh).getByLabel('动态口令或恢复码').fill(recovery)
    await dialog(fresh).getByRole('button', { name: '确认' }).click()
    await fresh.getByText('动态口令已关闭').waitFor()
    await context.close()
  })
})

describe('a grant that is lent', () => {
  it('shows at once with whoever stands in, and ends when its owner is back', async () => {
    const owner = await as('finance')
    await owner.goto('/console/me')
    await owner.getByRole('button', { name: '借给同事' }).click()
    await dialog(owner).getByLabel('借给谁').click()
    await owner.keyboard.type('谢春梅')
    await owner.getByTitle(/谢春梅/).click()
    await dialog(owner).getByLabel('事由').fill('年休假')
    await dialog(owner).getByRole('button', { name: '借给同事' }).click()
    await dialog(owner).waitFor({ state: 'hidden' })

    const standIn = await as('town')
    await standIn.getByText('代曾丽萍办理').waitFor()

    await owner.getByRole('button', { name: '提前结束' }).click()
    await dialog(owner).getByRole('button', { name: '提前结束' }).click()
    await dialog(owner).waitFor({ state: 'hidden' })
    await standIn.reload()
    await standIn.locator('main').waitFor()
    await standIn.waitForLoadState('networkidle')
    expect(await standIn.locator('header.head').innerText()).not.toContain('代曾丽萍办理')
  })
})
