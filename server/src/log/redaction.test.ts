import { Writable } from 'node:stream'
import { checkCharacterOf } from '@yinian/core/people/identity-document.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assemble } from '../app.ts'
import { layOutPlaces, places } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { type Log, makeLog } from './log.ts'

const lines: string[] = []
const readable: string[] = []
const log = makeLog('debug', false, collecting(lines))

function collecting(into: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      into.push(chunk.toString())
      done()
    },
  })
}

/** What nobody may find in a log. */
const identityNumber = fc
  .tuple(fc.constantFrom('19420317', '19511230', '19600101'), fc.integer({ min: 0, max: 999 }))
  .map(([birth, order]) => {
    const first17 = `999999${birth}${String(order).padStart(3, '0')}`
    return first17 + checkCharacterOf(first17)
  })
const phone = fc.integer({ min: 0, max: 99_999_999 }).map((end) => `139${String(end).padStart(8, '0')}`)
const han = (length: number) =>
  fc
    .array(fc.constantFrom(...'张王李欧阳桂英惠珍水南镇腊长村路号东门组栋单元'), { minLength: 2, maxLength: length })
    .map((all) => all.join(''))
const token = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'))
  // 32 random bytes without a capital, a small letter or a digit do not happen; bytes a test makes up do
  .filter((text) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text))
const password = fc.string({ minLength: 10, maxLength: 20, unit: fc.constantFrom(...'abcXYZ789!%&') })
const secrets = fc.record({ identityNumber, phone, address: han(12), name: han(4), token, password })
type Secrets = typeof secrets extends fc.Arbitrary<infer T> ? T : never

function found(text: string, of: Partial<Secrets>): string[] {
  return Object.entries(of).flatMap(([kind, value]) => (text.includes(value) ? [`${kind} ${value} in ${text}`] : []))
}

/** An error as PostgreSQL reports it, with the row in its detail. */
function databaseError({ name, identityNumber: number, phone: called, address }: Secrets): Error {
  return Object.assign(
    new Error(`invalid input syntax for type date: "${number}"`, {
      cause: new Error(`Key (name, phone)=(${name}, ${called}) already exists.`),
    }),
    {
      code: '22007',
      severity: 'ERROR',
      table: 'elder',
      constraint: 'elder_phone_index_unique',
      detail: `Failing row contains (360702, ${name}, ${number}, ${called}, ${address}).`,
      where: `COPY elder, line 3, column name: "${name}"`,
      parameters: [number, called],
      query: `insert into elder values ('${name}')`,
    },
  )
}

/** Every way into the log that the platform uses. */
const ways: readonly ((to: Log, one: Secrets) => void)[] = [
  (to, one) => to.error({ err: databaseError(one), path: '/api/elders/:id' }, 'failed'),
  (to, one) => to.error(databaseError(one)),
  (to, one) => to.warn(databaseError(one), `could not read ${one.name} ${one.phone}`),
  (to, one) => to.info({ body: one, deep: { deeper: { deepest: [one] } } }, 'answered'),
  (to, one) => to.info(`sign-in of ${one.name} from ${one.address}, ${one.phone}, ${one.identityNumber}, ${one.token}`),
  (to, one) => to.info('%s called from %s with %o', one.name, one.phone, { password: one.password, note: one.address }),
  (to, one) => to.info({ headers: { authorization: `Bearer ${one.token}`, cookie: `yinian_session=${one.token}` } }),
  (to, one) => to.error({ err: new Error(`connect postgres://owner:${one.token}@db.example:5432/yinian failed`) }),
  (to, one) =>
    to.error({ err: new SyntaxError(`Unexpected token in JSON: "${one.password} ${one.name}" is not valid`) }),
  (to, one) => to.error({ err: new AggregateError([databaseError(one)], `several: ${one.identityNumber}`) }),
  (to, one) => to.child({ name: one.name, who: one.address, phone: one.phone }).info('child'),
  (to, one) =>
    to.error({
      data: {
        text: `身份证${one.identityNumber}，电话+86 ${one.phone.slice(0, 3)}-${one.phone.slice(3, 7)}-${one.phone.slice(7)}`,
      },
    }),
]

describe('nothing personal', () => {
  it('gets into a line of the log, by whichever way', () => {
    fc.assert(
      fc.property(secrets, fc.nat(ways.length - 1), (one, way) => {
        lines.length = 0
        ways[way]?.(log, one)
        const text = lines.join('')
        expect(lines.length).toBeGreaterThan(0)
        const { password: _password, ...elsewhere } = one
        // a password in the middle of free text cannot be told from a word; it never is, but in a field or in quotes
        expect(found(text, way === 3 || way === 5 || way === 8 ? one : elsewhere)).toEqual([])
        expect(text).not.toContain(`${one.phone.slice(0, 3)}-${one.phone.slice(3, 7)}`)
      }),
      { numRuns: 600 },
    )
  })

  it('gets into what a person reads at a terminal either', () => {
    const forPeople = makeLog('debug', true, collecting(readable))
    fc.assert(
      fc.property(secrets, (one) => {
        readable.length = 0
        forPeople.error({ err: databaseError(one), elder: one }, `failed for ${one.name}`)
        const { password: _password, ...elsewhere } = one
        expect(found(readable.join(''), elsewhere)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  it('is missing from a line so much that it cannot be used: where, which row and which rule are there', () => {
    lines.length = 0
    const one: Secrets = { identityNumber: '1', phone: '2', address: '3', name: '4', token: '5', password: '6' }
    log.error({ err: databaseError(one), elder: '01a1fbd4-f500-7fac-bf36-d9bb6a10baab', ms: 12 }, 'failed')
    const line = JSON.parse(lines[0] ?? '')
    expect(line).toMatchObject({
      level: 50,
      msg: 'failed',
      elder: '01a1fbd4-f500-7fac-bf36-d9bb6a10baab',
      ms: 12,
      err: { type: 'Error', code: '22007', table: 'elder', constraint: 'elder_phone_index_unique' },
    })
    expect(line.err.message).toContain('invalid input syntax for type date')
    expect(line.err.stack).toContain('redaction.test.ts')
  })
})

describe('the running platform', () => {
  let platform: TestPlatform
  let officer: Client
  const cookies: Record<string, string> = {}
  beforeAll(async () => {
    platform = await testPlatform()
    await layOutPlaces(platform)
    officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'log-officer')
    const answer = await platform.app.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: { name: 'log-officer', password: 'only-for-tests-7' },
    })
    for (const { name, value } of answer.cookies) cookies[name] = value
  })
  afterAll(() => platform.close())

  it('writes nobody’s data into the log when requests succeed, are refused and fail, and none into the trail', async () => {
    const { app } = await assemble({ ...platform.ground, log })
    app.get('/fails', async (request) => {
      const { name, phone: called } = request.query as Record<string, string>
      await sql`select ${`${name} ${called}`}::int`.execute(platform.database)
    })
    await fc.assert(
      fc.asyncProperty(secrets, async (one) => {
        lines.length = 0
        const elder = {
          name: one.name,
          documentType: 'resident-identity',
          documentNumber: one.identityNumber,
          phone: one.phone,
          address: { text: one.address },
          region: places.village,
        }
        const send = (url: string, payload: object) => app.inject({ method: 'POST', url, payload, cookies })
        const made = await send('/api/elders', elder)
        const again = await send('/api/elders', { ...elder, documentNumber: `${one.identityNumber}9` })
        expect(again.statusCode).toBeGreaterThanOrEqual(400)
        await app.inject({ url: `/api/elders?q=${encodeURIComponent(one.identityNumber)}`, cookies })
        await app.inject({ url: `/api/elders?q=${encodeURIComponent(one.name)}`, cookies })
        await send('/api/sign-in', { name: 'log-officer', password: one.password })
        await app.inject({
          url: '/api/elders',
          headers: { authorization: one.token, cookie: `yinian_session=${one.token}` },
        })
        const failed = await app.inject({ url: `/fails?${new URLSearchParams({ name: one.name, phone: one.phone })}` })
        expect(failed.statusCode).toBe(500)
        expect(failed.body).not.toContain(one.phone)
        expect(found(lines.join(''), one)).toEqual([])
        expect(
          lines.some((line) => line.includes(String(failed.headers['x-request-id'])) && line.includes('22P02')),
        ).toBe(true)
        expect(failed.body).toContain(String(failed.headers['x-request-id']))
        if (made.statusCode !== 200) return
        const { rows } = await sql<{ text: string }>`select e::text as text from audit_event e`.execute(platform.owner)
        const { name: _name, ...sealed } = one
        expect(found(rows.map(({ text }) => text).join('\n'), sealed)).toEqual([])
      }),
      { numRuns: 12 },
    )
    await app.close()
  })

  it('keeps with a failed job where it failed, and nothing of whom it was about', async () => {
    const one: Secrets = {
      identityNumber: '999999194203170028',
      phone: '13912345678',
      address: '水南镇腊长村一组',
      name: '欧阳惠珍',
      token: 'aB3aB3aB3aB3aB3aB3aB3aB3aB3aB3aB3aB3aB3aB3a',
      password: 'aaaaaaaaaa',
    }
    let tried = false
    await platform.ground.jobs.work('audit.verify', async () => {
      tried = true
      throw databaseError(one)
    })
    await platform.as({ regions: [places.zhanggong] }, (tx) => platform.ground.jobs.send(tx, 'audit.verify', {}))
    await expect.poll(() => tried, { timeout: 10_000 }).toBe(true)
    const output = () =>
      sql<{ output: string }>`select output::text as output from job_queue.job where name = 'audit.verify'`
        .execute(platform.owner)
        .then(({ rows }) => rows[0]?.output ?? '')
    await expect.poll(output, { timeout: 10_000 }).toContain('invalid input syntax')
    expect(found(await output(), one)).toEqual([])
  })

  it('gives every answer a number of its own, which is in its line of the log', async () => {
    const { app } = await assemble({ ...platform.ground, log })
    lines.length = 0
    const numbers = new Set<string>()
    for (const url of ['/api/me', '/api/elders', '/healthz', '/nowhere'])
      numbers.add(String((await app.inject({ url })).headers['x-request-id']))
    expect(numbers.size).toBe(4)
    for (const number of numbers)
      expect(lines.filter((line) => line.includes(`"reqId":"${number}"`)).length).toBeGreaterThan(0)
    expect((await officer.get('/me')).headers['x-request-id']).toMatch(/^[\w-]{12}$/)
    await app.close()
  })
})
