import type { Computation, IndicatorCase, IndicatorLine } from '@yinian/core/indicators/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { workQueues } from '../queues.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { computeIndicatorsFor } from './computations.ts'
import {
  city,
  counties,
  layOutDivisions,
  layOutWorld,
  villages,
  type WorldElder,
  type WorldPayment,
} from './testing.ts'

const today = '2026-11-21'
const [zhanggong, nankang] = counties
const ownVillage = villages[0] ?? ''
const otherVillage = villages[4] ?? ''
let platform: TestPlatform
let county: Client
let neighbour: Client
let prefecture: Client

const elder = (of: Partial<WorldElder> = {}): WorldElder => ({
  id: newId(),
  region: ownVillage,
  registered: of.region ?? ownVillage,
  birth: '1940-01-01',
  diedOn: null,
  circumstances: [],
  assessment: null,
  before: null,
  ...of,
})
const since = '2026-01-01'
const tekun = (...more: WorldElder['circumstances'][number]['of'][]): WorldElder['circumstances'] =>
  (['hardship:tekun', ...more] as const).map((of) => ({ of, from: since, to: null }))

const supported = elder({ circumstances: tekun('institution-wish:wishes', 'tekun-support:centralised') })
const waiting = elder({ circumstances: tekun('institution-wish:wishes', 'tekun-support:dispersed') })
const abroad = elder({
  region: otherVillage,
  registered: ownVillage,
  circumstances: tekun('institution-wish:wishes', 'tekun-support:dispersed'),
})
const theirs = [
  elder({ region: otherVillage }),
  elder({ region: otherVillage, circumstances: tekun('institution-wish:wishes') }),
]
const unpaid = elder({ birth: '1942-05-01' })
const young = elder({ birth: '1964-05-01' })
const younger = elder({ birth: '1964-06-01' })
const everybody = [supported, waiting, abroad, ...theirs, unpaid, young, younger]
const payment = (of: WorldElder, fen: number, age: number): WorldPayment => ({
  elder: of,
  region: of.registered,
  programme: 'old-age-allowance',
  month: '2026-11',
  fen,
  age,
  selfCare: null,
  state: 'paid',
})

beforeAll(async () => {
  platform = await testPlatform()
  await layOutDivisions(platform)
  county = await platform.signedIn('civil-affairs-officer', zhanggong)
  neighbour = await platform.signedIn('civil-affairs-officer', nankang)
  prefecture = await platform.signedIn('civil-affairs-officer', city)
  const payments = [
    payment(supported, 5_000, 86),
    payment(waiting, 5_000, 79),
    ...theirs.map((one) => payment(one, 9, 86)),
  ]
  await layOutWorld(platform, everybody, payments, today)
  await computeIndicatorsFor(platform.ground, city, '2026-11')
  await computeIndicatorsFor(platform.ground, city, '2026-10')
})
afterAll(() => platform.close())

async function line(client: Client, id: string, region: string, period = '2026-11'): Promise<IndicatorLine> {
  return (await client.get(`/indicators/${id}?region=${region}&period=${period}`)).json().line
}

async function cases(client: Client, id: string, region: string, side: string, more = '') {
  const answer = await client.get(`/indicators/${id}/cases?region=${region}&side=${side}${more}`)
  return answer.json() as { rows: IndicatorCase[]; next: string | null; total: number; beyondScope: number }
}
const ids = (rows: readonly IndicatorCase[]): string[] => rows.map(({ elderId }) => elderId).sort()

describe('the board of a division', () => {
  it('shows every indicator of every plan, the plans that apply here first', async () => {
    const board = (await county.get(`/indicators?region=${zhanggong}`)).json()
    expect(board).toMatchObject({ region: zhanggong, period: '2026-11', underWay: null })
    expect(board.rows).toHaveLength(259)
    expect(board.plans.map(({ id, relation }: { id: string; relation: string }) => `${id} ${relation}`)).toEqual([
      'N applies',
      'G applies',
      'R applies',
      'H elsewhere',
      'J elsewhere',
      'A elsewhere',
    ])
    expect(board.computedAt).not.toBeNull()
  })

  it('judges a value against the target of its plan, with the months before', async () => {
    expect(await line(county, 'G-T43', zhanggong)).toMatchObject({
      numerator: 1,
      denominator: 3,
      gap: 2,
      targetApplies: true,
    })
    const allowance = await line(county, 'G-S29', zhanggong)
    expect(allowance).toMatchObject({ value: 79, judgement: 'not-met' })
    expect(allowance.trend).toHaveLength(12)
    expect(allowance.trend.at(-1)).toEqual({ period: '2026-11', value: 79 })
    expect(await line(county, 'H-S03', zhanggong)).toMatchObject({
      value: 79,
      judgement: 'no-target',
      targetApplies: false,
    })
  })

  it('says which part of the system answers what these records do not', async () => {
    const visits = await line(county, 'N-B02', zhanggong)
    expect(visits).toMatchObject({ answeredBy: 'visits', value: null, trend: [] })
    expect(visits.answer?.zh).toContain('探访')
  })

  it('reads a count of nobody as nothing, and a division never computed as unknown', async () => {
    expect(await line(county, 'R-08', villages[3] ?? '')).toMatchObject({ value: 0, judgement: 'no-target' })
    expect((await line(county, 'R-08', zhanggong, '2025-01')).value).toBeNull()
    expect((await line(county, 'R-08', zhanggong, '2025-01')).computedAt).toBeNull()
  })

  it('does not look into a month that has not begun', async () => {
    const answer = await county.get(`/indicators?region=${zhanggong}&period=2026-12`)
    expect(answer.json().code).toBe('indicators.period-not-begun')
  })
})

describe('one indicator', () => {
  it('lists the divisions below, with contradictions and rules of one plan beside the number', async () => {
    const page = (await prefecture.get(`/indicators/G-T43?region=${city}`)).json()
    expect(page.divisions).toMatchObject([
      { region: zhanggong, level: 'county', numerator: 1, denominator: 3, centre: { elders: 5 } },
      { region: nankang, level: 'county', numerator: 0, denominator: 1, centre: null },
    ])
    expect(page.sides).toEqual(['numerator', 'denominator', 'gap'])
    expect(page.basis).toBe('registration')
    const beds = (await prefecture.get(`/indicators/N-T15?region=${city}`)).json()
    expect(beds.contradictions.length).toBeGreaterThan(0)
  })

  it('is refused when nobody knows it', async () => {
    expect((await county.get(`/indicators/G-B99?region=${zhanggong}`)).json().code).toBe('indicators.unknown')
  })
})

describe('the cases behind a number', () => {
  it('are those on each side, and why', async () => {
    const gap = await cases(prefecture, 'G-T43', city, 'gap')
    expect(gap).toMatchObject({ total: 3, beyondScope: 0, next: null })
    expect(gap.rows.find(({ elderId }) => elderId === waiting.id)?.why.zh).toBe('特困人员，愿意，分散供养')
    const inside = await cases(prefecture, 'G-T43', zhanggong, 'numerator')
    expect(ids(inside.rows)).toEqual([supported.id])
  })

  it('say how many are counted whose file the reader does not see', async () => {
    const gap = await cases(county, 'G-T43', zhanggong, 'gap')
    expect(ids(gap.rows)).toEqual([waiting.id])
    expect(gap).toMatchObject({ total: 1, beyondScope: 1 })
    const then = await cases(county, 'G-T43', zhanggong, 'gap', '&period=2026-10')
    expect(ids(then.rows)).toEqual([waiting.id])
    expect(then).toMatchObject({ total: 1, beyondScope: 1 })
  })

  it('name those of the age who were not paid', async () => {
    const gap = await cases(county, 'R-21', zhanggong, 'gap')
    expect(ids(gap.rows)).toEqual([abroad.id, unpaid.id].sort())
    expect(gap.rows[0]?.why.zh).toContain('当月未发放高龄津贴')
  })

  it('name the payment below the age of the plan', async () => {
    const below = await cases(county, 'G-S29', zhanggong, 'gap')
    expect(below.rows).toMatchObject([{ elderId: waiting.id, why: { zh: '发放50.00元，79周岁，规划为80周岁' } }])
    expect(ids((await cases(county, 'G-S29', zhanggong, 'numerator')).rows)).toEqual([waiting.id])
  })

  it('come page by page, each once', async () => {
    const seen: string[] = []
    let after = ''
    for (let pages = 0; pages < 20; pages++) {
      const page = await cases(prefecture, 'R-01', city, 'numerator', `&limit=2${after}`)
      expect(page.total).toBe(8)
      seen.push(...page.rows.map(({ elderId }) => elderId))
      if (page.next === null) break
      after = `&after=${page.next}`
    }
    expect(seen.toSorted()).toEqual(everybody.map(({ id }) => id).toSorted())
  })

  it('do not exist for what is not counted from these records, or for a side that is none', async () => {
    const asked = (id: string, side: string) => county.get(`/indicators/${id}/cases?region=${zhanggong}&side=${side}`)
    expect((await asked('N-B02', 'numerator')).json().code).toBe('indicators.not-answered-by-records')
    expect((await asked('R-25', 'numerator')).json().code).toBe('indicators.no-such-side')
    expect((await asked('R-01', 'gap')).json().code).toBe('indicators.no-such-side')
  })
})

describe('a county', () => {
  const refusedRegions = [nankang, otherVillage, city, '360000000000', '000000000000']

  it('sees no figure and no case of another county or of the city above, by any endpoint', async () => {
    const { id } = await computeIndicatorsFor(platform.ground, city, '2026-11')
    for (const region of refusedRegions) {
      for (const path of [
        `/indicators?region=${region}`,
        `/indicators/R-01?region=${region}`,
        `/indicators/R-01/cases?region=${region}&side=numerator`,
      ])
        expect((await county.get(path)).statusCode, path).toBe(404)
      expect((await county.send('POST', '/indicators/computations', { region })).statusCode).toBe(404)
    }
    expect((await county.get(`/indicators/computations/${id}`)).statusCode).toBe(404)
    expect((await prefecture.get(`/indicators/computations/${id}`)).statusCode).toBe(200)
  })

  it('is shown nobody who neither lives nor is registered there, whatever the indicator and side', async () => {
    const foreign = new Set(theirs.map(({ id }) => id))
    const board = (await county.get(`/indicators?region=${zhanggong}&answered=records`)).json()
    for (const { id } of board.rows as IndicatorLine[])
      for (const side of ['numerator', 'denominator', 'gap'])
        for (const period of ['2026-11', '2026-10']) {
          const { rows = [] } = await cases(county, id, zhanggong, side, `&period=${period}`)
          expect(
            rows.filter(({ elderId }) => foreign.has(elderId)),
            `${id} ${side}`,
          ).toEqual([])
        }
  })

  it('finds none of its neighbour’s rows in the tables either', async () => {
    const seen = await platform.as({ regions: [nankang] }, async (tx) => {
      const values = await tx.selectFrom('indicator_value').select('region').execute()
      const centres = await tx.selectFrom('indicator_centre').select('region').execute()
      return [...values, ...centres].map(({ region }) => region)
    })
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.filter((region) => !region.startsWith('360703'))).toEqual([])
  })
})

describe('computing now', () => {
  it('goes on in the background, shows how far it is, and is not begun twice', async () => {
    const asked = await neighbour.send('POST', '/indicators/computations', { region: nankang, period: '2026-09' })
    const first = asked.json() as Computation
    expect(first).toMatchObject({ state: 'waiting', done: 0, total: 7, region: nankang, period: '2026-09' })
    const again = await neighbour.send('POST', '/indicators/computations', { region: nankang, period: '2026-09' })
    expect(again.json().id).toBe(first.id)
    expect((await neighbour.get(`/indicators?region=${nankang}&period=2026-09`)).json().underWay.id).toBe(first.id)
    await workQueues(platform.ground)
    await expect
      .poll(async () => (await neighbour.get(`/indicators/computations/${first.id}`)).json(), { timeout: 15_000 })
      .toMatchObject({ state: 'done', done: 7, failure: null })
    expect((await line(neighbour, 'R-01', nankang, '2026-09')).value).toBe(3)
  })

  it('is kept from those who may only read', async () => {
    const leader = await platform.signedIn('leader', zhanggong)
    expect((await leader.send('POST', '/indicators/computations', { region: zhanggong })).statusCode).toBe(403)
    expect((await leader.get(`/indicators?region=${zhanggong}`)).statusCode).toBe(200)
  })

  it('leaves its figures on the home page', async () => {
    const { figures } = (await county.get('/home')).json()
    expect(figures).toContainEqual(expect.objectContaining({ value: 5, link: `/indicators/R-01?region=${zhanggong}` }))
  })
})
