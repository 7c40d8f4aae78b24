import type { ElderFile } from '@yinian/core/people/api.ts'
import type { DeathReport } from '@yinian/core/people/death-api.ts'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform, upload } from '../../testing.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../testing.ts'
import { draftRunOf, inRunOf } from './testing.ts'

let platform: TestPlatform
let officer: Client
let second: Client
let neighbour: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'first-officer')
  second = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'second-officer')
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang, 'nankang-officer')
})
afterAll(() => platform.close())

const report = async (client: Client, body: object): Promise<DeathReport> =>
  (
    await client.send('POST', '/death-reports', {
      source: 'hospital',
      diedOn: '2026-11-05',
      evidence: '死亡证明',
      ...body,
    })
  ).json()
const decide = (client: Client, one: DeathReport, decision: string, more: object = {}) =>
  client.send('POST', `/death-reports/${one.county}/${one.id}/decide`, { decision, reason: '已核实', ...more })
const file = async (id: string): Promise<ElderFile> => (await officer.get(`/elders/${id}`)).json()

describe('a death that was reported', () => {
  it('changes nothing until an officer confirms it; then it ends what ends with a life', async () => {
    const elder = await registered(officer, {
      name: '冯报',
      documentNumber: madeUpNumber('19420202'),
      circumstances: [{ kind: 'hardship', value: 'dibao', from: '2024-01-01', source: '村' }],
    })
    const reported = await report(officer, { elderId: elder.id })
    expect(reported).toMatchObject({ state: 'reported', may: ['confirm', 'mistaken'] })
    expect(await file(elder.id)).toMatchObject({ state: 'active', categories: ['hardship:dibao'] })
    expect(
      (
        await officer.send('POST', '/death-reports', { elderId: elder.id, source: 'family', diedOn: '2026-11-05' })
      ).json().code,
    ).toBe('people.death-already-reported')
    expect((await decide(officer, reported, 'confirm')).json().state).toBe('confirmed')
    expect(await file(elder.id)).toMatchObject({ state: 'died', diedOn: '2026-11-05', categories: [] })
    expect((await decide(officer, reported, 'mistaken')).json().code).toBe('people.death-in-other-state')
  })

  it('goes to the county that has the file, whoever heard of it, and shows nothing of the file to them', async () => {
    const documentNumber = madeUpNumber('19430303')
    const elder = await registered(officer, { name: '陈远', documentNumber })
    const reported = await report(neighbour, { documentNumber, name: '陈远', source: 'funeral-parlour' })
    expect(reported).toMatchObject({ elderId: null, may: [], regionPath: expect.stringContaining('章贡区') })
    expect(JSON.stringify(reported)).not.toContain(elder.id)
    const waiting = (await officer.get('/death-reports?state=reported')).json().rows as DeathReport[]
    const mine = waiting.find(({ id }) => id === reported.id)
    expect(mine).toMatchObject({ elderId: elder.id, may: ['confirm', 'mistaken'] })
    expect((await decide(neighbour, reported, 'confirm')).statusCode).toBe(404)
    expect((await decide(officer, reported, 'mistaken')).json().state).toBe('mistaken')
    expect((await file(elder.id)).state).toBe('active')
  })

  it('comes in lists, each row with what became of it', async () => {
    const [here, there] = [madeUpNumber('19440101'), madeUpNumber('19440102')]
    await registered(officer, { name: '名单甲', documentNumber: here })
    await registered(neighbour, { name: '名单乙', documentNumber: there, region: places.nankangVillage })
    const rows = [
      ['章贡区死亡注销名单', null, null],
      ['姓名', '公民身份号码', '死亡日期'],
      ['名单甲', here, '2026-10-03'],
      ['名单乙', there, '2026年10月4日'],
      ['名单甲', here, '2026-10-03'],
      ['查无此人', madeUpNumber('19440103'), '2026-10-05'],
      ['错号', '360702194401010000', '2026-10-05'],
    ]
    const content = Buffer.from(await writeXlsx({ sheets: [{ name: 'Sheet1', rows }] }))
    const answer = await importDeaths(officer, content)
    expect(answer).toMatchObject({ reported: 2, forwarded: 1, already: 1, unknown: 1, refused: [{ row: 7 }] })
    expect(await importDeaths(officer, content)).toMatchObject({ reported: 0, already: 3 })
    const forwarded = (await neighbour.get('/death-reports?state=reported')).json().rows as DeathReport[]
    expect(forwarded.map(({ elderName }) => elderName)).toContain('名单乙')
  })

  it('is named by the checks of a payment run until it is settled', async () => {
    const elder = await registered(officer, {
      name: '待核实',
      documentNumber: madeUpNumber('19240202'),
      payee: { accountName: '待核实', bank: '赣州银行', accountNumber: '6217000077778888' },
    })
    const reported = await report(officer, { elderId: elder.id, source: 'family' })
    const run = await draftRunOf(platform, officer, '2026-11')
    expect(inRunOf(run, 'death-reported')).toContain(elder.id)
    expect(run.findings.find(({ code }) => code === 'death-reported')?.severity).toBe('warning')
    await decide(officer, reported, 'mistaken')
  })
})

describe('a death that was recorded by mistake', () => {
  it('is undone when a second person approves, and everything it closed is open again', async () => {
    const elder = await registered(officer, {
      name: '邓健在',
      documentNumber: madeUpNumber('19460202'),
      circumstances: [
        { kind: 'hardship', value: 'tekun', from: '2024-01-01', source: '村' },
        { kind: 'household', value: 'solitary', from: '2025-01-01', source: '村' },
      ],
    })
    await officer.send('POST', `/elders/${elder.id}/related-persons`, {
      name: '邓侄',
      relation: 'other-relative',
      roles: ['agent'],
    })
    await platform.owner
      .updateTable('elder')
      .set({ ability_level: 2, ability_valid_until: '2027-01-31' })
      .where('id', '=', elder.id)
      .execute()
    await officer.send('POST', '/assessments', {
      elderId: elder.id,
      reason: 'regular',
      county: '360702',
      contact: { name: '邓侄', telephone: '13900060001' },
    })
    const before = await file(elder.id)
    await officer.send('POST', `/elders/${elder.id}/death`, {
      version: before.version,
      diedOn: '2026-11-01',
      source: '村里口头报告',
    })
    const dead = await file(elder.id)
    await officer.send('POST', `/elders/${elder.id}/death`, {
      version: dead.version,
      diedOn: '2026-10-30',
      source: '更正日期',
    })
    const [recorded] = (await officer.get(`/elders/${elder.id}/death-reports`)).json().rows as DeathReport[]
    if (!recorded) throw new Error('a recorded death is a confirmed report')
    expect(recorded).toMatchObject({ state: 'confirmed', diedOn: '2026-10-30' })
    expect((await decide(officer, recorded, 'undo')).json().code).toBe('people.death-in-other-state')
    expect((await decide(officer, recorded, 'ask-undo', { reason: '同名误登' })).json().state).toBe('undo-asked')
    expect((await decide(officer, recorded, 'undo')).json().code).toBe('people.second-person')
    expect((await decide(second, recorded, 'undo')).json().state).toBe('undone')
    const after = await file(elder.id)
    const without = ({ version: _v, updatedAt: _u, ...rest }: ElderFile) => rest
    expect(without(after)).toEqual(without(before))
    const open = await platform.owner
      .selectFrom('assessment')
      .select(['state', 'reason_note'])
      .where('elder_id', '=', elder.id)
      .orderBy('id')
      .execute()
    expect(open.map(({ state }) => state)).toEqual(['cancelled', 'requested'])
    const told = (await officer.get(`/elders/${elder.id}/timeline`)).json().rows as { title: { zh: string } }[]
    expect(told.map(({ title }) => title.zh)).toContain('更正死亡登记')
  })
})

async function importDeaths(client: Client, content: Buffer) {
  const answer = await upload(client, '/death-reports/import?source=public-security', content, 'deaths.xlsx')
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}
