import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RoleId } from '@yinian/core/access/roles.ts'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { loadInitialRoles } from './access/index.ts'
import { type Assembled, assemble } from './app.ts'
import { loadShippedPolicies } from './benefits/index.ts'
import { standingClock } from './clock/clock.ts'
import { type AccessConfig, trialAccess } from './config/access-config.ts'
import { hashPassword } from './crypto/password.ts'
import { newId } from './db/ids.ts'
import { type TestDatabase, testDatabase } from './db/testing.ts'
import type { Ground } from './http/ground.ts'
import { startJobs } from './jobs/jobs.ts'
import { makeLog } from './log/log.ts'
import { loadShippedRules } from './people/index.ts'
import { setUpQueues } from './queues.ts'

/** A signed-in browser without a browser. */
export interface Client {
  readonly accountId: string
  get(path: string): Promise<LightMyRequestResponse>
  send(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<LightMyRequestResponse>
  inject(options: InjectOptions): Promise<LightMyRequestResponse>
}

export interface TestPlatform extends TestDatabase, Assembled {
  readonly ground: Ground
  readonly clock: ReturnType<typeof standingClock>
  /** Makes an account with one role over a division (12 digits) or inside an organisation (uuid) and signs it in. */
  signedIn(role: RoleId, place: string, name?: string): Promise<Client>
}

/** The whole platform over a database of its own, at an instant that stands still. */
export async function testPlatform(
  now = '2026-11-21T02:00:00Z',
  access: Partial<AccessConfig> = {},
): Promise<TestPlatform> {
  const database = await testDatabase()
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await loadInitialRoles(owner)
  await loadShippedRules(owner, new Date(now))
  await loadShippedPolicies(owner, new Date(now))
  await owner.end()
  const clock = standingClock(now)
  const dataFolder = await mkdtemp(join(tmpdir(), 'yinian-platform-'))
  const log = makeLog('error', false)
  await setUpQueues(database.ownerUrl)
  const jobs = await startJobs(database.appUrl, log)
  const config = {
    mode: 'trial',
    dataFolder,
    secureCookies: false,
    trustProxy: false,
    demoElders: 0,
    // clocks of tests are moved by hours under people who stay signed in
    access: {
      ...trialAccess,
      sessionIdleMinutes: trialAccess.sessionHours * 60,
      limits: { ...trialAccess.limits, signIn: Number.POSITIVE_INFINITY },
      ...access,
    },
  } as const
  const ground: Ground = { config, database: database.database, vault: database.vault, jobs, clock, log }
  const assembled = await assemble(ground)
  return {
    ...database,
    ...assembled,
    ground,
    clock,
    signedIn: (role, place, name) => signIn(database, assembled, clock.now(), role, place, name),
    async close() {
      await assembled.app.close()
      await jobs.stop()
      await database.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

const password = 'only-for-tests-7'
let hashed: Promise<string> | undefined
let signedIn = 0

async function signIn(
  database: TestDatabase,
  { app }: Assembled,
  now: Date,
  role: RoleId,
  place: string,
  name = `${role}-${newId().slice(-6)}`,
): Promise<Client> {
  const id = newId(now)
  hashed ??= hashPassword(password)
  const region = /^\d{12}$/.test(place) ? place : null
  await database.owner
    .insertInto('account')
    .values({
      id,
      name,
      display_name: name,
      region: region ?? '360700000000',
      password_hash: await hashed,
      created_at: now,
    })
    .execute()
  await database.owner
    .insertInto('access_grant')
    .values({ id: newId(now), account_id: id, role, region, organisation_id: region ? null : place, granted_at: now })
    .execute()
  // Each from an address of their own: the limit of sign-ins is for one address.
  const remoteAddress = `10.0.${signedIn >> 8}.${signedIn++ & 255}`
  const answer = await app.inject({ method: 'POST', url: '/api/sign-in', payload: { name, password }, remoteAddress })
  if (answer.statusCode !== 200) throw new Error(`Could not sign in: ${answer.body}`)
  const cookies = Object.fromEntries(answer.cookies.map((cookie) => [cookie.name, cookie.value]))
  return {
    accountId: id,
    get: (path) => app.inject({ method: 'GET', url: `/api${path}`, cookies }),
    send: (method, path, body, key) =>
      app.inject({
        method,
        url: `/api${path}`,
        cookies,
        ...(body === undefined ? {} : { payload: body as object }),
        headers: { 'idempotency-key': key ?? newId() },
      }),
    inject: (options) => app.inject({ ...options, cookies }),
  }
}

/** Sends a file as a form in a browser does. */
export function upload(
  client: Client,
  path: string,
  content: Buffer | string,
  name = 'file',
): Promise<LightMyRequestResponse> {
  const edge = 'edge-of-a-part'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return client.inject({
    method: 'POST',
    url: `/api${path}`,
    headers: { 'content-type': `multipart/form-data; boundary=${edge}`, 'idempotency-key': crypto.randomUUID() },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${edge}--\r\n`)]),
  })
}
