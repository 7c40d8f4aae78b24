import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestPlatform, testPlatform } from '../testing.ts'
import { noncePlace } from './content-policy.ts'
import { serveWeb } from './web.ts'

describe('a page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yinian-pages-'))
  const app = Fastify()
  beforeAll(async () => {
    mkdirSync(join(folder, 'console'))
    writeFileSync(
      join(folder, 'console/index.html'),
      `<meta property="csp-nonce" nonce="${noncePlace}"><title>颐年</title>`,
    )
    mkdirSync(join(folder, 'family'))
    writeFileSync(
      join(folder, 'family/index.html'),
      `<meta property="csp-nonce" nonce="${noncePlace}"><title>家人</title>`,
    )
    mkdirSync(join(folder, 'field'))
    writeFileSync(join(folder, 'field/index.html'), '<title>入户</title>')
    await serveWeb(app, folder)
  })
  afterAll(async () => {
    await app.close()
    rmSync(folder, { recursive: true })
  })

  const open = (url: string) => app.inject({ method: 'GET', url })

  it.each(['/console/', '/console/people/1', '/console/index.html'])(
    'at %s lets in styles by a nonce of this answer alone, and no inline script',
    async (url) => {
      const [one, two] = [await open(url), await open(url)]
      const nonceOf = (answer: typeof one): string => /nonce="([^"]+)"/.exec(answer.body)?.[1] ?? ''
      expect(nonceOf(one)).toMatch(/^[A-Za-z0-9+/]{24}$/)
      expect(nonceOf(one)).not.toBe(nonceOf(two))
      const policy = String(one.headers['content-security-policy'])
      expect(policy).toContain(`style-src-elem 'self' 'nonce-${nonceOf(one)}'`)
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy.match(/'unsafe-inline'/g)).toHaveLength(1)
      expect(policy).toContain("style-src-attr 'unsafe-inline'")
      expect(policy).not.toContain('unsafe-eval')
      expect(one.headers['cache-control']).toBe('no-store')
    },
  )

  it.each(['/family', '/family/looks', '/family?language=en'])(
    'at %s is that of elders and relatives, which styles nothing by itself',
    async (url) => {
      const answer = await open(url)
      expect(answer.body).toContain('<title>家人</title>')
      expect(answer.body).toContain('nonce=""')
      expect(answer.headers['cache-control']).toBe('no-store')
    },
  )
})

describe('the entry at the door', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yinian-field-'))
  const app = Fastify()
  beforeAll(async () => {
    for (const name of ['console', 'family', 'field']) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'index.html'), `<meta nonce="${noncePlace}"><title>${name}</title>`)
    }
    writeFileSync(join(folder, 'field/worker.js'), 'self')
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'assets/field-1.js'), 'export {}')
    await serveWeb(app, folder)
  })
  afterAll(async () => {
    await app.close()
    rmSync(folder, { recursive: true })
  })
  const open = (url: string) => app.inject({ method: 'GET', url })

  it('has one page for every address below it, the same in every answer, and one folder for its worker', async () => {
    const [one, two] = [await open('/field/'), await open('/field/village/360702/1')]
    expect(one.body).toBe('<meta nonce=""><title>field</title>')
    expect(two.body).toBe(one.body)
    expect((await open('/field')).headers.location).toBe('/field/')
  })

  it('has its worker asked for anew each time, and its hashed files kept', async () => {
    const worker = await open('/field/worker.js')
    expect(worker.headers['cache-control']).toBe('no-cache')
    expect(worker.headers['content-type']).toContain('javascript')
    expect((await open('/assets/field-1.js')).headers['cache-control']).toContain('immutable')
  })

  it('gives no page for a file of another build', async () => {
    const gone = await open('/assets/field-0.js')
    expect([gone.statusCode, gone.json().code]).toEqual([404, 'http.not-found'])
  })
})

describe('what the interface answers', () => {
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await testPlatform()
  })
  afterAll(() => platform.close())

  it('is kept nowhere, framed nowhere, and says nothing of who serves it', async () => {
    const { headers } = await platform.app.inject({ method: 'GET', url: '/api/me' })
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['x-powered-by']).toBeUndefined()
  })

  it('is not given to a command of another site, by what the browser says of it', async () => {
    const payload = { name: 'anybody', password: 'anything' }
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
    ]) {
      const answer = await platform.app.inject({ method: 'POST', url: '/api/sign-in', payload, headers })
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'http.cross-site'])
    }
    const own = { 'sec-fetch-site': 'same-origin', host: 'yinian.test', origin: 'http://yinian.test' }
    const answer = await platform.app.inject({ method: 'POST', url: '/api/sign-in', payload, headers: own })
    expect(answer.statusCode).toBe(401)
  })

  it('gives a session that no script reads and no other site sends', async () => {
    await platform.signedIn('leader', '360702000000', 'cookie-leader')
    const payload = { name: 'cookie-leader', password: 'only-for-tests-7' }
    const answer = await platform.app.inject({ method: 'POST', url: '/api/sign-in', payload })
    expect(answer.cookies.find(({ name }) => name === 'yinian_session')).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
    })
  })
})
