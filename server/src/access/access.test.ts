import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestPlatform, testPlatform } from '../testing.ts'

const zhanggong = '360702000000'
const nankang = '360703000000'
let platform: TestPlatform

beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

describe('signing in', () => {
  it('tells who is signed in, what they may do and where', async () => {
    const officer = await platform.signedIn('civil-affairs-officer', zhanggong)
    const me = (await officer.get('/me')).json()
    expect(me.permissions).toContain('people:read')
    expect(me.regions).toMatchObject([{ code: zhanggong }])
    expect(me.today).toBe('2026-11-21')
  })

  it('refuses an unknown name and a wrong password with the same words', async () => {
    await platform.signedIn('leader', zhanggong, 'known-leader')
    const payload = { name: 'known-leader', password: 'wrong-password' }
    const wrong = await platform.app.inject({ method: 'POST', url: '/api/sign-in', payload })
    const unknown = await platform.app.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: { ...payload, name: 'nobody-here' },
    })
    expect(wrong.statusCode).toBe(401)
    expect(wrong.json()).toEqual(unknown.json())
  })

  it('locks an account after five wrong passwords, and opens it again after a quarter of an hour', async () => {
    await platform.signedIn('leader', zhanggong, 'forgetful-leader')
    const attempt = (password: string) =>
      platform.app.inject({ method: 'POST', url: '/api/sign-in', payload: { name: 'forgetful-leader', password } })
    for (let tries = 1; tries < 5; tries++) expect((await attempt('wrong')).statusCode).toBe(401)
    expect((await attempt('wrong')).json().code).toBe('access.account-locked')
    expect((await attempt('only-for-tests-7')).statusCode).toBe(423)
    const before = platform.clock.now()
    platform.clock.moveTo(new Date(before.getTime() + 16 * 60_000).toISOString())
    expect((await attempt('only-for-tests-7')).statusCode).toBe(200)
    platform.clock.moveTo(before.toISOString())
  })

  it('ends with the session', async () => {
    const officer = await platform.signedIn('civil-affairs-officer', zhanggong)
    await officer.send('POST', '/sign-out')
    expect((await officer.get('/me')).statusCode).toBe(401)
  })

  it('says that the current password is the wrong one when somebody changes their own', async () => {
    const officer = await platform.signedIn('civil-affairs-officer', zhanggong)
    const change = { current: 'not-the-present-one', next: 'Sunny-hill-2026' }
    expect((await officer.send('POST', '/me/password', change)).json()).toMatchObject({
      code: 'access.current-password-wrong',
      at: '/current',
    })
  })

  it('refuses a command that comes from another site', async () => {
    const officer = await platform.signedIn('civil-affairs-officer', zhanggong)
    const answer = await officer.inject({
      method: 'POST',
      url: '/api/sign-out',
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.json().code).toBe('http.cross-site')
  })
})

describe('administering accounts', () => {
  const account = (region: string, name: string) => ({ name, displayName: '测试人员', title: '', region })

  it('reaches no further than the administrator’s own division', async () => {
    const administrator = await platform.signedIn('system-administrator', zhanggong)
    const security = await platform.signedIn('security-administrator', zhanggong)
    expect((await administrator.send('POST', '/accounts', account(nankang, 'elsewhere-one'))).json().code).toBe(
      'access.beyond-own-scope',
    )
    const created = (await administrator.send('POST', '/accounts', account(zhanggong, 'here-one'))).json()
    expect(created.firstPassword).toMatch(/^\w{4}-\w{4}-\w{4}$/)
    const beyond = await security.send('POST', `/accounts/${created.account.id}/grants`, {
      role: 'civil-affairs-officer',
      region: '360700000000',
      reason: '分管养老服务',
    })
    expect(beyond.json().code).toBe('access.beyond-own-scope')
    const asked = await security.send('POST', `/accounts/${created.account.id}/grants`, {
      role: 'leader',
      region: zhanggong,
      reason: '分管养老服务',
    })
    expect(asked.json().request).toMatchObject({
      state: 'waiting',
      role: { id: 'leader' },
      region: { code: zhanggong },
    })
    expect(asked.json().account.grants).toEqual([])
    const neighbour = await platform.signedIn('system-administrator', nankang)
    expect((await neighbour.get(`/accounts/${created.account.id}`)).statusCode).toBe(404)
    const list = (await neighbour.get('/accounts?limit=200')).json()
    expect(list.rows.map((row: { name: string }) => row.name)).not.toContain('here-one')
  })

  it('answers a repeated command once and keeps its answer', async () => {
    const administrator = await platform.signedIn('system-administrator', zhanggong)
    const key = 'one-and-the-same-key'
    const first = await administrator.send('POST', '/accounts', account(zhanggong, 'twice-sent'), key)
    const again = await administrator.send('POST', '/accounts', account(zhanggong, 'twice-sent'), key)
    expect(again.statusCode).toBe(200)
    expect(again.json()).toEqual(first.json())
    const other = await administrator.send('POST', '/accounts', account(zhanggong, 'thrice-sent'), key)
    expect(other.json().code).toBe('http.idempotency-key-reused')
  })

  it('lets nobody change their own grants', async () => {
    const administrator = await platform.signedIn('security-administrator', zhanggong)
    const answer = await administrator.send('POST', `/accounts/${administrator.accountId}/grants`, {
      role: 'auditor',
      region: zhanggong,
      reason: '自己给自己',
    })
    expect(answer.json().code).toBe('access.own-account')
  })

  it('is closed to whoever does not hold the permission, and leaves a trail', async () => {
    const officer = await platform.signedIn('civil-affairs-officer', zhanggong)
    expect((await officer.get('/accounts')).json().code).toBe('http.not-allowed')
    const auditor = await platform.signedIn('auditor', zhanggong)
    await platform.owner
      .insertInto('region')
      .values({
        code: zhanggong,
        name: '章贡区',
        level: 'county',
        parent: '360700000000',
        county: '360702',
        pinyin: 'zhanggongqu',
        initials: 'zgq',
      })
      .execute()
    const trail = (await auditor.get('/audit-events?action=access.account-created')).json()
    expect(trail.rows[0]).toMatchObject({
      actionName: { zh: '新建账号' },
      subjectType: 'account',
      regionPath: '章贡区',
    })
  })
})

describe('the two walls', () => {
  it('every endpoint declares who may call it', () => {
    expect(platform.served.length).toBeGreaterThan(10)
    for (const { endpoint } of platform.served) expect(endpoint.permission, endpoint.path).toBeTruthy()
  })

  it('every table has row-level security, and no table belongs to the application', async () => {
    const { rows } = await platform.owner.executeQuery<{ relname: string; relrowsecurity: boolean; owner: string }>(
      (await import('kysely')).CompiledQuery.raw(
        `select relname, relrowsecurity, pg_get_userbyid(relowner) as owner from pg_class
         where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relname <> 'migration'`,
      ),
    )
    expect(rows.filter((row) => !row.relrowsecurity).map((row) => row.relname)).toEqual([])
    expect(rows.filter((row) => row.owner === 'yinian_app')).toEqual([])
  })

  it('nobody but the gatekeeper reads what is kept of a session’s token', async () => {
    const reading = platform.as({ role: 'official', regions: ['000000000000'] }, (tx) =>
      tx.selectFrom('session').select('token_hash').execute(),
    )
    await expect(reading).rejects.toThrow(/permission denied/)
  })

  it('a transaction without a scope sees nothing', async () => {
    const seen = await platform.as({ role: 'official' }, (tx) => tx.selectFrom('account').select('id').execute())
    expect(seen).toEqual([])
  })
})
