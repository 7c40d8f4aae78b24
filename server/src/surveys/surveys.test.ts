import type { Campaign } from '@yinian/core/surveys/api.ts'
import type { Respondent } from '@yinian/core/surveys/door-api.ts'
import type { SurveyList } from '@yinian/core/surveys/lists-api.ts'
import type { Proposal, Referral } from '@yinian/core/surveys/results-api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { makeList } from './make-list.ts'
import { answers, opened, plan, stepped } from './testing.ts'

let platform: TestPlatform
let officer: Client
let leader: Client
let worker: Client
let elsewhere: Client
let campaign: Campaign
let elders: { id: string; name: string }[]

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'survey-officer')
  leader = await platform.signedIn('leader', places.zhanggong, 'survey-leader')
  worker = await platform.signedIn('village-worker', places.village, 'survey-worker')
  elsewhere = await platform.signedIn('village-worker', places.otherVillage, 'other-worker')
  elders = []
  for (let index = 0; index < 6; index += 1)
    elders.push(
      await registered(officer, {
        name: `调查${'甲乙丙丁戊己'[index]}`,
        documentNumber: madeUpNumber(`195${index}0101`),
      }),
    )
  await registered(officer, { name: '他村老人', region: places.otherVillage, documentNumber: madeUpNumber('19400101') })
  campaign = await opened(platform, { officer, leader }, places.zhanggong)
})
afterAll(() => platform.close())

const mine = async (client: Client): Promise<SurveyList[]> =>
  (await client.get(`/survey-lists?campaignId=${campaign.id}`)).json().rows
const listed = async (client: Client): Promise<Respondent[]> =>
  (await client.get(`/survey-respondents?campaignId=${campaign.id}&limit=500`)).json().rows
const respondentOf = async (id: string): Promise<Respondent> => {
  const found = (await listed(officer)).find(({ elderId }) => elderId === id)
  if (!found) throw new Error('not listed')
  return found
}
const visit = (client: Client, to: Respondent, body: object) =>
  client.send('POST', `/survey-respondents/${to.county}/${to.id}/visits`, {
    id: newId(),
    madeAt: '2026-11-20T02:00:00.000Z',
    ...body,
  })

describe('a survey', () => {
  it('is approved by somebody else than who planned it, and listed once however often the job runs', async () => {
    const drafted = (await officer.send('POST', '/survey-campaigns', { ...plan, region: places.shuinan })).json()
    expect(drafted.may).toEqual(['cancel'])
    const both = await platform.signedIn('leader', places.zhanggong, 'plans-and-approves')
    expect((await both.send('POST', '/survey-campaigns', { ...plan, region: places.shuinan })).statusCode).toBe(403)
    expect((await stepped(leader, drafted, 'approve')).state).toBe('approved')
    expect(campaign).toMatchObject({ state: 'open', listed: 7 })
    await makeList(platform.ground, campaign)
    expect(await listed(officer)).toHaveLength(7)
  })

  it('asks those it was planned for', async () => {
    const old = await opened(platform, { officer, leader }, places.zhanggong, { whom: { kind: 'age', age: 75 } })
    expect(old.listed).toBe(3)
  })

  it('shows a village worker their own village and nothing of another', async () => {
    expect((await mine(worker)).map(({ region }) => region)).toEqual([places.village])
    expect((await listed(worker)).map(({ name }) => name)).not.toContain('他村老人')
    const [other] = await mine(elsewhere)
    expect((await worker.get(`/survey-lists/${other?.county}/${other?.id}`)).statusCode).toBe(404)
    const someone = await respondentOf(elders[0]?.id ?? '')
    expect((await visit(elsewhere, someone, { outcome: 'not-met' })).statusCode).toBe(404)
  })

  it('is assigned to somebody who may ask there, list by list', async () => {
    const lists = await mine(officer)
    const given = await officer.send('POST', '/survey-lists/assign', {
      lists: lists.map(({ county, id }) => ({ county, id })),
      accountId: worker.accountId,
    })
    expect(given.json().rows.filter(({ done }: { done: boolean }) => done)).toHaveLength(1)
    expect((await worker.get('/survey-lists?mine=true')).json().rows).toHaveLength(1)
  })
})

describe('what is answered at the door', () => {
  it('is taken once however often the device sends it, becomes proposals and referrals, and the register stays as it was', async () => {
    const someone = await respondentOf(elders[0]?.id ?? '')
    const id = newId()
    const first = await visit(worker, someone, { id, outcome: 'asked', answers })
    expect(first.json()).toEqual({ id, state: 'asked', proposals: 3, referrals: 2 })
    const again = await visit(worker, someone, { id, outcome: 'asked', answers })
    expect(again.json()).toEqual(first.json())
    const read = (await officer.get(`/survey-respondents/${someone.county}/${someone.id}`)).json()
    expect(read.visits).toHaveLength(1)
    expect(read.answers['relative-phone']).toBe('13900009999')
    expect((await officer.get(`/elders/${someone.elderId}`)).json().categories).toEqual([])
    const stored = await platform.owner
      .selectFrom('survey_answer')
      .select(['answers'])
      .where('id', '=', id)
      .executeTakeFirst()
    expect(JSON.stringify(stored)).not.toContain('李强')
  })

  it('is refused with each question that is missing or wrong', async () => {
    const someone = await respondentOf(elders[1]?.id ?? '')
    const refused = await visit(worker, someone, { outcome: 'asked', answers: { 'living-arrangement': 'nowhere' } })
    expect(refused.json()).toMatchObject({ code: 'surveys.answers-wrong' })
    expect(refused.json().faults.map(({ at }: { at: string }) => at)).toContain('/answers/self-care')
  })

  it('is kept as a draft until it is sent', async () => {
    const someone = await respondentOf(elders[1]?.id ?? '')
    const place = `/survey-respondents/${someone.county}/${someone.id}`
    await worker.send('PUT', `${place}/draft`, { answers: { 'self-care': 'well' } })
    expect((await worker.get(place)).json().draft).toEqual({ 'self-care': 'well' })
  })

  it('of a death is a report that waits for an officer', async () => {
    const someone = await respondentOf(elders[2]?.id ?? '')
    expect((await visit(worker, someone, { outcome: 'died', diedOn: '2026-11-02' })).json().state).toBe('died')
    const reports = (await officer.get(`/elders/${someone.elderId}/death-reports`)).json().rows
    expect(reports).toEqual([expect.objectContaining({ state: 'reported', diedOn: '2026-11-02' })])
    expect((await officer.get(`/elders/${someone.elderId}`)).json().state).toBe('active')
  })

  it('of somebody unknown makes a file, or waits where it may be somebody else’s', async () => {
    const [list] = await mine(worker)
    const found = (person: object) =>
      worker.send('POST', `/survey-lists/${list?.county}/${list?.id}/found`, { id: newId(), person })
    const made = (await found({ name: '新发现', documentNumber: madeUpNumber('19390909') })).json()
    expect(made).toMatchObject({ waitsBecause: null, respondent: { newlyFound: true, name: '新发现' } })
    expect((await officer.get(`/elders/${made.respondent.elderId}`)).json().name).toBe('新发现')
    const number = madeUpNumber('19380808')
    const known = await registered(officer, { name: '早有档案', documentNumber: number, region: places.otherVillage })
    const waits = (await found({ name: '早有档案', documentNumber: number })).json()
    expect(waits.respondent).toMatchObject({ elderId: null, name: '早有档案' })
    expect(waits.waitsBecause).not.toBeNull()
    const proposal = await theOnly('register')
    const shown = (await officer.get(`/survey-proposals/${proposal.county}/${proposal.id}`)).json()
    expect(shown.candidates[0].elder.id).toBe(known.id)
    const decided = await decide([proposal], { decision: 'reject', reason: '同一个人', sameAs: known.id })
    expect(decided).toEqual([expect.objectContaining({ done: true })])
  })
})

const proposals = async (query = ''): Promise<Proposal[]> =>
  (await officer.get(`/survey-proposals?campaignId=${campaign.id}${query}`)).json().rows
async function theOnly(kind: string): Promise<Proposal> {
  const [proposal] = await proposals(`&kind=${kind}&state=proposed`)
  if (!proposal) throw new Error(`no ${kind}`)
  return proposal
}
const decide = async (all: readonly Proposal[], body: object) =>
  (
    await officer.send('POST', '/survey-proposals/decide', {
      proposals: all.map(({ county, id }) => ({ county, id })),
      ...body,
    })
  ).json().rows

describe('what answers lead to', () => {
  it('is accepted in bulk through the operations everybody uses, with a result for each', async () => {
    const open = await proposals('&state=proposed')
    expect(open.map(({ kind }) => kind).sort()).toEqual(['circumstance', 'circumstance', 'relative'])
    const rows = await decide(open, { decision: 'accept' })
    expect(rows.every(({ done }: { done: boolean }) => done)).toBe(true)
    const file = (await officer.get(`/elders/${elders[0]?.id}`)).json()
    expect(file.categories.sort()).toEqual(['institution-wish:wishes', 'living-arrangement:alone'])
    expect(file.relatedPersons).toEqual([expect.objectContaining({ name: '李强', relation: 'son' })])
    const again = await decide(open, { decision: 'reject' })
    expect(again.every(({ done }: { done: boolean }) => !done)).toBe(true)
  })

  it('of a move inside the county changes the residence once somebody says where to', async () => {
    const someone = await respondentOf(elders[3]?.id ?? '')
    await visit(worker, someone, { outcome: 'moved', movedTo: '长塘村' })
    const proposal = await theOnly('move')
    expect(await decide([proposal], { decision: 'accept' })).toEqual([expect.objectContaining({ done: false })])
    await decide([proposal], { decision: 'accept', toRegion: places.otherVillage })
    expect((await officer.get(`/elders/${someone.elderId}`)).json().region).toBe(places.otherVillage)
  })

  it('is passed on, taken up and done, step by step', async () => {
    const [referral] = (await officer.get(`/survey-referrals?campaignId=${campaign.id}&need=institution`)).json()
      .rows as Referral[]
    if (!referral) throw new Error('nobody wishes')
    const step = async (version: number, event: string, more: object = {}) =>
      (
        await officer.send('POST', `/survey-referrals/${referral.county}/${referral.id}/steps`, {
          version,
          event,
          ...more,
        })
      ).json()
    expect((await step(1, 'pass-on')).code).toBe('surveys.pass-to-whom')
    expect((await step(1, 'finish')).code).toBe('cases.event-refused')
    expect(await step(1, 'pass-on', { passedTo: '章贡区福利院', note: '家属同意' })).toMatchObject({
      state: 'passed-on',
    })
    expect(await step(2, 'take-up')).toMatchObject({ state: 'taken-up', may: ['decline', 'finish'] })
    const told = (await officer.get(`/elders/${referral.elderId}/surveys`)).json()
    expect(told.referrals.map(({ state }: Referral) => state)).toContain('taken-up')
  })

  it('is told in figures, and below five not to the public', async () => {
    const place = `/survey-campaigns/${campaign.county}/${campaign.id}/report`
    const report = (await officer.get(place)).json()
    expect(report.total).toMatchObject({ asked: 1, newlyFound: 2 })
    const options = report.questions.find(({ id }: { id: string }) => id === 'needs').options
    expect(options.find(({ code }: { code: string }) => code === 'meals').count).toBe(1)
    const open = (await officer.get(`${place}?open=true`)).json()
    expect(open.total.asked).toBeNull()
    expect(JSON.stringify(open.questions)).not.toMatch(/"count":[1-4]\b/)
    expect((await officer.get(`${place}/export`)).statusCode).toBe(200)
    const out = `/survey-campaigns/${campaign.county}/${campaign.id}/respondents/export?purpose=${encodeURIComponent('核对名单')}`
    expect((await officer.get(out)).statusCode).toBe(200)
    expect((await worker.get(out)).statusCode).toBe(403)
  })

  it('takes a visit made before the end after it, and none made later', async () => {
    const someone = await respondentOf(elders[4]?.id ?? '')
    await stepped(officer, campaign, 'close')
    expect((await visit(worker, someone, { outcome: 'not-met' })).json().state).toBe('not-met')
    platform.clock.moveTo('2026-11-21T04:00:00Z')
    const late = await visit(worker, someone, { outcome: 'not-met', madeAt: '2026-11-21T03:30:00.000Z' })
    expect(late.json().code).toBe('surveys.not-open')
  })
})
