import type { Campaign } from '@yinian/core/surveys/api.ts'
import type { Respondent } from '@yinian/core/surveys/door-api.ts'
import type { Proposal, Referral } from '@yinian/core/surveys/results-api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { completeTransfer } from '../people/index.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { answers, opened } from './testing.ts'

const city = '360700000000'
let platform: TestPlatform
let officer: Client
let neighbour: Client
let everywhere: Client
let campaign: Campaign
const elders: { id: string }[] = []

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'survey-officer')
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang, 'neighbour')
  everywhere = await platform.signedIn('civil-affairs-officer', city, 'city-officer')
  const leader = await platform.signedIn('leader', city, 'city-leader')
  for (const [index, name] of ['方未问', '方已答', '方去世'].entries())
    elders.push(await registered(officer, { name, documentNumber: madeUpNumber(`195${index}0202`) }))
  await registered(neighbour, {
    name: '方邻居',
    region: places.nankangVillage,
    documentNumber: madeUpNumber('19400202'),
  })
  campaign = await opened(platform, { officer: everywhere, leader }, city)
})
afterAll(() => platform.close())

const listed = async (client: Client): Promise<Respondent[]> =>
  (await client.get(`/survey-respondents?campaignId=${campaign.id}&limit=500`)).json().rows
const respondentOf = async (id: string | undefined): Promise<Respondent | undefined> =>
  (await listed(everywhere)).find(({ elderId }) => elderId === id)
const proposalsOf = async (client: Client, id: string | undefined): Promise<Proposal[]> =>
  (await client.get('/survey-proposals?limit=200')).json().rows.filter(({ elderId }: Proposal) => elderId === id)
const referralsOf = async (client: Client, id: string | undefined): Promise<Referral[]> =>
  (await client.get('/survey-referrals?limit=200')).json().rows.filter(({ elderId }: Referral) => elderId === id)

async function answered(id: string | undefined): Promise<void> {
  const to = await respondentOf(id)
  const visit = { id: newId(), madeAt: '2026-11-20T02:00:00.000Z', outcome: 'asked', answers }
  const answer = await officer.send('POST', `/survey-respondents/${to?.county}/${to?.id}/visits`, visit)
  expect(answer.json(), answer.body).toMatchObject({ proposals: 3, referrals: 2 })
}

async function moved(id: string | undefined) {
  const asked = (
    await officer.send('POST', '/elder-transfers', {
      elderId: id,
      toRegion: places.nankangVillage,
      movedOn: '2026-11-10',
      reason: '随女儿生活',
    })
  ).json()
  const path = `/elder-transfers/${asked.county}/${asked.id}`
  await neighbour.send('POST', `${path}/decide`, { decision: 'accept', reason: '已核实' })
  await completeTransfer(platform.ground, asked)
  return (await neighbour.get(path)).json()
}

describe('what surveys have of an elder who moves to another county', () => {
  it('is asked in the place moved to, where the same survey is under way, and no longer in the former', async () => {
    const [elder] = elders
    const { transfer, due, ended } = await moved(elder?.id)
    expect((await respondentOf(elder?.id))?.state).toBe('moved')
    expect(await respondentOf(transfer.newElderId)).toMatchObject({ state: 'to-ask', region: places.nankangVillage })
    expect(due).toEqual([
      { zh: '摸底调查“养老服务需求摸底”：上门询问', en: 'Survey “养老服务需求摸底”: ask at the door' },
    ])
    expect(ended).toEqual([{ name: { zh: '摸底调查待询问', en: 'To be asked in surveys' }, count: 1 }])
  })

  it('ends where nobody had dealt with it, and the county moved to is told what was found and needed', async () => {
    const [, elder] = elders
    await answered(elder?.id)
    const { transfer, due } = await moved(elder?.id)
    expect((await proposalsOf(officer, elder?.id)).map(({ state, reason }) => `${state} ${reason}`)).toEqual(
      Array.from({ length: 3 }, () => 'lapsed 老人已迁往外县'),
    )
    const referrals = await referralsOf(officer, elder?.id)
    expect(referrals.map(({ state, may }) => [state, may])).toEqual(referrals.map(() => ['lapsed', []]))
    expect((await respondentOf(elder?.id))?.state).toBe('asked')
    expect(await respondentOf(transfer.newElderId)).toBeUndefined()
    const said = due.map(({ zh }: { zh: string }) => zh)
    expect(said).toContain('核实摸底调查所得：独居')
    expect(said).toContain('核实摸底调查所得：身边的人有变化')
    expect(said.filter((one: string) => one.startsWith('摸底调查提出的需求：'))).toHaveLength(2)
    expect(JSON.stringify(due)).not.toContain('李强')
    const waits = (await officer.get('/home')).json().waiting as { title: { zh: string }; count: number }[]
    expect(waits.find(({ title }) => title.zh === '摸底调查需求待转介')?.count ?? 0).toBe(0)
  })
})

describe('what surveys have of an elder who dies', () => {
  it('ends, and stands where it stood once the death turns out to be a mistake', async () => {
    const [, , elder] = elders
    await answered(elder?.id)
    const [first] = await referralsOf(officer, elder?.id)
    const step = { version: first?.version, event: 'pass-on', passedTo: '水南镇' }
    await officer.send('POST', `/survey-referrals/${first?.county}/${first?.id}/steps`, step)
    const states = async () =>
      [...(await proposalsOf(officer, elder?.id)), ...(await referralsOf(officer, elder?.id))]
        .map(({ id, state }) => `${id} ${state}`)
        .sort()
    const before = await states()
    const { version } = (await officer.get(`/elders/${elder?.id}`)).json()
    await officer.send('POST', `/elders/${elder?.id}/death`, { version, diedOn: '2026-11-20', source: '家属' })
    expect((await states()).every((one) => one.endsWith(' lapsed'))).toBe(true)
    const [report] = (await officer.get(`/elders/${elder?.id}/death-reports`)).json().rows
    const second = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    const decide = (client: Client, decision: string) =>
      client.send('POST', `/death-reports/${report.county}/${report.id}/decide`, { decision, reason: '本人到场' })
    await decide(officer, 'ask-undo')
    expect((await decide(second, 'undo')).statusCode).toBe(200)
    expect(await states()).toEqual(before)
  })
})
