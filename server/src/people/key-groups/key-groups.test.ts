import type { ElderFile } from '@yinian/core/people/api.ts'
import type { KeyGroupElder, KeyGroupMatrix, PurchaseBudget } from '@yinian/core/people/key-groups/api.ts'
import { keyGroups } from '@yinian/core/people/key-groups/groups.ts'
import { specialDifficultyOf } from '@yinian/core/people/special-difficulty.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../testing.ts'

let platform: TestPlatform
let village: Client
let town: Client
let county: Client
let neighbour: Client
const made: { id: string; region: string; categories: string[]; level: number | null }[] = []

const signs = [
  ['household', 'left-behind'],
  ['household', 'empty-nest'],
  ['family-planning', 'lost-only-child'],
  ['disability-grade', '1'],
  ['disability-grade', '3'],
  ['tekun-self-care', 'none'],
  ['living-arrangement', 'alone'],
] as const

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  village = await platform.signedIn('village-worker', places.village)
  town = await platform.signedIn('town-officer', places.shuinan)
  county = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'county-one')
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang)
  const drawn = fc.sample(
    fc.record({
      region: fc.constantFrom(places.village, places.otherVillage, places.farVillage),
      held: fc.subarray([...signs], { maxLength: 3 }),
      level: fc.constantFrom(null, 1, 3, 4),
    }),
    { seed: 14, numRuns: 14 },
  )
  for (const [index, { region, held, level }] of drawn.entries()) {
    // two grades of one disability cannot hold side by side
    const kinds = held.filter(
      ([kind], at) => held.findIndex(([other]) => other === kind) === at || kind === 'household',
    )
    const elder = (await registered(county, {
      name: `重点${'甲乙丙丁戊己庚辛壬癸子丑寅卯'[index]}`,
      region,
      documentNumber: madeUpNumber(`194${index % 10}0${1 + (index % 9)}11`),
      circumstances: kinds.map(([kind, value]) => ({ kind, value, from: '2024-01-01', source: '村' })),
    })) as ElderFile
    if (level !== null)
      await sql`update elder set ability_level = ${level}, ability_valid_until = '2027-06-30' where id = ${elder.id}`.execute(
        platform.owner,
      )
    made.push({ id: elder.id, region, categories: kinds.map(([kind, value]) => `${kind}:${value}`), level })
  }
})
afterAll(() => platform.close())

const matrix = async (client: Client, query = ''): Promise<KeyGroupMatrix> =>
  (await client.get(`/key-groups${query}`)).json()
const list = async (client: Client, query = ''): Promise<KeyGroupElder[]> =>
  (await client.get(`/key-groups/elders?limit=200${query}`)).json().rows

/** By the rule in core, one elder at a time. */
const groupsOf = (one: (typeof made)[number]) =>
  specialDifficultyOf({ members: keyGroups }, { categories: one.categories, abilityLevel: one.level, age: 80 }).map(
    ({ id }) => id,
  )

describe('the matrix of key groups', () => {
  it('counts in each division whom the rule puts into each group, and the list behind a number is as long', async () => {
    const answer = await matrix(county)
    expect(answer.groups.map(({ id }) => id)).toEqual(keyGroups.map(({ id }) => id))
    for (const row of answer.rows) {
      const here = made.filter(({ region }) => region.startsWith(row.code.slice(0, 9)))
      expect(row.people).toBe(here.filter((one) => groupsOf(one).length > 0).length)
      for (const { id } of answer.groups) {
        const members = here.filter((one) => groupsOf(one).includes(id)).map((one) => one.id)
        expect(row.counts[id], `${row.name} ${id}`).toBe(members.length)
        const rows = await list(county, `&region=${row.code}&group=${id}`)
        expect(rows.map(({ elderId }) => elderId).sort()).toEqual(members.sort())
      }
    }
    expect(answer.total.people).toBe(answer.rows.reduce((sum, { people }) => sum + people, 0))
  })

  it('shows a village its village and another county nothing', async () => {
    const mine = await matrix(village)
    expect(mine.rows.map(({ code }) => code)).toEqual([places.village])
    expect(new Set((await list(village)).map(({ region }) => region))).toEqual(new Set([places.village]))
    expect((await matrix(neighbour, `?region=${places.zhanggong}`)).rows).toEqual([])
    expect(await list(neighbour, `&region=${places.zhanggong}`)).toEqual([])
  })

  it('no longer counts a level whose assessment has run out', async () => {
    const before = (await matrix(county)).total.counts.disabled ?? 0
    platform.clock.moveTo('2027-07-01T02:00:00Z')
    const later = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    const after = (await matrix(later)).total.counts.disabled ?? 0
    platform.clock.moveTo('2026-11-21T02:00:00Z')
    const byAssessment = made.filter(
      (one) => (one.level ?? 0) >= 3 && !one.categories.includes('tekun-self-care:none'),
    ).length
    expect(byAssessment).toBeGreaterThan(0)
    expect(before - after).toBe(byAssessment)
  })

  it('tells who is responsible, when somebody last looked in, and who is overdue', async () => {
    const [one] = await list(village)
    if (!one) throw new Error('Nobody of a key group lives in the village.')
    await village.send('POST', `/elders/${one.elderId}/care/plans`, {
      personName: '肖桂香',
      manner: 'door',
      intervalDays: 7,
    })
    await village.send('POST', `/elders/${one.elderId}/care/contacts`, {
      on: '2026-11-01',
      manner: 'door',
      finding: 'well',
    })
    const [told] = (await list(town)).filter(({ elderId }) => elderId === one.elderId)
    expect(told).toMatchObject({
      personName: '肖桂香',
      lastContactOn: '2026-11-01',
      nextDue: '2026-11-21',
      overdue: false,
    })
    const before = await matrix(town)
    platform.clock.moveTo('2026-12-01T02:00:00Z')
    const later = await platform.signedIn('town-officer', places.shuinan)
    const after = await matrix(later)
    expect(after.total.overdue).toBe(before.total.overdue + 1)
    expect((await list(later, '&overdue=true')).map(({ elderId }) => elderId)).toEqual([one.elderId])
    platform.clock.moveTo('2026-11-21T02:00:00Z')
    expect(after.total.unplanned).toBe(after.total.people - 1)
    const { count } = (await county.get('/key-groups/elders/count?unplanned=true')).json()
    expect(count).toBe((await list(county, '&unplanned=true')).length)
  })

  it('reads page by page without leaving anybody out, and refuses a group nobody named', async () => {
    const all = await list(county)
    const paged: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: { rows: KeyGroupElder[]; next: string | null } = (
        await county.get(`/key-groups/elders?limit=3${after === '' ? '' : `&after=${after}`}`)
      ).json()
      paged.push(...page.rows.map(({ elderId }) => elderId))
      after = page.next
    }
    expect(paged).toEqual(all.map(({ elderId }) => elderId))
    expect((await county.get('/key-groups/elders?group=nobody')).json().code).toBe('people.key-group-unknown')
  })

  it('reaches its index, however the row rights stand between', async () => {
    const { isOfKeyGroup } = await import('./is-of-key-group.ts')
    const plan = await platform.database.transaction().execute(async (tx) => {
      await sql.raw(`set local role official`).execute(tx)
      await sql.raw(`set local yinian.scope_from = '360702000000'`).execute(tx)
      await sql.raw(`set local yinian.scope_to = '360702999999'`).execute(tx)
      await sql.raw(`set local yinian.scope = ''`).execute(tx)
      await sql.raw('set local enable_seqscan = off').execute(tx)
      return (
        await sql<{ 'QUERY PLAN': string }>`explain select count(*) from elder
          where region between '360702000000' and '360702999999' and ${isOfKeyGroup}`.execute(tx)
      ).rows
    })
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('elder_key_group')
  })
})

describe('the purchase budget', () => {
  const place = { region: places.zhanggong, group: 'disabled', year: 2026 }
  const set = (client: Client, more: object = {}) =>
    client.send('POST', '/purchase-budgets', {
      ...place,
      fen: 10_000_000,
      document: '测试民发〔2026〕8号',
      documentOn: '2026-02-01',
      ...more,
    })
  const commit = (fen: number, more: object = {}) =>
    county.send('POST', '/purchase-budgets/commitments', {
      ...place,
      fen,
      purpose: '居家照护服务采购',
      document: '测试采购合同1号',
      on: '2026-03-01',
      ...more,
    })
  const held = async (client: Client): Promise<PurchaseBudget[]> =>
    (await client.get('/purchase-budgets?year=2026')).json().rows

  it('is set by the county with a document, and what is spoken for never goes beyond it', async () => {
    expect((await set(town)).statusCode).toBe(403)
    expect((await commit(1)).json().code).toBe('people.no-budget')
    expect((await set(county)).statusCode).toBe(200)
    expect((await commit(6_000_000)).statusCode).toBe(200)
    expect((await commit(4_000_001)).json().code).toBe('people.budget-exceeded')
    expect((await commit(-6_000_001)).json().code).toBe('people.budget-exceeded')
    expect((await commit(-1_000_000, { purpose: '合同变更冲减' })).statusCode).toBe(200)
    expect((await set(county, { fen: 4_999_999 })).json().code).toBe('people.budget-below-spoken-for')
    expect((await set(county, { fen: 8_000_000, document: '测试民发〔2026〕20号' })).statusCode).toBe(200)
    expect(await held(county)).toMatchObject([
      { fen: 8_000_000, spokenFor: 5_000_000, mine: true, earlier: [{ fen: 10_000_000 }], commitments: [{}, {}] },
    ])
  })

  it('is known to townships and villages of the county and to nobody else, and says what is not counted', async () => {
    expect(await held(village)).toMatchObject([{ fen: 8_000_000, mine: false }])
    expect(await held(neighbour)).toEqual([])
    const answer = (await county.get('/purchase-budgets')).json()
    expect(answer.notCounted.map(({ zh }: { zh: string }) => zh).join('')).toContain('尚未计入')
    const rows = await list(county, '&group=disabled')
    expect(rows[0]?.budget).toMatchObject({ region: places.zhanggong, fen: 8_000_000, spokenFor: 5_000_000 })
    await set(county, { region: places.shuinan, fen: 1_000_000 })
    const near = (await list(county, `&group=disabled&region=${places.shuinan}`))[0]
    expect(near?.budget).toMatchObject({ region: places.shuinan, fen: 1_000_000, spokenFor: 0 })
  })

  it('is not set for another county, a whole city or a group nobody named', async () => {
    expect((await set(county, { region: places.nankang })).json().code).toBe('people.budget-place-wrong')
    const city = await platform.signedIn('civil-affairs-officer', '360700000000')
    expect((await set(city, { region: '360700000000' })).json().code).toBe('people.budget-place-wrong')
    expect((await set(county, { group: 'nobody' })).json().code).toBe('people.key-group-unknown')
    expect((await set(county, { documentOn: '2026-12-01' })).json().code).toBe('people.budget-day-wrong')
  })

  it('is not spoken for twice by two officers at once', async () => {
    const year = { year: 2025 }
    await set(county, { ...year, fen: 100 })
    const answers = await Promise.all([commit(60, year), commit(60, year), commit(60, year)])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422, 422])
  })
})
