import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { layOutPlaces, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'

const city = '360700000000'
let platform: TestPlatform
let one: Client
let other: Client
let cityWide: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  one = await platform.signedIn('security-administrator', places.zhanggong, 'security-one')
  other = await platform.signedIn('security-administrator', places.zhanggong, 'security-other')
  cityWide = await platform.signedIn('security-administrator', city, 'security-of-the-city')
})
afterAll(() => platform.close())

const ask = async (by: Client, account: Client, role = 'town-officer', region: string = places.zhanggong) =>
  (await by.send('POST', `/accounts/${account.accountId}/grants`, { role, region, reason: '接替休假同事' })).json()
const decide = (by: Client, request: { id: string; version: number }, event: string, reason = '') =>
  by.send('POST', `/grant-requests/${request.id}/decide`, { event, reason, version: request.version })
const rolesOf = async (account: Client): Promise<string[]> => {
  const held = platform.owner.selectFrom('access_grant').select('role').where('account_id', '=', account.accountId)
  return (await held.execute()).map(({ role }) => role)
}

describe('a grant that widens what somebody may do', () => {
  it('waits for a second security administrator, and takes effect when they approve', async () => {
    const worker = await platform.signedIn('village-worker', places.village)
    const { request } = await ask(one, worker)
    expect(request).toMatchObject({ state: 'waiting', requestedBy: 'security-one', events: ['withdraw'] })
    expect(await rolesOf(worker)).toEqual(['village-worker'])
    const seen = (await other.get(`/grant-requests/${request.id}`)).json()
    expect(seen.request.events).toEqual(['approve', 'refuse'])
    expect((await decide(other, request, 'approve')).json()).toMatchObject({ state: 'approved' })
    expect((await rolesOf(worker)).sort()).toEqual(['town-officer', 'village-worker'])
    const grant = await platform.owner
      .selectFrom('access_grant')
      .select(['granted_by', 'approved_by'])
      .where('account_id', '=', worker.accountId)
      .where('role', '=', 'town-officer')
      .executeTakeFirstOrThrow()
    expect(grant).toEqual({ granted_by: one.accountId, approved_by: other.accountId })
  })

  it('ends the sessions of its holder, who signs in again with a new token', async () => {
    const worker = await platform.signedIn('village-worker', places.village)
    const { request } = await ask(one, worker)
    expect((await worker.get('/me')).statusCode).toBe(200)
    await decide(other, request, 'approve')
    expect((await worker.get('/me')).statusCode).toBe(401)
  })

  it('is not approved by whoever asked for it nor by whom it is about', async () => {
    const worker = await platform.signedIn('village-worker', places.village)
    const { request } = await ask(one, worker)
    expect((await decide(one, request, 'approve')).json().code).toBe('access.needs-second-person')
    const about = { id: newId(), version: 1 }
    await platform.owner
      .insertInto('grant_request')
      .values({
        id: about.id,
        kind: 'grant',
        account_region: places.zhanggong,
        account_id: other.accountId,
        role: 'leader',
        region: places.village,
        reason: '兼任',
        requested_by: one.accountId,
        requested_by_name: 'security-one',
        requested_at: platform.clock.now(),
      })
      .execute()
    for (const event of ['approve', 'refuse', 'withdraw'])
      expect((await decide(other, about, event, '自己的事')).json().code).toBe('access.needs-second-person')
    expect((await decide(one, about, 'withdraw')).json()).toMatchObject({ state: 'withdrawn' })
  })

  it('is approved by the level above, and not by a neighbour', async () => {
    const worker = await platform.signedIn('village-worker', places.village)
    const { request } = await ask(one, worker)
    const neighbour = await platform.signedIn('security-administrator', places.nankang)
    expect((await decide(neighbour, request, 'approve')).statusCode).toBe(404)
    expect((await neighbour.get('/grant-requests')).json().rows).toEqual([])
    expect((await decide(cityWide, request, 'approve')).statusCode).toBe(200)
  })

  it('is refused with a reason, once', async () => {
    const worker = await platform.signedIn('village-worker', places.village)
    const { request } = await ask(one, worker)
    expect((await decide(other, request, 'refuse')).json().code).toBe('access.reason-needed')
    const refused = (await decide(other, request, 'refuse', '岗位不符')).json()
    expect(refused).toMatchObject({ state: 'refused', decisionReason: '岗位不符', decidedBy: 'security-other' })
    expect((await decide(other, refused, 'approve')).json().code).toBe('cases.event-refused')
    expect(await rolesOf(worker)).toEqual(['village-worker'])
  })

  it('is asked for once', async () => {
    const worker = await platform.signedIn('village-worker', places.village)
    await ask(one, worker)
    expect((await ask(other, worker)).code).toBe('access.grant-held')
    expect((await ask(one, worker, 'village-worker', places.village)).code).toBe('access.grant-held')
  })

  it('reaches no further than whoever approves it', async () => {
    const worker = await platform.signedIn('village-worker', places.village)
    const { request } = await ask(cityWide, worker, 'town-officer', city)
    expect((await other.get(`/grant-requests/${request.id}`)).statusCode).toBe(404)
    expect((await decide(other, request, 'approve')).statusCode).toBe(404)
  })

  it('tells what the account would see more than now', async () => {
    const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    await registered(officer, { name: '单一人' })
    const worker = await platform.signedIn('village-worker', places.village)
    const { request } = await ask(one, worker)
    const { widening, held } = (await other.get(`/grant-requests/${request.id}`)).json()
    const { total } = await platform.owner
      .selectFrom('elder')
      .select((select) => select.fn.countAll<number>().as('total'))
      .where('region', 'like', '360702%')
      .where('region', '<>', places.village)
      .executeTakeFirstOrThrow()
    expect(widening.divisions).toMatchObject([{ code: places.zhanggong }])
    expect(widening.except).toMatchObject([{ code: places.village }])
    expect(widening.elders).toBe(total)
    expect(widening.added.map(({ id }: { id: string }) => id)).toContain('people:reveal')
    expect(held).toMatchObject([{ role: 'village-worker' }])
  })

  it('stands at home with those who can decide it', async () => {
    const deciders = await platform.signedIn('security-administrator', places.nankang)
    const worker = await platform.signedIn('leader', places.nankang)
    const third = await platform.signedIn('security-administrator', places.nankang)
    await ask(third, worker, 'town-officer', places.nankang)
    const waiting = async (client: Client) => (await client.get('/home')).json().waiting
    expect(await waiting(deciders)).toMatchObject([{ module: 'access', count: 1 }])
    expect(await waiting(third)).toEqual([])
  })
})

describe('a grant that widens nothing', () => {
  it('takes effect at once', async () => {
    const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    const { request } = await ask(one, officer, 'village-worker', places.village)
    expect(request).toBeNull()
    expect((await rolesOf(officer)).sort()).toEqual(['civil-affairs-officer', 'village-worker'])
  })
})

describe('the three administrators', () => {
  it('are never two of them, whoever approves', async () => {
    const leader = await platform.signedIn('leader', places.zhanggong)
    expect((await ask(one, leader, 'auditor')).code).toBe('access.one-office')
    const auditor = await platform.signedIn('auditor', places.zhanggong)
    expect((await ask(one, auditor, 'security-administrator')).code).toBe('access.one-office')
  })

  it('are not two of them through a grant that the approver cannot see', async () => {
    const account = await platform.signedIn('leader', places.village)
    await platform.owner
      .updateTable('access_grant')
      .set({ region: places.nankang })
      .where('account_id', '=', account.accountId)
      .execute()
    const { request } = await ask(one, account, 'auditor')
    expect((await decide(other, request, 'approve')).json().code).toBe('access.one-office')
  })
})

it('withdrawing takes effect at once, by one alone', async () => {
  const leader = await platform.signedIn('leader', places.zhanggong)
  const [grant] = (await one.get(`/accounts/${leader.accountId}`)).json().grants
  expect((await one.send('DELETE', `/accounts/${leader.accountId}/grants/${grant.id}`)).json().grants).toEqual([])
  expect((await leader.get('/me')).statusCode).toBe(401)
})

describe('what a role may do', () => {
  let nation: Client
  let secondOfNation: Client
  beforeAll(async () => {
    nation = await platform.signedIn('security-administrator', '000000000000')
    secondOfNation = await platform.signedIn('security-administrator', '000000000000')
  })
  const roleOf = async (id: string) =>
    (await nation.get('/roles')).json().rows.find((role: { id: string }) => role.id === id)
  const permissionsOf = async (id: string): Promise<string[]> =>
    (await roleOf(id)).permissions.map((permission: { id: string }) => permission.id)
  const change = async (by: Client, id: string, permissions: string[], secondFactor = 'by-permission') =>
    by.send('POST', `/roles/${id}`, {
      permissions,
      secondFactor,
      reason: '岗位调整',
      version: (await roleOf(id)).version,
    })

  it('is narrowed at once, and widened only by two', async () => {
    const leader = await platform.signedIn('leader', places.zhanggong)
    const before = await permissionsOf('leader')
    const narrower = before.filter((permission) => permission !== 'benefits:read')
    expect((await change(nation, 'leader', narrower)).json().request).toBeNull()
    expect((await leader.get('/me')).json().permissions).not.toContain('benefits:read')
    const { request } = (await change(nation, 'leader', [...narrower, 'people:export'])).json()
    expect(await permissionsOf('leader')).not.toContain('people:export')
    const weighed = (await secondOfNation.get(`/grant-requests/${request.id}`)).json().widening
    expect(weighed.added).toMatchObject([{ id: 'people:export' }])
    expect(weighed.holders).toBeGreaterThan(0)
    expect((await decide(nation, request, 'approve')).json().code).toBe('access.needs-second-person')
    expect((await decide(secondOfNation, request, 'approve')).statusCode).toBe(200)
    expect(await permissionsOf('leader')).toContain('people:export')
    expect((await leader.get('/me')).statusCode).toBe(401)
  })

  it('is changed by nobody whose area is smaller, and not at all for the three administrators', async () => {
    expect((await change(one, 'supervisor', [])).json().code).toBe('access.role-not-yours')
    expect((await change(nation, 'auditor', ['audit:read', 'people:read'])).json().code).toBe('access.role-fixed')
    expect((await change(nation, 'supervisor', ['grants:manage'])).json().code).toBe('access.role-fixed')
  })

  it('no longer asks for a second factor only when two say so', async () => {
    const town = await permissionsOf('town-officer')
    expect((await change(nation, 'town-officer', town, 'always')).json().role.asksForSecondFactor).toBe(true)
    expect((await change(nation, 'town-officer', town, 'never')).json().request).toMatchObject({ kind: 'role' })
  })

  it('that was changed in the meantime is not overwritten by an older request', async () => {
    const worker = await permissionsOf('village-worker')
    const { request } = (await change(nation, 'village-worker', [...worker, 'people:reveal'])).json()
    await change(nation, 'village-worker', worker.slice(1))
    expect((await decide(secondOfNation, request, 'approve')).json().code).toBe('http.stale-version')
    expect(await permissionsOf('village-worker')).toEqual(worker.slice(1))
  })
})
