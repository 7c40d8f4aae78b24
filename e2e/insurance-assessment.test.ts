import { AxeBuilder } from '@axe-core/playwright'
import { itemsOf } from '@yinian/core/assessments/instrument.ts'
import { ltci2021 } from '@yinian/core/assessments/instruments/ltci-2021/instrument.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, choose, openBrowser, type Person, signIn } from './browser.ts'

// A disability grade: accepted at the agency, assessed by two, held up by an entry of the table that nobody has confirmed,
// confirmed by two people, announced, and read by civil affairs on the elder’s file.

const accounts = inject('accounts')
const address = inject('address')
let browser: Browser
let officer: Person
let approver: Person
let one: { county: string; id: string; elderName: string }

const signedIn = async (name: string): Promise<Person> => {
  const account = accounts.find((held) => held.name === name)
  if (!account) throw new Error(`There is no account ${name}.`)
  return signIn(browser, address, account)
}
const dialogOf = (page: Page) => page.getByRole('dialog')
const confirm = async (page: Page, name: RegExp | string) => {
  await dialogOf(page).getByRole('button', { name }).click()
  await dialogOf(page).waitFor({ state: 'hidden' })
}
const step = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).click()
  await confirm(page, /确\s?定/)
}
const accessible = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
}

beforeAll(async () => {
  browser = await openBrowser()
  officer = await signedIn('agency')
  approver = await signedIn('agency2')
})
afterAll(() => browser.close())

describe('a disability grade', () => {
  it('is accepted and given to two assessors of a designated organisation', async () => {
    const { page } = officer
    const { rows } = await ask<{ rows: (typeof one)[] }>(page, '/insurance/assessments?state=applied&limit=1')
    if (!rows[0]) throw new Error('The demo region has nobody who applied.')
    one = rows[0]
    await page.goto(`/console/insurance/assessments/${one.county}/${one.id}`)
    await page.getByRole('heading', { name: one.elderName }).first().waitFor()
    await step(page, '受理')
    await page.getByRole('button', { name: '派定评估员' }).click()
    const names = accounts.filter(({ name }) => name === 'assessor1' || name === 'assessor2') as unknown as {
      displayName: string
    }[]
    await choose(dialogOf(page).getByLabel('评估机构'), '评估')
    await choose(dialogOf(page).getByLabel('评估员一'), names[0]?.displayName ?? '')
    await choose(dialogOf(page).getByLabel('评估员二'), names[1]?.displayName ?? '')
    await confirm(page, '派定评估员')
    await page.getByText('待现场评估').first().waitFor()
    await accessible(page)
  })

  it('is assessed by each of the two on their own', async () => {
    for (const name of ['assessor1', 'assessor2']) {
      const { page, context } = await signedIn(name)
      await page.goto(`/console/insurance/assessments/${one.county}/${one.id}`)
      await page.getByRole('button', { name: '填写现场评估' }).click()
      await page.getByRole('button', { name: '签名并提交' }).waitFor()
      if (name === 'assessor1') await accessible(page)
      // 重度受损的日常活动、轻度受损的其他两项：一格有实例，三段没有核对。
      for (const { id } of itemsOf(ltci2021)) {
        const options = page.locator(`[data-item="${id}"] input[type="radio"]`)
        await options.nth(id.startsWith('L.1.') ? (await options.count()) - 1 : 1).check({ force: true })
      }
      await page.getByRole('button', { name: '签名并提交' }).click()
      await page.getByRole('heading', { name: '现场评估' }).waitFor()
      await context.close()
    }
  })

  it('is held up while an entry it rests on is unconfirmed, and goes on once two people have confirmed it', async () => {
    const { page } = officer
    await page.goto(`/console/insurance/assessments/${one.county}/${one.id}`)
    await step(page, '提出评估结论')
    await page.getByText('不是正式结论').waitFor()
    await page.getByRole('button', { name: '公示', exact: true }).click()
    await dialogOf(page)
      .getByRole('button', { name: /确\s?定/ })
      .click()
    await dialogOf(page).getByText('还没有按文件核对确认').waitFor()
    await dialogOf(page)
      .getByRole('button', { name: /取\s?消/ })
      .click()
    await page.getByRole('link', { name: '去核对分级表' }).click()
    await page.getByRole('heading', { name: '分级表核对' }).waitFor()
    for (const entry of ['认知能力：轻度受损的分段', '感知觉与沟通能力：轻度受损的分段'])
      await page.getByLabel(entry).check()
    await page.getByRole('button', { name: '提出核对' }).click()
    await dialogOf(page).getByLabel('文件').fill('演示文件（虚构）')
    await dialogOf(page).getByLabel('条款').fill('附件 表2（虚构）')
    await confirm(page, '提出核对')
    await page.getByText('其中您自己提出的由另一个人确认').waitFor()
    await accessible(page)
    await approver.page.goto('/console/insurance/grading')
    await approver.page.getByRole('button', { name: '全部确认' }).click()
    await confirm(approver.page, '全部确认')
    await page.goto(`/console/insurance/assessments/${one.county}/${one.id}`)
    await page.getByText('结论：重度失能Ⅰ级').waitFor()
    await step(page, '公示')
    await page.getByText('公示中').first().waitFor()
    expect(
      (await ask<{ state: string; blocked: boolean }>(page, `/insurance/assessments/${one.county}/${one.id}`)).blocked,
    ).toBe(false)
  })

  it('is not decided before the notice is over, and a decided one stands on the elder’s file beside the ability level', async () => {
    const { page } = approver
    await page.goto(`/console/insurance/assessments/${one.county}/${one.id}`)
    await page.getByRole('button', { name: '退回重新评估' }).waitFor()
    expect(await page.getByRole('button', { name: '作出评定结论' }).count()).toBe(0)
    const { rows } = await ask<{ rows: { elderName: string }[] }>(
      page,
      '/insurance/assessments?state=delivered&limit=1',
    )
    const civil = await signedIn('county')
    const found = await ask<{ rows: { id: string }[] }>(
      civil.page,
      `/elders?limit=20&q=${encodeURIComponent(rows[0]?.elderName ?? '')}`,
    )
    const graded = []
    for (const { id } of found.rows) {
      const seen = await ask<{ conclusions: unknown[] }>(civil.page, `/elders/360702/${id}/disability-grade`).catch(
        () => ({ conclusions: [] }),
      )
      if (seen.conclusions.length > 0) graded.push(id)
    }
    await civil.page.goto(`/console/people/${graded[0]}`)
    await civil.page.getByRole('heading', { name: '长护险失能等级' }).waitFor()
    await civil.page.getByText('等级不能互相换算').waitFor()
    await civil.page.getByRole('button', { name: '采信为依据' }).click()
    await dialogOf(civil.page).getByLabel('理由').fill('核定照护类别参考')
    await confirm(civil.page, '采信为依据')
    await civil.page.getByText('采信：核定照护类别参考').waitFor()
    const answer = await civil.page.request.get(`/api/insurance/assessments/${one.county}/${one.id}`)
    expect(answer.status()).toBe(403)
  })
})
