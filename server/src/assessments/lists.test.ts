import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { places } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { levelsInForce } from './index.ts'
import {
  accepted,
  assessed,
  assign,
  at,
  confirmed,
  layOutCounty,
  requestOf,
  type TestCounty,
  type TestOrganisation,
} from './testing.ts'

const start = '2026-11-21T02:00:00Z'
let platform: TestPlatform
let county: TestCounty
let organisation: TestOrganisation

beforeAll(async () => {
  platform = await testPlatform(start)
  county = await layOutCounty(platform)
  organisation = await county.organisation()
})
afterAll(() => platform.close())

const found = async (client: Client, query: string): Promise<string[]> =>
  (await client.get(`/assessments?${query}`)).json().rows.map((row: { id: string }) => row.id)
const levels = (day: string) =>
  platform.as({ role: 'official', regions: ['360702000000'] }, (tx) => levelsInForce(tx, { county: '360702', day }))

describe('the list', () => {
  it('is narrowed by state, organisation, elder and number', async () => {
    const requested = await county.request()
    const signed = await assessed(county, organisation, await county.request())
    expect(await found(county.officer, 'state=requested')).toContain(requested.id)
    expect(await found(county.officer, 'state=requested')).not.toContain(signed.id)
    expect(await found(county.officer, `organisationId=${organisation.id}&state=signed`)).toEqual([signed.id])
    expect(await found(county.officer, `q=${signed.number.toLowerCase()}`)).toEqual([signed.id])
    expect(await found(county.officer, `q=${encodeURIComponent('桂英')}`)).toContain(requested.id)
    expect(await found(county.officer, `q=${encodeURIComponent('王')}`)).toEqual([])
  })

  it('shows an assessor their own cases when asked to', async () => {
    const signed = await assessed(county, organisation, await county.request())
    const colleague = await county.assessor(organisation.id)
    expect(await found(organisation.assessors[0].client, 'mine=true')).toContain(signed.id)
    expect(await found(colleague.client, 'mine=true')).toEqual([])
    expect(await found(colleague.client, 'state=signed')).toContain(signed.id)
  })

  it('comes page by page, each assessment once', async () => {
    const all = await found(county.officer, 'limit=200')
    const seen: string[] = []
    let after = ''
    do {
      const page = (await county.officer.get(`/assessments?limit=1${after && `&after=${after}`}`)).json()
      expect(page.total).toBe(all.length)
      seen.push(...page.rows.map((row: { id: string }) => row.id))
      after = page.next ?? ''
    } while (after !== '')
    expect(seen).toEqual(all)
  })

  it('shows what is over its time, and the clock stops with both signatures', async () => {
    const waiting = await county.request()
    await assign(county.officer, waiting, organisation.id)
    const signed = await assessed(county, organisation, await county.request())
    const overdueOn = async (day: string) => {
      platform.clock.moveTo(`${day}T02:00:00Z`)
      return found(await platform.signedIn('leader', places.zhanggong), 'overdue=true')
    }
    expect(await overdueOn('2026-12-06')).toEqual([])
    const overdue = await overdueOn('2026-12-07')
    expect(overdue).toContain(waiting.id)
    expect(overdue).not.toContain(signed.id)
    platform.clock.moveTo(start)
  })
})

describe('assigning many at once', () => {
  it('answers for each, and assigns those that can be', async () => {
    const [first, second] = [await county.request(), await county.request()]
    const asked = [first, { ...second, version: 9 }, await assessed(county, organisation, await county.request())]
    const reply = await accepted<{ rows: { id: string; assigned: boolean; problem: { code: string } | null }[] }>(
      county.officer.send('POST', '/assessments/assign', {
        organisationId: organisation.id,
        assessments: asked.map(({ county, id, version }) => ({ county, id, version })),
      }),
    )
    expect(reply.rows.map((row) => [row.id, row.assigned, row.problem?.code])).toEqual([
      [first.id, true, undefined],
      [second.id, false, 'http.stale-version'],
      [asked[2]?.id, false, 'assessments.event-refused'],
    ])
    expect(reply).toMatchObject({ assigned: 1, warnings: [{ zh: expect.stringContaining('少于 5 名') }] })
  })

  it('is refused as a whole where the organisation is suspended', async () => {
    const suspended = await county.organisation()
    const path = `/organisations/360702/${suspended.id}`
    const { version } = (await county.officer.get(path)).json()
    await accepted(county.officer.send('POST', `${path}/status`, { status: 'suspended', reason: '整改', version }))
    const { county: place, id, version: held } = await county.request()
    const answer = await county.officer.send('POST', '/assessments/assign', {
      organisationId: suspended.id,
      assessments: [{ county: place, id, version: held }],
    })
    expect(answer.json().code).toBe('assessments.organisation-not-eligible')
  })
})

describe('the level of an elder', () => {
  it('appears with the confirmation and is gone the day after its last valid day', async () => {
    const done = await confirmed(county, organisation, await county.request(), { answers: { 'B.1.1': 0 } })
    const of = (all: Awaited<ReturnType<typeof levels>>) => all.find(({ elderId }) => elderId === done.elderId)
    expect(of(await levels('2026-11-20'))).toBeUndefined()
    expect(of(await levels('2026-11-21'))).toMatchObject({ level: 1, validUntil: '2027-11-20', assessmentId: done.id })
    expect(of(await levels('2027-11-20'))?.level).toBe(1)
    expect(of(await levels('2027-11-21'))).toBeUndefined()
    const current = async (day: string) =>
      (await county.officer.get(`/elders/360702/${done.elderId}/assessments?day=${day}`)).json().current
    expect(await current('2027-11-20')).toMatchObject({ status: 'valid', level: 1, reassessmentDueOn: '2027-10-21' })
    expect(await current('2027-11-21')).toMatchObject({ status: 'expired', level: null, validUntil: '2027-11-20' })
  })

  it('is the later of two results on one day', async () => {
    const first = await confirmed(county, organisation, await county.request(), { answers: { 'B.1.1': 0 } })
    const again: Assessment = await accepted(
      county.officer.send('POST', '/assessments', requestOf(first.elderId, 'immediate')),
    )
    await confirmed(county, organisation, again)
    const mine = (await levels('2026-11-21')).filter(({ elderId }) => elderId === first.elderId)
    expect(mine).toMatchObject([{ level: 0, assessmentId: again.id }])
  })

  it('that runs out soon is listed, unless a newer result has replaced it', async () => {
    const done = await confirmed(county, organisation, await county.request())
    expect(await found(county.officer, 'expiringBy=2027-11-20')).toContain(done.id)
    expect(await found(county.officer, 'expiringBy=2027-11-19')).not.toContain(done.id)
    const again: Assessment = await accepted(
      county.officer.send('POST', '/assessments', requestOf(done.elderId, 'regular')),
    )
    await confirmed(county, organisation, again)
    const running = await found(county.officer, 'expiringBy=2027-11-30')
    expect(running).toContain(again.id)
    expect(running).not.toContain(done.id)
  })
})

describe('the workload of an organisation', () => {
  it('counts what was assigned, returned and objected to, how long it took and what is payable', async () => {
    const busy = await county.organisation()
    const [one, two] = [await county.request(), await county.request()]
    await confirmed(county, busy, one)
    const signed = await assessed(county, busy, two)
    await accepted(county.officer.send('POST', at(two, 'return'), { reason: '照片缺失', version: signed.version }))
    const { rows } = (await county.officer.get('/assessments/workload?from=2026-11-01&to=2026-11-30')).json()
    expect(rows.find((row: { organisationId: string }) => row.organisationId === busy.id)).toMatchObject({
      assigned: 2,
      open: 1,
      overdue: 0,
      returned: 1,
      objected: 0,
      meanDays: 0,
      payable: 1,
      payableFen: 20_000,
    })
    const own = (await busy.coordinator.get('/assessments/workload?from=2026-11-01&to=2026-11-30')).json()
    expect(own.rows).toMatchObject([{ organisationId: busy.id, payable: 1 }])
    const before = (await busy.coordinator.get('/assessments/workload?from=2026-10-01&to=2026-10-31')).json()
    expect(before.rows).toMatchObject([{ assigned: 0, meanDays: null, payable: 0 }])
  })

  it('is refused for days that are none', async () => {
    const answer = await county.officer.get('/assessments/workload?from=2026-02-30&to=2026-03-01')
    expect(answer.json()).toMatchObject({ code: 'http.bad-request', at: '/from' })
  })
})

describe('what waits', () => {
  const waiting = async (client: Client) =>
    Object.fromEntries(
      (await client.get('/home')).json().waiting.map((row: { link: string; count: number }) => [row.link, row.count]),
    )

  it('is assigning and confirming for officers, accepting for coordinators, assessing and signing for assessors', async () => {
    const fresh = await county.organisation()
    const [first, second] = fresh.assessors
    const requested = await county.request()
    const before = await waiting(county.officer)
    await assign(county.officer, requested, fresh.id)
    expect((await waiting(county.officer))['/assessments?state=requested'] ?? 0).toBe(
      before['/assessments?state=requested'] - 1,
    )
    expect(await waiting(fresh.coordinator)).toEqual({ '/assessments?state=assigned': 1 })
    const assessorIds = [first.id, second.id]
    await accepted(fresh.coordinator.send('POST', at(requested, 'accept'), { assessorIds, version: 2 }))
    expect(await waiting(first.client)).toEqual({ '/assessments?state=in-progress&mine=true': 1 })
    expect(await waiting(second.client)).toEqual({ '/assessments?state=in-progress&mine=true': 1 })
    const list = await found(first.client, 'state=in-progress&mine=true')
    expect(list).toEqual([requested.id])
  })
})
