import { endpoint } from '@yinian/core/http/endpoint.ts'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trialAccess } from '../config/access-config.ts'
import { layOutPlaces, places, registered } from '../people/testing.ts'
import { type TestPlatform, testPlatform } from '../testing.ts'
import { makeApp } from './app.ts'
import { makeLimits } from './limits.ts'
import { makeServe } from './serve.ts'

let platform: TestPlatform

beforeAll(async () => {
  platform = await testPlatform('2026-11-21T02:00:00Z', {
    limits: { ...trialAccess.limits, signIn: 12, account: 40, address: 500, identitySearch: 3, reveal: 2, export: 1 },
  })
  await layOutPlaces(platform)
})
afterAll(() => platform.close())

const nextMinute = (): void => platform.clock.moveTo(new Date(platform.clock.now().getTime() + 60_000).toISOString())

describe('what is asked too often', () => {
  it('is refused in words, with the seconds to wait, and goes on in the next minute', async () => {
    const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    const elder = await registered(officer, { name: '单一人' })
    const reveal = () => officer.get(`/elders/${elder.id}/reveal?field=documentNumber&purpose=check`)
    expect((await reveal()).statusCode).toBe(200)
    expect((await reveal()).statusCode).toBe(200)
    const refused = await reveal()
    expect(refused.statusCode).toBe(429)
    expect(refused.json()).toMatchObject({
      code: 'http.too-many-requests',
      message: { zh: '操作太频繁，请 60 秒后再试' },
    })
    expect(refused.headers['retry-after']).toBe('60')
    expect((await officer.get('/me')).statusCode).toBe(200)
    nextMinute()
    expect((await reveal()).statusCode).toBe(200)
  })

  it('is counted for each account by itself', async () => {
    nextMinute()
    const busy = await platform.signedIn('leader', places.zhanggong)
    const calm = await platform.signedIn('leader', places.zhanggong)
    for (let asked = 0; asked < 40; asked++) await busy.get('/me')
    expect((await busy.get('/me')).statusCode).toBe(429)
    expect((await calm.get('/me')).statusCode).toBe(200)
  })

  it('is a whole identity number searched for, but not a name', async () => {
    nextMinute()
    const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    const search = (q: string) => officer.get(`/elders?q=${encodeURIComponent(q)}`)
    for (let asked = 0; asked < 3; asked++) expect((await search('999999194203170022')).statusCode).toBe(200)
    expect((await search('999999194203170022')).statusCode).toBe(429)
    expect((await search('单一人')).statusCode).toBe(200)
  })

  it('is a list taken out', async () => {
    nextMinute()
    const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    const take = () => officer.get('/elders/export?format=csv&purpose=monthly')
    expect((await take()).statusCode).toBe(200)
    expect((await take()).statusCode).toBe(429)
  })

  it('is signing in from one address, and everything from one address', async () => {
    nextMinute()
    const payload = { name: 'nobody-at-all', password: 'wrong' }
    const attempt = () => platform.app.inject({ method: 'POST', url: '/api/sign-in', payload })
    for (let tries = 0; tries < 12; tries++) expect((await attempt()).statusCode).toBe(401)
    expect((await attempt()).statusCode).toBe(429)
    const ask = () => platform.app.inject({ method: 'GET', url: '/api/sign-in/ways' })
    let last = await ask()
    for (let asked = 0; asked < 500 && last.statusCode === 200; asked++) last = await ask()
    expect(last.statusCode).toBe(429)
    expect((await platform.app.inject({ method: 'GET', url: '/healthz' })).statusCode).toBe(200)
  })
})

it('a file larger than its kind allows is not taken', async () => {
  const limits = makeLimits(platform.ground.config.access.limits, platform.clock)
  const app = await makeApp(platform.ground, limits)
  const serve = makeServe(app, platform.ground, { authenticate: async () => undefined }, [], limits)
  const photograph = endpoint({
    method: 'POST',
    path: '/photographs',
    permission: 'public',
    summary: { zh: '上传照片', en: 'Send a photograph' },
    reply: Type.Object({ bytes: Type.Integer() }),
    transfer: 'upload',
    uploadMegabytes: 1,
  })
  serve(photograph, ({ file }) => ({ bytes: file?.content.length ?? 0 }))
  const send = (bytes: number) =>
    app.inject({
      method: 'POST',
      url: '/api/photographs',
      headers: { 'content-type': 'multipart/form-data; boundary=edge' },
      payload: `--edge\r\ncontent-disposition: form-data; name="file"; filename="one.jpg"\r\n\r\n${'x'.repeat(bytes)}\r\n--edge--\r\n`,
    })
  expect((await send(1000)).json()).toEqual({ bytes: 1000 })
  const refused = await send(1024 * 1024 + 1)
  expect([refused.statusCode, refused.json().message.zh]).toEqual([413, '文件太大，上限为 1 MB'])
  await app.close()
})
