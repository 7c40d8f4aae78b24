import { findOffice, type Office, offices } from '@yinian/core/access/offices.ts'
import { initialRoles } from '@yinian/core/access/roles.ts'
import type { Endpoint } from '@yinian/core/http/endpoint.ts'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { personFor } from '../family/testing.ts'
import { layOutPlaces, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { sampleOf } from '../testing-samples.ts'

// Every endpoint of the platform is walked here, those of tomorrow too: whoever adds one adds it to this test.

let platform: TestPlatform
/** Holds every role of daily work there is over 南康区, and nothing over 章贡区. */
let stranger: Client
/** An elder of 南康区 with an account of their own. */
let person: Client
/** The three administrators of 南康区, who do no daily work. */
const administrators = new Map<Office, Client>()
let ids: string[]
let secrets: string[]

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'zhanggong-officer')
  const elder = await registered(officer, {
    name: '欧阳独一',
    phone: '13900001111',
    address: { text: '水南镇独一无二路一号' },
    payee: { accountName: '欧阳独一', bank: '独一银行', accountNumber: '9999990000000001' },
    circumstances: [
      { kind: 'hardship', value: 'tekun', from: '2020-01-01', source: '县民政局' },
      { kind: 'tekun-self-care', value: 'partial', from: '2020-01-01', source: '县民政局' },
    ],
  })
  await officer.send('POST', `/elders/${elder.id}/related-persons`, {
    name: '欧阳独二',
    relation: 'son',
    roles: ['supporter'],
    phone: '13900002222',
  })
  stranger = await platform.signedIn('civil-affairs-officer', places.nankang, 'nankang-everything')
  for (const [role, { over }] of Object.entries(initialRoles)) {
    if (over !== 'region' || role === 'civil-affairs-officer' || findOffice(role)) continue
    const grant = {
      id: newId(),
      account_id: stranger.accountId,
      role,
      region: places.nankang,
      granted_at: platform.clock.now(),
    }
    await platform.owner.insertInto('access_grant').values(grant).execute()
  }
  person = await personFor(platform, stranger, await registered(stranger, { region: places.nankangVillage }))
  for (const office of Object.keys(offices) as Office[])
    administrators.set(office, await platform.signedIn(office, places.nankang))
  ids = await idsOfZhanggong()
  secrets = [...ids, '欧阳独', '独一无二', '独一银行', 'zhanggong-officer', elder.documentNumber]
})
afterAll(() => platform.close())

describe('an officer of one county', () => {
  it('reads nothing of another county by any endpoint', async () => {
    const leaks: string[] = []
    for (const { endpoint } of platform.served.filter((served) => served.endpoint.method === 'GET')) {
      for (const path of pathsOf(endpoint)) {
        const answer = await strangerFor(endpoint).get(path)
        if (answer.statusCode >= 500) leaks.push(`${path} failed: ${answer.body}`)
        for (const secret of secrets)
          if (answer.body.includes(secret) && !path.includes(encodeURIComponent(secret)))
            leaks.push(`${path} shows ${secret}`)
      }
    }
    expect(leaks).toEqual([])
  })

  it('changes nothing of another county by any endpoint', async () => {
    const before = await rowsOfZhanggong()
    const failures: string[] = []
    for (const { endpoint } of platform.served.filter((served) => served.endpoint.method !== 'GET')) {
      for (const path of pathsOf(endpoint)) {
        const body = endpoint.body ? sampleOf(endpoint.body, { uuid: ids[0] ?? '', region: places.village }) : undefined
        const answer = await strangerFor(endpoint).send(endpoint.method as 'POST', path, body)
        if (answer.statusCode >= 500) failures.push(`${endpoint.method} ${path} failed: ${answer.body}`)
      }
    }
    expect(failures).toEqual([])
    expect(await rowsOfZhanggong()).toEqual(before)
  })

  it('gets the same answer for what is elsewhere and for what does not exist', async () => {
    for (const { endpoint } of platform.served.filter((served) => /:(id|county)\b/.test(served.endpoint.path))) {
      if (endpoint.transfer === 'upload') continue
      const body = endpoint.body ? sampleOf(endpoint.body, { uuid: newId(), region: places.nankangVillage }) : undefined
      const there = await ask(endpoint, '360702', ids[0] ?? '', body)
      const nowhere = await ask(endpoint, '360702', newId(), body)
      expect([there.statusCode, there.body], `${endpoint.method} ${endpoint.path}`).toEqual([
        nowhere.statusCode,
        nowhere.body,
      ])
    }
  })
})

describe('whoever is not signed in', () => {
  it('gets nothing but the sign-in', async () => {
    for (const { endpoint } of platform.served) {
      if (endpoint.permission === 'public') continue
      const url = `/api${pathsOf(endpoint)[0]}`
      const answer = await platform.app.inject({
        method: endpoint.method,
        url,
        ...(endpoint.body
          ? { payload: sampleOf(endpoint.body, { uuid: newId(), region: places.village }) as object }
          : {}),
      })
      expect(answer.statusCode, `${endpoint.method} ${url}`).toBeGreaterThanOrEqual(400)
      expect([400, 401, 404, 415]).toContain(answer.statusCode)
    }
  })
})

function ask(endpoint: Endpoint, county: string, id: string, body: unknown): ReturnType<Client['get']> {
  const path = withParams(endpoint, county, id)
  const query = queryOf(endpoint)
  const asking = strangerFor(endpoint)
  return endpoint.method === 'GET' ? asking.get(path + query) : asking.send(endpoint.method as 'POST', path, body)
}

function strangerFor({ permission }: Endpoint): Client {
  if (permission === 'person') return person
  const holds = (office: Office): boolean =>
    (initialRoles[office].permissions as readonly string[]).includes(permission)
  return [...administrators].find(([office]) => permission !== 'organisations:read' && holds(office))?.[1] ?? stranger
}

/** An endpoint's address once for every thing 章贡区 has, with every filter pointing there. */
function pathsOf(endpoint: Endpoint): string[] {
  const things = /:/.test(endpoint.path.replaceAll(/:(county|code|region)/g, '')) ? ids : ['']
  return [...new Set(things.map((id) => withParams(endpoint, '360702', id) + queryOf(endpoint)))]
}

function withParams(endpoint: Endpoint, county: string, id: string): string {
  return endpoint.path.replaceAll(/:(\w+)/g, (_place, name: string) =>
    name === 'county'
      ? county
      : name === 'code' || name === 'region'
        ? places.zhanggong
        : name === 'month'
          ? '2026-11'
          : id,
  )
}

function queryOf(endpoint: Endpoint): string {
  if (!endpoint.query) return ''
  const known: Record<string, string> = {
    q: '欧阳独一',
    region: places.zhanggong,
    elderId: ids[0] ?? '',
    county: '360702',
  }
  const all = sampleOf(endpoint.query, { uuid: ids[0] ?? '', region: places.zhanggong }, false) as Record<
    string,
    unknown
  >
  const asked = Object.keys(endpoint.query.properties).flatMap((name) =>
    name in known ? [[name, known[name] ?? '']] : name in all ? [[name, String(all[name])]] : [],
  )
  return asked.length > 0 ? `?${new URLSearchParams(asked as [string, string][])}` : ''
}

async function tablesWithCounty(): Promise<string[]> {
  const { rows } = await platform.owner.executeQuery<{ name: string }>(
    CompiledQuery.raw(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'county' and table_name not in ('region', 'data_key') order by 1`,
    ),
  )
  return rows.map((row) => row.name)
}

async function rowsOfZhanggong(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const table of await tablesWithCounty()) {
    const { rows } = await platform.owner.executeQuery<{ row: string }>(
      CompiledQuery.raw(`select t::text as row from ${table} t where county = '360702' order by 1`),
    )
    found[table] = rows.map((row) => row.row)
  }
  return found
}

async function idsOfZhanggong(): Promise<string[]> {
  const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g
  const { audit_event: _trail, ...rows } = await rowsOfZhanggong()
  return [
    ...new Set(
      Object.values(rows)
        .flat()
        .flatMap((row) => row.match(uuid) ?? []),
    ),
  ]
}
