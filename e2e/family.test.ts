import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, type Language, openBrowser, signIn } from './browser.ts'

// An elder who gets an account at the counter, sees on a telephone who looked, asks, and reads the answer; a daughter who may
// look for a while, until her mother withdraws it.

const accounts = inject('accounts') as { name: string; password: string; title?: string }[]
const address = inject('address')
const pictures = join(import.meta.dirname, 'screenshots')
const password = 'nian-19503862'
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const accountOf = (name: string) => {
  const account = accounts.find((one) => one.name === name || one.title?.startsWith(name))
  if (!account) throw new Error(`There is no account ${name}`)
  return account
}
const as = async (name: string): Promise<Page> => (await signIn(browser, address, accountOf(name))).page

/** A telephone of somebody who is not at work. */
async function telephone(language: Language = 'zh', width = 390): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width, height: 844 }, baseURL: address, hasTouch: true })
  await context.addInitScript((chosen) => localStorage.setItem('yinian.language', chosen), language)
  return { page: await context.newPage(), context }
}

/** A living elder for whom nobody has opened an account. */
async function withoutAccount(officer: Page): Promise<{ id: string }> {
  interface Rows {
    readonly rows: readonly { id: string }[]
  }
  const { rows } = await ask<Rows>(officer, '/elders?limit=30&state=active&region=360702000000')
  for (const elder of rows) {
    const opened = await ask<Rows>(officer, `/elders/${elder.id}/person-access`)
    if (opened.rows.length === 0) return elder
  }
  throw new Error('There is nobody to open an account for.')
}

/** A living elder without an account and without an assessment under way. */
async function notUnderWay(officer: Page): Promise<{ id: string; name: string }> {
  interface Rows<T> {
    readonly rows: readonly T[]
  }
  const { rows } = await ask<Rows<{ id: string; name: string; phone: string | null }>>(
    officer,
    '/elders?limit=50&state=active&region=360702000000',
  )
  for (const elder of rows) {
    const accounts = await ask<Rows<object>>(officer, `/elders/${elder.id}/person-access`)
    const held = await ask<Rows<{ state: string }>>(officer, `/elders/360702/${elder.id}/assessments`)
    const done = ['confirmed', 'upheld', 'cancelled', 'compared']
    if (elder.phone && accounts.rows.length === 0 && held.rows.every(({ state }) => done.includes(state))) return elder
  }
  throw new Error('There is nobody who could ask.')
}

/** Prints the slip, and has a code shown as on a visit without a printer. */
async function codeFor(officer: Page): Promise<{ accountName: string; code: string }> {
  await officer.getByRole('button', { name: '打印激活码' }).first().click()
  const dialog = officer.getByRole('dialog')
  const printed = officer.waitForResponse((answer) => answer.url().endsWith('/slip'))
  await dialog.getByRole('button', { name: '中文纸条' }).click()
  expect((await printed).headers()['content-type']).toBe('application/pdf')
  await dialog.waitFor({ state: 'hidden' })
  await officer.getByRole('button', { name: '打印激活码' }).first().click()
  await dialog.getByRole('button', { name: '不打印，显示在屏幕上' }).click()
  await dialog.locator('code').first().waitFor()
  const [accountName = '', code = ''] = await dialog.locator('code').allInnerTexts()
  await officer.keyboard.press('Escape')
  return { accountName, code }
}

async function activate(page: Page, accountName: string, code: string): Promise<void> {
  await page.goto('/family')
  await page.getByRole('link', { name: '第一次用，我有激活码' }).click()
  await page.getByLabel('账号', { exact: true }).fill(accountName)
  await page.getByLabel('激活码', { exact: true }).fill(code)
  await page.getByLabel('给自己定一个密码').fill(password)
  await page.getByRole('button', { name: '开始使用' }).click()
}

/** No text below 18 px, no target below 44 px (60 for what is pressed most), nothing wider than the screen. */
async function standsFor(page: Page, label: string): Promise<string[]> {
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(pictures, `family-${label}.png`), fullPage: true })
  const faults = await page.evaluate(() => {
    const found: string[] = []
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
      found.push('is wider than its window')
    for (const one of document.querySelectorAll('a, button, input, textarea, summary')) {
      const { height, width } = one.getBoundingClientRect()
      if (height > 0 && (height < 60 || width < 60)) found.push(`${one.textContent} is ${width} × ${height}`)
    }
    for (const one of document.querySelectorAll('main *')) {
      const text = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
      if (text && Number.parseFloat(getComputedStyle(one).fontSize) < 18) found.push(`${one.textContent} is small`)
    }
    return found
  })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const text = await page.locator('body').innerText()
  const raw = /undefined|NaN|\[object|\{\w+\}/.exec(text)
  return [
    ...faults,
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`),
    ...(raw ? [`shows raw text ${raw[0]}`] : []),
  ].map((fault) => `${label} ${fault}`)
}

describe('an elder', () => {
  it('gets an account at the counter, sees on a telephone who looked, asks, and reads what the county answers', async () => {
    const officer = await as('county')
    const elder = await withoutAccount(officer)
    await officer.goto(`/console/people/${elder.id}`)
    await officer.getByRole('button', { name: '为本人开通' }).click()
    await officer.getByRole('dialog').getByLabel('查验的证件').fill('居民身份证')
    await officer.getByRole('dialog').getByRole('button', { name: '为本人开通' }).click()
    await officer.getByText('未激活').waitFor()
    const { accountName, code } = await codeFor(officer)

    const { page, context } = await telephone()
    await activate(page, accountName, code)
    await page.getByRole('link', { name: '谁看过我' }).click()
    const look = page.getByRole('listitem').filter({ hasText: '钟秀兰看了您的档案' }).first()
    await look.waitFor()
    await look.getByRole('link', { name: '我不明白' }).click()
    await page.getByLabel('想问什么？').fill('为什么看我的档案？')
    await page.getByRole('button', { name: '提问' }).click()
    await page.getByText('已经交给县（区）民政局').waitFor()

    await officer.goto('/console/')
    await officer.getByText('老人和家属的提问待答复').click()
    const row = officer.getByRole('row').filter({ hasText: '为什么看我的档案？' })
    await row.getByRole('button', { name: '答复' }).click()
    await officer.getByRole('dialog').getByRole('textbox').fill('给您开通手机账号时要核对档案。')
    await officer.getByRole('dialog').getByRole('button', { name: '答复' }).click()
    await officer.getByRole('dialog').waitFor({ state: 'hidden' })

    await page.getByRole('link', { name: '我的提问和答复' }).click()
    await page.getByText('给您开通手机账号时要核对档案。').waitFor()
    expect(await standsFor(page, 'answer-zh-390')).toEqual([])
    await page.goto('/console/')
    await page.waitForURL(/sign-in/)
    await context.close()
  })
})

describe('an elder who needs help', () => {
  it('asks for an assessment on a telephone, the county accepts it, and the elder reads who it was given to', async () => {
    const officer = await as('county')
    const elder = await notUnderWay(officer)
    await officer.goto(`/console/people/${elder.id}`)
    await officer.getByRole('button', { name: '为本人开通' }).click()
    await officer.getByRole('dialog').getByLabel('查验的证件').fill('居民身份证')
    await officer.getByRole('dialog').getByRole('button', { name: '为本人开通' }).click()
    await officer.getByText('未激活').waitFor()
    const { accountName, code } = await codeFor(officer)

    const { page, context } = await telephone()
    await activate(page, accountName, code)
    await page.getByRole('link', { name: '能力评估：申请、看进度' }).click()
    await page.getByRole('link', { name: /申请/ }).click()
    const change = page.getByLabel('哪里变了？')
    await page.getByRole('button', { name: '申请', exact: true }).waitFor()
    if (await change.isVisible()) await change.fill('上个月摔了一跤，走路要人扶')
    await page.getByRole('radio', { name: '在家里' }).check()
    await page.getByRole('radio', { name: '上午' }).check()
    expect(await standsFor(page, 'assessment-ask-zh-390')).toEqual([])
    await page.getByRole('button', { name: '申请', exact: true }).click()
    await page.getByText('已经申请，等民政部门安排评估机构。').waitFor()
    await page.getByText('您希望：在家里、上午。').waitFor()

    await officer.goto('/console/')
    await officer.getByText('老人和家属在网上申请的评估待派单').click()
    await officer.getByRole('link', { name: elder.name }).first().click()
    await officer.getByText('本人或家属在网上申请，等待派单。').waitFor()
    const slip = officer.waitForResponse((answer) => answer.url().includes('/slip?'))
    await officer.getByRole('button', { name: '打印告知单' }).click()
    await officer.getByRole('menuitem', { name: '中文（大字）' }).click()
    expect((await slip).headers()['content-type']).toBe('application/pdf')
    await officer.getByRole('button', { name: '派单', exact: true }).click()
    await officer.getByRole('dialog').getByRole('combobox').click()
    await officer.locator('.ant-select-item-option').first().click()
    await officer.getByRole('dialog').getByRole('button', { name: '派单', exact: true }).click()
    await officer.getByRole('dialog').waitFor({ state: 'hidden' })

    await page.reload()
    await page.getByText(/已经交给.*，正在安排两名评估员。/).waitFor()
    await page.getByRole('button', { name: '不评了，撤回申请' }).waitFor()
    expect(await standsFor(page, 'assessment-zh-390')).toEqual([])
    await context.close()
  })
})

describe('a relative', () => {
  it('sees the file while the elder agrees, and nothing once it is withdrawn', async () => {
    const { page } = await telephone()
    const { name, password: own } = accountOf('家属')
    await page.goto('/family/sign-in')
    await page.getByLabel('账号', { exact: true }).fill(name)
    await page.getByLabel('密码', { exact: true }).fill(own)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('link', { name: /谁看过.*的资料/ }).waitFor()
    const [elder] = (await ask<{ elders: { id: string }[] }>(page, '/family/me')).elders

    const officer = await as('county')
    await officer.goto(`/console/people/${elder?.id}`)
    await officer.getByRole('button', { name: '老人撤回同意' }).click()
    await officer.getByRole('dialog').getByRole('button', { name: '老人撤回同意' }).click()
    await officer.getByRole('dialog').waitFor({ state: 'hidden' })

    await page.reload()
    await page.getByText('现在没有可以看的资料').waitFor()
    expect((await page.request.get(`/api/family/elders/${elder?.id}/particulars`)).status()).toBe(404)
  })
})

describe('the pages of elders and relatives', () => {
  for (const language of ['zh', 'en'] as const)
    for (const width of [390, 320])
      it(`stand in ${language} at ${width} px, with large type and large targets`, () => walk(language, width))

  it('are fetched with less than 120 KB of script', () => {
    const built = join(import.meta.dirname, '../web/dist')
    const page = readFileSync(join(built, 'family/index.html'), 'utf8')
    const scripts = new Set([...page.matchAll(/\/(assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? ''))
    expect(scripts.size).toBeLessThanOrEqual(readdirSync(join(built, 'assets')).length)
    const bytes = [...scripts].reduce((sum, file) => sum + gzipSync(readFileSync(join(built, file))).length, 0)
    expect(bytes).toBeGreaterThan(0)
    expect(bytes).toBeLessThan(120 * 1024)
  })
})

async function walk(language: Language, width: number): Promise<void> {
  const { page, context } = await telephone(language, width)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) complaints.push(line.text())
  })
  const faults: string[] = []
  const stand = async (label: string) => void faults.push(...(await standsFor(page, `${label}-${language}-${width}`)))
  for (const [label, path] of [
    ['welcome', '/family'],
    ['first', '/family/first'],
    ['sign-in', '/family/sign-in'],
  ] as const) {
    await page.goto(path)
    await page.locator('h1').waitFor()
    await stand(label)
  }
  const { name, password: own } = accountOf('老人本人')
  await page.locator('input[name="name"]').fill(name)
  await page.locator('input[name="password"]').fill(own)
  await page.locator('button[type="submit"]').click()
  await page.locator('a.button.big').nth(2).waitFor()
  await stand('home')
  const [elder] = (await ask<{ elders: { id: string }[] }>(page, '/family/me')).elders
  for (const label of [
    'looks',
    'questions',
    'particulars',
    'correct/phone',
    'assessment',
    'assessment/ask',
    'joint-days',
  ] as const) {
    await page.goto(`/family/${elder?.id}/${label}`)
    await page.locator('main li, main form, main .card, main .note, main .button.big').first().waitFor()
    await stand(label.replace('/', '-'))
  }
  await page.goto(`/family/${elder?.id}/looks`)
  await page.locator('li a.button').first().click()
  await page.locator('textarea').waitFor()
  await stand('ask')
  await page.goto('/family/password')
  await page.locator('form').waitFor()
  await stand('password')
  await context.close()
  expect([...faults, ...complaints]).toEqual([])
}
