import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, type Language, openBrowser, signIn } from './browser.ts'
import { addressesOf } from './pages.ts'

// Every page of the console, in both languages, on a desk and on a telephone. The pictures are kept in e2e/screenshots.

const pictures = join(import.meta.dirname, 'screenshots')
const accounts = inject('accounts')
const address = inject('address')
let browser: Browser

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe.each([
  'county',
  'approver',
  'finance',
  'assessor1',
  'coordinator',
  'supervisor',
  'agency',
  'agency2',
  'auditor',
  'admin',
  'security',
])('the pages of %s', (name) => {
  for (const language of ['zh', 'en'] as const)
    for (const width of [1440, 390]) it(`stand in ${language} at ${width} px`, () => walk(name, language, width))
})

async function walk(name: string, language: Language, width: number): Promise<void> {
  const account = accounts.find((one) => one.name === name)
  if (!account) throw new Error(`There is no account ${name}`)
  const { page, context, complaints } = await signIn(browser, address, account, { language, width })
  const faults: string[] = []
  for (const { label, path } of await addressesOf(name, <T>(question: string) => ask<T>(page, question))) {
    await page.goto(`/console${path}`)
    const quiet = await page.waitForLoadState('networkidle').then(
      () => true,
      () => false,
    )
    if (!quiet) faults.push(`${path} never stops asking`)
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: join(pictures, `${name}-${label}-${language}-${width}.png`) })
    const text = await page.locator('body').innerText()
    if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1))
      faults.push(`${path} is wider than its window`)
    if (/undefined|NaN|\[object|\{\w+\}/.test(text))
      faults.push(`${path} shows raw text: ${/.{0,20}(undefined|NaN|\[object|\{\w+\}).{0,20}/.exec(text)?.[0]}`)
    if (language === 'zh' && width === 1440) {
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
      for (const { id, nodes } of violations) faults.push(`${path} ${id}: ${nodes[0]?.html.slice(0, 160)}`)
    }
  }
  await context.close()
  expect([...faults, ...complaints]).toEqual([])
}
