import { countyOf, isWithin, levelOf, type RegionCode } from '@yinian/core/regions/code.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { applyDivisionChange } from '../division-changes/index.ts'
import { administrators, approved, prepared } from '../division-changes/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { computeIndicatorsFor, recomputeAfterChange } from './index.ts'
import { readIndicator } from './queries.ts'
import { city, counties, layOutDivisions, layOutWorld, towns, villages, type WorldElder } from './testing.ts'

const today = '2026-11-21'
const county = counties[0]
const [first = '', second = '', third = '', fourth = ''] = villages.filter((code) => isWithin(code, county))
const [, otherTown = ''] = towns
const merged = '360702101210'

let platform: TestPlatform
let admins: readonly [Client, Client]

beforeAll(async () => {
  platform = await testPlatform(`${today}T02:00:00Z`)
  admins = await administrators(platform)
})
afterAll(() => platform.close())

async function layOut(elders: readonly WorldElder[]): Promise<void> {
  await sql`truncate region, region_change, division_change_county, division_change_line, division_change, division_transfer cascade`.execute(
    platform.owner,
  )
  await layOutDivisions(platform)
  await layOutWorld(platform, elders, [], today)
}

const anElder = (region: RegionCode, registered = region): WorldElder => ({
  id: newId(),
  region,
  registered,
  birth: '1950-05-05',
  diedOn: null,
  circumstances: [],
  assessment: null,
  before: null,
})

async function change(rows: readonly (readonly string[])[], day = '2026-07-01'): Promise<void> {
  const made = await prepared(admins[0], { region: county, day, rows })
  await approved(admins[0], admins[1], made)
  await applyDivisionChange(platform.ground, { county: countyOf(county), id: made.id })
  const { state } = (await admins[0].get(`/division-changes/${made.id}`)).json()
  if (state !== 'applied') throw new Error(`The change is ${state}`)
}

/** How many elders of sixty and over each division has in a month, of those where a value stands. */
async function eldersIn(period: string): Promise<Record<RegionCode, number>> {
  const { rows } = await sql<{ region: string; numerator: number }>`
    select region, numerator from indicator_value where indicator_id = 'R-01' and period = ${period} and superseded_at is null
     order by region`.execute(platform.owner)
  return Object.fromEntries(rows.map(({ region, numerator }) => [region, numerator]))
}

const compute = (month: string) => computeIndicatorsFor(platform.ground, city, month)

describe('two villages merged on 1 July, which is known in November', () => {
  beforeAll(async () => {
    await layOut([...[first, first, second, third].map((region) => anElder(region)), anElder(counties[1])])
    for (const month of ['2026-06', '2026-07']) await compute(month)
  })

  it('leaves June under the old codes as it was, and counts July under the new one', async () => {
    const june = await eldersIn('2026-06')
    expect([june[first], june[second], june[county], june[city]]).toEqual([2, 1, 4, 5])
    await change([[merged, '合并村', `${first}、${second}`]])
    await recomputeAfterChange(platform.ground, { region: county, from: '2026-07' })
    await compute('2026-06')
    expect(await eldersIn('2026-06')).toEqual(june)
    const july = await eldersIn('2026-07')
    expect([july[merged], july[first], july[second], july[county], july[city]]).toEqual([3, undefined, undefined, 4, 5])
  })

  it('shows the trend of the new village with what its predecessors had together, and says since when', async () => {
    const page = await platform.as({ regions: [city] }, (tx) =>
      readIndicator(tx, 'R-01', { region: merged, period: '2026-07' }, today),
    )
    expect(page.line.trend.slice(-2)).toEqual([
      { period: '2026-06', value: 3 },
      { period: '2026-07', value: 3 },
    ])
    expect(page.changes.map(({ from, to, day }) => [from, to, day]).sort()).toEqual(
      [
        [second, merged, '2026-07-01'],
        [first, merged, '2026-07-01'],
      ].sort(),
    )
  })

  it('shows what stood below the town in the month asked about', async () => {
    const below = async (period: string) => {
      const page = await platform.as({ regions: [city] }, (tx) =>
        readIndicator(tx, 'R-01', { region: towns[0] ?? '', period }, today),
      )
      return page.divisions.map(({ region, numerator }) => [region, numerator])
    }
    expect(await below('2026-06')).toEqual([
      [first, 2],
      [second, 1],
    ])
    expect(await below('2026-07')).toEqual([[merged, 3]])
  })

  it('has a value of an old village for the month before and none for the month after', async () => {
    const valueIn = async (period: string) => {
      const page = await platform.as({ regions: [city] }, (tx) =>
        readIndicator(tx, 'R-01', { region: first, period }, today),
      )
      return page.line.value
    }
    expect([await valueIn('2026-06'), await valueIn('2026-07')]).toEqual([2, null])
  })
})

it('whoever was registered only after a change is counted in June where it can be told, and in the town where not', async () => {
  await layOut([anElder(first)])
  await change([
    [merged, '合并村', `${first}、${second}`],
    ['360702102233', '改码村', third],
  ])
  const late = [anElder(merged), anElder('360702102233')]
  await layMore(late)
  await compute('2026-06')
  const june = await eldersIn('2026-06')
  expect([june[first], june[towns[0] ?? ''], june[third], june[county]]).toEqual([1, 2, 1, 3])
})

/** Elders beside those that are there. */
async function layMore(elders: readonly WorldElder[]): Promise<void> {
  for (const { id, region } of elders)
    await sql`insert into elder (county, id, region, registered_region, name, pinyin, initials, sex, birth, ethnicity, document_type,
        document_number_sealed, document_number_index, document_number_masked, registered_at, updated_at)
      values (${countyOf(region)}, ${id}, ${region}, ${region}, '测试老人', 'ceshilaoren', 'cslr', 'female', '1950-05-05', '汉族', 'other',
        '\\x00', ${Buffer.from(id)}, '', now(), now())`.execute(platform.owner)
}

describe('whatever changes', () => {
  /** What becomes of each of the four villages: nothing, a new code here or in the other town, into one of two mergers, or two halves. */
  const fate = fc.constantFrom('stays', 'recoded', 'moved', 'into-a', 'into-b', 'split')
  const anyChange = fc.record({
    fates: fc.tuple(fate, fate, fate, fate),
    homes: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 10 }),
  })

  it('nobody is lost and nobody counted twice, and the months before stay as they were', async () => {
    await fc.assert(
      fc.asyncProperty(anyChange, async ({ fates, homes }) => {
        const here = [first, second, third, fourth]
        const rows = listOf(here, fates)
        await layOut(homes.map((home) => anElder(here[home] ?? first)))
        for (const month of ['2026-06', '2026-08']) await compute(month)
        const before = { june: await eldersIn('2026-06'), august: await eldersIn('2026-08') }
        if (rows.length > 0) await change(rows)
        for (const month of ['2026-06', '2026-08']) await compute(month)
        const june = await eldersIn('2026-06')
        const august = await eldersIn('2026-08')
        expect(june).toEqual(before.june)
        expect(august[county]).toBe(before.august[county])
        expect(august[city]).toBe(homes.length)
        const sumOf = (values: Record<string, number>, level: string) =>
          Object.entries(values).reduce((sum, [code, value]) => (levelOf(code) === level ? sum + value : sum), 0)
        expect(sumOf(august, 'village')).toBeLessThanOrEqual(homes.length)
        expect(sumOf(august, 'town')).toBe(homes.length)
        if (!fates.includes('split')) expect(sumOf(august, 'village')).toBe(homes.length)
      }),
      { numRuns: 12 },
    )
  }, 180_000)

  function listOf(here: readonly string[], fates: readonly string[]): string[][] {
    const rows: string[][] = []
    const into = (letter: string) => here.filter((_, index) => fates[index] === `into-${letter}`)
    for (const [index, letter] of ['a', 'b'].entries())
      if (into(letter).length > 0) rows.push([`36070210122${index}`, `合并${letter}村`, into(letter).join('、')])
    here.forEach((code, index) => {
      const town = code.slice(0, 9)
      if (fates[index] === 'recoded') rows.push([`${town}24${index}`, `改码${index}村`, code])
      if (fates[index] === 'moved') rows.push([`${otherTown.slice(0, 9)}25${index}`, `改隶${index}村`, code])
      if (fates[index] === 'split')
        for (const half of ['6', '7']) rows.push([`${town}2${half}${index}`, `拆分${half}${index}村`, code])
    })
    return rows
  }
})
