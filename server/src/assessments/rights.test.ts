import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { places } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import {
  accepted,
  assessed,
  assign,
  at,
  confirmed,
  layOutCounty,
  type TestCounty,
  type TestOrganisation,
} from './testing.ts'

let platform: TestPlatform
let county: TestCounty
let organisation: TestOrganisation
let other: TestOrganisation

beforeAll(async () => {
  platform = await testPlatform()
  county = await layOutCounty(platform)
  organisation = await county.organisation()
  other = await county.organisation()
})
afterAll(() => platform.close())

/** Whatever a stranger may be told of an assessment, by every way of asking. */
async function seenBy(client: Client, assessment: { county: string; id: string; elderId: string; number: string }) {
  const { elderId, number } = assessment
  const list = (await client.get(`/assessments?q=${number}`)).json()
  const workload = (await client.get('/assessments/workload?from=2026-01-01&to=2026-12-31')).json()
  return {
    opened: (await client.get(at(assessment))).statusCode,
    report: (await client.get(at(assessment, 'report'))).statusCode,
    ofElder: (await client.get(`/elders/360702/${elderId}/assessments`)).statusCode,
    listed: list.rows.length,
    worked: workload.rows.length,
  }
}
const nothing = { opened: 404, report: 404, ofElder: 404, listed: 0, worked: 0 }

describe('an officer of another county', () => {
  it('sees nothing by any way of asking, and causes nothing', async () => {
    const done = await confirmed(county, organisation, await county.request())
    const neighbour = await platform.signedIn('civil-affairs-officer', places.nankang)
    expect(await seenBy(neighbour, done)).toEqual(nothing)
    const { version } = done
    const because = { reason: '没有理由', version }
    for (const [action, body] of [
      ['confirm', { version }],
      ['return', because],
      ['object', because],
      ['settle', { ...because, decision: 'uphold' }],
      ['cancel', because],
    ] as const)
      expect((await neighbour.send('POST', at(done, action), body)).statusCode, action).toBe(404)
    const requested = await county.request()
    const assigned = await assign(neighbour, requested, organisation.id)
    expect(assigned.rows[0]).toMatchObject({ assigned: false, problem: { code: 'http.not-found' } })
  })
})

describe('an assessor', () => {
  it('of another organisation sees nothing', async () => {
    const signed = await assessed(county, organisation, await county.request())
    for (const client of [other.assessors[0].client, other.coordinator])
      expect(await seenBy(client, signed)).toEqual(nothing)
  })

  it('no longer sees the elder once the result is confirmed', async () => {
    const signed = await assessed(county, organisation, await county.request())
    const [first] = organisation.assessors
    const before = await accepted(first.client.get(at(signed)))
    expect(before.elder?.name).toBe('张桂英')
    expect(before.information).not.toBeNull()
    await accepted(county.officer.send('POST', at(signed, 'confirm'), { version: signed.version }))
    const after = await accepted(first.client.get(at(signed)))
    expect(after).toMatchObject({ elder: null, elderName: null, contact: null, information: null, possible: [] })
    expect((await first.client.get(at(signed, 'report'))).statusCode).toBe(404)
    expect((await first.client.get(`/elders/360702/${signed.elderId}/assessments`)).statusCode).toBe(404)
  })

  it('no longer sees the elder once the assessment is cancelled', async () => {
    const requested = await county.request()
    await assign(county.officer, requested, organisation.id)
    const seen = async () => (await accepted(organisation.coordinator.get(at(requested)))).elderName
    expect(await seen()).toBe('张桂英')
    await accepted(county.officer.send('POST', at(requested, 'cancel'), { reason: '老人撤回申请', version: 2 }))
    expect(await seen()).toBeNull()
  })
})

describe('health data', () => {
  it('is shown to one who may reveal, with one trace however often the page asks', async () => {
    const signed = await assessed(county, organisation, await county.request())
    for (let times = 0; times < 3; times++) await accepted(county.officer.get(at(signed)))
    const looks = await platform.owner
      .selectFrom('audit_event')
      .select('elder_id')
      .where('action', '=', 'assessments.looked')
      .where('subject_id', '=', signed.id)
      .execute()
    expect(looks).toEqual([{ elder_id: signed.elderId }])
    const rows = (await county.officer.get(`/elders/${signed.elderId}/looks`)).json().rows
    expect(rows.map((row: { action: { zh: string } }) => row.action.zh)).toContain('查看能力评估')
  })

  it('is not shown to a leader, nor to the coordinator who assesses nothing', async () => {
    const signed = await assessed(county, organisation, await county.request())
    const leader = await platform.signedIn('leader', places.zhanggong)
    for (const client of [leader, organisation.coordinator])
      expect((await accepted(client.get(at(signed)))).information).toBeNull()
  })
})

describe('the register of organisations', () => {
  it('lets none be removed that has assessments in hand', async () => {
    const busy = await county.organisation()
    const requested = await county.request()
    await assign(county.officer, requested, busy.id)
    const { version } = (await county.officer.get(`/organisations/360702/${busy.id}`)).json()
    const remove = { status: 'removed', reason: '合同终止', version }
    const refused = await county.officer.send('POST', `/organisations/360702/${busy.id}/status`, remove)
    expect(refused.json().code).toBe('organisations.has-open-assessments')
    await accepted(county.officer.send('POST', at(requested, 'cancel'), { reason: '改派', version: 2 }))
    expect((await county.officer.send('POST', `/organisations/360702/${busy.id}/status`, remove)).statusCode).toBe(200)
  })

  it('counts the results an assessor has signed', async () => {
    const fresh = await county.organisation()
    await confirmed(county, fresh, await county.request())
    await assessed(county, fresh, await county.request())
    const { rows } = (await county.officer.get(`/assessors?organisationId=${fresh.id}`)).json()
    expect(rows.map((row: { completed: number }) => row.completed)).toEqual([1, 1])
  })
})
