import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'
import type { TrialAccount } from './platform.ts'

export type Language = 'zh' | 'en'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet })
}

export interface Person {
  readonly page: Page
  readonly context: BrowserContext
  /** What the browser complained about while this person worked: script errors and failed requests. */
  readonly complaints: string[]
}

/** Somebody with a browser window of their own, signed in at the sign-in page. */
export async function signIn(
  browser: Browser,
  address: string,
  account: TrialAccount,
  options: { language?: Language; width?: number } = {},
): Promise<Person> {
  const { language = 'zh', width = 1440 } = options
  const context = await browser.newContext({
    viewport: { width, height: width > 600 ? 900 : 844 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    acceptDownloads: true,
    baseURL: address,
    // Like somebody who wants no animation; a machine short of time cannot tell a popup that still moves from one that stays.
    reducedMotion: 'reduce',
  })
  await context.addInitScript((chosen) => localStorage.setItem('yinian.language', chosen), language)
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`))
  page.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) complaints.push(`${page.url()} ${line.text()}`)
  })
  page.on('response', (answer) => {
    if (answer.status() >= 400 && !answer.url().endsWith('/api/me'))
      complaints.push(`${answer.status()} ${answer.url()}`)
  })
  await page.goto('/console/sign-in')
  await page.locator('input[autocomplete="username"]').fill(account.name)
  await page.locator('input[autocomplete="current-password"]').fill(account.password)
  await page.locator('button[type="submit"]').click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
  return { page, context, complaints }
}

/** Asks the interface as whoever is signed in in a window. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api${path}`)
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Chooses from a list that unfolds, and goes on when it has folded again. */
export async function choose(field: Locator, option: string): Promise<void> {
  await field.click()
  const list = await field.getAttribute('aria-controls')
  const popup = field.page().locator(`.ant-select-dropdown:has([id="${list}"])`)
  await popup.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
  await popup.waitFor({ state: 'hidden' })
}

/** Nothing on the page that axe finds fault with. */
export async function faultless(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
}
