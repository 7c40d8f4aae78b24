import type { ElderFile } from '@yinian/core/people/api.ts'
import type { CareFile, LeftBehindRow } from '@yinian/core/people/left-behind/api.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../testing.ts'

let platform: TestPlatform
let village: Client
let town: Client
let county: Client
let city: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  village = await platform.signedIn('village-worker', places.village, 'village-one')
  town = await platform.signedIn('town-officer', places.shuinan, 'town-one')
  county = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'county-one')
  city = await platform.signedIn('civil-affairs-officer', '360700000000', 'city-one')
})
afterAll(() => platform.close())

const leftBehind = { kind: 'household', value: 'left-behind', from: '2024-01-01', source: '村里登记' }
const person = async (name: string, region: string = places.village) =>
  (await registered(county, {
    name,
    region,
    documentNumber: madeUpNumber('19450505'),
    circumstances: [leftBehind],
  })) as ElderFile
const plan = (elder: { id: string }, more: object = {}) =>
  village.send('POST', `/elders/${elder.id}/care/plans`, {
    personName: '肖桂香',
    personPhone: '13900070001',
    manner: 'door',
    intervalDays: 7,
    note: '高血压，按时提醒服药',
    ...more,
  })
const contact = (elder: { id: string }, more: object = {}) =>
  village.send('POST', `/elders/${elder.id}/care/contacts`, {
    on: '2026-11-10',
    manner: 'door',
    finding: 'well',
    found: '精神很好，在菜园里',
    ...more,
  })
const read = async (client: Client, elder: { id: string }): Promise<CareFile> =>
  (await client.get(`/elders/${elder.id}/care`)).json()

describe('the file of a left-behind elder', () => {
  it('tells who looks in how often, where the children work, and what was found', async () => {
    const elder = await person('甲留守')
    const file = (
      await village.send('POST', `/elders/${elder.id}/related-persons`, {
        name: '甲之子',
        relation: 'son',
        roles: ['supporter'],
        phone: '13900070002',
      })
    ).json() as ElderFile
    const son = file.relatedPersons[0]?.id
    await village.send('POST', `/elders/${elder.id}/care/family`, {
      relatedPersonId: son,
      whereabouts: 'elsewhere',
      worksAt: '东莞某电子厂',
      frequency: 'monthly',
    })
    await plan(elder)
    await contact(elder, { needs: ['health'], need: '想做一次体检' })
    expect(await read(town, elder)).toMatchObject({
      plan: { personName: '肖桂香', personPhone: '139****0001', intervalDays: 7, note: '高血压，按时提醒服药' },
      family: [{ name: '甲之子', whereabouts: 'elsewhere', worksAt: '东莞某电子厂', frequency: 'monthly' }],
      contacts: [{ on: '2026-11-10', found: '精神很好，在菜园里', need: '想做一次体检', madeBy: 'village-one' }],
      lastContactOn: '2026-11-10',
      // a plan does not ask for anything before it begins
      nextDue: '2026-11-21',
    })
    const [current] = [await read(county, elder)]
    const shown = await county.get(
      `/elders/${elder.id}/reveal?field=carePersonPhone&recordId=${current?.plan?.id}&purpose=${encodeURIComponent('核实走访')}`,
    )
    expect(shown.json()).toEqual({ value: '13900070001' })
    const looks = (await county.get(`/elders/${elder.id}/looks`)).json()
    expect(looks.rows.map((look: { action: { en: string } }) => look.action.en)).toContain('Care ledger looked at')
  })

  it('keeps every row as it was written: a correction is a row of its own, and only the last holds', async () => {
    const elder = await person('乙更正')
    await plan(elder)
    await contact(elder, { on: '2026-11-18' })
    const [first] = (await read(village, elder)).contacts
    const path = (id: string | undefined) => `/elders/${elder.id}/care/contacts/${id}/corrections`
    const instead = { on: '2026-11-08', manner: 'phone', finding: 'attention', found: '感冒' }
    expect((await village.send('POST', path(first?.id), { reason: '日期写错', instead })).statusCode).toBe(200)
    const corrected = await read(village, elder)
    expect(corrected.contacts).toHaveLength(2)
    expect(corrected.contacts.filter(({ holds }) => holds)).toMatchObject([{ on: '2026-11-08', manner: 'phone' }])
    expect(corrected.lastContactOn).toBe('2026-11-08')
    const again = await village.send('POST', path(first?.id), { reason: '再改' })
    expect([again.statusCode, again.json().code]).toEqual([409, 'people.care-corrected'])
    const [, second] = [first, corrected.contacts.find(({ holds }) => holds)]
    await village.send('POST', path(second?.id), { reason: '其实没有去' })
    const voided = await read(village, elder)
    expect(voided.contacts).toHaveLength(3)
    expect([voided.contacts.filter(({ holds }) => holds), voided.lastContactOn]).toEqual([[], null])
  })

  it('cannot be overwritten or taken away by the platform itself', async () => {
    const { rows } = await sql<{ privilege_type: string; column_name: string }>`
      select privilege_type, column_name from information_schema.column_privileges
      where grantee = 'official' and table_name in ('care_contact', 'care_plan', 'family_contact')
        and privilege_type not in ('SELECT', 'INSERT')`.execute(platform.owner)
    expect([...new Set(rows.map(({ privilege_type, column_name }) => `${privilege_type} ${column_name}`))]).toEqual([
      'UPDATE region',
    ])
  })

  it('keeps what was found, where children work and telephones sealed', async () => {
    const stored: string[] = []
    for (const table of ['care_plan', 'care_contact', 'family_contact'] as const)
      for (const row of await platform.owner.selectFrom(table).selectAll().execute())
        stored.push(...Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString() : String(value))))
    for (const secret of ['菜园', '体检', '东莞', '13900070001', '高血压'])
      expect(stored.filter((value) => value.includes(secret))).toEqual([])
  })

  it('does not count a visit at which nobody was met', async () => {
    const elder = await person('丙未见')
    await plan(elder)
    await contact(elder, { on: '2026-11-20', finding: 'not-met' })
    expect((await read(village, elder)).lastContactOn).toBeNull()
  })

  it('is written by the village and by nobody who may only read, nor for the future', async () => {
    const elder = await person('丁权限')
    const supervisor = await platform.signedIn('supervisor', places.zhanggong)
    const body = { on: '2026-11-10', manner: 'door', finding: 'well' }
    expect((await supervisor.send('POST', `/elders/${elder.id}/care/contacts`, body)).statusCode).toBe(403)
    expect((await contact(elder, { on: '2026-11-22' })).json().code).toBe('people.care-day-wrong')
    const far = await person('戊他村', places.farVillage)
    expect((await contact(far)).statusCode).toBe(404)
  })
})

describe('the left-behind list', () => {
  it('tells township, county and prefecture per division who is overdue, and the list behind each number', async () => {
    const late = await person('己逾期', places.farVillage)
    const officer = await platform.signedIn('village-worker', places.farVillage)
    await officer.send('POST', `/elders/${late.id}/care/plans`, {
      personName: '远村干部',
      manner: 'phone',
      intervalDays: 7,
    })
    platform.clock.moveTo('2026-12-05T02:00:00Z')
    const [counties, towns, villages] = await Promise.all([
      platform.signedIn('civil-affairs-officer', '360700000000'),
      platform.signedIn('civil-affairs-officer', places.zhanggong),
      platform.signedIn('town-officer', places.shuinan),
    ])
    const divisions = async (client: Client) => (await client.get('/left-behind/divisions')).json()
    const byCounty = await divisions(counties)
    expect(byCounty.rows.map((row: { code: string }) => row.code)).toEqual([places.zhanggong])
    const byTown = await divisions(towns)
    expect(byTown.rows.map((row: { code: string }) => row.code)).toEqual([places.shuinan, '360702008000'])
    expect(byTown.total).toEqual({ ...byCounty.rows[0] })
    const far = byTown.rows[1]
    const rows = (await towns.get(`/left-behind?region=${far.code}&overdue=true`)).json().rows as LeftBehindRow[]
    expect(rows.map(({ name }) => name)).toEqual(['己逾期'])
    expect(rows).toHaveLength(far.overdue)
    const unplanned = (await towns.get('/left-behind?unplanned=true')).json().rows as LeftBehindRow[]
    expect(unplanned).toHaveLength(byTown.total.people - byTown.total.planned)
    expect((await divisions(villages)).rows.map((row: { code: string }) => row.code)).toEqual([places.village])
    expect((await villages.get('/left-behind')).json().rows.map(({ name }: LeftBehindRow) => name)).not.toContain(
      '己逾期',
    )
    platform.clock.moveTo('2026-11-21T02:00:00Z')
  })

  it('ends for whoever is no longer left behind, and follows whoever moves within the county', async () => {
    const elder = await person('庚搬家')
    await plan(elder)
    await contact(elder)
    const { version } = (await county.get(`/elders/${elder.id}`)).json()
    await county.send('PATCH', `/elders/${elder.id}`, { version, region: places.otherVillage })
    const other = await platform.signedIn('village-worker', places.otherVillage)
    expect((await read(other, elder)).contacts).toHaveLength(1)
    const names = async (client: Client) =>
      (await client.get('/left-behind')).json().rows.map(({ name }: LeftBehindRow) => name)
    expect(await names(other)).toContain('庚搬家')
    expect(await names(village)).not.toContain('庚搬家')
    const [held] = ((await county.get(`/elders/${elder.id}`)).json() as ElderFile).circumstances
    await county.send('POST', `/elders/${elder.id}/circumstances/${held?.id}/end`, {
      to: '2026-11-21',
      reason: '子女返乡',
    })
    expect(await names(other)).not.toContain('庚搬家')
    expect((await city.get('/left-behind/count')).json().more).toBe(false)
  })

  it('leaves as a marked file', async () => {
    const file = await county.get(`/left-behind/export?format=csv&purpose=${encodeURIComponent('关爱督查')}`)
    expect(file.body).toContain('甲留守')
    expect(file.body).not.toContain('菜园')
  })
})
