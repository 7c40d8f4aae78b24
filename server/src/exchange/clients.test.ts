import type { Client as Application } from '@yinian/core/exchange/client-api.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { contains } from '../rights/oracle.ts'
import { type Client, type TestPlatform, testPlatform, upload } from '../testing.ts'
import { ok } from './testing.ts'

let platform: TestPlatform
let admin: Client
let leader: Client
let officer: Client
let auditor: Client
const elders: { id: string; number: string; region: string }[] = []

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  admin = await platform.signedIn('system-administrator', '360700000000', 'admin')
  leader = await platform.signedIn('leader', '360700000000', 'leader')
  officer = await platform.signedIn('civil-affairs-officer', '360700000000', 'officer')
  auditor = await platform.signedIn('auditor', '360700000000', 'auditor')
  for (const [index, region] of [
    places.village,
    places.otherVillage,
    places.farVillage,
    places.nankangVillage,
  ].entries()) {
    const number = madeUpNumber(`194202${String(index + 10)}`)
    const elder = await registered(officer, {
      name: `范接口${index}`,
      documentNumber: number,
      region,
      circumstances: [{ kind: 'hardship', value: 'dibao', from: '2024-01-01', source: '县民政局' }],
    })
    elders.push({ id: elder.id, number, region })
    await platform.owner
      .insertInto('instrument_record')
      .values({
        county: region.slice(0, 6),
        id: elder.id,
        region,
        elder_id: elder.id,
        kind: 'recognised',
        instrument_id: 'gbt-42195',
        instrument_version: '2022',
        assessed_on: '2026-05-01',
        valid_until: '2027-04-30',
        level: 2,
        content_sealed: Buffer.from('sealed elsewhere'),
        origin: 'recognition',
        document_id: elder.id,
        recorded_at: platform.clock.now(),
        recorded_by: officer.accountId,
        recorded_by_name: 'officer',
      })
      .execute()
  }
})
afterAll(() => platform.close())

const wanted = {
  name: '长护险经办系统',
  organisation: '赣州市医疗保障局',
  contact: '信息科 0797-0000000',
  region: '360702000000',
  purposes: ['benefit-check', 'death-notice', 'statistics'],
  scopes: ['ability-results', 'categories', 'figures', 'death-reports', 'circumstance-notices'],
  basis: 'statutory',
  basisNote: '数据共享协议',
  agreementNumber: '赣市医保〔2026〕3号',
  validFrom: '2026-01-01',
  validUntil: '2027-12-31',
  perMinute: 1000,
  perDay: 100_000,
}
const place = ({ county, id }: { county: string; id: string }) => `/exchange/clients/${county}/${id}`
const register = async (more: object = {}) =>
  (await ok(admin.send('POST', '/exchange/clients', { ...wanted, ...more }))) as Application
const approve = async (one: Application) =>
  (await ok(
    leader.send('POST', `${place(one)}/decide`, { move: 'approve', reason: '', version: one.version }),
  )) as Application
const makeKey = (one: Application, kind: string, more: object = {}) =>
  admin.send('POST', `${place(one)}/keys`, { kind, days: 90, ...more })
const keyOf = async (one: Application, kind = 'live'): Promise<string> => (await makeKey(one, kind)).json().key

const ask = (key: string, path: string, payload?: object) =>
  platform.app.inject({
    method: payload ? 'POST' : 'GET',
    url: `/api/exchange/v1/${path}`,
    headers: { authorization: `Bearer ${key}` },
    ...(payload ? { payload } : {}),
  })
const about = (number: string | undefined, purpose = 'benefit-check') => ({ identityNumber: number, purpose })

describe('an application', () => {
  it('is registered by one person and approved by another; live keys come after that', async () => {
    const one = await register()
    expect((await makeKey(one, 'live')).json().code).toBe('exchange.not-active')
    expect(
      (await admin.send('POST', `${place(one)}/decide`, { move: 'approve', reason: '', version: 1 })).statusCode,
    ).toBe(403)
    const active = await approve(one)
    expect(active).toMatchObject({ state: 'active', decidedBy: 'leader' })
    const made = (await makeKey(active, 'live')).json()
    expect(made.key).toMatch(/^yn_live_[\w-]{43}$/)
    expect(made.client.keys[0]).toMatchObject({ prefix: made.key.slice(0, 14), works: true })
    const kept = await platform.owner.selectFrom('exchange_key').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(made.key.slice(14))
    const seen = await admin.get(place(one))
    expect(seen.body).not.toContain(made.key)
  })

  it('has its agreement filed, known by what is in it, for whoever decides to read', async () => {
    const one = await register()
    const path = `/exchange/agreements/client/${one.county}/${one.id}`
    expect((await upload(admin, path, '<html>', '协议.pdf')).json().code).toBe('exchange.agreement-file-wrong')
    expect((await upload(admin, path, '%PDF-1.7 agreement', '协议.pdf')).json()).toMatchObject({
      file: { fileName: '协议.pdf' },
    })
    const read = await leader.get(`${path}/file`)
    expect([read.headers['content-type'], read.body]).toEqual(['application/pdf', '%PDF-1.7 agreement'])
    const [kept] = await platform.owner.selectFrom('exchange_agreement').select('content_sealed').execute()
    expect(kept?.content_sealed.toString('latin1')).not.toContain('PDF')
  })

  it('is told what it asks for a purpose it named, and leaves a trace with the elder and the auditor', async () => {
    const one = await approve(await register())
    const key = await keyOf(one)
    const [elder] = elders
    const answer = await ask(key, 'ability-results', about(elder?.number))
    expect(answer.json()).toEqual({ result: { level: 2, confirmedOn: '2026-05-01', validUntil: '2027-04-30' } })
    expect((await ask(key, 'categories', about(elder?.number))).json()).toEqual({ categories: ['hardship:dibao'] })
    expect((await ask(key, 'categories', about(elder?.number, 'care-service'))).json().code).toBe(
      'exchange.purpose-not-agreed',
    )
    expect((await ask(key, 'categories', about('360702194501010011'))).json().code).toBe(
      'exchange.identity-number-wrong',
    )
    const looks = (await officer.get(`/elders/${elder?.id}/looks`)).json().rows
    expect(looks.map((look: { actorName: string }) => look.actorName)).toContain('赣州市医疗保障局 长护险经办系统')
    const { rows } = (await auditor.get(`/exchange/requests?sourceId=${one.id}`)).json()
    expect(rows.map((row: { outcome: string; operation: string }) => [row.operation, row.outcome])).toEqual([
      ['categories', 'refused'],
      ['categories', 'refused'],
      ['categories', 'answered'],
      ['ability-results', 'answered'],
    ])
    expect(rows.at(-1)).toMatchObject({
      elderIds: [elder?.id],
      fields: ['level', 'confirmedOn', 'validUntil'],
      askedBy: key.slice(0, 14),
    })
    expect((await admin.get(place(one))).json()).toMatchObject({ requestsToday: 4, refusedToday: 2 })
  })

  it('asks nothing else of the platform with its key', async () => {
    const key = await keyOf(await approve(await register()))
    for (const { endpoint } of platform.served) {
      if (endpoint.permission === 'public' || endpoint.permission.startsWith('client:') || endpoint.method !== 'GET')
        continue
      const url = `/api${endpoint.path.replaceAll(/:\w+/g, elders[0]?.id ?? '')}`
      const answer = await platform.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${key}` } })
      expect([400, 401, 403], endpoint.path).toContain(answer.statusCode)
    }
  })

  it('needs the person’s consent where no duty allows it', async () => {
    const key = await keyOf(await approve(await register({ basis: 'consent' })))
    const [elder] = elders
    expect((await ask(key, 'categories', about(elder?.number))).json()).toEqual({ categories: null })
    await platform.owner
      .insertInto('consent')
      .values({
        county: '360702',
        id: elder?.id ?? '',
        region: elder?.region ?? '',
        elder_id: elder?.id ?? '',
        kind: 'share-with-organisations',
        wording_version: '2026-1',
        wording: JSON.stringify({ zh: '同意', en: 'Agreed' }),
        given_by: 'elder',
        given_on: '2026-11-01',
        manner: 'paper',
        recorded_at: platform.clock.now(),
        recorded_by: officer.accountId,
        recorded_by_name: 'officer',
      })
      .execute()
    expect((await ask(key, 'categories', about(elder?.number))).json()).toEqual({ categories: ['hardship:dibao'] })
  })

  it('is limited by the minute, told so in headers, and let in again', async () => {
    const key = await keyOf(await approve(await register({ perMinute: 2 })))
    const first = await ask(key, 'categories', about(elders[0]?.number))
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1' })
    await ask(key, 'categories', about(elders[0]?.number))
    const third = await ask(key, 'categories', about(elders[0]?.number))
    expect([third.statusCode, third.json().code]).toEqual([429, 'http.too-many-requests'])
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0)
    const now = platform.clock.now()
    platform.clock.moveTo(new Date(now.getTime() + 60_000).toISOString())
    expect((await ask(key, 'categories', about(elders[0]?.number))).statusCode).toBe(200)
    platform.clock.moveTo(now.toISOString())
  })

  it('changes its key with an overlap, and a revoked one is refused at the next request', async () => {
    const one = await approve(await register())
    const before = (await makeKey(one, 'live')).json()
    const after = (await makeKey(one, 'live', { replaces: before.client.keys[0].id })).json()
    for (const { key } of [before, after])
      expect((await ask(key, 'categories', about(elders[0]?.number))).statusCode).toBe(200)
    const now = platform.clock.now()
    platform.clock.moveTo(new Date(now.getTime() + 8 * 86_400_000).toISOString())
    expect((await ask(before.key, 'categories', about(elders[0]?.number))).json().code).toBe('exchange.key-wrong')
    expect((await ask(after.key, 'categories', about(elders[0]?.number))).statusCode).toBe(200)
    platform.clock.moveTo(now.toISOString())
    const id = after.client.keys[0].id
    await admin.send('POST', `${place(one)}/keys/${id}/revoke`, { reason: '密钥泄露' })
    expect((await ask(after.key, 'categories', about(elders[0]?.number))).statusCode).toBe(401)
    expect((await ask(`yn_live_${'x'.repeat(43)}`, 'categories', about(elders[0]?.number))).statusCode).toBe(401)
    const ended = (await ok(admin.get(place(one)))) as Application
    await ok(admin.send('POST', `${place(one)}/end`, { reason: '协议终止', version: ended.version }))
    expect((await ask(before.key, 'categories', about(elders[0]?.number))).statusCode).toBe(401)
  })

  it('with a test key is told of invented people alone, before it was approved', async () => {
    const key = await keyOf(await register(), 'test')
    const real = elders[0]?.number
    const invented = await ask(key, 'categories', about('999999193501010015'))
    expect(invented.json()).toEqual({ categories: ['hardship:tekun'] })
    const spent = await platform.owner
      .selectFrom('audit_event')
      .select('id')
      .where('elder_id', '=', elders[0]?.id ?? '')
      .execute()
    expect((await ask(key, 'ability-results', about(real))).json()).not.toMatchObject({
      result: { confirmedOn: '2026-05-01' },
    })
    await ask(key, 'death-reports', { ...about(real, 'death-notice'), diedOn: '2026-11-01', source: 'hospital' })
    await ask(key, 'figures?region=360702000000&purpose=statistics')
    const now = await platform.owner
      .selectFrom('audit_event')
      .select('id')
      .where('elder_id', '=', elders[0]?.id ?? '')
      .execute()
    expect(now).toHaveLength(spent.length)
    expect((await officer.get('/death-reports')).json().rows).toEqual([])
  })
})

describe('what an application hands in', () => {
  it('waits for the county, changes nothing, and counts once', async () => {
    const key = await keyOf(await approve(await register()))
    const [, elder] = elders
    const death = { ...about(elder?.number, 'death-notice'), diedOn: '2026-11-02', source: 'hospital' }
    expect((await ask(key, 'death-reports', death)).json()).toEqual({ state: 'received' })
    expect((await ask(key, 'death-reports', death)).json()).toEqual({ state: 'already-known' })
    expect((await ask(key, 'death-reports', { ...death, diedOn: '2027-01-01' })).json().code).toBe('exchange.day-wrong')
    const { rows } = (await officer.get('/death-reports?state=reported')).json()
    expect(rows).toEqual([
      expect.objectContaining({ elderId: elder?.id, source: 'hospital', reporter: '赣州市医疗保障局 长护险经办系统' }),
    ])
    expect((await officer.get(`/elders/${elder?.id}`)).json().state).toBe('active')
    const notice = {
      ...about(elders[0]?.number, 'benefit-check'),
      kind: 'disability',
      value: 'physical',
      from: '2026-10-01',
    }
    expect((await ask(key, 'circumstance-notices', notice)).json()).toEqual({ state: 'received' })
    expect((await ask(key, 'circumstance-notices', notice)).json()).toEqual({ state: 'already-known' })
    expect((await ask(key, 'circumstance-notices', { ...notice, value: 'odd' })).json().code).toBe(
      'exchange.category-unknown',
    )
    const waiting = (await officer.get('/exchange/findings?state=waiting')).json().rows
    expect(waiting).toHaveLength(1)
    await officer.send('POST', `/exchange/findings/${waiting[0].county}/${waiting[0].id}/decide`, {
      decision: 'accept',
      reason: '',
    })
    expect((await officer.get(`/elders/${elders[0]?.id}`)).json().categories).toContain('disability:physical')
  })
})

describe('whatever an agreement says', () => {
  const scopes = ['ability-results', 'categories', 'figures', 'death-reports'] as const
  const divisions = ['360700000000', ...Object.values(places)]

  it('an application is told of exactly those who live in its division, and only what it was let into', async () => {
    const agreements = fc.record({
      scopes: fc.subarray([...scopes], { minLength: 1 }),
      region: fc.constantFrom(...divisions),
    })
    await fc.assert(
      fc.asyncProperty(agreements, async (agreement) => {
        const key = await keyOf(await approve(await register(agreement)))
        for (const elder of elders.slice(0, 1).concat(elders.slice(2))) {
          const within = contains(agreement.region, elder.region)
          for (const [scope, told] of [
            ['ability-results', 'result'],
            ['categories', 'categories'],
          ] as const) {
            const answer = await ask(key, scope, about(elder.number))
            if (!agreement.scopes.includes(scope)) expect(answer.statusCode, scope).toBe(403)
            else expect(answer.json()[told] !== null, `${agreement.region} ${elder.region}`).toBe(within)
          }
        }
        for (const region of divisions) {
          const answer = await ask(key, `figures?region=${region}&purpose=statistics`)
          const allowed = agreement.scopes.includes('figures') && contains(agreement.region, region)
          expect(answer.statusCode === 200, region).toBe(allowed)
        }
      }),
      { numRuns: 12 },
    )
  }, 60_000)

  it('its role in the database reads nothing but the columns of the agreement', async () => {
    const client = {
      role: 'client',
      accountId: elders[0]?.id ?? null,
      regions: ['360702000000'],
      organisationId: null,
    } as const
    for (const statement of [
      'select phone_sealed from elder',
      'select address_masked from elder',
      'select * from related_person',
      'select * from audit_event',
      'select information_sealed from assessment',
      'select * from account',
      "update elder set name = 'x'",
      'select token_hash from exchange_key',
      'select credential_sealed from exchange_connector',
    ])
      await expect(
        platform.as(client, (tx) => tx.executeQuery({ sql: statement, parameters: [] } as never)),
        statement,
      ).rejects.toThrow(/permission denied/)
  })
})

it('the interface is described for everybody, and nothing else of the platform with it', async () => {
  const { paths, security } = (await platform.app.inject('/api/exchange/v1/openapi.json')).json()
  expect(Object.keys(paths).sort()).toEqual([
    '/api/exchange/v1/ability-results',
    '/api/exchange/v1/categories',
    '/api/exchange/v1/circumstance-notices',
    '/api/exchange/v1/death-reports',
    '/api/exchange/v1/figures',
  ])
  expect(security).toEqual([{ key: [] }])
})
