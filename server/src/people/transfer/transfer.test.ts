import type { ElderFile } from '@yinian/core/people/api.ts'
import type { ElderTransfer } from '@yinian/core/people/transfer-api.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runMonth } from '../../benefits/index.ts'
import { newId } from '../../db/ids.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../testing.ts'
import { completeTransfer } from './complete.ts'

let platform: TestPlatform
let leaving: Client
let receiving: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  leaving = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'leaving')
  receiving = await platform.signedIn('civil-affairs-officer', places.nankang, 'receiving')
})
afterAll(() => platform.close())

const offer = async (elder: ElderFile, more: object = {}) =>
  leaving.send('POST', '/elder-transfers', {
    elderId: elder.id,
    toRegion: places.nankangVillage,
    movedOn: '2026-11-10',
    reason: '随女儿生活',
    ...more,
  })
const decide = (client: Client, one: { county: string; id: string }, decision: string, more: object = {}) =>
  client.send('POST', `/elder-transfers/${one.county}/${one.id}/decide`, { decision, reason: '已核实', ...more })
const read = async (client: Client, one: { county: string; id: string }) =>
  (await client.get(`/elder-transfers/${one.county}/${one.id}`)).json()

async function moved(elder: ElderFile, more: object = {}): Promise<{ transfer: ElderTransfer; file: ElderFile }> {
  const asked = (await offer(elder, more)).json() as ElderTransfer
  expect((await decide(receiving, asked, 'accept')).json().state).toBe('accepted')
  await completeTransfer(platform.ground, asked)
  const { transfer } = await read(receiving, asked)
  return { transfer, file: (await receiving.get(`/elders/${transfer.newElderId}`)).json() }
}

describe('a move to another county', () => {
  it('is offered by one, accepted by the other, and carries the whole file under the other county’s key', async () => {
    const elder = await registered(leaving, {
      name: '严迁出',
      phone: '13900050001',
      documentNumber: madeUpNumber('19440404'),
      payee: { accountName: '严迁出', bank: '赣州银行', accountNumber: '6217000011112222' },
      circumstances: [{ kind: 'hardship', value: 'dibao', from: '2024-01-01', source: '章贡区民政局' }],
      formerNumbers: [{ register: '老年人证', number: 'Z-1' }],
    })
    await leaving.send('POST', `/elders/${elder.id}/related-persons`, {
      name: '严女儿',
      relation: 'daughter',
      roles: ['supporter'],
      phone: '13900050002',
    })
    const asked = (await offer(elder)).json() as ElderTransfer
    expect(asked).toMatchObject({ state: 'requested', direction: 'out', may: ['withdraw'] })
    expect((await read(receiving, asked)).transfer).toMatchObject({
      direction: 'in',
      elderId: null,
      may: ['accept', 'refuse'],
    })
    expect((await decide(leaving, asked, 'accept')).json().code).toBe('people.not-your-side')
    expect((await offer(elder)).json().code).toBe('people.transfer-open')
    expect((await receiving.get('/home')).body).toContain('跨县迁移待办理')
    await decide(receiving, asked, 'accept')
    await completeTransfer(platform.ground, asked)
    await completeTransfer(platform.ground, asked)

    const done = await read(receiving, asked)
    const file = (await receiving.get(`/elders/${done.transfer.newElderId}`)).json() as ElderFile
    expect(file).toMatchObject({
      name: '严迁出',
      region: places.nankangVillage,
      state: 'active',
      categories: ['hardship:dibao'],
      formerNumbers: [{ register: '老年人证', number: 'Z-1' }],
    })
    expect(file.circumstances[0]?.source).toContain('章贡区转来：章贡区民政局')
    expect(file.relatedPersons.map(({ name }) => name)).toEqual(['严女儿'])
    const revealed = await receiving.get(`/elders/${file.id}/reveal?field=payee&purpose=核对`)
    expect(revealed.json().value).toContain('6217000011112222')
    const relative = await receiving.get(
      `/elders/${file.id}/reveal?field=relatedPersonPhone&relatedPersonId=${file.relatedPersons[0]?.id}&purpose=联系`,
    )
    expect(relative.json().value).toBe('13900050002')
    const former = (await leaving.get(`/elders/${elder.id}`)).json() as ElderFile
    expect(former).toMatchObject({ state: 'moved-out', categories: [] })
    expect(await activeFilesOf(elder)).toEqual([file.id])
  })

  it('tells the receiving county the story until then, and lets it read nothing of the former file', async () => {
    const elder = await registered(leaving, { name: '史大事', documentNumber: madeUpNumber('19450505') })
    await leaving.send('POST', `/elders/${elder.id}/circumstances`, {
      kind: 'living-arrangement',
      value: 'alone',
      from: '2025-01-01',
      source: '村',
    })
    const { file, transfer } = await moved(elder)
    const told = (await receiving.get(`/elders/${file.id}/timeline`)).json().rows as {
      title: { zh: string }
      detail: { zh: string } | null
    }[]
    expect(told.map(({ title }) => title.zh)).toEqual(
      expect.arrayContaining(['自外县（市、区）迁入', '居住状况：独居', '登记入册']),
    )
    expect(told.some(({ detail }) => detail?.zh.startsWith('迁入前'))).toBe(true)
    expect((await receiving.get(`/elders/${elder.id}`)).statusCode).toBe(404)
    expect((await receiving.get(`/elders/${elder.id}/timeline`)).statusCode).toBe(404)
    const { story } = await read(receiving, transfer)
    expect(story.every((entry: { link: unknown }) => entry.link === null)).toBe(true)
    const before = (await leaving.get(`/elders/${elder.id}/timeline`)).json().rows as { title: { zh: string } }[]
    expect(before.map(({ title }) => title.zh)).toContain('迁往外县（市、区）')
  })

  it('is asked for by the receiving county with the number alone, which learns nothing of the file', async () => {
    const documentNumber = madeUpNumber('19460606')
    const elder = await registered(leaving, { name: '邹申请', documentNumber })
    const body = {
      name: '邹申请',
      documentType: 'resident-identity',
      documentNumber,
      toRegion: places.nankangVillage,
      movedOn: '2026-11-01',
      reason: '已在本村居住',
    }
    const asked = (await receiving.send('POST', '/elder-transfers/ask', body)).json() as ElderTransfer
    expect(JSON.stringify(asked)).not.toContain(elder.id)
    expect(asked).toMatchObject({ startedBy: 'to', direction: 'in', may: ['withdraw'], elderId: null })
    expect((await decide(leaving, asked, 'refuse', { reason: '本人仍在本县' })).json().state).toBe('refused')
    const nobody = await receiving.send('POST', '/elder-transfers/ask', {
      ...body,
      documentNumber: madeUpNumber('19460607'),
    })
    expect(nobody.json().code).toBe('people.nobody-has-number')
  })

  it('waits for an assessment in hand, and recognises the level in force', async () => {
    const elder = await registered(leaving, { name: '尤评估', documentNumber: madeUpNumber('19470707') })
    await platform.owner
      .updateTable('elder')
      .set({ ability_level: 3, ability_valid_until: '2027-06-30' })
      .where('id', '=', elder.id)
      .execute()
    await leaving.send('POST', '/assessments', {
      elderId: elder.id,
      reason: 'first',
      county: '360702',
      contact: { name: '尤', telephone: '13900050009' },
    })
    const [assessment] = await platform.owner
      .selectFrom('assessment')
      .selectAll()
      .where('elder_id', '=', elder.id)
      .execute()
    expect((await offer(elder)).json()).toMatchObject({
      code: 'people.transfer-obstructed',
      message: { zh: expect.stringContaining(assessment?.number ?? '') },
    })
    await leaving.send('POST', `/assessments/${assessment?.county}/${assessment?.id}/cancel`, {
      version: 1,
      reason: '随迁',
    })
    const { file, transfer } = await moved(elder)
    expect(file).toMatchObject({ abilityLevel: 3, abilityValidUntil: '2027-06-30' })
    expect((await read(receiving, transfer)).level).toMatchObject({ level: 3, validUntil: '2027-06-30' })
  })
})

describe('the month of a move', () => {
  it('is paid by the county of its first day, the next by the other, and none by both', async () => {
    const elder = await registered(leaving, {
      name: '高迁',
      documentNumber: madeUpNumber('19250101'),
      payee: { accountName: '高迁', bank: '赣州银行', accountNumber: '6217000033334444' },
    })
    await moved(elder, { registeredRegion: places.nankangVillage, movedOn: '2026-10-10' })
    const people = await platform.signedIn('civil-affairs-officer', '360700000000', 'city-drafter')
    const approver = await platform.signedIn('benefit-approver', '360700000000', 'city-approver')
    const payer = await platform.signedIn('payment-officer', '360700000000', 'city-payer')
    for (const month of ['2026-10', '2026-11'])
      for (const county of ['360702', '360703'])
        await runMonth(platform.ground, {
          county,
          programme: 'old-age-allowance',
          month,
          drafter: people.accountId,
          approver: approver.accountId,
          payer: payer.accountId,
        })
    const { rows } = await sql<{ month: string; county: string }>`
      select month, county from benefit_payment where elder_name = '高迁' and state = 'paid' order by month, county`.execute(
      platform.owner,
    )
    expect(rows).toEqual([
      { month: '2026-10', county: '360702' },
      { month: '2026-11', county: '360703' },
    ])
  })

  it('is still paid by the county of registration, once, where only the residence has moved', async () => {
    const elder = await registered(leaving, {
      name: '籍未动',
      documentNumber: madeUpNumber('19250202'),
      payee: { accountName: '籍未动', bank: '赣州银行', accountNumber: '6217000055556666' },
    })
    await moved(elder, { movedOn: '2026-09-10' })
    const people = await platform.signedIn('civil-affairs-officer', '360700000000', `drafter-${newId().slice(-4)}`)
    const approver = await platform.signedIn('benefit-approver', '360700000000', `approver-${newId().slice(-4)}`)
    const payer = await platform.signedIn('payment-officer', '360700000000', `payer-${newId().slice(-4)}`)
    for (const month of ['2026-08', '2026-09'])
      for (const county of ['360702', '360703'])
        await runMonth(platform.ground, {
          county,
          programme: 'old-age-allowance',
          month,
          drafter: people.accountId,
          approver: approver.accountId,
          payer: payer.accountId,
        })
    const { rows } = await sql<{ month: string; county: string }>`
      select month, county from benefit_payment where elder_name = '籍未动' and state = 'paid' order by month, county`.execute(
      platform.owner,
    )
    expect(rows).toEqual([
      { month: '2026-08', county: '360702' },
      { month: '2026-09', county: '360702' },
    ])
  })
})

/** Files in force that hold an elder's number. */
async function activeFilesOf(elder: ElderFile): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from elder e join elder former on former.document_number_index = e.document_number_index
    join identity_claim c on c.document_index = e.document_number_index and c.elder_id = e.id
    where former.id = ${elder.id} and e.state = 'active'`.execute(platform.owner)
  return rows.map(({ id }) => id)
}
