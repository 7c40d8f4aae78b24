import type { ElderFile } from '@yinian/core/people/api.ts'
import type { CareFile } from '@yinian/core/people/left-behind/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../testing.ts'
import { completeTransfer } from '../transfer/complete.ts'

let platform: TestPlatform
let village: Client
let county: Client
let neighbour: Client
let there: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  village = await platform.signedIn('village-worker', places.village, 'village-one')
  county = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'county-one')
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang, 'county-two')
  there = await platform.signedIn('village-worker', places.nankangVillage, 'village-two')
})
afterAll(() => platform.close())

const read = async (client: Client, id: string): Promise<CareFile> => (await client.get(`/elders/${id}/care`)).json()

/** Left behind, with a son in the county, somebody who looks in every week, and a visit. */
async function caredFor(name: string): Promise<ElderFile> {
  const elder = (await registered(county, {
    name,
    documentNumber: madeUpNumber('19450505'),
    circumstances: [{ kind: 'household', value: 'left-behind', from: '2024-01-01', source: '村里登记' }],
  })) as ElderFile
  const { relatedPersons } = (
    await village.send('POST', `/elders/${elder.id}/related-persons`, {
      name: '其子',
      relation: 'son',
      roles: ['supporter'],
    })
  ).json() as ElderFile
  const family = (frequency: string) =>
    village.send('POST', `/elders/${elder.id}/care/family`, {
      relatedPersonId: relatedPersons[0]?.id,
      whereabouts: 'county',
      worksAt: '章贡某汽修厂',
      frequency,
    })
  await family('yearly')
  await family('weekly')
  await village.send('POST', `/elders/${elder.id}/care/plans`, {
    personName: '肖桂香',
    personPhone: '13900070001',
    manner: 'door',
    intervalDays: 7,
    note: '按时提醒服药',
  })
  const visit = { on: '2026-11-05', manner: 'door', finding: 'well', found: '在家' }
  await village.send('POST', `/elders/${elder.id}/care/contacts`, visit)
  return elder
}

const waiting = async (client: Client) =>
  ((await client.get('/home')).json().waiting as { title: { zh: string }; count: number; link: string }[]).find(
    ({ title }) => title.zh === '外县迁入，待重新安排关爱',
  )
const due = async (client: Client) =>
  (await client.get('/key-groups/elders?planDue=true')).json().rows.map(({ elderId }: { elderId: string }) => elderId)

describe('the care of an elder who moves to another county', () => {
  it('ends where it was, goes along as to the children, and is due anew until somebody sets it', async () => {
    const elder = await caredFor('甲迁出')
    const asked = (
      await county.send('POST', '/elder-transfers', {
        elderId: elder.id,
        toRegion: places.nankangVillage,
        movedOn: '2026-11-10',
        reason: '随女儿生活',
      })
    ).json()
    const path = `/elder-transfers/${asked.county}/${asked.id}`
    await neighbour.send('POST', `${path}/decide`, { decision: 'accept', reason: '已核实' })
    await completeTransfer(platform.ground, asked)
    const done = (await neighbour.get(path)).json()
    expect(done.carried).toContainEqual({ name: { zh: '子女联系情况', en: 'Contact with children' }, count: 1 })
    expect(done.ended).toContainEqual({ name: { zh: '关爱计划', en: 'Care plan' }, count: 1 })
    expect(done.due).toEqual([
      {
        zh: '重新安排关爱：原由肖桂香每 7 天看望一次',
        en: 'Set a new care plan: before, 肖桂香 looked in every 7 days',
      },
    ])

    const former = await read(county, elder.id)
    expect(former).toMatchObject({ plan: null, nextDue: null, planDueSince: null, ended: { as: 'moved' } })
    expect(former.earlierPlans).toMatchObject([{ personName: '肖桂香', note: '按时提醒服药' }])
    expect(former.contacts).toHaveLength(1)
    const id: string = done.transfer.newElderId
    const arrived = await read(there, id)
    expect(arrived).toMatchObject({
      plan: null,
      ended: { as: 'moved', on: '2026-11-10', personName: '肖桂香', intervalDays: 7 },
      planDueSince: '2026-11-10',
      contacts: [],
      nextDue: null,
      // the son works in the county that was left, which is another one seen from here
      family: [{ name: '其子', whereabouts: 'city', worksAt: '章贡某汽修厂', frequency: 'weekly' }],
    })
    expect(JSON.stringify(arrived)).not.toContain('服药')
    const standing = await platform.owner.selectFrom('care_state').select(['elder_id', 'plan_due_since']).execute()
    expect(standing).toEqual([{ elder_id: id, plan_due_since: '2026-11-10' }])
    for (const client of [neighbour, there]) {
      expect(await waiting(client)).toMatchObject({ count: 1, link: '/key-groups/elders?planDue=true' })
      expect(await due(client)).toEqual([id])
    }
    expect([(await waiting(county))?.count, await due(county)]).toEqual([undefined, []])

    await there.send('POST', `/elders/${id}/care/plans`, { personName: '温秀英', manner: 'door', intervalDays: 10 })
    expect(await read(there, id)).toMatchObject({ plan: { personName: '温秀英' }, ended: null, planDueSince: null })
    expect([(await waiting(there))?.count, await due(there)]).toEqual([undefined, []])
    const told = (await there.get(`/elders/${id}/timeline`))
      .json()
      .rows.map((row: { title: { zh: string } }) => row.title.zh)
    expect(told).toContain('原居住县的关爱计划终止，须重新安排')
  })
})

describe('the care of an elder who dies', () => {
  it('ends with the life, and is what it was once that turns out to be a mistake', async () => {
    const elder = await caredFor('乙去世')
    const before = await read(county, elder.id)
    const { version } = (await county.get(`/elders/${elder.id}`)).json()
    const death = { version, diedOn: '2026-11-20', source: '家属' }
    expect((await county.send('POST', `/elders/${elder.id}/death`, death)).statusCode).toBe(200)
    expect(await read(county, elder.id)).toMatchObject({ plan: null, ended: { as: 'died' }, planDueSince: null })
    const standing = async () =>
      platform.owner
        .selectFrom('care_state')
        .select(['person_name', 'next_due'])
        .where('elder_id', '=', elder.id)
        .execute()
    expect(await standing()).toEqual([])
    const [report] = (await county.get(`/elders/${elder.id}/death-reports`)).json().rows
    const second = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    const decide = (client: Client, decision: string) =>
      client.send('POST', `/death-reports/${report.county}/${report.id}/decide`, { decision, reason: '本人到场' })
    await decide(county, 'ask-undo')
    expect((await decide(second, 'undo')).statusCode).toBe(200)
    const after = await read(county, elder.id)
    expect(after.ended).toBeNull()
    expect(after.plan).toMatchObject({ personName: '肖桂香', note: '按时提醒服药', from: before.plan?.from })
    expect(after.nextDue).toBe(before.nextDue)
    expect(await standing()).toEqual([{ person_name: '肖桂香', next_due: before.nextDue }])
    const phone = await county.get(
      `/elders/${elder.id}/reveal?field=carePersonPhone&recordId=${after.plan?.id}&purpose=${encodeURIComponent('核实走访')}`,
    )
    expect(phone.json()).toEqual({ value: '13900070001' })
  })
})
