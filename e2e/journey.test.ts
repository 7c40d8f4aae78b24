import { readFileSync } from 'node:fs'
import { checkCharacterOf } from '@yinian/core/people/identity-document.ts'
import { withoutMarks } from '@yinian/core/privacy/export-mark.ts'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, choose, openBrowser, type Person, signIn } from './browser.ts'

// One elder's way through the platform: from a row of a spreadsheet to an assessment by two, an allowance with its
// reason, a month that three people pay, and the number of the plan she is part of.

const accounts = inject('accounts')
const address = inject('address')
const elder = { name: '欧阳惠珍', birth: '19420317', documentNumber: madeUp('19420317002') }
let browser: Browser
const people = new Map<string, Person>()
let today: string
let elderId: string
let caseAddress: string
let runAddress: string

beforeAll(async () => {
  browser = await openBrowser()
  today = (await ask<{ today: string }>((await as('county')).page, '/me')).today
})
afterAll(() => browser.close())

describe('from a spreadsheet to a number of the plan', () => {
  it('an officer imports a list with good and bad rows', async () => {
    const { page } = await as('county')
    await page.goto('/console/people/imports')
    await page.getByRole('button', { name: '上传名单' }).first().click()
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: '11月新增.xlsx', mimeType: 'application/xlsx', buffer: await list() })
    await page.getByText('看试算结果').waitFor()
    await page.getByRole('button', { name: '确认导入' }).waitFor({ timeout: 60_000 })
    for (const words of ['校验', elder.name])
      await expect.poll(() => page.locator('main').innerText(), { timeout: 10_000 }).toContain(words)
    await page.getByRole('button', { name: '确认导入' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '确认导入' }).click()
    await page.getByText('导入完成').waitFor({ timeout: 60_000 })
    const rows = await downloadedRows(page, () => page.getByRole('button', { name: '下载结果文件' }).click())
    const written = rows.map((row) => row.join('|'))
    expect(written.filter((row) => row.includes(elder.name))[0]).toContain('已登记')
    expect(written.filter((row) => row.includes('错一位'))[0]).toMatch(/不能导入|未导入|拒绝/)
    elderId =
      (await ask<{ rows: { id: string }[] }>(page, `/elders?q=${encodeURIComponent(elder.name)}`)).rows[0]?.id ?? ''
  })

  it('without an assessment nothing says yet what her nursing allowance is', async () => {
    const { page } = await as('county')
    await page.goto(`/console/people/${elderId}`)
    await page.getByText('特困人员护理补贴').first().waitFor()
    expect(await page.locator('main').innerText()).toContain('还不能判定')
  })

  it('she asks for an assessment, which goes to an organisation', async () => {
    const { page } = await as('county')
    await page.getByRole('button', { name: '申请评估' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('联系人').fill('欧阳小妹')
    await dialog.getByLabel('联系电话').fill('15400000000')
    await dialog.getByRole('button', { name: '申请评估' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const { rows } = await ask<{ rows: { id: string; county: string }[] }>(
      page,
      `/assessments?q=${encodeURIComponent(elder.name)}`,
    )
    caseAddress = `/console/assessments/${rows[0]?.county}/${rows[0]?.id}`
    await page.goto(caseAddress)
    await page.getByRole('button', { name: '派单' }).click()
    await choose(page.getByLabel('派给哪个机构', { exact: true }), '章贡安和')
    await page.getByRole('dialog').getByRole('button', { name: '派单' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('the organisation names two assessors', async () => {
    const { page } = await as('coordinator')
    const [first = '', second = ''] = await Promise.all(['assessor1', 'assessor2'].map(nameOf))
    await page.goto(caseAddress)
    await page.getByRole('button', { name: '接单并指定评估员' }).click()
    await choose(page.getByLabel('评估员一', { exact: true }), first)
    await choose(page.getByLabel('评估员二', { exact: true }), second)
    await page.getByRole('dialog').getByRole('button', { name: '接单并指定评估员' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('the first assessor fills the form in and signs', async () => {
    const { page } = await as('assessor1')
    await page.goto(caseAddress)
    await page
      .getByRole('link', { name: /开始评估|继续评估/ })
      .or(page.getByRole('button', { name: /开始评估|继续评估/ }))
      .first()
      .click()
    await page.locator('.part-bar').waitFor()
    await page.getByText('整页').click()
    for (const part of ['A.1', 'A.2', 'A.3', 'A.4', 'A.5']) await fillForm(page, part)
    for (const part of ['B.1', 'B.2', 'B.3', 'B.4']) await answerItems(page, part)
    await openPart(page, 'summary')
    expect(await page.locator('.missing li').allInnerTexts()).toEqual([])
    await sign(page)
    await page.getByText('等待另一名评估员签名').first().waitFor()
  })

  it('the second reads it and signs too', async () => {
    const { page } = await as('assessor2')
    await page.goto(caseAddress)
    await page
      .getByRole('link', { name: '通读并签名' })
      .or(page.getByRole('button', { name: '通读并签名' }))
      .first()
      .click()
    await openPart(page, 'summary')
    await sign(page)
    await expect.poll(() => stateOf(page)).toBe('signed')
  })

  it('the officer confirms, and the level stands on her file with a report', async () => {
    const { page } = await as('county')
    await page.goto(caseAddress)
    await page.getByRole('button', { name: '确认结果' }).first().click()
    await expect.poll(() => stateOf(page)).toBe('confirmed')
    await page.goto(`/console/people/${elderId}`)
    await page.getByText('重度失能').first().waitFor()
    const report = await page.request.get(`/api/assessments/${caseAddress.split('/').slice(-2).join('/')}/report`)
    expect((await report.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('her allowance appears, with the clause that says why', async () => {
    const { page } = await as('county')
    await page.goto(`/console/people/${elderId}`)
    const due = page.locator('.entitlements li').filter({ hasText: '特困人员护理补贴' })
    await due.getByText('1,200.00').first().waitFor()
    await due.locator('summary').click()
    expect(await due.innerText()).toContain('特困失能人员')
  })

  it('the officer drafts the month and submits it', async () => {
    const { page } = await as('county')
    await page.goto('/console/benefits/new')
    await choose(page.getByLabel('项目', { exact: true }), '特困人员护理补贴')
    await page.getByRole('button', { name: '编制批次' }).click()
    await page.waitForURL(/\/benefits\/runs\//)
    runAddress = new URL(page.url()).pathname
    await page
      .getByRole('button', { name: '提交审批' })
      .or(page.getByRole('button', { name: '全部暂缓' }))
      .first()
      .waitFor({ timeout: 60_000 })
    for (let held = 0; held < 8 && (await page.getByRole('button', { name: '全部暂缓' }).count()) > 0; held++) {
      await page.getByRole('button', { name: '全部暂缓' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.locator('textarea').fill('等待核实')
      await dialog.getByRole('button', { name: '全部暂缓' }).click()
      await dialog.waitFor({ state: 'hidden' })
    }
    await page.getByRole('button', { name: '提交审批' }).click()
    await page.getByText('待审批').first().waitFor()
  })

  it('another person approves it, the third downloads the file and records the payment', async () => {
    const approver = (await as('approver')).page
    await approver.goto(runAddress)
    await approver.getByRole('button', { name: '审批通过' }).click()
    await approver.getByText('已审批').first().waitFor()
    const finance = (await as('finance')).page
    await finance.goto(runAddress)
    const rows = await downloadedRows(finance, () =>
      finance.getByRole('button', { name: '下载发放文件 Excel' }).click(),
    )
    expect(rows.map((row) => row.join('|')).find((row) => row.includes(elder.name))).toMatch(/1[,]?200/)
    await finance.getByRole('button', { name: '登记发放结果' }).click()
    await finance.getByRole('dialog').getByLabel('银行回执号').fill('2026110001')
    await finance.getByRole('dialog').getByRole('button', { name: '登记发放结果' }).click()
    await finance.getByRole('dialog').waitFor({ state: 'hidden' })
    await expect.poll(async () => (await paymentsOfElder()).map((payment) => payment.state)).toEqual(['paid'])
  })

  it('drafted a second time, she is not paid twice', async () => {
    const { page } = await as('county')
    await page.goto('/console/benefits/new')
    await choose(page.getByLabel('项目', { exact: true }), '特困人员护理补贴')
    await page.getByRole('button', { name: '编制批次' }).click()
    await page.waitForURL(/\/benefits\/runs\//)
    await page.getByText('补发').first().waitFor({ timeout: 60_000 })
    await page.waitForLoadState('networkidle')
    expect(await paymentsOfElder()).toHaveLength(1)
  })

  it('and the plan’s number opens down to her', async () => {
    const { page } = await as('county')
    await page.goto('/console/indicators')
    await page.getByRole('button', { name: '现在计算' }).click()
    await expect
      .poll(async () => (await casesWith(page)).length, { timeout: 90_000, interval: 2000 })
      .toBeGreaterThan(0)
    await page.goto('/console/indicators/G-T43/cases?side=numerator&region=360702000000')
    await page.getByRole('link', { name: elder.name }).click()
    await page.waitForURL(new RegExp(elderId))
    await page.getByRole('heading', { name: elder.name }).waitFor()
  })

  it('and nobody’s browser complained', () => {
    expect([...people.values()].flatMap(({ complaints }) => complaints)).toEqual([])
  })
})

async function as(name: string): Promise<Person> {
  const known = people.get(name)
  if (known) return known
  const account = accounts.find((one) => one.name === name)
  if (!account) throw new Error(`There is no account ${name}`)
  const person = await signIn(browser, address, account)
  people.set(name, person)
  return person
}

async function nameOf(account: string): Promise<string> {
  const { page } = await as(account)
  return (await ask<{ account: { displayName: string } }>(page, '/me')).account.displayName
}

/** An identity number of an area that does not exist. */
function madeUp(birthAndSequence: string): string {
  const first17 = `999999${birthAndSequence}`
  return first17 + checkCharacterOf(first17)
}

/** A list as a county bureau keeps it: a title row, then the header, good rows and bad ones. */
async function list(): Promise<Buffer> {
  const wrong = `${madeUp('19450101003').slice(0, 17)}${madeUp('19450101003').endsWith('0') ? '1' : '0'}`
  const header = [
    '序号',
    '姓名',
    '身份证号',
    '乡镇（街道）',
    '村（社区）',
    '困难类型',
    '供养方式',
    '入住意愿',
    '开户行',
    '银行账号',
    '户名',
  ]
  const place = ['沙石镇', '龙埠村委会']
  const rows = [
    ['章贡区2026年11月新增老年人名单'],
    header,
    [
      1,
      elder.name,
      elder.documentNumber,
      ...place,
      '特困',
      '集中供养',
      '愿意',
      '赣州银行',
      '0000006217000001',
      elder.name,
    ],
    [2, '欧阳松柏', madeUp('19380909001'), ...place, '', '', '', '赣州银行', '0000006217000002', '欧阳松柏'],
    [3, '错一位', wrong, ...place, '', '', '', '', '', ''],
    [4, '没有村', madeUp('19500505004'), '没有这个镇', '没有这个村', '', '', '', '', '', ''],
  ]
  return Buffer.from(await writeXlsx({ sheets: [{ name: '名单', rows }] }))
}

async function downloadedRows(page: Page, start: () => Promise<void>): Promise<string[][]> {
  const [file] = await Promise.all([page.waitForEvent('download'), start()])
  const workbook = await readXlsx(new Uint8Array(readFileSync(await file.path())))
  return (workbook.sheets[0]?.rows ?? []).map((row) => row.map((cell) => withoutMarks(String(cell ?? ''))))
}

/** Chooses in a select: opened by its label, in the list that belongs to it. */
/** Answers every required field of a form of Appendix A: nothing the matter, a relative's words. */
async function fillForm(page: Page, part: string): Promise<void> {
  await openPart(page, part)
  const asked = page.locator(`[data-field^="${part}."]`).filter({ hasText: '必填' })
  const ids = await asked.evaluateAll((fields) => fields.map((field) => field.getAttribute('data-field') ?? ''))
  for (const id of ids) {
    const field = page.locator(`[data-field="${id}"]`)
    const labels = field.locator('label')
    if (id === 'A.1.2') {
      await field.locator('input').fill(today)
      await field.locator('input').press('Enter')
    } else if ((await field.locator('fieldset').count()) > 0) await labels.nth(id === 'A.4.1' ? -1 : 0).click()
    else if ((await field.locator('.entry-row').count()) > 0)
      for (const row of await field.locator('.entry-row').all()) await row.locator('label').first().click()
    else if ((await labels.count()) > 0) await labels.first().click()
    else await field.locator('input').fill(id === 'A.3.4' ? '15400000000' : '欧阳小妹')
  }
}

async function openPart(page: Page, part: string): Promise<void> {
  await page.locator(`.part-bar [data-part="${part}"]`).click()
  await page.locator(`.part-bar [data-part="${part}"][aria-current="step"]`).waitFor()
}

/** Chooses for every item of an indicator the option with one point (or none), which makes a severe disability. */
async function answerItems(page: Page, part: string): Promise<void> {
  await openPart(page, part)
  await page.locator(`[data-item^="${part}."]`).first().waitFor()
  for (const item of await page.locator(`[data-item^="${part}."]`).all()) {
    const options = item.locator('.option')
    const count = await options.count()
    await options.nth(count >= 5 ? (part === 'B.3' ? 1 : 3) : 0).click()
  }
}

async function sign(page: Page): Promise<void> {
  await page.getByText('我已到场评估并通读全部内容').click()
  await page.getByRole('button', { name: /^以“.+”签名$/ }).click()
}

const casePath = () => caseAddress.replace('/console', '')
const stateOf = async (page: Page) => (await ask<{ state: string }>(page, casePath())).state

async function paymentsOfElder(): Promise<{ state: string }[]> {
  const { page } = await as('county')
  const { rows } = await ask<{ rows: { state: string }[] }>(page, `/elders/${elderId}/payments`)
  return rows.filter(({ state }) => state !== 'cancelled')
}

async function casesWith(page: Page): Promise<unknown[]> {
  const { rows } = await ask<{ rows: { elderId: string }[] }>(
    page,
    '/indicators/G-T43/cases?side=numerator&region=360702000000&limit=200',
  )
  return rows.filter((row) => row.elderId === elderId)
}
