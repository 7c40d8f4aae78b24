import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { codeNow, enrol, firstStep, later } from './testing.ts'

const zhanggong = '360702000000'
let platform: TestPlatform

beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

const second = (cookies: Record<string, string>, code: string) =>
  platform.app.inject({ method: 'POST', url: '/api/sign-in/code', cookies, payload: { code } })

describe('signing in with a second factor', () => {
  let officer: Client
  let secret: string
  let recoveryCodes: string[]
  beforeAll(async () => {
    officer = await platform.signedIn('civil-affairs-officer', zhanggong, 'two-steps')
    ;({ secret, recoveryCodes } = await enrol(platform, officer))
  })

  it('asks for the code after the password, and opens no session before', async () => {
    later(platform, 1)
    const { answer, cookies } = await firstStep(platform, 'two-steps')
    expect(answer.json()).toEqual({ next: 'code' })
    expect(cookies.yinian_session).toBeUndefined()
    expect((await platform.app.inject({ method: 'GET', url: '/api/me', cookies })).statusCode).toBe(401)
    const done = await second(cookies, codeNow(platform, secret))
    expect(done.json().account.name).toBe('two-steps')
    expect(done.cookies.find(({ name }) => name === 'yinian_session')?.httpOnly).toBe(true)
  })

  it('says nothing of a wrong password that it would not say of one without a second factor', async () => {
    const { answer } = await firstStep(platform, 'two-steps', 'wrong-password')
    const unknown = await firstStep(platform, 'nobody-at-all', 'wrong-password')
    expect(answer.json()).toEqual(unknown.answer.json())
  })

  it('takes a code once, one step early or late, and not two', async () => {
    later(platform, 5)
    const used = codeNow(platform, secret)
    expect((await second((await firstStep(platform, 'two-steps')).cookies, used)).statusCode).toBe(200)
    expect((await second((await firstStep(platform, 'two-steps')).cookies, used)).json().code).toBe(
      'access.code-refused',
    )
    const { cookies } = await firstStep(platform, 'two-steps')
    expect((await second(cookies, codeNow(platform, secret, -1))).statusCode).toBe(401)
    expect((await second(cookies, codeNow(platform, secret, 2))).statusCode).toBe(401)
    expect((await second(cookies, codeNow(platform, secret, 1))).statusCode).toBe(200)
  })

  it('takes each recovery code once, however it is typed, and keeps none of them', async () => {
    const code = recoveryCodes[0] ?? ''
    expect(recoveryCodes).toHaveLength(10)
    const { cookies } = await firstStep(platform, 'two-steps')
    expect((await second(cookies, code.toUpperCase().replaceAll('-', ' '))).statusCode).toBe(200)
    const again = await firstStep(platform, 'two-steps')
    expect((await second(again.cookies, code)).statusCode).toBe(401)
    expect((await officer.get('/me/second-factor')).json()).toMatchObject({ recoveryCodes: 9 })
    const kept = await platform.owner.selectFrom('recovery_code').select('code_hash').execute()
    for (const { code_hash } of kept) expect(code_hash).toHaveLength(32)
    const [factor] = await platform.owner.selectFrom('second_factor').selectAll().execute()
    expect(factor?.secret_sealed.includes(Buffer.from(secret))).toBe(false)
  })

  it('locks after five wrong codes, counted over all attempts, and opens after a quarter of an hour', async () => {
    later(platform, 5)
    await second((await firstStep(platform, 'two-steps')).cookies, codeNow(platform, secret))
    for (let tries = 1; tries < 5; tries++)
      expect((await second((await firstStep(platform, 'two-steps')).cookies, '000000')).json().code).toBe(
        'access.code-refused',
      )
    const { cookies } = await firstStep(platform, 'two-steps')
    expect((await second(cookies, '000000')).json().code).toBe('access.code-locked')
    expect((await second(cookies, codeNow(platform, secret))).json().code).toBe('access.code-locked')
    later(platform, 16)
    const fresh = await firstStep(platform, 'two-steps')
    expect((await second(fresh.cookies, codeNow(platform, secret))).statusCode).toBe(200)
  })

  it('takes too long after five minutes', async () => {
    const { cookies } = await firstStep(platform, 'two-steps')
    later(platform, 6)
    expect((await second(cookies, codeNow(platform, secret))).json().code).toBe('access.sign-in-expired')
    expect((await second({}, codeNow(platform, secret))).json().code).toBe('access.sign-in-expired')
  })
})

describe('a second factor', () => {
  it('counts only once its first code has confirmed it', async () => {
    const leader = await platform.signedIn('leader', zhanggong, 'half-way')
    await leader.send('POST', '/me/second-factor')
    expect((await leader.send('POST', '/me/second-factor/confirm', { code: '000000' })).statusCode).toBe(401)
    expect((await firstStep(platform, 'half-way')).answer.json().account.name).toBe('half-way')
  })

  it('is taken off with a code only, and set up once', async () => {
    const leader = await platform.signedIn('leader', zhanggong, 'on-and-off')
    const { secret } = await enrol(platform, leader)
    expect((await leader.send('POST', '/me/second-factor')).json().code).toBe('access.second-factor-exists')
    expect((await leader.send('POST', '/me/second-factor/remove', { code: '123456' })).statusCode).toBe(401)
    later(platform, 1)
    const gone = await leader.send('POST', '/me/second-factor/remove', { code: codeNow(platform, secret) })
    expect(gone.statusCode).toBe(200)
    expect((await firstStep(platform, 'on-and-off')).cookies.yinian_session).toBeDefined()
  })

  it('is reset by a security administrator, who says why, and by nobody else', async () => {
    const leader = await platform.signedIn('leader', zhanggong, 'lost-phone')
    await enrol(platform, leader)
    const reset = (client: Client) =>
      client.send('POST', `/accounts/${leader.accountId}/second-factor/reset`, { reason: '手机遗失' })
    const system = await platform.signedIn('system-administrator', zhanggong)
    expect((await reset(system)).json().code).toBe('http.not-allowed')
    const security = await platform.signedIn('security-administrator', zhanggong)
    expect((await reset(security)).statusCode).toBe(200)
    expect((await leader.get('/me')).statusCode).toBe(401)
    expect((await firstStep(platform, 'lost-phone')).cookies.yinian_session).toBeDefined()
    const auditor = await platform.signedIn('auditor', zhanggong)
    const [event] = (await auditor.get('/audit-events?action=access.second-factor-reset')).json().rows
    expect(event).toMatchObject({ subjectId: leader.accountId, detail: { reason: '手机遗失' } })
  })

  it('keeps a system administrator from giving themselves the way in of a security or audit administrator', async () => {
    const system = await platform.signedIn('system-administrator', zhanggong)
    const security = await platform.signedIn('security-administrator', zhanggong)
    const reset = () => system.send('POST', `/accounts/${security.accountId}/reset-password`)
    expect((await reset()).json().code).toBe('access.administrators-password')
    await enrol(platform, security)
    expect((await reset()).statusCode).toBe(200)
  })
})

describe('where the installation requires a second factor', () => {
  let strict: TestPlatform
  beforeAll(async () => {
    strict = await testPlatform('2026-11-21T02:00:00Z', { secondFactor: 'required' })
  })
  afterAll(() => strict.close())

  it('a role that reveals or exports is withheld until it is set up', async () => {
    const officer = await strict.signedIn('civil-affairs-officer', zhanggong)
    const before = (await officer.get('/me')).json()
    expect([before.awaitsSecondFactor, before.permissions]).toEqual([true, []])
    expect((await officer.get('/elders')).json().code).toBe('access.second-factor-required')
    await enrol(strict, officer)
    expect((await officer.get('/me')).json()).toMatchObject({ awaitsSecondFactor: false })
    expect((await officer.get('/elders')).statusCode).toBe(200)
  })

  it('administrators need one always, and whoever only reads does not', async () => {
    const security = await strict.signedIn('security-administrator', zhanggong)
    expect((await security.get('/accounts')).json().code).toBe('access.second-factor-required')
    const leader = await strict.signedIn('leader', zhanggong)
    expect((await leader.get('/elders')).statusCode).toBe(200)
  })
})
