import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestPlatform, testPlatform } from '../testing.ts'
import { firstStep, later } from './testing.ts'

const zhanggong = '360702000000'
const nankang = '360703000000'
let platform: TestPlatform

beforeAll(async () => {
  platform = await testPlatform('2026-11-21T02:00:00Z', { sessionIdleMinutes: 60 })
})
afterAll(() => platform.close())

const me = (cookies: Record<string, string>) => platform.app.inject({ method: 'GET', url: '/api/me', cookies })

describe('a session', () => {
  it('ends after an hour in which nothing was asked, and goes on while something is', async () => {
    await platform.signedIn('leader', zhanggong, 'idle-leader')
    const idle = await firstStep(platform, 'idle-leader')
    const busy = await firstStep(platform, 'idle-leader')
    later(platform, 40)
    expect((await me(busy.cookies)).statusCode).toBe(200)
    later(platform, 40)
    expect((await me(busy.cookies)).statusCode).toBe(200)
    expect((await me(idle.cookies)).statusCode).toBe(401)
  })

  it('ends after twelve hours, however busy', async () => {
    await platform.signedIn('leader', zhanggong, 'busy-leader')
    const { cookies } = await firstStep(platform, 'busy-leader')
    for (let minutes = 0; minutes < 700; minutes += 50) {
      expect((await me(cookies)).statusCode).toBe(200)
      later(platform, 50)
    }
    later(platform, 30)
    expect((await me(cookies)).statusCode).toBe(401)
  })

  it('is noted as seen at most once a minute', async () => {
    const leader = await platform.signedIn('leader', zhanggong)
    const seen = async (): Promise<Date | undefined> =>
      (
        await platform.owner
          .selectFrom('session')
          .select('seen_at')
          .where('account_id', '=', leader.accountId)
          .executeTakeFirst()
      )?.seen_at
    const first = await seen()
    later(platform, 0.5)
    await leader.get('/me')
    expect(await seen()).toEqual(first)
    later(platform, 0.6)
    await leader.get('/me')
    expect(await seen()).toEqual(platform.clock.now())
  })

  it('gets a token of its own at every sign-in', async () => {
    await platform.signedIn('leader', zhanggong, 'twice-leader')
    const one = await firstStep(platform, 'twice-leader')
    const two = await firstStep(platform, 'twice-leader')
    expect(one.cookies.yinian_session).not.toBe(two.cookies.yinian_session)
  })
})

describe('the list of one’s sessions', () => {
  it('names the devices in plain words, marks this one, and ends the others', async () => {
    const leader = await platform.signedIn('leader', zhanggong, 'many-devices')
    const other = await firstStep(platform, 'many-devices')
    const third = await firstStep(platform, 'many-devices')
    const { rows } = (await leader.get('/me/sessions')).json()
    expect(rows).toHaveLength(3)
    expect(rows.filter((row: { current: boolean }) => row.current)).toHaveLength(1)
    const edge = rows.filter((row: { device: { en: string } }) => row.device.en === 'Edge on a Windows computer')
    expect(edge).toHaveLength(2)
    expect(edge[0].device.zh).toBe('Windows 电脑上的 Edge')
    expect((await leader.send('DELETE', `/me/sessions/${edge[0].id}`)).statusCode).toBe(200)
    expect((await leader.send('POST', '/me/sessions/end-others')).json()).toEqual({ ended: 1 })
    expect([(await me(other.cookies)).statusCode, (await me(third.cookies)).statusCode]).toEqual([401, 401])
    expect((await leader.get('/me')).statusCode).toBe(200)
  })

  it('ends nobody else’s', async () => {
    const one = await platform.signedIn('leader', zhanggong)
    const two = await platform.signedIn('leader', zhanggong)
    const [session] = (await two.get('/me/sessions')).json().rows
    expect((await one.send('DELETE', `/me/sessions/${session.id}`)).statusCode).toBe(404)
    expect((await two.get('/me')).statusCode).toBe(200)
  })

  it('is seen and ended by the administrators of that division and by no others', async () => {
    const leader = await platform.signedIn('leader', zhanggong)
    const admin = await platform.signedIn('system-administrator', zhanggong)
    const elsewhere = await platform.signedIn('system-administrator', nankang)
    const [session] = (await admin.get(`/accounts/${leader.accountId}/sessions`)).json().rows
    expect((await elsewhere.get(`/accounts/${leader.accountId}/sessions`)).statusCode).toBe(404)
    const address = `/accounts/${leader.accountId}/sessions/${session.id}`
    expect((await elsewhere.send('DELETE', address)).statusCode).toBe(404)
    expect((await leader.get('/me')).statusCode).toBe(200)
    expect((await admin.send('DELETE', address)).statusCode).toBe(200)
    expect((await leader.get('/me')).statusCode).toBe(401)
  })
})

it('a new password ends every other session', async () => {
  const leader = await platform.signedIn('leader', zhanggong, 'new-password')
  const other = await firstStep(platform, 'new-password')
  await leader.send('POST', '/me/password', { current: 'only-for-tests-7', next: 'Sunny-hill-2026' })
  expect((await me(other.cookies)).statusCode).toBe(401)
  expect((await leader.get('/me')).statusCode).toBe(200)
})
