import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { register } from 'prom-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assemble } from '../app.ts'
import { openDatabase } from '../db/database.ts'
import { layOutPlaces, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { watchPool } from './pools.ts'
import { listenForMetrics, ownMetrics } from './serve.ts'

const docs = join(import.meta.dirname, '../../../docs/operations')
const token = 'a token for reading metrics'
let platform: TestPlatform
let officer: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  const { id } = await registered(officer)
  await officer.get(`/elders/${id}/reveal?${new URLSearchParams({ field: 'documentNumber', purpose: '核对' })}`)
  await officer.get('/accounts')
  await platform.app.inject({ method: 'POST', url: '/api/sign-in', payload: { name: 'nobody', password: 'wrong' } })
})
afterAll(() => platform.close())

/** Series of the exposition as name{labels} → value. */
async function read(): Promise<Map<string, number>> {
  const lines = (await ownMetrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]))
}

function sumOf(series: Map<string, number>, pattern: RegExp): number {
  return [...series].filter(([name]) => pattern.test(name)).reduce((sum, [, value]) => sum + value, 0)
}

describe('the metrics', () => {
  it('tell how long each route took, by its pattern and never by its address', async () => {
    const series = await read()
    expect(
      sumOf(series, /^yinian_http_request_duration_seconds_count.*route="\/api\/elders\/:id\/reveal",status="200"/),
    ).toBe(1)
    expect([...series.keys()].filter((name) => /[0-9a-f]{8}-[0-9a-f]{4}|\d{17}/.test(name))).toEqual([])
  })

  it('count refusals, sign-ins and reveals', async () => {
    const series = await read()
    expect(sumOf(series, /^yinian_refusals_total.*code="http.not-allowed"/)).toBeGreaterThan(0)
    expect(sumOf(series, /^yinian_refusals_total.*code="access.sign-in-refused"/)).toBeGreaterThan(0)
    expect(sumOf(series, /^yinian_audit_events_total.*action="people.revealed"/)).toBeGreaterThan(0)
  })

  it('show which connections are used and which requests wait for one', async () => {
    const { pool } = openDatabase(platform.appUrl, 1)
    watchPool('of this test', pool)
    const held = await pool.connect()
    const waiting = pool.connect()
    const series = await read()
    const of = (state: string) =>
      sumOf(series, new RegExp(`^yinian_database_connections.*pool="of this test",state="${state}"`))
    expect([of('used'), of('idle'), of('waiting')]).toEqual([1, 0, 1])
    held.release()
    ;(await waiting).release()
    await pool.end()
  })

  it('show what waits in the queues, done and failed jobs, and that the audit trail waits to be sealed', async () => {
    await platform.as({ regions: [places.zhanggong] }, (tx) => platform.ground.jobs.send(tx, 'audit.publish-heads', {}))
    expect(sumOf(await read(), /^yinian_job_queue_jobs.*queue="audit.publish-heads",state="created"/)).toBe(1)
    const unsealed = sumOf(await read(), /^yinian_audit_unsealed_events/)
    expect(unsealed).toBeGreaterThan(0)
    platform.clock.moveTo('2026-11-21T03:00:00Z')
    expect(sumOf(await read(), /^yinian_audit_sealing_lag_seconds/)).toBe(3600)
    platform.clock.moveTo('2026-11-21T02:00:00Z')
    let tries = 0
    await platform.ground.jobs.work('audit.publish-heads', async () => {
      tries++
      if (tries === 1) throw Object.assign(new Error('permission denied'), { code: '42501' })
    })
    await expect.poll(() => tries, { timeout: 20_000 }).toBe(2)
    await expect
      .poll(
        async () =>
          sumOf(
            await read(),
            /^yinian_job_duration_seconds_count.*outcome="done".*audit.publish-heads|^yinian_job_duration_seconds_count.*audit.publish-heads.*outcome="done"/,
          ),
        { timeout: 5_000 },
      )
      .toBe(1)
    expect(sumOf(await read(), /^yinian_job_duration_seconds_count.*outcome="failed"/)).toBeGreaterThan(0)
    expect(sumOf(await read(), /^yinian_database_refusals_total/)).toBe(1)
  })
})

/** A page, where pages are built, has a nonce of its own in every answer. */
const withoutNonce = ({ body }: { body: string }): string => body.replace(/nonce="[^"]*"/g, '')

describe('reading them', () => {
  it('needs the token on the platform’s port, and answers like any address that does not exist without it', async () => {
    const { app } = await assemble({ ...platform.ground, metrics: { metricsToken: token } })
    const asked = (authorization?: string) =>
      app.inject({ url: '/metrics', ...(authorization ? { headers: { authorization } } : {}) })
    const answer = await asked(`Bearer ${token}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('yinian_audit_events_total')
    const without = await asked()
    expect(without.body).not.toContain('yinian_')
    expect(withoutNonce(await asked('Bearer another token'))).toBe(withoutNonce(without))
    await app.close()
    expect(
      (await platform.app.inject({ url: '/metrics', headers: { authorization: 'Bearer undefined' } })).body,
    ).not.toContain('yinian_')
  })

  it('is free on a port of the loopback interface', async () => {
    const server = await listenForMetrics(0, ownMetrics)
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    expect(address.address).toBe('127.0.0.1')
    const answer = await fetch(`http://127.0.0.1:${address.port}/metrics`)
    expect(await answer.text()).toContain('nodejs_eventloop_lag_seconds')
    server.close()
  })
})

describe('the dashboard and the alerts', () => {
  const dashboard = JSON.parse(readFileSync(join(docs, 'grafana-dashboard.json'), 'utf8')) as {
    panels: { title: string; targets: { expr: string }[] }[]
  }
  const alerts = readFileSync(join(docs, 'alerts.yaml'), 'utf8')
  const expressions = [
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ...[...alerts.matchAll(/^ +expr: (".*")$/gm)].map(([, text = '""']) => JSON.parse(text) as string),
  ]

  it('ask only for metrics and labels that there are', () => {
    const histogramPart = /_(bucket|count|sum)$/
    const unknown: string[] = []
    for (const expression of expressions) {
      for (const [, name = '', labels = ''] of expression.matchAll(
        /\b((?:yinian|nodejs|process)_[a-z0-9_]+)(\{[^}]*\})?/g,
      )) {
        const metric = register.getSingleMetric(name) ?? register.getSingleMetric(name.replace(histogramPart, ''))
        if (!metric) {
          unknown.push(name)
          continue
        }
        const { labelNames } = metric as unknown as { labelNames: readonly string[] }
        for (const [, label = ''] of labels.matchAll(/(\w+)(?:=|!)/g))
          if (!labelNames.includes(label)) unknown.push(`${name}{${label}}`)
      }
    }
    expect(expressions.length).toBeGreaterThan(30)
    expect(unknown).toEqual([])
  })

  it('show every metric the platform has of its own', async () => {
    const own = (await register.getMetricsAsJSON()).map(({ name }) => name).filter((name) => name.startsWith('yinian_'))
    expect(own.filter((name) => !expressions.some((expression) => expression.includes(name)))).toEqual([])
  })

  it('say for each alert what is wrong and what to do, in both languages', () => {
    const rules = alerts.split('- alert: ').slice(1)
    expect(rules.length).toBeGreaterThan(12)
    for (const rule of rules)
      for (const key of ['summary', 'action']) {
        const text = new RegExp(`${key}: (".*")`).exec(rule)?.[1] ?? ''
        expect(text, rule).toMatch(/\p{Script=Han}/u)
        expect(text, rule).toMatch(/[a-z]{3}/)
      }
  })
})
