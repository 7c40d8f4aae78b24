import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { layOutPlaces, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { later } from './testing.ts'

let platform: TestPlatform
let lender: Client
let elder: { id: string }

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  lender = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'lending-officer')
  elder = await registered(lender, { name: '单一人' })
})
afterAll(() => platform.close())

const grantOf = async (client: Client): Promise<string> =>
  (await client.get('/me/loans')).json().lendable[0]?.id ?? newId()
async function lend(from: Client, to: Client, more: Record<string, string> = {}) {
  const period = { from: '2026-11-21', until: '2026-11-27' }
  const body = { grantId: await grantOf(from), borrowerId: to.accountId, reason: '外出培训', ...period, ...more }
  return from.send('POST', '/me/loans', body)
}
const worker = () => platform.signedIn('village-worker', places.village)

describe('a grant that is lent', () => {
  it('lets the borrower do for its days what the lender may, and the trail says on whose behalf', async () => {
    const borrower = await worker()
    expect((await borrower.get('/elders')).statusCode).toBe(200)
    const reveal = () =>
      borrower.get(`/elders/${elder.id}/reveal?field=documentNumber&purpose=%E6%A0%B8%E5%AF%B9%E8%BA%AB%E4%BB%BD`)
    expect((await reveal()).json().code).toBe('http.not-allowed')
    expect((await lend(lender, borrower)).statusCode).toBe(200)
    expect((await borrower.get('/me')).json()).toMatchObject({ onBehalfOf: ['lending-officer'] })
    expect((await reveal()).statusCode).toBe(200)
    const auditor = await platform.signedIn('auditor', places.zhanggong)
    const [event] = (await auditor.get(`/audit-events?action=people.revealed&elderId=${elder.id}`)).json().rows
    expect(event).toMatchObject({
      actorId: borrower.accountId,
      detail: { onBehalfOf: ['lending-officer'], lenders: [lender.accountId] },
    })
  })

  it('begins and ends by itself', async () => {
    const borrower = await platform.signedIn('leader', places.zhanggong, 'borrowing-leader')
    await lend(lender, borrower, { from: '2026-11-22', until: '2026-11-23' })
    const may = async () => (await borrower.get('/me')).json().permissions?.includes('people:write')
    const before = platform.clock.now().toISOString()
    expect(await may()).toBe(false)
    for (const [instant, expected] of [
      ['2026-11-21T15:59:00Z', false],
      ['2026-11-21T16:01:00Z', true],
      ['2026-11-23T15:59:00Z', true],
      ['2026-11-23T16:01:00Z', false],
    ] as const) {
      platform.clock.moveTo(instant)
      await platform.owner
        .updateTable('session')
        .set({ ends_at: new Date('2026-12-01'), seen_at: new Date(instant) })
        .execute()
      expect([instant, await may()]).toEqual([instant, expected])
    }
    platform.clock.moveTo(before)
  })

  it('reaches no further than the lender’s own, and is not passed on', async () => {
    const borrower = await worker()
    expect((await lend(lender, borrower, { region: places.nankang })).json().code).toBe('access.loan-too-wide')
    expect((await lend(lender, borrower, { region: places.village })).statusCode).toBe(200)
    const me = (await borrower.get('/me/loans')).json()
    expect(me.borrowed).toMatchObject([{ region: { code: places.village }, lender: { name: 'lending-officer' } }])
    expect(me.lendable.map(({ role }: { role: string }) => role)).toEqual(['village-worker'])
    const third = await worker()
    const passedOn = await lend(borrower, third, { grantId: await grantOf(lender) })
    expect(passedOn.statusCode).toBe(404)
  })

  it('ends at once: by its lender, its borrower, an administrator, and with the lender’s own grant or account', async () => {
    const security = await platform.signedIn('security-administrator', places.zhanggong)
    const may = async (client: Client) => (await client.get('/me')).json().permissions.includes('people:export')
    const borrowed = async (client: Client): Promise<string> => (await client.get('/me/loans')).json().borrowed[0].id
    const ways: ((borrower: Client, owner: Client) => Promise<unknown>)[] = [
      async (borrower, owner) => owner.send('POST', `/me/loans/${await borrowed(borrower)}/end`),
      async (borrower) => borrower.send('POST', `/me/loans/${await borrowed(borrower)}/end`),
      async (borrower) =>
        security.send('POST', `/accounts/${borrower.accountId}/loans/${await borrowed(borrower)}/end`),
      async (_borrower, owner) =>
        security.send('DELETE', `/accounts/${owner.accountId}/grants/${await grantOf(owner)}`),
      (_borrower, owner) =>
        platform.owner.updateTable('account').set({ state: 'locked' }).where('id', '=', owner.accountId).execute(),
    ]
    for (const [index, end] of ways.entries()) {
      const [owner, borrower] = [await platform.signedIn('civil-affairs-officer', places.zhanggong), await worker()]
      await lend(owner, borrower)
      expect([index, await may(borrower)]).toEqual([index, true])
      await end(borrower, owner)
      expect([index, await may(borrower)]).toEqual([index, false])
    }
  })

  it('is nobody else’s to end or to see', async () => {
    const borrower = await worker()
    await lend(lender, borrower)
    const { id } = (await borrower.get('/me/loans')).json().borrowed[0]
    const stranger = await platform.signedIn('civil-affairs-officer', places.nankang)
    expect((await stranger.send('POST', `/me/loans/${id}/end`)).statusCode).toBe(404)
    expect((await stranger.get('/me/loans')).json()).toMatchObject({ lent: [], borrowed: [] })
    const system = await platform.signedIn('system-administrator', places.zhanggong)
    expect((await system.get(`/accounts/${borrower.accountId}/loans`)).json().borrowed).toHaveLength(1)
  })

  it('is for a colleague of the same division, within ninety-two days from today', async () => {
    const elsewhere = await platform.signedIn('civil-affairs-officer', places.nankang)
    expect((await lend(lender, elsewhere)).statusCode).toBe(404)
    const borrower = await worker()
    for (const period of [
      { from: '2026-11-20', until: '2026-11-22' },
      { from: '2026-11-25', until: '2026-11-24' },
      { from: '2026-11-21', until: '2027-02-21' },
    ])
      expect((await lend(lender, borrower, period)).json().code).toBe('access.loan-period')
    expect((await lend(lender, borrower, { until: '2027-02-20' })).statusCode).toBe(200)
    const found = (await lender.get('/me/colleagues?q=village')).json().rows.map(({ id }: { id: string }) => id)
    expect(found).toContain(borrower.accountId)
    expect(found).not.toContain(elsewhere.accountId)
  })

  it('is no administrator’s, on either side', async () => {
    const auditor = await platform.signedIn('auditor', places.zhanggong)
    expect((await lend(lender, auditor)).json().code).toBe('access.one-office')
    expect((await auditor.get('/me/loans')).json().lendable).toEqual([])
    const grant = await platform.owner
      .selectFrom('access_grant')
      .select('id')
      .where('account_id', '=', auditor.accountId)
      .executeTakeFirstOrThrow()
    expect((await lend(auditor, await worker(), { grantId: grant.id })).json().code).toBe('access.loan-refused')
  })
})

describe('drafting and approving', () => {
  it('do not come together in one pair of hands over the same division', async () => {
    const approver = await platform.signedIn('benefit-approver', places.zhanggong)
    expect((await lend(lender, approver)).json().code).toBe('access.loan-mixes-duties')
    expect((await lend(approver, lender)).json().code).toBe('access.loan-mixes-duties')
    const cityApprover = await platform.signedIn('benefit-approver', places.zhanggong)
    await platform.owner
      .updateTable('access_grant')
      .set({ region: '360700000000' })
      .where('account_id', '=', cityApprover.accountId)
      .execute()
    expect((await lend(lender, cityApprover)).json().code).toBe('access.loan-mixes-duties')
  })

  it('are not done by one person through another’s hands: the lender counts as well', async () => {
    const both = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'drafts-and-approves')
    const approving = newId()
    await platform.owner
      .insertInto('access_grant')
      .values({
        id: approving,
        account_id: both.accountId,
        role: 'benefit-approver',
        region: places.zhanggong,
        granted_at: platform.clock.now(),
      })
      .execute()
    const run = { county: '360702', programme: 'old-age-allowance', month: '2026-10' }
    const { id } = (await both.send('POST', '/benefits/runs', run)).json()
    await platform.owner
      .updateTable('benefit_run')
      .set({ state: 'submitted', findings: '[]' })
      .where('id', '=', id)
      .execute()
    const hand = await platform.signedIn('leader', places.zhanggong, 'lent-a-hand')
    expect((await lend(both, hand, { grantId: approving })).statusCode).toBe(200)
    const approve = (by: Client) => by.send('POST', `/benefits/runs/360702/${id}/approve`, { version: 1 })
    expect((await approve(hand)).json().code).toBe('benefits.self-approval')
    expect((await hand.get(`/benefits/runs/360702/${id}`)).json().events).not.toContain('approve')

    const drafting = await grantOf(lender)
    const helper = await platform.signedIn('leader', places.zhanggong, 'drafts-for-another')
    expect((await lend(lender, helper, { grantId: drafting })).statusCode).toBe(200)
    const other = (await helper.send('POST', '/benefits/runs', { ...run, month: '2026-09' })).json()
    const kept = platform.owner.selectFrom('benefit_run').select('drafted_by').where('id', '=', other.id)
    expect((await kept.executeTakeFirstOrThrow()).drafted_by).toEqual([helper.accountId, lender.accountId])
  })
})

it('the past of a loan does not come back when the clock goes on', async () => {
  const borrower = await worker()
  await lend(lender, borrower, { from: '2026-11-21', until: '2026-11-21' })
  later(platform, 60)
  expect((await borrower.get('/me')).json().onBehalfOf).toEqual(['lending-officer'])
})
