import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, type Language, openBrowser, type Person, signIn } from './browser.ts'

// A surveyor on a day without a network: takes the list along, asks, closes the browser, opens it again, asks somebody nobody
// knew of, is signed out meanwhile, and sends everything once when there is a network.

const accounts = inject('accounts')
const address = inject('address')
const pictures = join(import.meta.dirname, 'screenshots')
const pin = '194203'
const profile = mkdtempSync(join(tmpdir(), 'yinian-phone-'))
let browser: Browser
let officer: Person
let campaign: { id: string; county: string }
let village: { id: string; county: string; region: string }
let people: { id: string; county: string; name: string }[]
let context: BrowserContext
let page: Page

const accountOf = (name: string) => {
  const account = accounts.find((one) => one.name === name)
  if (!account) throw new Error(`There is no account ${name}.`)
  return account
}

/** The telephone, with what was on it when it was put away. */
async function takePhone(width = 390): Promise<void> {
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    viewport: { width, height: 844 },
    baseURL: address,
    reducedMotion: 'reduce',
    locale: 'zh-CN',
  })
  context.setDefaultTimeout(60_000)
  page = context.pages()[0] ?? (await context.newPage())
}

async function enterPin(): Promise<void> {
  await page.getByLabel('解锁码', { exact: true }).fill(pin)
  await page.getByRole('button', { name: '解锁', exact: true }).click()
}

async function signInAtDoor(on: Page = page, name = 'county'): Promise<void> {
  const account = accountOf(name)
  await on.locator('input[name="name"]').fill(account.name)
  await on.locator('input[name="password"]').fill(account.password)
  await on.locator('main button[type="submit"]').first().click()
}

const visitsTo = async (one: { id: string; county: string }): Promise<{ id: string }[]> =>
  (await ask<{ visits: { id: string }[] }>(officer.page, `/survey-respondents/${one.county}/${one.id}`)).visits

async function answerAll(): Promise<void> {
  await page.getByRole('radio', { name: '独居' }).check()
  await page.getByRole('radio', { name: '有些事要人帮' }).check()
  await page.getByRole('checkbox', { name: '助餐' }).check()
  const inQuestion = (id: string, name: string) =>
    page.locator(`[data-field="${id}"]`).getByRole('radio', { name, exact: true })
  await inQuestion('institution-wish', '不愿意').check()
  await inQuestion('smart-phone', '没有或不用').check()
  await inQuestion('contact-wish', '愿意').check()
}

const personRow = (name: string) => page.locator('.rows a').filter({ hasText: name }).first()

beforeAll(async () => {
  browser = await openBrowser()
  officer = await signIn(browser, address, accountOf('county'))
  const campaigns = await ask<{ rows: { id: string; county: string; state: string }[] }>(
    officer.page,
    '/survey-campaigns?limit=50',
  )
  campaign = campaigns.rows.find(({ state }) => state === 'open') ?? campaign
  const lists = await ask<{ rows: (typeof village & { toAsk: number })[] }>(
    officer.page,
    `/survey-lists?campaignId=${campaign.id}&limit=200`,
  )
  village = lists.rows.toSorted((a, b) => b.toAsk - a.toAsk)[0] ?? village
  const asked = await ask<{ rows: typeof people }>(
    officer.page,
    `/survey-respondents?campaignId=${campaign.id}&region=${village.region}&state=to-ask`,
  )
  people = asked.rows
})
afterAll(async () => {
  await context?.close()
  await browser.close()
  rmSync(profile, { recursive: true, force: true })
})

describe('a surveyor without a network', () => {
  it('signs in, chooses a PIN and takes the list of a village along', async () => {
    expect(people.length).toBeGreaterThan(1)
    await takePhone()
    await page.goto('/field/')
    await signInAtDoor()
    await page.getByLabel('解锁码', { exact: true }).fill('123456')
    await page.getByLabel('再输一遍').fill('123456')
    await page.getByRole('button', { name: '开始使用' }).click()
    await page.getByText('不要连号').waitFor()
    await page.getByLabel('解锁码', { exact: true }).fill(pin)
    await page.getByLabel('再输一遍').fill(pin)
    await page.getByRole('button', { name: '开始使用' }).click()
    await page.getByRole('heading', { name: '要入户的村' }).waitFor()
    await page.goto(`/field/village/${village.county}/${village.id}`)
    await enterPin()
    await personRow(people[0]?.name ?? '').waitFor()
    const active = await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.scriptURL)
    expect(active).toBe(`${address}/field/worker.js`)
  })

  it('opens the app anew with the network gone and the browser closed, and fills in', async () => {
    await context.setOffline(true)
    await page.reload()
    await enterPin()
    await page.getByText('没有网络，照常填写').waitFor()
    await personRow(people[0]?.name ?? '').click()
    await page.getByRole('radio', { name: '独居' }).check()
    await page.getByText('已存在本机').waitFor()
    await context.close()

    await takePhone()
    await context.setOffline(true)
    await page.goto(`/field/village/${village.county}/${village.id}`)
    await enterPin()
    await personRow(people[0]?.name ?? '')
      .getByText('填了一半')
      .waitFor()
    await personRow(people[0]?.name ?? '').click()
    await expect.poll(() => page.getByRole('radio', { name: '独居' }).isChecked()).toBe(true)
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('还有 4 题没有填').waitFor()
    await answerAll()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('已存在本机，联网后自动上传').waitFor()
    await personRow(people[0]?.name ?? '')
      .getByText('等待上传')
      .waitFor()
  })

  it('asks somebody nobody knew of, before the platform has heard of them', async () => {
    await page.getByRole('link', { name: '登记新发现的老人' }).click()
    await page.getByLabel('姓名').fill('山里新人')
    await page.getByLabel('身份证号').fill('990101193904045678')
    await page.getByRole('button', { name: '登记并询问' }).click()
    await page.getByText('校验位不符').waitFor()
    await page.getByLabel('身份证号').fill(madeUp('99010119390404567'))
    await page.getByRole('button', { name: '登记并询问' }).click()
    await page.getByRole('heading', { name: '山里新人' }).waitFor()
    await answerAll()
    await page.getByRole('button', { name: '提交' }).click()
    await personRow('山里新人').getByText('等待上传').waitFor()
    await page.getByRole('link', { name: '查看' }).click()
    await page.getByRole('heading', { name: '等待上传的' }).waitFor()
    expect(await page.locator('main .card').count()).toBe(3)
    expect(await faultsOf(page)).toEqual([])
    expect(await visitsTo(people[0] ?? never())).toEqual([])
  })

  it('is signed out meanwhile, signs in again, and everything arrives once', async () => {
    await context.clearCookies()
    await context.setOffline(false)
    await page.getByText('登录已过期').waitFor()
    await page.getByRole('button', { name: '登录' }).click()
    await signInAtDoor()
    await page.getByText('都上传了').waitFor()
    expect(await visitsTo(people[0] ?? never())).toHaveLength(1)
    const found = await ask<{ rows: { id: string; county: string; name: string; state: string }[] }>(
      officer.page,
      `/survey-respondents?campaignId=${campaign.id}&region=${village.region}&newlyFound=true`,
    )
    const theirs = found.rows.filter(({ name }) => name === '山里新人')
    expect(theirs.map(({ state }) => state)).toEqual(['asked'])
    expect(await visitsTo(theirs[0] ?? never())).toHaveLength(1)
    await page.reload()
    await enterPin()
    await page.getByText('都上传了').waitFor()
    expect(await visitsTo(people[0] ?? never())).toHaveLength(1)
  })

  it('reads at the record why something was not accepted, and gives it up only on purpose', async () => {
    const other = people[1] ?? never()
    // As if the answers had been spoilt on the way: the platform refuses them, whoever sent them.
    await context.route('**/visits', async (route) => {
      const body = route.request().postDataJSON() as { answers: object }
      await route.continue({ postData: JSON.stringify({ ...body, answers: { 'self-care': 'no-such-answer' } }) })
    })
    await page.goto(`/field/village/${village.county}/${village.id}/${other.id}`)
    await enterPin()
    await page.getByRole('radio', { name: '已询问' }).waitFor()
    await answerAll()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText(/答卷有 \d+ 处不对/).waitFor()
    await page.getByRole('link', { name: '回到名单' }).click()
    await personRow(other.name).getByText('没有被接受').waitFor()
    await context.unroute('**/visits')
    await personRow(other.name).click()
    await page.getByRole('button', { name: '修改' }).click()
    await expect.poll(() => page.getByRole('radio', { name: '独居' }).isChecked()).toBe(true)
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText(`${other.name}：已提交`).waitFor()
    expect(await visitsTo(other)).toHaveLength(1)
  })

  it('keeps no answer of the platform in the caches, and nothing readable on the device', async () => {
    const kept = await page.evaluate(async () => {
      const urls: string[] = []
      for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname)
      return urls
    })
    expect(kept).toContain('/field/')
    expect(kept.filter((path) => path.startsWith('/api/'))).toEqual([])
    expect(await namesReadable(people.map(({ name }) => name))).toEqual([])
  })

  it('clears the device after five wrong PINs', async () => {
    await page.getByRole('button', { name: '菜单' }).click()
    await page.getByRole('button', { name: '锁上' }).click()
    for (let left = 4; left > 0; left -= 1) {
      await page.getByLabel('解锁码', { exact: true }).fill('975310')
      await page.getByRole('button', { name: '解锁', exact: true }).click()
      await page.getByText(`还可以试 ${left} 次`).waitFor()
    }
    await page.getByLabel('解锁码', { exact: true }).fill('975310')
    await page.getByRole('button', { name: '解锁', exact: true }).click()
    // The session goes on; what was kept does not, and a new PIN is chosen.
    await page.getByRole('heading', { name: '给这台手机设一个解锁码' }).waitFor()
    expect(await countSealed()).toBe(0)
  })

  it('leaves nothing behind when signing out', async () => {
    await page.getByLabel('解锁码', { exact: true }).fill(pin)
    await page.getByLabel('再输一遍').fill(pin)
    await page.getByRole('button', { name: '开始使用' }).click()
    await page.getByRole('link', { name: '颐年 · 入户' }).click()
    await page.getByRole('button', { name: '把名单都存到本机' }).click()
    await page.getByText('已存本机').first().waitFor()
    expect(await countSealed()).toBeGreaterThan(0)
    await page.getByRole('button', { name: '菜单' }).click()
    await page.getByRole('button', { name: '退出并清除本机' }).click()
    await page.getByRole('button', { name: '是，退出' }).click()
    await page.getByRole('heading', { name: '登录' }).waitFor()
    expect(await countSealed()).toBe(0)
    await context.close()
  })
})

describe('a new version of the app', () => {
  it('waits until it is taken, keeps what was entered, and opens without a network itself', async () => {
    const builds = await servedBuilds()
    try {
      const visitor = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: builds.address })
      const on = await visitor.newPage()
      await on.goto('/field/')
      await on.evaluate(async () => void (await navigator.serviceWorker.ready))
      await on.reload()
      builds.deploy()
      await on.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
      await expect
        .poll(() => on.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null), {
          timeout: 20_000,
        })
        .toBe(true)
      expect(await on.evaluate(() => document.title)).toBe('颐年 · 入户')
      expect(await on.evaluate(async () => (await caches.keys()).length)).toBe(2)
      await on.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.postMessage('take-over'))
      await expect.poll(() => on.evaluate(async () => (await caches.keys()).length), { timeout: 20_000 }).toBe(1)
      await visitor.setOffline(true)
      await on.reload()
      expect(await on.locator('meta[name="build"]').getAttribute('content')).toBe('second')
      await visitor.close()
    } finally {
      builds.stop()
    }
  })
})

describe('the pages at the door', () => {
  for (const language of ['zh', 'en'] as const)
    for (const width of [390, 320, 1440]) it(`stand in ${language} at ${width} px`, () => walk(language, width))

  it('are fetched with less than 120 KB of script', () => {
    const built = join(import.meta.dirname, '../web/dist')
    const html = readFileSync(join(built, 'field/index.html'), 'utf8')
    const scripts = new Set([...html.matchAll(/\/(assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? ''))
    expect(scripts.size).toBeLessThanOrEqual(readdirSync(join(built, 'assets')).length)
    const bytes = [...scripts].reduce((sum, file) => sum + gzipSync(readFileSync(join(built, file))).length, 0)
    expect(bytes).toBeGreaterThan(0)
    expect(bytes).toBeLessThan(120 * 1024)
    // What is loaded later would not be there without a network.
    const worker = readFileSync(join(built, 'field/worker.js'), 'utf8')
    for (const file of scripts) expect(worker).toContain(`/${file}`)
  })
})

async function walk(language: Language, width: number): Promise<void> {
  const window = await browser.newContext({ viewport: { width, height: 844 }, baseURL: address, hasTouch: true })
  await window.addInitScript((chosen) => localStorage.setItem('yinian.language', chosen), language)
  const on = await window.newPage()
  const faults: string[] = []
  on.on('pageerror', (error) => faults.push(error.message))
  on.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) faults.push(line.text())
  })
  const stand = async (label: string) => {
    await on.screenshot({ path: join(pictures, `field-${label}-${language}-${width}.png`), fullPage: true })
    faults.push(...(await faultsOf(on)).map((fault) => `${label} ${fault}`))
  }
  await on.goto('/field')
  await on.locator('input[name="name"]').waitFor()
  await stand('sign-in')
  await signInAtDoor(on)
  await on.locator('input[name="pin"]').waitFor()
  await stand('choose-pin')
  await on.locator('input[name="pin"]').fill(pin)
  await on.locator('input[name="again"]').fill(pin)
  await on.locator('button[type="submit"]').click()
  await on.locator('.rows a').first().waitFor()
  await stand('villages')
  await on.locator(`.rows a[href$="${village.id}"]`).click()
  await on.locator('.rows a').first().waitFor()
  await stand('village')
  await on.locator('.bar button').click()
  await stand('menu')
  await on.locator('.bar button').first().click()
  await on.locator('.rows a').first().click()
  await on.locator('.outcomes').waitFor()
  await on.locator('button[type="submit"]').click()
  await on.locator('.fault').first().waitFor()
  await stand('asking')
  await on.locator('main > a.button').click()
  await on.locator('a[href*="/found/"]').click()
  await on.locator('button[type="submit"]').click()
  await on.locator('.fault').first().waitFor()
  await stand('found')
  await on.goto('/field/waiting')
  await on.locator('input[name="pin"]').waitFor()
  await stand('unlock')
  await on.locator('input[name="pin"]').fill(pin)
  await on.locator('button[type="submit"]').click()
  await on.locator('main a.button').waitFor()
  await stand('waiting')
  await window.close()
  expect(faults).toEqual([])
}

/** Targets of a thumb, nothing wider than the screen, nothing raw, and axe. */
async function faultsOf(on: Page): Promise<string[]> {
  const faults = await on.evaluate(() => {
    const found: string[] = []
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
      found.push('is wider than its window')
    for (const one of document.querySelectorAll('a, button, input, select')) {
      const { height, width } = one.getBoundingClientRect()
      if (height > 0 && (height < 60 || width < 60)) found.push(`${one.textContent} is ${width} × ${height}`)
    }
    return found
  })
  const { violations } = await new AxeBuilder({ page: on })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const raw = /undefined|NaN|\[object|\{\w+\}/.exec(await on.locator('body').innerText())
  return [
    ...faults,
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`),
    ...(raw ? [`shows raw text ${raw[0]}`] : []),
  ]
}

const countSealed = (): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opened = indexedDB.open('yinian-device')
        opened.onerror = () => reject(opened.error)
        opened.onsuccess = () => {
          const counted = opened.result.transaction('sealed').objectStore('sealed').count()
          counted.onsuccess = () => resolve(counted.result)
        }
      }),
  )

/** Which of some names can be read in what the browser keeps for this site. */
const namesReadable = (names: readonly string[]): Promise<string[]> =>
  page.evaluate(
    (sought) =>
      new Promise<string[]>((resolve, reject) => {
        const opened = indexedDB.open('yinian-device')
        opened.onerror = () => reject(opened.error)
        opened.onsuccess = () => {
          const all = opened.result.transaction('sealed').objectStore('sealed').getAll()
          all.onsuccess = () => {
            const decoder = new TextDecoder()
            const text =
              all.result.map((one: { data: ArrayBuffer }) => decoder.decode(one.data)).join('') +
              JSON.stringify({ ...localStorage }) +
              JSON.stringify({ ...sessionStorage })
            resolve(sought.filter((name) => text.includes(name)))
          }
        }
      }),
    names,
  )

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** A number of the unassignable area 99. */
const madeUp = (first17: string): string =>
  first17 + '10X98765432'.charAt(weights.reduce((sum, weight, at) => sum + weight * Number(first17[at]), 0) % 11)

function never(): never {
  throw new Error('There is nobody to be asked.')
}

const digestOf = (html: string): string =>
  `sha256-${createHash('sha256').update(html.replaceAll('nonce-of-this-answer', '')).digest('base64')}`

/** The build as it is, and, once deployed, one whose page is another: served like the platform does, without one. */
async function servedBuilds(): Promise<{ address: string; deploy: () => void; stop: () => void }> {
  const built = join(import.meta.dirname, '../web/dist')
  const folder = mkdtempSync(join(tmpdir(), 'yinian-build-'))
  cpSync(built, folder, { recursive: true })
  const types = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', png: 'image/png' } as Record<
    string,
    string
  >
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (path.startsWith('/api/')) {
      response.writeHead(401, { 'content-type': 'application/problem+json' })
      return response.end(JSON.stringify({ code: 'http.not-signed-in', status: 401, message: { zh: '', en: '' } }))
    }
    const file = join(folder, path)
    const extension = /\.(\w+)$/.exec(path)?.[1]
    if (extension !== undefined && existsSync(file)) {
      response.writeHead(200, { 'content-type': types[extension] ?? 'application/json', 'cache-control': 'no-cache' })
      return response.end(readFileSync(file))
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    return response.end(readFileSync(join(folder, 'field/index.html'), 'utf8').replaceAll('nonce-of-this-answer', ''))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  const deploy = () => {
    const html = join(folder, 'field/index.html')
    const second = readFileSync(html, 'utf8').replace('<head>', '<head><meta name="build" content="second">')
    writeFileSync(html, second)
    const worker = join(folder, 'field/worker.js')
    const written = readFileSync(worker, 'utf8')
    writeFileSync(
      worker,
      written
        .replace(/\\"version\\":\\"\w+\\"/, () => '\\"version\\":\\"second\\"')
        .replace(/(\\"\/field\/\\",\\")sha256-[^\\]+/, (_all, begin: string) => begin + digestOf(second)),
    )
  }
  return {
    address: `http://localhost:${port}`,
    deploy,
    stop: () => {
      server.close()
      server.closeAllConnections()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
