import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { codeNow, enrol } from './testing.ts'

const zhanggong = '360702000000'
const back = 'http://yinian.test/api/sign-in/identity/back'
let platform: TestPlatform
let server: Server
let issuer: string

/** A real OpenID provider on this machine; whoever types a name there is who they say they are. */
async function startProvider(): Promise<void> {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'yinian',
        client_secret: 'a-secret-of-the-tests-only',
        redirect_uris: [back],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['a-cookie-key-of-the-tests-only'] },
  })
  server.on('request', provider.callback())
}

beforeAll(async () => {
  await startProvider()
  platform = await testPlatform('2026-11-21T02:00:00Z', {
    publicUrl: 'http://yinian.test',
    identityProvider: {
      issuer,
      clientId: 'yinian',
      clientSecret: 'a-secret-of-the-tests-only',
      name: { zh: '赣政通', en: 'Ganzhou government sign-on' },
    },
  })
  // the provider signs with the machine's time
  platform.clock.moveTo(new Date().toISOString())
})
afterAll(async () => {
  await platform.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

type Jar = Map<string, string>
const cookieOf = (jar: Jar): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

/** Follows the provider's own pages as a browser would, until it sends the browser back to the platform. */
async function proveAtProvider(address: string, subject: string): Promise<string> {
  const jar: Jar = new Map()
  let next = address
  let form: string | undefined
  for (let steps = 0; steps < 12; steps++) {
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: {
        cookie: cookieOf(jar),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    form = undefined
    const location = answer.headers.get('location')
    if (location !== null) {
      next = new URL(location, next).href
      if (next.startsWith(back)) return next.slice('http://yinian.test'.length)
      continue
    }
    const page = await answer.text()
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login'
    next = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? next, next).href
    form = String(new URLSearchParams({ prompt, login: subject, password: 'whatever' }))
  }
  throw new Error('The provider did not send the browser back.')
}

const go = (to = '/') =>
  platform.app.inject({ method: 'GET', url: `/api/sign-in/identity?to=${encodeURIComponent(to)}` })
const comeBack = (url: string, cookies: Record<string, string>) => platform.app.inject({ method: 'GET', url, cookies })
type Answer = Awaited<ReturnType<typeof go>>
const cookiesOf = (answer: Answer): Record<string, string> =>
  Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]))

async function link(client: Client, subject: string): Promise<Answer> {
  const { address } = (await client.send('POST', '/me/identities')).json()
  const returned = await proveAtProvider(address, subject)
  return client.inject({ method: 'GET', url: returned })
}

describe('an identity of the provider', () => {
  it('is linked by the person themselves and then signs them in', async () => {
    const officer = await platform.signedIn('civil-affairs-officer', zhanggong, 'linked-officer')
    const linked = await link(officer, 'subject-of-the-officer')
    expect(linked.headers.location).toBe('/console/me?linked=true')
    expect((await officer.get('/me/identities')).json().rows).toMatchObject([{ subject: 'subject-of-the-officer' }])
    const left = await go('/people')
    const returned = await proveAtProvider(left.headers.location ?? '', 'subject-of-the-officer')
    const done = await comeBack(returned, cookiesOf(left))
    expect(done.headers.location).toBe('/console/sign-in?step=done&to=%2Fpeople')
    const me = await platform.app.inject({ method: 'GET', url: '/api/me', cookies: cookiesOf(done) })
    expect(me.json().account.name).toBe('linked-officer')
    const sessions = (await officer.get('/me/sessions')).json().rows
    expect(sessions.map(({ method }: { method: string }) => method).sort()).toEqual(['identity', 'password'])
  })

  it('is asked for the code where the account has a second factor', async () => {
    const leader = await platform.signedIn('leader', zhanggong, 'careful-leader')
    await link(leader, 'subject-of-the-leader')
    const { secret } = await enrol(platform, leader)
    const left = await go()
    const done = await comeBack(
      await proveAtProvider(left.headers.location ?? '', 'subject-of-the-leader'),
      cookiesOf(left),
    )
    expect(done.headers.location).toContain('step=code')
    const cookies = cookiesOf(done)
    expect(cookies.yinian_session).toBeUndefined()
    platform.clock.moveTo(new Date(platform.clock.now().getTime() + 30_000).toISOString())
    const payload = { code: codeNow(platform, secret) }
    const second = await platform.app.inject({ method: 'POST', url: '/api/sign-in/code', cookies, payload })
    expect(second.json().account.name).toBe('careful-leader')
  })

  it('that nobody has linked makes no account, whatever it is called', async () => {
    await platform.signedIn('leader', zhanggong, 'same-name')
    const before = await platform.owner.selectFrom('account').select('id').execute()
    const left = await go()
    const done = await comeBack(await proveAtProvider(left.headers.location ?? '', 'same-name'), cookiesOf(left))
    expect(done.headers.location).toBe('/console/sign-in?refused=access.identity-unknown')
    expect(cookiesOf(done).yinian_session).toBeUndefined()
    expect(await platform.owner.selectFrom('account').select('id').execute()).toHaveLength(before.length)
  })

  it('does not open a locked account', async () => {
    const leader = await platform.signedIn('leader', zhanggong, 'locked-leader')
    await link(leader, 'subject-of-the-locked')
    await platform.owner.updateTable('account').set({ state: 'locked' }).where('name', '=', 'locked-leader').execute()
    const left = await go()
    const returned = await proveAtProvider(left.headers.location ?? '', 'subject-of-the-locked')
    const done = await comeBack(returned, cookiesOf(left))
    expect(done.headers.location).toBe('/console/sign-in?refused=access.identity-unknown')
  })

  it('belongs to one account', async () => {
    const one = await platform.signedIn('leader', zhanggong)
    const two = await platform.signedIn('leader', zhanggong)
    await link(one, 'subject-of-one')
    expect((await link(two, 'subject-of-one')).headers.location).toBe('/console/me?refused=access.identity-taken')
    const [identity] = (await one.get('/me/identities')).json().rows
    expect((await two.send('DELETE', `/me/identities/${identity.id}`)).statusCode).toBe(404)
    expect((await one.send('DELETE', `/me/identities/${identity.id}`)).statusCode).toBe(200)
    expect((await link(two, 'subject-of-one')).headers.location).toBe('/console/me?linked=true')
  })

  it('is linked by an administrator, but not to a security or audit administrator without a second factor', async () => {
    const system = await platform.signedIn('system-administrator', zhanggong)
    const leader = await platform.signedIn('leader', zhanggong)
    const linked = await system.send('POST', `/accounts/${leader.accountId}/identities`, { subject: 'named-subject' })
    expect(linked.json().rows).toMatchObject([{ issuer, subject: 'named-subject' }])
    const security = await platform.signedIn('security-administrator', zhanggong)
    const refused = await system.send('POST', `/accounts/${security.accountId}/identities`, { subject: 'mine' })
    expect(refused.json().code).toBe('access.administrators-password')
  })
})

describe('what comes back from the provider', () => {
  it('is refused with another state, in another browser, and a second time', async () => {
    const officer = await platform.signedIn('leader', zhanggong, 'honest-leader')
    await link(officer, 'subject-of-the-honest')
    const refused = '/console/sign-in?refused=access.identity-refused'
    const left = await go()
    const returned = await proveAtProvider(left.headers.location ?? '', 'subject-of-the-honest')
    const forged = returned.replace(/state=[^&]+/, 'state=made-up')
    expect((await comeBack(forged, cookiesOf(left))).headers.location).toBe(refused)
    expect((await comeBack(returned, { yinian_identity: 'another-browser' })).headers.location).toBe(refused)

    const again = await go()
    const good = await proveAtProvider(again.headers.location ?? '', 'subject-of-the-honest')
    expect((await comeBack(good, cookiesOf(again))).headers.location).toContain('step=done')
    expect((await comeBack(good, cookiesOf(again))).headers.location).toBe(refused)
  })

  it('is refused with a code that was used already', async () => {
    const one = await go()
    const used = await proveAtProvider(one.headers.location ?? '', 'subject-of-the-honest')
    const code = new URL(used, 'http://yinian.test').searchParams.get('code') ?? ''
    await comeBack(used, cookiesOf(one))
    const two = await go()
    const state = new URL(two.headers.location ?? '').searchParams.get('state') ?? ''
    const replayed = `/api/sign-in/identity/back?${new URLSearchParams({ code, state, iss: issuer })}`
    const answer = await comeBack(replayed, cookiesOf(two))
    expect(answer.headers.location).toBe('/console/sign-in?refused=access.identity-refused')
  })

  it('does not link to somebody else’s session', async () => {
    const victim = await platform.signedIn('leader', zhanggong, 'victim')
    const attacker = await platform.signedIn('leader', zhanggong, 'attacker')
    const { address } = (await attacker.send('POST', '/me/identities')).json()
    const returned = await proveAtProvider(address, 'subject-of-the-attacker')
    const answer = await victim.inject({ method: 'GET', url: returned })
    expect(answer.headers.location).toBe('/console/me?refused=access.identity-refused')
    expect((await victim.get('/me/identities')).json().rows).toEqual([])
  })
})

describe('the way to the provider', () => {
  it('is offered by name where there is one', async () => {
    const ways = await platform.app.inject({ method: 'GET', url: '/api/sign-in/ways' })
    expect(ways.json()).toEqual({ identity: { zh: '赣政通', en: 'Ganzhou government sign-on' } })
    const without = await testPlatform()
    expect((await without.app.inject({ method: 'GET', url: '/api/sign-in/ways' })).json()).toEqual({ identity: null })
    const answer = await without.app.inject({ method: 'GET', url: '/api/sign-in/identity' })
    expect(answer.headers.location).toBe('/console/sign-in?refused=access.identity-not-offered')
    await without.close()
  })

  it('says so when the provider is down, and leaves the password as it is', async () => {
    const down = await testPlatform('2026-11-21T02:00:00Z', {
      identityProvider: {
        issuer: 'http://127.0.0.1:9',
        clientId: 'yinian',
        clientSecret: 'a-secret-of-the-tests-only',
        name: { zh: '', en: '' },
      },
    })
    const answer = await down.app.inject({ method: 'GET', url: '/api/sign-in/identity' })
    expect(answer.headers.location).toBe('/console/sign-in?refused=access.identity-unreachable')
    const leader = await down.signedIn('leader', zhanggong)
    expect((await leader.send('POST', '/me/identities')).json().code).toBe('access.identity-unreachable')
    await down.close()
  })
})
