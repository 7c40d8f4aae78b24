import { checkCharacterOf } from '@yinian/core/people/identity-document.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, openBrowser, type Person, signIn } from './browser.ts'

// One person with two files: an officer is asked before the second is made, finds the pair in the queue, merges the two,
// sees one life, and takes it back.

const accounts = inject('accounts')
const address = inject('address')
const name = '尹重复'
const numbers = [number('99999919430909203'), number('99999919430909207')] as const
let browser: Browser
let officer: Person
const files: string[] = []

beforeAll(async () => {
  browser = await openBrowser()
  const account = accounts.find((one) => one.name === 'county')
  if (!account) throw new Error('There is no account county.')
  officer = await signIn(browser, address, account)
})
afterAll(() => browser.close())

describe('one person, one record', () => {
  it('an officer registers somebody', async () => {
    await register(officer.page, numbers[0], '13900090001')
    files.push(await openedFile(officer.page))
  })

  it('is shown that file before a second is made, and says that it is another person', async () => {
    const { page } = officer
    await register(page, numbers[1], '13900090001')
    const dialog = page.getByRole('dialog', { name: '是不是同一个人？' })
    await dialog.getByText('证件号码只差一位').waitFor()
    expect(await dialog.innerText()).toContain(name)
    await dialog.getByLabel('怎么核实不是同一人').fill('家属称是双胞胎妹妹')
    await dialog.getByRole('button', { name: '不是同一人，继续登记' }).click()
    await dialog.waitFor({ state: 'hidden' })
    files.push(await openedFile(page))
    expect(new Set(files).size).toBe(2)
    await addSituation(page, files[1] ?? '')
  })

  it('later decides anew, compares them side by side and goes to merge', async () => {
    const { page } = officer
    await page.goto('/console/duplicates?state=distinct')
    await page.getByRole('link', { name: new RegExp(`${name} 与 ${name}`) }).click()
    await page.getByText('身份证号码').or(page.getByText('证件号码只差一位')).first().waitFor()
    await page.getByRole('button', { name: '重新判断' }).click()
    await page
      .getByRole('dialog')
      .getByLabel(/理由|原因/)
      .fill('社区核实没有妹妹')
    await page.getByRole('dialog').getByRole('button', { name: '重新判断' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '是同一人，去合并' }).click()
    await page.waitForURL(/merges\/new/)
  })

  it('decides field by field what holds, and merges', async () => {
    const { page } = officer
    await page.goto(`/console/people/merges/new?survivor=${files[0]}&merged=${files[1]}`)
    await page.getByText('随之转移').waitFor()
    expect(await page.locator('main').innerText()).toContain('情形')
    const button = page.getByRole('button', { name: /^合\s?并$/ })
    expect(await button.isDisabled()).toBe(true)
    await page.getByRole('group', { name: /证件/ }).getByRole('radio').first().check()
    await page.getByLabel('理由').fill('同一人两次登记')
    await button.click()
    await page.waitForURL(new RegExp(`/people/${files[0]}$`))
    await page.getByText('另一份档案并入本档案').waitFor()
    await page.getByText('独居').first().waitFor()
  })

  it('finds one file under both addresses, and in the register only one', async () => {
    const { page } = officer
    await page.goto(`/console/people/${files[1]}`)
    await page.getByText('您打开的档案已并入这一份').waitFor()
    expect(page.url()).toContain(files[0])
    const { rows } = await ask<{ rows: { id: string }[] }>(page, `/elders?q=${encodeURIComponent(name)}`)
    expect(rows.map(({ id }) => id)).toEqual([files[0]])
  })

  it('takes the merge back, and both files tell of it', async () => {
    const { page } = officer
    await page.goto(`/console/people/${files[0]}`)
    await page.getByText('并入这份档案的档案').waitFor()
    await page.getByRole('link', { name: new RegExp(`${name} ·`) }).click()
    await page.getByRole('button', { name: '撤销合并' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('合并后没有新增记录').waitFor()
    await dialog.getByLabel('理由').fill('妹妹本人到场')
    await dialog.getByRole('button', { name: '撤销合并' }).click()
    await page.waitForURL(new RegExp(`/people/${files[0]}$`))
    for (const file of files) {
      await page.goto(`/console/people/${file}`)
      await page.getByText('撤销合并').first().waitFor()
      expect(page.url()).toContain(file)
    }
    await page.getByText('独居').first().waitFor()
    const { rows } = await ask<{ rows: { id: string }[] }>(page, `/elders?q=${encodeURIComponent(name)}`)
    expect(rows.map(({ id }) => id).sort()).toEqual([...files].sort())
  })

  it('without an error on the way', () => {
    expect(officer.complaints).toEqual([])
  })
})

function number(first17: string): string {
  return first17 + checkCharacterOf(first17)
}

async function register(page: Page, documentNumber: string, phone: string): Promise<void> {
  await page.goto('/console/people/new')
  await page.getByLabel('证件号码').fill(documentNumber)
  await page.getByLabel('姓名', { exact: true }).fill(name)
  await page.getByLabel('联系电话').fill(phone)
  await chooseVillage(page)
  await page.getByRole('button', { name: /^登\s?记$/ }).click()
}

/** By its code, because names of villages come more than once. */
async function chooseVillage(page: Page): Promise<void> {
  const { rows } = await ask<{ rows: { region: string }[] }>(page, '/elders?limit=1')
  const field = page.getByLabel(/村（社区）/).first()
  await field.fill(rows[0]?.region ?? '')
  await page.locator('.ant-select-tree-node-content-wrapper').first().click()
  await page.getByLabel('姓名', { exact: true }).click()
}

async function openedFile(page: Page): Promise<string> {
  await page.waitForURL(/\/people\/[0-9a-f-]{36}$/)
  return page.url().split('/').at(-1) ?? ''
}

/** Something that hangs on the second file and has to move. */
async function addSituation(page: Page, id: string): Promise<void> {
  const answer = await page.request.post(`/api/elders/${id}/circumstances`, {
    data: { kind: 'living-arrangement', value: 'alone', from: '2026-01-01', source: '社区走访' },
    headers: { 'Idempotency-Key': crypto.randomUUID() },
  })
  if (!answer.ok()) throw new Error(await answer.text())
}
