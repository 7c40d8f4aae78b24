import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import type { OwnAssessments } from '@yinian/core/family/assessment-api.ts'
import { findConsentKind } from '@yinian/core/privacy/processing-kinds.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  accepted,
  assign,
  at,
  confirmed,
  layOutCounty,
  refusal,
  type TestCounty,
  type TestOrganisation,
} from '../assessments/testing.ts'
import { newId } from '../db/ids.ts'
import { registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { ofRelative, personFor } from './testing.ts'

let platform: TestPlatform
let county: TestCounty
let officer: Client
let organisation: TestOrganisation
beforeAll(async () => {
  platform = await testPlatform()
  county = await layOutCounty(platform)
  officer = county.officer
  organisation = await county.organisation()
})
afterAll(() => platform.close())

const anywhere = { wishedPlace: 'any', wishedTime: 'any' } as const
const pathOf = (elder: { id: string }) => `/family/elders/${elder.id}/assessments`
const seenBy = async (person: Client, elder: { id: string }) => accepted<OwnAssessments>(person.get(pathOf(elder)))
const said = ({ rows }: OwnAssessments) => rows[0]?.said.map(({ zh }) => zh).join('') ?? ''
const asked = (person: Client, elder: { id: string }, body: object = {}) =>
  person.send('POST', pathOf(elder), { ...anywhere, ...body })
const caseOf = async (elder: { id: string }): Promise<Assessment> => {
  const { rows } = (await officer.get(`/elders/360702/${elder.id}/assessments`)).json()
  return (await officer.get(at(rows[0]))).json()
}
const agreed = {
  wordingVersion: findConsentKind('relative-requests')?.wording.version ?? '',
  givenBy: 'elder',
  manner: 'paper',
  fileNumber: '2026-评-1',
}

describe('an elder', () => {
  it('asks from their own account; it is the request an officer would open, marked with how it came and who asked', async () => {
    const elder = await registered(officer, { phone: '13900007777' })
    const person = await personFor(platform, officer, elder)
    expect(await seenBy(person, elder)).toMatchObject({ asking: 'first', level: null, phone: '139****7777', rows: [] })
    const answer = await accepted<OwnAssessments>(asked(person, elder, { wishedPlace: 'home', wishedTime: 'morning' }))
    expect(answer).toMatchObject({ asking: 'under-way', rows: [{ open: true, mayWithdraw: true, mayObject: false }] })
    expect(said(answer)).toBe('已经申请，等民政部门安排评估机构。您希望：在家里、上午。')
    const held = await caseOf(elder)
    expect(held).toMatchObject({
      state: 'requested',
      reason: 'first',
      channel: 'online',
      askedAs: 'self',
      askerName: elder.name,
      wishedPlace: 'home',
      wishedTime: 'morning',
      contact: { name: elder.name, telephoneMasked: '139****7777' },
      steps: [{ event: null, by: elder.name }],
    })
    const online = (await officer.get('/assessments?state=requested&channel=online')).json()
    expect(online.rows.map(({ id }: { id: string }) => id)).toContain(held.id)
    const waiting = (await officer.get('/home')).json().waiting as { link: string; count: number }[]
    expect(waiting.find(({ link }) => link.endsWith('channel=online'))?.count).toBe(online.total)
    const counted = (await officer.get('/channels')).json().rows as { what: string; online: number }[]
    expect(counted.find(({ what }) => what === 'assessment')?.online).toBe(online.total)
  })

  it('asks once, however often it is sent, and is told in plain words that it is under way', async () => {
    const elder = await registered(officer, { phone: '13900007777' })
    const person = await personFor(platform, officer, elder)
    const key = newId()
    const [first, again] = [
      await person.send('POST', pathOf(elder), anywhere, key),
      await person.send('POST', pathOf(elder), anywhere, key),
    ]
    expect([first.statusCode, again.statusCode, again.body]).toEqual([200, 200, first.body])
    expect(await refusal(asked(person, elder))).toBe('family.assessment-under-way')
    expect((await seenBy(person, elder)).rows).toHaveLength(1)
  })

  it('has to give a telephone where none is on file, and a right one', async () => {
    const elder = await registered(officer, { phone: undefined })
    const person = await personFor(platform, officer, elder)
    expect((await seenBy(person, elder)).phone).toBeNull()
    expect(await refusal(asked(person, elder))).toBe('assessments.telephone-wrong')
    expect(await refusal(asked(person, elder, { telephone: '12' }))).toBe('assessments.telephone-wrong')
    expect((await asked(person, elder, { telephone: '139 0000 8888' })).statusCode).toBe(200)
    expect((await caseOf(elder)).contact?.telephoneMasked).toBe('139****8888')
  })

  it('withdraws until assessors are named, and whoever was to assess sees them no longer', async () => {
    const elder = await registered(officer, { phone: '13900007777' })
    const person = await personFor(platform, officer, elder)
    await asked(person, elder)
    await assign(officer, await caseOf(elder), organisation.id)
    const [row] = (await seenBy(person, elder)).rows
    expect(row?.mayWithdraw).toBe(true)
    const path = `${pathOf(elder)}/${row?.id}/withdrawal`
    expect(await refusal(person.send('POST', path, { version: 1 }))).toBe('http.stale-version')
    const assigned = await caseOf(elder)
    const shown = async () => (await organisation.coordinator.get(at(assigned))).json().elder
    expect(await shown()).toMatchObject({ id: elder.id })
    const after = await accepted<OwnAssessments>(person.send('POST', path, { version: row?.version }))
    expect(said(after)).toContain('这次申请已经撤回。说明：本人在网上撤回')
    expect(after.asking).toBe('first')
    expect(await shown()).toBeNull()
    expect(await caseOf(elder)).toMatchObject({
      state: 'cancelled',
      steps: [{ by: elder.name }, { event: 'assign' }, { event: 'withdraw', by: elder.name }],
    })
    await asked(person, elder)
    const next = await caseOf(elder)
    await assign(officer, next, organisation.id)
    const [one, two] = organisation.assessors
    const named = await accepted(
      organisation.coordinator.send('POST', at(next, 'accept'), {
        assessorIds: [one.id, two.id],
        version: next.version + 1,
      }),
    )
    const seen = await seenBy(person, elder)
    for (const name of named.assessors) expect(said(seen)).toContain(name)
    expect(seen.rows[0]?.mayWithdraw).toBe(false)
    const late = person.send('POST', `${pathOf(elder)}/${next.id}/withdrawal`, { version: named.version })
    expect(await refusal(late)).toBe('assessments.event-refused')
  })

  it('reads the result once it is confirmed, objects to it, and asks again before its end only when something has changed', async () => {
    const elder = await registered(officer, { phone: '13900007777' })
    const person = await personFor(platform, officer, elder)
    await asked(person, elder)
    const done = await confirmed(county, organisation, await caseOf(elder), { answers: { 'B.1.1': 0 } })
    const seen = await seenBy(person, elder)
    expect(seen).toMatchObject({
      asking: 'changed',
      validUntil: done.validUntil,
      rows: [{ mayObject: true, open: false }],
    })
    expect(said(seen)).toMatch(/^结果：.+。2026年11月21日确认，有效到2027年11月20日。$/)
    expect(await refusal(asked(person, elder))).toBe('family.result-still-valid')
    const objection = await accepted<OwnAssessments>(
      person.send('POST', `${pathOf(elder)}/${done.id}/objection`, { reason: '那天我正发烧', version: done.version }),
    )
    expect(said(objection)).toContain('对结果的异议正在处理')
    const objected = await caseOf(elder)
    expect(objected.steps.at(-1)).toMatchObject({ event: 'object', by: elder.name, reason: '那天我正发烧' })
    await officer.send('POST', at(objected, 'settle'), {
      decision: 'uphold',
      reason: '当天已复测体温正常',
      version: objected.version,
    })
    expect(said(await seenBy(person, elder))).toContain('维持原来的结果。说明：当天已复测体温正常')
    const anew = await accepted<OwnAssessments>(asked(person, elder, { change: '上个月摔断了腿' }))
    expect(anew.rows).toHaveLength(2)
    expect(await caseOf(elder)).toMatchObject({ reason: 'immediate', reasonNote: '上个月摔断了腿' })
  })

  it('sees and touches nobody else’s', async () => {
    const [elder, other] = [
      await registered(officer, { phone: '13900007777' }),
      await registered(officer, { phone: '13900007777' }),
    ]
    const [person, stranger] = [await personFor(platform, officer, elder), await personFor(platform, officer, other)]
    await asked(person, elder)
    const [row] = (await seenBy(person, elder)).rows
    for (const path of [pathOf(elder), `${pathOf(other)}/${row?.id}/withdrawal`])
      expect((await stranger.send('POST', path, { ...anywhere, version: row?.version })).statusCode, path).toBe(404)
    expect((await stranger.get(pathOf(elder))).statusCode).toBe(404)
    expect((await caseOf(elder)).state).toBe('requested')
    const seen = await platform.as(
      {
        role: 'person',
        accountId: stranger.accountId,
        standsFor: [{ accessId: stranger.accessId, county: '360702', elderId: other.id, standsAs: 'self' }],
      },
      (tx) => tx.selectFrom('assessment').select('id').execute(),
    )
    expect(seen).toEqual([])
  })
})

describe('a relative', () => {
  it('asks only where the elder agreed to that in particular, and no longer once it is withdrawn', async () => {
    const elder = await registered(officer, { phone: '13900007777' })
    const daughter = await personFor(platform, officer, elder, ofRelative())
    const self = await personFor(platform, officer, elder)
    expect((await seenBy(daughter, elder)).asking).toBe('not-agreed')
    expect(await refusal(asked(daughter, elder))).toBe('family.request-not-agreed')
    const path = `/elders/${elder.id}/person-access/${daughter.accessId}/requests`
    const let1 = await accepted<{ requestsConsentId: string | null }>(officer.send('POST', path, agreed))
    expect(let1.requestsConsentId).not.toBeNull()
    expect(await refusal(officer.send('POST', path, agreed))).toBe('privacy.consent-holds')
    expect(
      (await officer.send('POST', `/elders/${elder.id}/person-access/${self.accessId}/requests`, agreed)).statusCode,
    ).toBe(404)
    expect(await refusal(asked(daughter, elder))).toBe('assessments.telephone-wrong')
    await accepted(asked(daughter, elder, { telephone: '13900139000' }))
    expect(await caseOf(elder)).toMatchObject({
      channel: 'online',
      askedAs: 'relative',
      askerName: '李芳（女儿）',
      contact: { name: '李芳', telephoneMasked: '139****9000' },
    })
    const withdrawal = `/family/elders/${elder.id}/consents/${let1.requestsConsentId}/withdrawal`
    expect((await self.send('POST', withdrawal)).statusCode).toBe(200)
    const [row] = (await seenBy(daughter, elder)).rows
    expect(row?.mayWithdraw).toBe(false)
    const tried = daughter.send('POST', `${pathOf(elder)}/${row?.id}/withdrawal`, { version: row?.version })
    expect(await refusal(tried)).toBe('family.request-not-agreed')
    expect((await seenBy(self, elder)).rows[0]?.mayWithdraw).toBe(true)
  })
})

describe('who does not come online', () => {
  it('asks, withdraws and takes home on paper where it stands, all at the counter', async () => {
    const elder = await registered(officer, { phone: '13900007777' })
    const made = await accepted<Assessment>(
      officer.send('POST', '/assessments', {
        county: '360702',
        elderId: elder.id,
        reason: 'first',
        contact: { name: '李芳', telephone: '13900139000' },
        channel: 'phone',
        askedBy: '李芳（女儿）',
        wishedPlace: 'care-place',
      }),
    )
    expect(made).toMatchObject({
      channel: 'phone',
      askedAs: 'relative',
      askerName: '李芳（女儿）',
      wishedPlace: 'care-place',
    })
    for (const language of ['zh', 'en']) {
      const slip = await officer.get(at(made, `slip?language=${language}`))
      expect([slip.statusCode, slip.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    }
    expect(made.possible).toContain('withdraw')
    const withdrawn = await accepted(
      officer.send('POST', at(made, 'withdraw'), { reason: '来电说不评了', version: made.version }),
    )
    expect(withdrawn).toMatchObject({ state: 'cancelled', possible: [] })
  })
})
