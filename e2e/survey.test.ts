import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, openBrowser, type Person, signIn } from './browser.ts'

// A survey of one village: planned, approved by somebody else, asked at a door where the network goes away in the middle,
// and made into a change of the file, a referral and a report.

const accounts = inject('accounts')
const address = inject('address')
const title = '浏览器里的摸底调查'
let browser: Browser
let officer: Person
let worker: Person
let campaign: { county: string; id: string; region: string }
let someone: { id: string; county: string; elderId: string; name: string }
let list: { county: string; id: string; region: string }

const signedIn = async (name: string, width?: number): Promise<Person> => {
  const account = accounts.find((one) => one.name === name)
  if (!account) throw new Error(`There is no account ${name}.`)
  return signIn(browser, address, account, width === undefined ? {} : { width })
}

beforeAll(async () => {
  browser = await openBrowser()
  officer = await signedIn('county')
  worker = await signedIn('village', 390)
})
afterAll(() => browser.close())

describe('a survey', () => {
  it('is planned by one person and approved by another before it opens', async () => {
    const { page } = officer
    await page.goto('/console/surveys/new')
    await page.getByLabel('名称').fill(title)
    await page.getByLabel('目的', { exact: true }).fill('了解老人需要哪些服务')
    await page.getByLabel('处理个人信息的依据').fill('履行法定职责')
    const until = page.getByLabel('结束')
    await until.fill('2099-12-31')
    await until.press('Tab')
    await page.getByRole('button', { name: '提交批准' }).click()
    await page.waitForURL(/surveys$/)
    await page.getByRole('link', { name: title }).click()
    await page.getByRole('heading', { name: title }).waitFor()
    expect(await page.getByRole('button', { name: '批准', exact: true }).count()).toBe(0)
    const path = new URL(page.url()).pathname
    const leader = await signedIn('approver')
    await leader.page.goto(path)
    await leader.page.getByRole('button', { name: '批准', exact: true }).click()
    await leader.page.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click()
    await leader.page.getByText('已批准').first().waitFor()
    await leader.context.close()
    await page.reload()
    await page.getByRole('button', { name: '开始调查' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '开始调查' }).click()
    await page.getByText('进行中').first().waitFor()
    const [, , , county = '', id = ''] = path.split('/')
    campaign = await ask(page, `/survey-campaigns/${county}/${id}`)
  })

  it('is asked at a door where the network goes away in the middle, and nothing is lost', async () => {
    const { page, context } = worker
    await expect
      .poll(async () => (await ask<{ rows: unknown[] }>(page, respondentsPath())).rows.length, { timeout: 30_000 })
      .toBeGreaterThan(0)
    const respondents = await ask<{ rows: (typeof someone)[] }>(page, respondentsPath())
    someone = respondents.rows[0] ?? someone
    const lists = await ask<{ rows: (typeof list)[] }>(page, `/survey-lists?campaignId=${campaign.id}`)
    list = lists.rows[0] ?? list
    await page.goto('/console/surveys/door')
    await page.getByRole('link', { name: '打开入户填写' }).click()
    await page.getByLabel('解锁码', { exact: true }).fill('194203')
    await page.getByLabel('再输一遍').fill('194203')
    await page.getByRole('button', { name: '开始使用' }).click()
    await page.getByRole('link', { name: new RegExp(title) }).click()
    await page
      .getByRole('link', { name: new RegExp(someone.name) })
      .first()
      .click()
    await page.getByRole('radio', { name: '独居' }).check()
    await page.getByText('已存在本机和服务器').waitFor()
    await context.setOffline(true)
    await page.getByRole('radio', { name: '有些事要人帮' }).check()
    await page.getByRole('checkbox', { name: '助餐' }).check()
    await page.getByRole('radio', { name: '愿意', exact: true }).first().check()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('还有 2 题没有填').waitFor()
    await page.getByRole('radio', { name: '没有或不用' }).check()
    await page.getByRole('radio', { name: '愿意', exact: true }).nth(1).check()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('1 条等待上传').waitFor()
    await page.getByText('等待上传', { exact: true }).waitFor()
    const before = await asked()
    expect(before.visits).toHaveLength(0)
    await context.setOffline(false)
    await expect.poll(async () => (await asked()).visits.length, { timeout: 30_000 }).toBe(1)
    await page.getByText('条等待上传').waitFor({ state: 'detached' })
  })

  it('changes the file only when an officer accepts', async () => {
    const { page } = officer
    const proposals = await ask<{ rows: { id: string; county: string; elderId: string; about: { zh: string } }[] }>(
      page,
      `/survey-proposals?campaignId=${campaign.id}&state=proposed`,
    )
    const wish = proposals.rows.find(({ about }) => about.zh === '入住机构意愿')
    if (!wish) throw new Error('No wish was proposed.')
    await page.goto(`/console/surveys/proposals/${wish.county}/${wish.id}`)
    await page.getByRole('button', { name: '采纳', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '采纳', exact: true }).click()
    await page.waitForURL(/proposals\?state=proposed/)
    const file = await ask<{ categories: string[] }>(page, `/elders/${someone.elderId}`)
    expect(file.categories).toContain('institution-wish:wishes')
  })

  it('passes a need on, and the elder’s file and the report say so', async () => {
    const { page } = officer
    await page.goto(`/console/surveys/referrals?need=institution&campaignId=${campaign.id}`)
    await page.getByRole('button', { name: '转交' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('转交给').fill('章贡区福利院')
    await dialog.getByRole('button', { name: /确\s?定/ }).click()
    await page.getByText('已转交').first().waitFor()
    await page.goto(`/console/people/${someone.elderId}`)
    await page.getByText('章贡区福利院').waitFor()
    await page.goto(`/console/surveys/${campaign.county}/${campaign.id}/report`)
    await page.getByRole('heading', { name: '调查报告' }).waitFor()
    const report = await ask<{ total: { asked: number } }>(
      page,
      `/survey-campaigns/${campaign.county}/${campaign.id}/report`,
    )
    expect(report.total.asked).toBe(1)
  })

  it('leaves nothing on the device of whoever signs out', async () => {
    const { page } = worker
    await page.goto('/console/')
    await page.getByRole('button', { name: /^(账号|我的账号)/ }).click()
    await page.getByRole('menuitem', { name: /退出/ }).click()
    await page.waitForURL(/sign-in/)
    const left = await page.evaluate(
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
    expect(left).toBe(0)
  })
})

const respondentsPath = (): string => `/survey-respondents?campaignId=${campaign.id}&limit=5`

const asked = (): Promise<{ visits: unknown[] }> =>
  ask(officer.page, `/survey-respondents/${someone.county}/${someone.id}`)
