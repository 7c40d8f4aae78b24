import type { Policy, PolicyLayer } from '@yinian/core/benefits/policy.ts'
import type { PolicyCheck, PolicyVersion, PolicyVersionFile } from '@yinian/core/benefits/policy-api.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOutPlaces, places } from '../../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'

const city = '360700000000'
const county = places.zhanggong
const said = { text: { zh: '条款', en: 'Clause' }, source: '《试行办法》第三条', status: 'confirmed' } as const
const document = {
  title: { zh: '试行办法', en: 'Trial measures' },
  number: '赣市民发〔2026〕9号',
  date: '2026-10-01',
  source: '《试行办法》',
  status: 'confirmed',
} as const

/** A bathing subsidy of 30 yuan for everybody over 80 of the city. */
const bathing: Policy = {
  programme: 'bathing-subsidy',
  name: { zh: '助浴补贴', en: 'Bathing subsidy' },
  kind: 'cash',
  payer: said,
  payee: 'elder',
  catalogue: ['D19'],
  document,
  validFrom: '2026-12',
  validTo: null,
  region: city,
  basis: '户籍',
  floor: said,
  who: [
    { clause: 'registered', ...said, rule: 'starts with(户籍地, "3607")' },
    { clause: 'age-80', ...said, rule: '年龄 >= 80' },
    { clause: 'alive', ...said, rule: '在世' },
  ],
  amount: { cases: [{ clause: 'everybody', ...said, when: '年龄 >= 80', fen: 3000 }] },
  payment: { start: 'month-reached', end: 'month-of-death', rounding: 'fen-nearest' },
  granting: 'automatic',
  examples: [
    {
      name: { zh: '85 岁', en: 'Aged 85' },
      facts: { 户籍地: '360702001001', 年龄: 85, 在世: true },
      expect: { fen: 3000 },
    },
    {
      name: { zh: '79 岁', en: 'Aged 79' },
      facts: { 户籍地: '360702001001', 年龄: 79, 在世: true },
      expect: { fails: ['age-80'] },
    },
  ],
  assumptions: [],
}

/** The county pays fifty to everybody over ninety, and the others what the city pays from next year. */
const countyLayer: PolicyLayer = {
  programme: 'bathing-subsidy',
  document,
  validFrom: '2026-12',
  validTo: null,
  region: county,
  extends: city,
  amount: {
    cases: [
      { clause: 'over-90', ...said, when: '年龄 >= 90', fen: 5000 },
      { clause: 'everybody', ...said, when: '年龄 >= 80', fen: 3500 },
    ],
  },
  examples: [
    {
      name: { zh: '92 岁', en: 'Aged 92' },
      facts: { 户籍地: '360702001001', 年龄: 92, 在世: true },
      expect: { fen: 5000 },
    },
    {
      name: { zh: '79 岁', en: 'Aged 79' },
      facts: { 户籍地: '360702001001', 年龄: 79, 在世: true },
      expect: { fails: ['age-80'] },
    },
  ],
}

let platform: TestPlatform
let drafter: Client
let publisher: Client
let countyDrafter: Client
let countyPublisher: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  drafter = await platform.signedIn('civil-affairs-officer', city)
  publisher = await platform.signedIn('benefit-approver', city)
  countyDrafter = await platform.signedIn('civil-affairs-officer', county)
  countyPublisher = await platform.signedIn('benefit-approver', county)
})
afterAll(() => platform.close())

async function ok<T>(asked: Promise<LightMyRequestResponse>): Promise<T> {
  const answer = await asked
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json() as T
}
const codeOf = async (asked: Promise<LightMyRequestResponse>) => (await asked).json().code as string

const draft = (client: Client, written: object, area: string) =>
  client.send('POST', '/benefits/policies', { area, document: written, reason: '按新文件执行' })
const drafting = (client: Client, { id, revision }: PolicyVersionFile, event: 'propose' | 'withdraw') =>
  client.send('POST', `/benefits/policies/${id}/drafting`, { revision, event })
const decision = (client: Client, { id, revision }: PolicyVersionFile, event: 'publish' | 'return') =>
  client.send('POST', `/benefits/policies/${id}/decision`, { revision, event, reason: '已集体研究' })

async function published(written: object, area = city, by = drafter, decider = publisher): Promise<PolicyVersionFile> {
  const made = await ok<PolicyVersionFile>(draft(by, written, area))
  const proposed = await ok<PolicyVersionFile>(drafting(by, made, 'propose'))
  return ok<PolicyVersionFile>(decision(decider, proposed, 'publish'))
}

const dueAt = async (region: string, age: number, month = '2026-12') => {
  const facts = { 户籍地: region, 年龄: age, 在世: true }
  const { rows } = await ok<{ rows: { programme: string; reading: { decision: { due: boolean; fen?: number } } }[] }>(
    drafter.send('POST', '/benefits/calculation', { region, month, programme: 'bathing-subsidy', facts }),
  )
  return rows[0]?.reading.decision.fen ?? 0
}

describe('the policies that come with the platform', () => {
  it('are in force as first versions that nobody here wrote', async () => {
    const { rows } = await ok<{ rows: PolicyVersion[] }>(drafter.get(`/benefits/policies?region=${city}`))
    expect(rows.every(({ version, state, shipped }) => version === 1 && state === 'published' && shipped)).toBe(true)
    const near = rows.filter(({ programme }) => programme === 'old-age-allowance')
    expect(near.map(({ area, layer, inForce }) => [area, layer, inForce])).toEqual([
      ['000000000000', false, true],
      ['360700000000', false, true],
    ])
  })
})

describe('a policy', () => {
  it('is checked before it is kept, fault by fault', async () => {
    const wrong = { ...bathing, who: [...bathing.who, { clause: 'poor', ...said, rule: '低宝' }] }
    const check = await ok<PolicyCheck>(
      drafter.send('POST', '/benefits/policies/check', { area: city, document: wrong }),
    )
    expect(check.faults).toMatchObject([{ path: '/who/3/rule', line: 1, column: 1 }])
    expect(check.effective).toBeNull()
  })

  it('may be kept half written, and is not proposed before it is whole and shows its examples', async () => {
    const { examples: _, ...bare } = bathing
    const half = await ok<PolicyVersionFile>(draft(drafter, { ...bare, who: [] }, city))
    expect(await codeOf(drafting(drafter, half, 'propose'))).toBe('benefits.policy-has-faults')
    const change = { revision: half.revision, document: bare, reason: '补齐条件' }
    const whole = await ok<PolicyVersionFile>(drafter.send('PUT', `/benefits/policies/${half.id}`, change))
    expect(await codeOf(drafting(drafter, whole, 'propose'))).toBe('benefits.policy-without-examples')
    const stale = { revision: half.revision, document: bare, reason: '再改' }
    expect(await codeOf(drafter.send('PUT', `/benefits/policies/${half.id}`, stale))).toBe('http.stale-version')
    expect((await ok<PolicyVersionFile>(drafting(drafter, whole, 'withdraw'))).state).toBe('withdrawn')
  })

  it('of another division, or without its month, is refused where it says so', async () => {
    expect(await codeOf(draft(countyDrafter, bathing, city))).toBe('http.not-found')
    const answer = (await draft(drafter, { ...bathing, validFrom: '2026' }, city)).json()
    expect([answer.code, answer.at]).toEqual(['benefits.policy-misplaced', '/document/validFrom'])
    expect((await draft(drafter, { ...bathing, region: county }, city)).json().at).toBe('/document/region')
  })

  it('counts once a second person has published it, from its first month', async () => {
    const made = await ok<PolicyVersionFile>(draft(drafter, bathing, city))
    expect(made.check).toMatchObject({ faults: [], whole: true })
    expect((await countyDrafter.get(`/benefits/policies/${made.id}`)).statusCode).toBe(404)
    const proposed = await ok<PolicyVersionFile>(drafting(drafter, made, 'propose'))
    const { waiting } = await ok<{ waiting: { link: string; count: number }[] }>(publisher.get('/home'))
    expect(waiting.find(({ link }) => link.endsWith('versions?state=proposed'))).toMatchObject({ count: 1 })
    expect(await codeOf(decision(drafter, proposed, 'publish'))).toBe('http.not-allowed')
    const both = await platform.signedIn('benefit-approver', city, 'both-hands')
    await platform.owner
      .updateTable('policy_version')
      .set({ drafted_by: [drafter.accountId, both.accountId] })
      .where('id', '=', made.id)
      .execute()
    expect(await codeOf(decision(both, proposed, 'publish'))).toBe('benefits.own-policy')
    const done = await ok<PolicyVersionFile>(decision(publisher, proposed, 'publish'))
    expect(done).toMatchObject({ state: 'published', events: [], decidedBy: expect.any(String) })
    expect(done.steps.map(({ event }) => event)).toEqual(['draft', 'propose', 'publish'])
    expect([await dueAt('360702001001', 85), await dueAt('360702001001', 79)]).toEqual([3000, 0])
    const early = { region: county, month: '2026-11', programme: 'bathing-subsidy', facts: {} }
    expect(await codeOf(drafter.send('POST', '/benefits/calculation', early))).toBe('benefits.policy-not-found')
    expect((await countyDrafter.get(`/benefits/policies/${made.id}`)).statusCode).toBe(200)
    expect(
      (
        await drafter.send('PUT', `/benefits/policies/${made.id}`, {
          revision: done.revision,
          document: bathing,
          reason: '再改',
        })
      ).statusCode,
    ).toBe(409)
  })

  it('is replaced by a later version, which says whom it changes', async () => {
    const more = { ...bathing, amount: { cases: [{ clause: 'everybody', ...said, when: '年龄 >= 80', fen: 3500 }] } }
    const examples = bathing.examples?.map((one) => ('fen' in one.expect ? { ...one, expect: { fen: 3500 } } : one))
    const next = await published({ ...more, examples, validFrom: '2027-01' })
    expect(next.version).toBe(3)
    expect(await ok<PolicyVersionFile>(drafter.get(`/benefits/policies/${next.id}`))).toMatchObject({ inForce: false })
    expect([await dueAt('360702001001', 85, '2026-12'), await dueAt('360702001001', 85, '2027-01')]).toEqual([
      3000, 3500,
    ])
    const check = await ok<PolicyCheck>(
      drafter.send('POST', '/benefits/policies/check', { area: city, document: { ...bathing, validFrom: '2027-02' } }),
    )
    expect(check.differences).toMatchObject([{ before: 3500, after: 3000 }])
  })

  it('that begins in a month that is over is not published', async () => {
    const late = await ok<PolicyVersionFile>(
      draft(drafter, { ...bathing, programme: 'late-subsidy', validFrom: '2026-10' }, city),
    )
    const proposed = await ok<PolicyVersionFile>(drafting(drafter, late, 'propose'))
    expect(await codeOf(decision(publisher, proposed, 'publish'))).toBe('benefits.policy-begun')
    const returned = await ok<PolicyVersionFile>(decision(publisher, proposed, 'return'))
    expect([returned.state, returned.steps.at(-1)?.reason]).toEqual(['draft', '已集体研究'])
  })

  it('is published once, however many press the button', async () => {
    const made = await ok<PolicyVersionFile>(draft(drafter, { ...bathing, programme: 'twice-subsidy' }, city))
    const proposed = await ok<PolicyVersionFile>(drafting(drafter, made, 'propose'))
    const other = await platform.signedIn('benefit-approver', city, 'second-publisher')
    const answers = await Promise.all([publisher, other].map((who) => decision(who, proposed, 'publish')))
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
  })
})

describe('a layer of a lower level', () => {
  it('adds to the programme of the level above for its own people', async () => {
    await published(countyLayer, county, countyDrafter, countyPublisher)
    expect(await dueAt('360702001001', 92)).toBe(5000)
    expect(await dueAt('360703001001', 92)).toBe(3000)
  })

  it('below the floor of the level above is refused with somebody who would lose', async () => {
    const less = {
      ...countyLayer,
      amount: { cases: [{ clause: 'all', ...said, when: '年龄 >= 80', fen: 1000 }] },
      validFrom: '2027-03',
    }
    const check = await ok<PolicyCheck>(
      countyDrafter.send('POST', '/benefits/policies/check', { area: county, document: { ...less, examples: [] } }),
    )
    expect(check.faults[0]?.message.zh).toContain('低于上级规定的底线')
  })

  it('holds the level above back from what would break it', async () => {
    const more = {
      ...bathing,
      validFrom: '2027-04',
      amount: { cases: [{ clause: 'everybody', ...said, when: '年龄 >= 80', fen: 4000 }] },
    }
    const examples = bathing.examples?.map((one) => ('fen' in one.expect ? { ...one, expect: { fen: 4000 } } : one))
    const made = await ok<PolicyVersionFile>(draft(drafter, { ...more, examples }, city))
    const proposed = await ok<PolicyVersionFile>(drafting(drafter, made, 'propose'))
    const answer = (await decision(publisher, proposed, 'publish')).json()
    expect(answer.code).toBe('benefits.policy-breaks-layer')
    expect(answer.message.zh).toContain('章贡区')
  })
})

describe('a policy that ends', () => {
  it('is held back while a layer below would be left with nothing to build upon', async () => {
    const programme = 'ending-subsidy'
    await published({ ...bathing, programme })
    await published({ ...countyLayer, programme }, county, countyDrafter, countyPublisher)
    const made = await ok<PolicyVersionFile>(draft(drafter, { ...bathing, programme, validTo: '2027-06' }, city))
    const proposed = await ok<PolicyVersionFile>(drafting(drafter, made, 'propose'))
    // the version before it counts again when this one ends, so that the layer holds
    expect((await decision(publisher, proposed, 'publish')).statusCode).toBe(200)

    const alone = 'alone-subsidy'
    await published({ ...bathing, programme: alone, validTo: '2027-06' })
    const layer = await ok<PolicyVersionFile>(draft(countyDrafter, { ...countyLayer, programme: alone }, county))
    const waiting = await ok<PolicyVersionFile>(drafting(countyDrafter, layer, 'propose'))
    expect(await codeOf(decision(countyPublisher, waiting, 'publish'))).toBe('benefits.policy-breaks-layer')
    const listed = await drafter.get(`/benefits/programmes?region=${county}&month=2027-07`)
    expect(listed.statusCode).toBe(200)
  })
})

describe('drafts of one programme begun at the same moment', () => {
  it('get a number each', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => draft(drafter, { ...bathing, programme: 'crowded-subsidy' }, city)),
    )
    expect(answers.map((answer) => answer.json().version).toSorted()).toEqual([1, 2, 3, 4])
  })
})

describe('how programmes go together', () => {
  const relations = (programme: string, relation = 'higher') => ({
    document,
    validFrom: '2026-12',
    validTo: null,
    region: city,
    relations: [{ clause: 'one-of-both', ...said, first: 'old-age-allowance', second: programme, relation }],
  })

  it('is published like a policy and names only programmes that are in force', async () => {
    const check = await ok<PolicyCheck>(
      drafter.send('POST', '/benefits/policies/check', { area: city, document: relations('no-such-subsidy') }),
    )
    expect(check.faults.map(({ path }) => path)).toEqual(['/relations/0'])
    const done = await published(relations('bathing-subsidy'))
    expect(done).toMatchObject({ programme: 'relations', state: 'published' })
  })
})

describe('the vocabulary', () => {
  it('is public, with where every fact comes from and of which day it is', async () => {
    const { rows } = await ok<{ rows: { name: string; asOf: object; source: object; sensitivity: string }[] }>(
      drafter.get('/benefits/vocabulary'),
    )
    expect(rows.find(({ name }) => name === '能力等级')).toMatchObject({
      sensitivity: 'sensitive',
      source: { en: 'Result of the ability assessment' },
    })
  })
})
