import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Comparison, Finding } from '@yinian/core/exchange/finding-api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform, upload } from '../testing.ts'
import { askDepartment } from './connectors/ask-department.ts'
import { runComparison, runComparisonSchedules } from './index.ts'
import { type Department, ok, openDepartment, switchedOn, wantedConnector } from './testing.ts'

let platform: TestPlatform
let admin: Client
let security: Client
let officer: Client
let neighbour: Client
let auditor: Client
let department: Department

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  admin = await platform.signedIn('system-administrator', '360700000000', 'admin')
  security = await platform.signedIn('security-administrator', '360700000000', 'security')
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'officer')
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang, 'neighbour')
  auditor = await platform.signedIn('auditor', '360700000000', 'auditor')
  department = await openDepartment()
})
afterAll(async () => {
  await department.close()
  await platform.close()
})

const numbers = Array.from({ length: 5 }, (_, index) => madeUpNumber(`1940010${index + 1}`))
const elders: { id: string; version: number }[] = []
const start = async (connector: { county: string; id: string }, more: object = {}, by = officer) =>
  by.send('POST', '/exchange/comparisons', {
    connector: { county: connector.county, id: connector.id },
    county: '360702',
    purpose: 'keep-register',
    ...more,
  })
const findings = async (query = ''): Promise<Finding[]> =>
  ((await ok(officer.get(`/exchange/findings?limit=100${query}`))) as { rows: Finding[] }).rows
const decide = (one: Finding, decision: string, by = officer) =>
  by.send('POST', `/exchange/findings/${one.county}/${one.id}/decide`, { decision, reason: '已核实' })
const comparison = async (id: string): Promise<Comparison> => {
  const { rows } = (await ok(officer.get('/exchange/comparisons?limit=100'))) as { rows: Comparison[] }
  const found = rows.find((one) => one.id === id)
  if (!found) throw new Error('no such comparison')
  return found
}
const run = (one: { county: string; id: string }) => runComparison(platform.ground, { county: one.county, id: one.id })

describe('a connector', () => {
  it('is set up by one person, switched on by another, and never shows its credential', async () => {
    const made = await admin.send('POST', '/exchange/connectors', wantedConnector({ address: department.address }))
    const one = made.json()
    expect(one).toMatchObject({ state: 'off', hasCredential: true })
    expect(made.body).not.toContain('secret-of-the-department')
    const path = `/exchange/connectors/${one.county}/${one.id}`
    const decision = { move: 'switch-on', reason: '', version: one.version }
    expect((await security.send('POST', `${path}/decide`, decision)).json().code).toBe('exchange.other-state')
    const asked = (await admin.send('POST', `${path}/ask`, { version: one.version })).json()
    expect((await admin.send('POST', `${path}/decide`, { ...decision, version: asked.version })).statusCode).toBe(403)
    const on = (await security.send('POST', `${path}/decide`, { ...decision, version: asked.version })).json()
    expect(on).toMatchObject({ state: 'on', decidedBy: 'security' })
    const { credential: _kept, ...same } = wantedConnector({ address: department.address })
    const changed = (await admin.send('PUT', path, { ...same, perDay: 5, version: on.version })).json()
    expect(changed).toMatchObject({ state: 'off', hasCredential: true, perDay: 5 })
    const sealed = await platform.owner.selectFrom('exchange_connector').select('credential_sealed').executeTakeFirst()
    expect(sealed?.credential_sealed?.toString('latin1')).not.toContain('secret-of')
  })

  it('goes nowhere but to an address of the list', async () => {
    for (const address of [
      'http://10.0.0.1/query',
      'http://169.254.169.254/latest/meta-data',
      'file:///etc/passwd',
      'http://user:word@127.0.0.1/query',
      'http://127.0.0.1.example.com/query',
    ])
      expect((await admin.send('POST', '/exchange/connectors', wantedConnector({ address }))).json().code).toBe(
        'exchange.address-not-allowed',
      )
    department.failures.push(302)
    const to = { address: department.address, header: 'Authorization', credential: null, timeoutSeconds: 2 }
    expect(await askDepartment(to, { idCard: 'x' }, ['http://127.0.0.1:*'])).toMatchObject({
      outcome: 'refused',
      status: 302,
    })
    expect(await askDepartment(to, {}, ['https://share.example.gov.cn'])).toMatchObject({
      outcome: 'failed',
      status: null,
    })
  })

  it('asks again where a department is busy, and trusts no certificate that nobody vouches for', async () => {
    department.failures.push(503, 429)
    const to = { address: department.address, header: 'Authorization', credential: null, timeoutSeconds: 2 }
    expect(await askDepartment(to, { idCard: 'x' }, ['http://127.0.0.1:*'])).toMatchObject({ outcome: 'answered' })
    const folder = join(import.meta.dirname, 'testing-certificate')
    const self = createServer(
      { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'certificate.pem')) },
      (_request, response) => response.end('{"data":[]}'),
    )
    await new Promise<void>((resolve) => self.listen(0, '127.0.0.1', resolve))
    const address = `https://127.0.0.1:${(self.address() as AddressInfo).port}/`
    expect(await askDepartment({ ...to, address }, {}, ['https://127.0.0.1:*'])).toMatchObject({ outcome: 'failed' })
    self.closeAllConnections()
    self.close()
  })

  it('is tried with a number nobody holds', async () => {
    const [one] = ((await ok(admin.get('/exchange/connectors'))) as { rows: { county: string; id: string }[] }).rows
    const tried = (await admin.send('POST', `/exchange/connectors/${one?.county}/${one?.id}/try`)).json()
    expect(tried).toMatchObject({ ok: true, status: 200 })
    expect(department.asked.at(-1)).toMatchObject({
      numbers: ['999999190001010015'],
      authorization: 'Bearer secret-of-the-department',
    })
  })
})

describe('a comparison of a county', () => {
  let connector: { county: string; id: string }

  it('keeps what differs beside the register, which stays as it is', async () => {
    for (const [index, documentNumber] of numbers.entries())
      elders.push(
        await registered(officer, {
          name: `郑核对${index}`,
          documentNumber,
          ...(index === 1
            ? { circumstances: [{ kind: 'disability', value: 'visual', from: '2020-01-01', source: '残联' }] }
            : {}),
        }),
      )
    const elsewhere = await registered(neighbour, { name: '郑邻县', region: places.nankangVillage })
    department.records.set(numbers[0] ?? '', { type: '4', grade: '2', issuedOn: '2024-05-06' })
    connector = await switchedOn(admin, security, wantedConnector({ address: department.address }))
    const begun = await start(connector)
    expect(begun.json()).toMatchObject({ state: 'waiting', total: 5 })
    expect((await start(connector)).json().code).toBe('exchange.already-running')
    await run(begun.json())
    expect(await comparison(begun.json().id)).toMatchObject({ state: 'done', done: 5, total: 5, known: 1, found: 3 })
    const found = await findings()
    const said = found.map(({ about, present, proposed }) => [about.zh, present?.zh ?? null, proposed.zh].join('|'))
    expect(said.sort()).toEqual(['残疾||肢体残疾', '残疾|视力残疾|（终止）', '残疾等级||残疾二级（重度）'])
    expect((await ok(officer.get(`/elders/${elders[0]?.id}`))) as object).toMatchObject({ categories: [] })
    const told = department.asked.flatMap((one) => one.numbers)
    expect(told).not.toContain(elsewhere.documentNumber)
  })

  it('shows in the elder’s own list of who looked, and to the auditor with every request', async () => {
    const looks = (await officer.get(`/elders/${elders[0]?.id}/looks`)).json().rows
    expect(looks.map((one: { action: { zh: string } }) => one.action.zh)).toContain('向其他部门核对数据')
    const { rows } = (await auditor.get('/exchange/requests?direction=out')).json()
    const asked = rows.filter((one: { operation: string }) => one.operation === 'ask')
    expect(asked).toHaveLength(3)
    expect(asked.at(-1)).toMatchObject({
      outcome: 'answered',
      status: 200,
      purpose: 'keep-register',
      askedBy: 'officer',
    })
    expect(asked.flatMap((one: { elderIds: string[] }) => one.elderIds).sort()).toEqual(
      elders.map(({ id }) => id).sort(),
    )
    expect(asked.at(-1).fields.sort()).toEqual(['disability', 'disabilityGrade', 'from'])
    expect((await admin.get('/exchange/requests')).statusCode).toBe(403)
  })

  it('takes over what an officer accepts, by the operation everybody uses, and leaves what is rejected', async () => {
    const waiting = await findings('&state=waiting')
    for (const one of waiting) {
      expect((await decide(one, 'accept', neighbour)).statusCode).toBe(404)
      const decision = one.proposed.zh === '残疾二级（重度）' ? 'reject' : 'accept'
      expect((await decide(one, decision)).json()).toMatchObject({
        state: decision === 'accept' ? 'accepted' : 'rejected',
      })
      expect((await decide(one, 'accept')).json().code).toBe('exchange.other-state')
    }
    const file = (await officer.get(`/elders/${elders[0]?.id}`)).json()
    expect(file.categories).toEqual(['disability:physical'])
    expect(file.circumstances[0]).toMatchObject({ from: '2024-05-06', source: '赣州市残疾人证核对' })
    expect((await officer.get(`/elders/${elders[1]?.id}`)).json().categories).toEqual([])
  })

  it('asked again raises neither what was rejected nor what now agrees', async () => {
    const begun = (await start(connector)).json()
    await run(begun)
    expect(await comparison(begun.id)).toMatchObject({ state: 'done', found: 0 })
    expect(await findings('&state=waiting')).toEqual([])
  })

  it('stops when somebody says so and goes on where it was, asking nobody twice', async () => {
    const begun = (await start(connector)).json()
    const path = `/exchange/comparisons/${begun.county}/${begun.id}/move`
    const before = department.asked.length
    department.failures.push(403)
    await run(begun)
    expect(await comparison(begun.id)).toMatchObject({ state: 'failed', done: 0 })
    expect((await officer.send('POST', path, { move: 'take-up' })).json()).toMatchObject({ state: 'waiting' })
    department.failures.length = 0
    expect((await officer.send('POST', path, { move: 'stop' })).json()).toMatchObject({ state: 'stopped' })
    await run(begun)
    expect(department.asked.length).toBe(before)
    await officer.send('POST', path, { move: 'take-up' })
    await run(begun)
    await run(begun)
    expect(await comparison(begun.id)).toMatchObject({ state: 'done', done: 5 })
    const asked = department.asked.slice(before).flatMap((one) => one.numbers)
    expect(asked.sort()).toEqual([...numbers].sort())
  })

  it('keeps to the requests of a day and goes on the next', async () => {
    const few = await switchedOn(
      admin,
      security,
      wantedConnector({ address: department.address, name: '每日两次', perDay: 2 }),
    )
    const begun = (await start(few)).json()
    await run(begun)
    expect(await comparison(begun.id)).toMatchObject({ state: 'paused', done: 4 })
    const now = platform.clock.now()
    platform.clock.moveTo(new Date(now.getTime() + 24 * 3_600_000).toISOString())
    await run(begun)
    platform.clock.moveTo(now.toISOString())
    expect(await comparison(begun.id)).toMatchObject({ state: 'done', done: 5 })
  })

  it('is not started for a purpose, a county or a day that the agreement does not cover', async () => {
    expect((await start(connector, { purpose: 'statistics' })).json().code).toBe('exchange.purpose-not-agreed')
    expect((await start(connector, { county: '360703' })).statusCode).toBe(404)
    const over = { address: department.address, validFrom: '2025-01-01', validUntil: '2025-12-31' }
    const made = (await admin.send('POST', '/exchange/connectors', wantedConnector(over))).json()
    const path = `/exchange/connectors/${made.county}/${made.id}/ask`
    expect((await admin.send('POST', path, { version: made.version })).json().code).toBe('exchange.agreement-over')
    expect((await start(made)).json().code).toBe('exchange.not-on')
  })

  it('begins by the clock in the name of whoever set it', async () => {
    const body = { connector, county: '360702', purpose: 'keep-register', rhythm: 'weekly' }
    const set = (
      await officer.send('POST', '/exchange/schedules', {
        ...body,
        connector: { county: connector.county, id: connector.id },
      })
    ).json()
    expect(set.rows[0]).toMatchObject({ nextOn: '2026-11-23', setBy: 'officer' })
    const now = platform.clock.now()
    platform.clock.moveTo('2026-11-23T02:00:00Z')
    await runComparisonSchedules(platform.ground)
    await runComparisonSchedules(platform.ground)
    platform.clock.moveTo(now.toISOString())
    const { rows } = (await officer.get('/exchange/comparisons?state=waiting')).json()
    expect(rows).toHaveLength(1)
    await officer.send('POST', `/exchange/comparisons/360702/${rows[0].id}/move`, { move: 'stop' })
  })
})

describe('a delivered list of deaths', () => {
  it('becomes reports at once, confirmed or found mistaken one by one', async () => {
    const connector = await switchedOn(
      admin,
      security,
      wantedConnector({
        name: '殡葬死亡名单',
        kind: 'deaths',
        transport: 'file',
        fields: ['diedOn'],
        mapping: { records: '', number: '身份证号', fields: { diedOn: '死亡日期' }, values: {} },
      }),
    )
    const content = `章贡区殡仪馆\n姓名,身份证号,死亡日期\n甲,${numbers[2]},2026-11-02\n乙,${numbers[3]},2026/11/03\n丙,${madeUpNumber('19410101')},2026-11-03\n丁,不是号码,2026-11-03\n`
    const query = `connectorCounty=${connector.county}&connectorId=${connector.id}&county=360702&purpose=keep-register`
    const refused = await upload(officer, `/exchange/comparisons/file?${query}`, '姓名,电话\n甲,1\n', '名单.csv')
    expect(refused.json().code).toBe('exchange.file-unusable')
    const begun = (await upload(officer, `/exchange/comparisons/file?${query}`, content, '名单.csv')).json()
    expect(begun).toMatchObject({ total: 4, state: 'waiting' })
    await run(begun)
    expect(await comparison(begun.id)).toMatchObject({ state: 'done', done: 4, known: 2, found: 2, unread: 1 })
    const kept = await platform.owner
      .selectFrom('exchange_comparison')
      .select('file_sealed')
      .where('id', '=', begun.id)
      .executeTakeFirst()
    expect(kept?.file_sealed).toBeNull()
    const waiting = await findings('&subject=death')
    expect((await officer.get('/death-reports?state=reported')).json().rows).toHaveLength(2)
    const [first, other] = waiting
    if (!first || !other) throw new Error('two deaths were told')
    await decide(first, 'accept')
    await decide(other, 'reject')
    const states = await Promise.all(
      waiting.map(async ({ elderId }) => (await officer.get(`/elders/${elderId}`)).json().state),
    )
    expect(states.sort()).toEqual(['active', 'died'])
    const reports = (await officer.get('/death-reports')).json().rows.map((one: { state: string }) => one.state)
    expect(reports.sort()).toEqual(['confirmed', 'mistaken'])
    const home = (await officer.get('/home')).json()
    expect(home.waiting.find((one: { module: string }) => one.module === 'exchange')).toMatchObject({
      count: (await findings('&state=waiting')).length,
    })
  })
})
