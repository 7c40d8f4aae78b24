import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'

const metricsToken = 'reads the metrics of both'
let database: TestDatabase
let folder: string
let platform: ChildProcess
let port: number
const said: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'yinian-rolling-'))
  platform = spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), '--dev', '--elders', '0'], {
    env: {
      ...process.env,
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
      DATABASE_URL: database.ownerUrl,
      APP_DATABASE_PASSWORD: 'test-only-password-of-the-app-role',
      YINIAN_DATA: folder,
      YINIAN_WORKERS: '2',
      YINIAN_DRAIN_SECONDS: '2',
      PORT: '0',
      METRICS_TOKEN: metricsToken,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  port = await new Promise((resolve, reject) => {
    platform.stdout?.on('data', (chunk: Buffer) => {
      said.push(chunk.toString())
      const found = /http:\/\/localhost:(\d+)/.exec(said.join(''))
      if (found) resolve(Number(found[1]))
    })
    platform.once('exit', (code) => reject(new Error(`ended with ${code}: ${said.join('')}`)))
  })
}, 240_000)
afterAll(async () => {
  if (platform.exitCode === null) {
    platform.kill('SIGTERM')
    await once(platform, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
  await database.close()
}, 60_000)

const programmes = '/api/benefits/programmes?region=360702000000'

function exchanged(): number {
  return said.join('').match(/worker exchanged/g)?.length ?? 0
}

it('a client that never stops asking sees no error while both workers are exchanged', async () => {
  const failures: string[] = []
  let answers = 0
  let asking = true
  const keeping = Array.from({ length: 4 }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
  const clients = [...keeping, undefined, undefined].map(async (agent, index) => {
    while (asking) {
      const path = index % 2 === 0 ? programmes : '/readyz'
      const status = await ask(path, agent).catch((error: NodeJS.ErrnoException) => error.code ?? error.message)
      answers++
      if (status !== 200) failures.push(`${path} ${status}`)
      await pause(5)
    }
  })
  await expect.poll(() => answers, { timeout: 20_000 }).toBeGreaterThan(100)
  platform.kill('SIGHUP')
  await expect.poll(exchanged, { timeout: 180_000, interval: 100 }).toBe(2)
  const before = answers
  await expect.poll(() => answers, { timeout: 20_000 }).toBeGreaterThan(before + 200)
  asking = false
  await Promise.all(clients)
  for (const agent of keeping) agent.destroy()
  expect(failures).toEqual([])
}, 300_000)

it('tells the metrics of both workers together, whichever is asked', async () => {
  const headers = { authorization: `Bearer ${metricsToken}` }
  const countOf = async (): Promise<number> => {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers })
    const series = (await answer.text())
      .split('\n')
      .filter((line) => /^yinian_http_request_duration_seconds_count.*healthz/.test(line))
    return series.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
  }
  const before = await countOf()
  for (let count = 0; count < 10; count++) await ask('/healthz')
  expect(await countOf()).toBe(before + 10)
  expect(await countOf()).toBe(before + 10)
})

it('ends in order when it is told to: says so first, answers what it is asked meanwhile, then closes the port', async () => {
  const ended = once(platform, 'exit')
  platform.kill('SIGTERM')
  await expect.poll(() => ask('/readyz'), { timeout: 10_000, interval: 20 }).toBe(503)
  expect(await Promise.all([ask(programmes), ask('/api/regions/360702000000')])).toEqual([200, 401])
  expect(await ended).toEqual([0, null])
  await expect(ask('/healthz')).rejects.toThrow('ECONNREFUSED')
}, 60_000)

function ask(path: string, agent?: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, ...(agent ? { agent } : { agent: false }) }, (answer) => {
      answer.resume()
      answer.once('error', reject)
      answer.once('end', () => resolve(answer.statusCode ?? 0))
    })
    asked.once('error', reject)
    asked.end()
  })
}
