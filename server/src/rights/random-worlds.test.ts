import { addDays } from '@yinian/core/time/day.ts'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../db/ids.ts'
import { madeUpNumber, registered } from '../people/testing.ts'
import { type Client, testPlatform } from '../testing.ts'
import { sampleOf } from '../testing-samples.ts'
import { addressOf, idsIn, type Question, questionsOf, someOfEach } from './asking.ts'
import {
  carrying,
  contains,
  type Fact,
  isDivision,
  mayRead,
  mayReadOwn,
  mayWrite,
  type PlannedGrant,
} from './oracle.ts'
import {
  addElder,
  anyGrants,
  factsOf,
  layOutWorld,
  nameOf,
  organisationRoles,
  requested,
  type Someone,
  villages,
  type World,
  withGrants,
} from './world.ts'

// One world laid out at random, and people with random grants in it, held against one oracle that knows nothing of how the
// platform decides. Endpoints and tables of tomorrow are asked by themselves: they are read from the platform as it runs.

const seed = Number(process.env.RIGHTS_SEED ?? Math.floor(Math.random() * 1e6))
let world: World
let facts: Map<string, Fact>
let questions: Question[]
const elders = () => [...facts.values()].filter(({ table }) => table === 'elder')

beforeAll(async () => {
  world = await layOutWorld(await testPlatform(), seed)
  facts = await factsOf(world.platform)
  questions = await questionsOf(world.platform, world.everybody, someOfEach(facts, 3))
}, 300_000)
afterAll(() => world.platform.close())

/** What is named beside what one may read, where, and why that is no leak. */
const references: Readonly<Record<string, readonly [where: RegExp, why: string]>> = {
  account: [/./, 'who did something is named beside what was done'],
  assessor: [
    /^\/(assessments|insurance\/assessments|audit-events)/,
    'who assessed is named on the assessment and in what happened to it',
  ],
  session: [/./, 'one’s own'],
  benefit_run: [/^\/elders\/[^/]+\/payments/, 'a payment says by number in which run of the county it was made'],
  benefit_payment: [
    /^\/elders\/[^/]+\/looks-in-words/,
    'the elder is told at the counter, as online, that another county worked out a payment for them',
  ],
}

/** What an answer gives away that the oracle does not let this person read: things by their id, elders by their name as well. */
function beyond(grants: readonly PlannedGrant[], { endpoint, path }: Question, body: string): string[] {
  const inside = grants.every(({ place }) => !isDivision(place))
  const told = [...idsIn(body)].flatMap((id) => {
    const fact = facts.get(id)
    // An organisation keeps its own finished cases, which name nobody any more but by a number.
    if (!fact || references[fact.table]?.[0].test(path) || path.includes(id) || (inside && fact.table === 'elder'))
      return []
    return [fact]
  })
  const named = elders().filter(({ name }) => name && body.includes(name) && !path.includes(encodeURIComponent(name)))
  return [...told, ...named]
    .filter((fact) => !mayRead(grants, endpoint.permission, fact))
    .map((fact) => `${path} tells of ${fact.table} in ${fact.region}`)
}

describe(`whatever somebody holds (RIGHTS_SEED=${seed})`, () => {
  it('no answer names a thing they may not read', async () => {
    await fc.assert(
      fc.asyncProperty(anyGrants, async (grants) => {
        const client = await withGrants(world.platform, grants)
        const leaks: string[] = []
        for (const question of questions) {
          const { statusCode, body } = await client.get(question.path)
          if (statusCode >= 500) leaks.push(`${question.path} failed: ${body}`)
          if (statusCode === 200) leaks.push(...beyond(grants, question, body))
        }
        expect(leaks).toEqual([])
      }),
      { numRuns: 5, seed },
    )
  }, 600_000)

  it('no answer names a thing of which their organisation has nothing to do', async () => {
    for (const place of world.organisations)
      for (const role of organisationRoles) {
        const client = await withGrants(world.platform, [{ role, place }])
        const leaks: string[] = []
        for (const question of questions) {
          const { statusCode, body } = await client.get(question.path)
          if (statusCode === 200) leaks.push(...beyond([{ role, place }], question, body))
        }
        expect(leaks, role).toEqual([])
      }
  }, 120_000)

  it('the account of an elder or relative is told of nobody but the elders it was opened for, and opens nothing else', async () => {
    for (const { client, elders: own } of world.persons) {
      const leaks: string[] = []
      let answered = 0
      for (const { endpoint, path } of [...questions, ...questionsOfPersons()]) {
        const { statusCode, body } = await client.get(path)
        if (endpoint.permission !== 'person' && statusCode !== 401) leaks.push(`${path} answered ${statusCode}`)
        if (statusCode !== 200) continue
        answered++
        const told = [...idsIn(body)].flatMap((id) => facts.get(id) ?? [])
        const named = elders().filter(({ name }) => name && body.includes(name))
        for (const fact of [...told, ...named])
          if (!mayReadOwn(own, fact)) leaks.push(`${path} tells of ${fact.table} in ${fact.region}`)
      }
      expect(leaks).toEqual([])
      expect(answered).toBeGreaterThanOrEqual(own.length === 0 ? 1 : 4)
    }
  }, 120_000)

  it('no account of an elder or relative changes anything of anybody else', async () => {
    const commands = world.platform.served.filter(({ endpoint }) => endpoint.method !== 'GET')
    for (const { client, elders: own } of world.persons.slice(0, 3)) {
      const others = elders().filter(({ id }) => !own.includes(id))
      const other = others[0]
      if (!other?.region) throw new Error('There is nobody else.')
      for (const { endpoint } of commands) {
        if (endpoint.permission === 'public' || endpoint.transfer === 'upload') continue
        const body = endpoint.body ? sampleOf(endpoint.body, { uuid: other.id, region: other.region }) : undefined
        const path = addressOf(endpoint, other.id, other.region)
        const answer = await client.send(endpoint.method as 'POST', path, body)
        const refused = endpoint.permission === 'person' ? [400, 404, 422] : [400, 401, 415]
        expect(refused, `${path} ${answer.body}`).toContain(answer.statusCode)
      }
    }
  }, 120_000)

  it('the register shows them exactly the elders they may read, counted right and under their real order', async () => {
    await fc.assert(
      fc.asyncProperty(anyGrants, async (grants) => {
        const client = await withGrants(world.platform, grants)
        const answer = await client.get('/elders?limit=200')
        if (carrying(grants, 'people:read').length === 0) {
          expect(answer.statusCode).toBe(403)
          return
        }
        const residents = elders().filter((elder) => mayRead(grants, 'people:read', { ...elder, table: 'resident' }))
        const { rows } = answer.json()
        expect(new Set(rows.map((row: { id: string }) => row.id))).toEqual(new Set(residents.map(({ id }) => id)))
        expect((await client.get('/elders/count')).json()).toEqual({ count: residents.length, more: false })
      }),
      { numRuns: 25, seed },
    )
  }, 120_000)

  it('they find by name, initials and number exactly whom they may read', async () => {
    await fc.assert(
      fc.asyncProperty(anyGrants, fc.nat(15), async (grants, index) => {
        if (carrying(grants, 'people:read').length === 0) return
        const client = await withGrants(world.platform, grants)
        const { rows } = (await world.maker.get(`/elders?q=${encodeURIComponent(nameOf(index))}`)).json()
        const elder = facts.get(rows[0]?.id ?? '')
        if (!elder) return
        const found = (await client.get(`/elders/count?q=139${10_000_000 + index}`)).json()
        expect(found.count).toBe(mayRead(grants, 'people:read', elder) ? 1 : 0)
      }),
      { numRuns: 25, seed },
    )
  }, 120_000)

  it('they change what is theirs and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(anyGrants, fc.constantFrom(...villages), async (grants, village) => {
        const client = await withGrants(world.platform, grants)
        const elder = await registered(world.maker, newElder(village))
        const circumstance = { kind: 'hardship', value: 'tekun', from: '2020-01-01', source: '特困人员名册' }
        const acts = [
          ['people:write', () => client.send('POST', '/elders', newElder(village))],
          ['people:write', () => client.send('POST', `/elders/${elder.id}/circumstances`, circumstance)],
          ['people:reveal', () => client.get(`/elders/${elder.id}/reveal?field=documentNumber&purpose=核对身份`)],
          ['assessments:request', () => requested(client, elder)],
        ] as const
        for (const [permission, act] of acts) {
          const { statusCode, body } = await act()
          const allowed = mayWrite(grants, permission, village)
          expect([statusCode === 200, permission, statusCode >= 500, body], body).toEqual([
            allowed,
            permission,
            false,
            body,
          ])
        }
      }),
      { numRuns: 20, seed },
    )
  }, 120_000)
})

/** Everything of their own that could be asked, about every elder there is. */
function questionsOfPersons(): Question[] {
  const asked = world.platform.served.flatMap(({ endpoint }) =>
    endpoint.method === 'GET' && endpoint.permission === 'person' ? [endpoint] : [],
  )
  return asked.flatMap((endpoint) =>
    elders().map(({ id, region }) => ({ endpoint, path: addressOf(endpoint, id, region ?? '') })),
  )
}

let made = 0

/** Somebody the register cannot take for anybody else. */
const newElder = (region: string) => ({
  name: nameOf(400 + made),
  documentType: 'resident-identity',
  documentNumber: madeUpNumber(addDays('1932-01-01', 17 * made++).replaceAll('-', '')),
  region,
})

describe('what happens elsewhere', () => {
  it('changes nothing in any answer: no count, no order, no suggestion, no notice', async () => {
    let next = 100
    await fc.assert(
      fc.asyncProperty(anyGrants, fc.constantFrom(...villages), async (grants, village) => {
        fc.pre(grants.every(({ place }) => !contains(place, village)))
        const client = await withGrants(world.platform, grants)
        const before = await answersTo(client)
        const elder = await addElder(world.maker, next++, { region: village, registeredRegion: village, tekun: true })
        await requested(world.maker, elder)
        const died = await addElder(world.maker, next++, { region: village, registeredRegion: village, tekun: false })
        const { version } = (await world.maker.get(`/elders/${died.id}`)).json()
        await world.maker.send('POST', `/elders/${died.id}/death`, { version, diedOn: '2026-11-01', source: '家属' })
        await withGrants(world.platform, [{ role: 'civil-affairs-officer', place: village }])
        expect(await answersTo(client)).toEqual(before)
      }),
      { numRuns: 4, seed },
    )
  }, 600_000)

  /** Every answer, without what this person's own looking has left in it. */
  async function answersTo(client: Someone): Promise<Record<string, string>> {
    await world.platform.owner.deleteFrom('audit_event').where('actor_id', '=', client.accountId).execute()
    await world.platform.owner.deleteFrom('exported_elder').where('account_id', '=', client.accountId).execute()
    const answers: Record<string, string> = {}
    for (const { path, endpoint } of questions) {
      const answer = await client.get(path)
      // A workbook says when it was made; the same rows are asked for as text as well.
      if (endpoint.transfer === 'file' && answer.body.startsWith('PK')) continue
      answers[path] = `${answer.statusCode} ${withoutOwn(answer.body, client)}`
    }
    return answers
  }
})

function withoutOwn(body: string, { accountId, name }: Someone): string {
  // A list that leaves says in its last row, and without a trace in its cells, whose export it is.
  if (!body.startsWith('{'))
    return body
      .replaceAll(/[\u200b-\u200d\u2060]/g, '')
      .split('\r\n')
      .filter((line) => !line.includes(name))
      .join('\r\n')
  const own = (one: unknown) => [accountId, name].some((mine) => JSON.stringify(one ?? null).includes(mine))
  return JSON.stringify(
    JSON.parse(body, (key, value) =>
      key === 'next' ? value !== null : Array.isArray(value) ? value.filter((one) => !own(one)) : value,
    ),
  )
}

describe('what is elsewhere and what does not exist', () => {
  it('are refused with the same words after the same statements', async () => {
    const here = villages[0]
    const grants = (['civil-affairs-officer', 'benefit-approver', 'payment-officer'] as const).map((role) => ({
      role,
      place: here,
    }))
    const client = await withGrants(world.platform, grants)
    const differences: string[] = []
    for (const { endpoint, path } of questions) {
      const [id] = [...idsIn(path)]
      const fact = facts.get(id ?? '')
      if (!id || !fact || mayRead(grants, endpoint.permission, fact)) continue
      if (carrying(grants, endpoint.permission).length === 0) continue
      const there = await observed(() => client.get(path))
      const nowhere = await observed(() => client.get(path.replaceAll(id, newId())))
      if (JSON.stringify(there) !== JSON.stringify(nowhere))
        differences.push(`${path}: ${JSON.stringify({ there, nowhere })}`)
    }
    expect(differences).toEqual([])
  }, 120_000)
})

/** The answer, and which statements the database was asked while it was made, without the values in them. */
async function observed(ask: () => ReturnType<Client['get']>) {
  const statements: string[] = []
  const listening = vi.spyOn(pg.Client.prototype, 'query')
  const { statusCode, body } = await ask()
  for (const [query] of listening.mock.calls as unknown as [string | { text?: string }][]) {
    const text = typeof query === 'string' ? query : (query?.text ?? '')
    if (text.includes('job_queue')) continue
    statements.push(text.replaceAll(/'[^']*'/g, "''"))
  }
  listening.mockRestore()
  return { statusCode, body: body.replaceAll(/"at":"[^"]*"/g, ''), statements }
}
