import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { choose, faultless, openBrowser, type Person, signIn } from './browser.ts'

// A district raises one band of the city’s advanced-age allowance for its own elders: the layer is written as a form and
// checked as it is written; somebody else publishes it; what an elder is due next month follows.

const accounts = inject('accounts')
const address = inject('address')
let browser: Browser
let county: Person
let approver: Person
let version: string

beforeAll(async () => {
  browser = await openBrowser()
  const as = (name: string) => {
    const account = accounts.find((one) => one.name === name)
    if (!account) throw new Error(`There is no account ${name}.`)
    return signIn(browser, address, account)
  }
  county = await as('county')
  approver = await as('approver')
})
afterAll(() => browser.close())

describe('a band of the advanced-age allowance', () => {
  it('is raised by the district in a layer upon the city’s policy, which says whom that changes', async () => {
    const { page } = county
    await page.goto('/console/programmes/versions')
    const row = page.getByRole('row').filter({ hasText: '高龄津贴' }).filter({ hasText: '赣州市' })
    await row.getByRole('link').click()
    await page.getByRole('button', { name: '起草新版本' }).click()
    await page.getByText('在上级政策之上补充').waitFor()
    await page.getByText('上级规定').first().waitFor()
    await page.getByLabel('文件标题 · 中文').fill('章贡区调整高龄津贴标准')
    await page.getByLabel('文件标题 · 英文').fill('Rates of Zhanggong')
    await page.getByLabel('文号').fill('unverified')
    await page.getByLabel('印发日期').fill('2026')
    const about = page.locator('section.panel').filter({ hasText: '项目和文件' })
    await about.getByLabel('出处').fill('虚构的演示文件')

    const amount = page.locator('section.panel').filter({ hasText: '享受多少' })
    await choose(amount.getByLabel('金额怎么写'), '逐档')
    const first = amount.getByRole('listitem').first()
    await first.getByLabel('每月（元）').fill('40')
    const check = page.locator('.policy-check')
    await check.getByText('40.00').first().waitFor()
    await first.getByLabel('每月（元）').fill('60.005')
    await check.getByText('/amount').first().waitFor()
    await first.getByLabel('每月（元）').fill('60')
    await check.getByText('没有发现问题').waitFor()
    const change = check.getByRole('row').filter({ hasText: '60.00' })
    expect(await change.innerText()).toContain('50.00')
    await faultless(page)
  })

  it('is held to examples before it is proposed', async () => {
    const { page } = county
    await page.getByLabel('为什么起草或修改').fill('按演示文件提高 80 至 84 岁标准')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.waitForURL(/programmes\/versions\/[0-9a-f-]{36}$/)
    version = page.url()
    await confirm(page, '提交发布')
    await page.getByRole('dialog').getByText('至少要有一个应发的例子').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    await page.getByRole('button', { name: '修改草稿' }).click()
    await example(page, { name: '82 岁', age: '82', yuan: '60' })
    await example(page, { name: '79 岁', age: '79', fails: '年满 80 周岁' })
    await page.locator('.policy-check').getByText('没有发现问题').waitFor()
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.waitForURL(version)
    await confirm(page, '提交发布')
    await page.getByText('待发布').first().waitFor()
    expect(await page.getByRole('button', { name: '发布', exact: true }).count()).toBe(0)
  })

  it('counts from next month once somebody else has published it', async () => {
    const { page } = approver
    await page.goto(version)
    await page.getByText('50.00').first().waitFor()
    await faultless(page)
    await confirm(page, '发布')
    await page.getByText('已发布').first().waitFor()
    const asked = await page.request.post('/api/benefits/calculation', {
      data: {
        region: '360702000000',
        month: nextMonth(),
        programme: 'old-age-allowance',
        facts: { 户籍地: '360702001001', 年龄: 82, 在世: true },
      },
    })
    expect(await asked.json()).toMatchObject({ rows: [{ reading: { decision: { due: true, fen: 6000 } } }] })
  })

  it('without an error on the way but the one that was meant', () => {
    expect(county.complaints).toEqual([expect.stringMatching(/^422 .*\/drafting$/)])
    expect(approver.complaints).toEqual([])
  })
})

function nextMonth(): string {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 7)
}

async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
}

async function example(
  page: Page,
  { name, age, yuan, fails }: { name: string; age: string; yuan?: string; fails?: string },
): Promise<void> {
  const panel = page.locator('section.panel').filter({ hasText: '虚构的人和应有的结果' })
  await panel.getByRole('button', { name: '添加例子' }).click()
  const one = panel.locator('.policy-edited > li').last()
  await one.getByLabel('名称 · 中文').fill(name)
  await one.getByLabel('名称 · 英文').fill(`Aged ${age}`)
  await one.getByLabel('年龄').fill(age)
  await one.getByLabel('户籍地').click()
  await page.keyboard.type('章贡区')
  await page.locator('.ant-select-tree-title').filter({ hasText: '章贡区' }).first().click()
  await choose(one.getByLabel('在世'), '是')
  if (yuan !== undefined) await one.getByLabel('每月（元）').fill(yuan)
  if (fails !== undefined) {
    await choose(one.getByLabel('结果应为'), '不享受')
    await one.getByLabel('不符合哪些条件').click()
    await page.locator('.ant-select-item-option').filter({ hasText: fails }).last().click()
    await page.keyboard.press('Escape')
  }
}
