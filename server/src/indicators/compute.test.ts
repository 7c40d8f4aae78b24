import { contradictions } from '@yinian/core/indicators/contradictions.ts'
import { valueFrom } from '@yinian/core/indicators/evaluate.ts'
import { dayCounted, type Measure, type Programme, type SelfCare } from '@yinian/core/indicators/measure.ts'
import { recordDefinitions } from '@yinian/core/indicators/record-definitions.ts'
import { type Records, tally } from '@yinian/core/indicators/tally.ts'
import { countyOf, isWithin, type RegionCode } from '@yinian/core/regions/code.ts'
import { addDays, type Day, type Month } from '@yinian/core/time/day.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { type TestPlatform, testPlatform } from '../testing.ts'
import { computeIndicatorsFor } from './computations.ts'
import { monthsToCompute } from './jobs.ts'
import { loadIndicators } from './load.ts'
import {
  city,
  counties,
  divisions,
  layOutDivisions,
  layOutWorld,
  onDay,
  towns,
  villages,
  type WorldElder,
  type WorldPayment,
} from './testing.ts'
import { readValues, type Values } from './values.ts'

const today = '2026-11-21'
const months: readonly Month[] = ['2026-11', '2026-08']
let platform: TestPlatform

beforeAll(async () => {
  platform = await testPlatform()
  await layOutDivisions(platform)
})
afterAll(() => platform.close())

const day = (from: Day, to: Day): fc.Arbitrary<Day> => {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  return fc.integer({ min: 0, max: days }).map((after) => addDays(from, after))
}
const anyVillage = fc.constantFrom(...villages)
const circumstance = fc.constantFrom(
  'hardship:tekun',
  'hardship:dibao',
  'tekun-support:centralised',
  'tekun-support:dispersed',
  'tekun-self-care:none',
  'tekun-self-care:partial',
  'institution-wish:wishes',
  'living-arrangement:alone',
  'household:empty-nest',
) as fc.Arbitrary<WorldElder['circumstances'][number]['of']>

const anyElder: fc.Arbitrary<WorldElder> = fc
  .record({
    id: fc.constant(null).map(() => newId()),
    region: anyVillage,
    registered: anyVillage,
    // Around the ages that count, and leap days.
    birth: fc.oneof(
      day('1936-01-01', '1966-12-31'),
      day('1946-07-01', '1946-12-31'),
      fc.constantFrom('1944-02-29', '1946-08-31', '1946-11-21', '1946-11-22', '1961-09-01'),
    ),
    diedOn: fc.option(day('2026-07-01', today), { freq: 5 }),
    movedAway: fc.boolean().map((yes) => yes),
    circumstances: fc.uniqueArray(
      fc.record({
        of: circumstance,
        from: day('2026-01-01', '2026-11-30'),
        to: fc.option(day('2026-07-01', '2026-12-31')),
      }),
      { maxLength: 6, selector: ({ of }) => of },
    ),
    assessment: fc.option(
      fc.record({
        on: day('2026-01-01', '2026-11-01'),
        until: day('2026-07-01', '2027-06-01'),
        level: fc.constantFrom(0, 1, 2, 3, 4),
      }),
    ),
    before: fc.option(
      fc.record({ registered: anyVillage, village: fc.nat({ max: 3 }), until: day('2026-07-01', today) }),
    ),
  })
  .map(({ before, movedAway, diedOn, circumstances, assessment, ...elder }) => {
    const own = villages.filter((village) => countyOf(village) === countyOf(elder.region))
    return {
      ...elder,
      diedOn,
      movedAway: diedOn === null && movedAway && before === null,
      circumstances: circumstances.map((one) => ({
        ...one,
        to: one.to !== null && one.to < one.from ? one.from : one.to,
      })),
      assessment: assessment && {
        ...assessment,
        until: assessment.until < assessment.on ? assessment.on : assessment.until,
      },
      before: before && {
        registered: before.registered,
        until: before.until,
        region: own[before.village] ?? elder.region,
      },
    }
  })

interface World {
  readonly elders: readonly WorldElder[]
  readonly payments: readonly WorldPayment[]
}

const anyPayment = fc.record({
  elder: fc.nat(),
  elsewhere: fc.option(anyVillage, { freq: 4 }),
  programme: fc.constantFrom<Programme>('old-age-allowance', 'tekun-nursing-allowance'),
  month: fc.constantFrom(...months),
  fen: fc.constantFrom(5_000, 7_000, 30_000, 120_000),
  age: fc.integer({ min: 75, max: 99 }),
  selfCare: fc.constantFrom<SelfCare | null>('full', 'partial', 'none', null),
  state: fc.constantFrom<WorldPayment['state']>('paid', 'paid', 'paid', 'returned', 'drafted', 'approved'),
})

const anyWorld: fc.Arbitrary<World> = fc
  .record({
    elders: fc.array(anyElder, { minLength: 1, maxLength: 25 }),
    payments: fc.array(anyPayment, { maxLength: 30 }),
  })
  .map(({ elders, payments }) => {
    const once = new Map<string, WorldPayment>()
    for (const { elder: index, elsewhere, ...payment } of payments) {
      const elder = elders[index % elders.length]
      if (elder === undefined) continue
      const region = elsewhere ?? elder.registered
      once.set([countyOf(region), elder.id, payment.programme, payment.month].join(), { ...payment, elder, region })
    }
    return { elders, payments: [...once.values()] }
  })

/** The oracle: everything known of one division in a month, for one side. */
function recordsOf(
  { elders, payments }: World,
  division: RegionCode,
  month: Month,
  measure: Measure,
  basis: string,
): Records {
  const counted = dayCounted(month, today)
  const here = elders
    .map((elder) => onDay(elder, counted))
    .filter(
      ({ counts, region, registered }) => counts && isWithin(basis === 'residence' ? region : registered, division),
    )
  const placeOf = new Map(here.map(({ id, registered }) => [id, registered]))
  const ofPeople = measure.of === 'paid' && measure.where.length > 0
  const paid = payments
    .filter((payment) => payment.month === month && payment.state === 'paid')
    .filter(({ region, elder }) =>
      ofPeople ? countyOf(placeOf.get(elder.id) ?? '') === countyOf(region) : isWithin(region, division),
    )
    .map(({ elder, ...payment }) => ({ ...payment, elderId: elder.id }))
  return { elders: here, payments: paid, assessors: 0, assessmentOrganisations: 0 }
}

function expected(world: World, division: RegionCode, month: Month, id: string) {
  const definition = recordDefinitions[id]
  if (definition === undefined) throw new RangeError(id)
  const side = (measure: Measure | null): number | null =>
    measure === null ? null : tally(measure, recordsOf(world, division, month, measure, definition.basis))
  const sides = { numerator: side(definition.numerator), denominator: side(definition.denominator) }
  return { ...sides, value: valueFrom(definition.shape, sides) }
}

async function valuesOf(regions: readonly RegionCode[]): Promise<Values> {
  return readValues(platform.owner, { regions, periods: months })
}

async function everyRow(): Promise<unknown[]> {
  const values = await sql`select * from indicator_value order by id`.execute(platform.owner)
  const centres = await sql`select * from indicator_centre order by region`.execute(platform.owner)
  return [...values.rows, ...centres.rows]
}

describe('computing a region', () => {
  it('counts every indicator in every division as the rule over memory does, today and in a month gone by', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, async (world) => {
        await layOutWorld(platform, world.elders, world.payments, today)
        for (const month of months) {
          const computation = await computeIndicatorsFor(platform.ground, city, month)
          expect(computation).toMatchObject({ state: 'done', done: computation.total, failure: null })
        }
        const below = divisions.filter((division) => isWithin(division, city))
        const values = await valuesOf(below)
        for (const division of below)
          for (const month of months)
            for (const id of Object.keys(recordDefinitions)) {
              const { computedAt: _at, ...value } = values(division, id, month) ?? { computedAt: '' }
              const wanted = expected(world, division, month, id)
              expect({ ...value, value: rounded(value) }, `${id} ${division} ${month}`).toEqual({
                ...wanted,
                value: rounded(wanted),
              })
            }
      }),
      { numRuns: 12 },
    )
  }, 180_000)

  it('makes every count the sum of the divisions below', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, async ({ elders }) => {
        await layOutWorld(platform, elders, [], today)
        await computeIndicatorsFor(platform.ground, city, '2026-11')
        const values = await valuesOf([city, ...counties, ...towns, ...villages])
        const people = Object.entries(recordDefinitions).filter(([, { numerator }]) => numerator.of === 'elders')
        for (const parent of [city, ...counties, ...towns])
          for (const [id] of people) {
            const children = divisions.filter((one) => isWithin(one, parent) && one !== parent && isChild(one, parent))
            const sum = children.reduce((total, child) => total + (values(child, id, '2026-11')?.numerator ?? 0), 0)
            expect(values(parent, id, '2026-11')?.numerator, `${id} ${parent}`).toBe(sum)
          }
      }),
      { numRuns: 5 },
    )
  }, 120_000)

  it('comes to the same when it is done again, and leaves every value as it is', async () => {
    const [world] = fc.sample(anyWorld, { numRuns: 1, seed: 7 })
    if (world === undefined) throw new Error('no world')
    await layOutWorld(platform, world.elders, world.payments, today)
    await computeIndicatorsFor(platform.ground, city, '2026-11')
    const first = await everyRow()
    await computeIndicatorsFor(platform.ground, city, '2026-11')
    await computeIndicatorsFor(platform.ground, counties[0], '2026-11')
    await computeIndicatorsFor(platform.ground, villages[0] ?? '', '2026-11')
    expect(await everyRow()).toEqual(first)
    expect(first.length).toBeGreaterThan(divisions.length)
  })

  it('keeps a value that was reported when the records behind it are corrected', async () => {
    const village = villages[0] ?? ''
    const one = elderIn(village)
    await layOutWorld(platform, [one], [], today)
    await computeIndicatorsFor(platform.ground, counties[0], '2026-11')
    await sql`update elder set state = 'died', died_on = '2026-11-20' where id = ${one.id}`.execute(platform.owner)
    await computeIndicatorsFor(platform.ground, counties[0], '2026-11')
    const { rows } = await sql<{ numerator: number; superseded: boolean }>`
      select numerator, superseded_at is not null as superseded from indicator_value
       where region = ${village} and indicator_id = 'R-03' order by id`.execute(platform.owner)
    expect(rows).toEqual([
      { numerator: 1, superseded: true },
      { numerator: 0, superseded: false },
    ])
  })

  it('tells what was paid on average for each tekun grade, of payments that were made', async () => {
    const village = villages[0] ?? ''
    const elders = Array.from({ length: 4 }, () => elderIn(village))
    const pay = (
      index: number,
      fen: number,
      selfCare: SelfCare,
      state: WorldPayment['state'] = 'paid',
    ): WorldPayment => ({
      elder: elders[index] as WorldElder,
      region: village,
      programme: 'tekun-nursing-allowance',
      month: '2026-11',
      fen,
      age: 80,
      selfCare,
      state,
    })
    const payments = [
      pay(0, 120_000, 'none'),
      pay(1, 100_000, 'none'),
      pay(2, 7_000, 'full'),
      pay(3, 1, 'full', 'returned'),
    ]
    await layOutWorld(platform, elders, payments, today)
    await computeIndicatorsFor(platform.ground, city, '2026-11')
    const values = await valuesOf([city])
    expect(values(city, 'G-S13', '2026-11')).toMatchObject({ numerator: 220_000, denominator: 2, value: 1100 })
    expect(values(city, 'G-S14', '2026-11')).toMatchObject({ value: null })
    expect(values(city, 'G-S15', '2026-11')).toMatchObject({ value: 70 })
  })
})

describe('the catalogue', () => {
  it('loads at start with every plan and the register’s own figures', () => {
    const sources = new Set([...loadIndicators().values()].map(({ source }) => source))
    expect([...sources].sort()).toEqual(['A', 'G', 'H', 'J', 'N', 'R'])
    expect(loadIndicators().size).toBe(259)
  })

  it('knows every indicator that a contradiction names', () => {
    const named = contradictions.flatMap(({ indicators }) => indicators)
    expect(named.filter((id) => !loadIndicators().has(id))).toEqual([])
  })
})

it('computes the month before as well while its payments still arrive', () => {
  expect(monthsToCompute('2026-12-03')).toEqual(['2026-11', '2026-12'])
  expect(monthsToCompute('2026-12-11')).toEqual(['2026-12'])
})

function elderIn(village: RegionCode): WorldElder {
  return {
    id: newId(),
    region: village,
    registered: village,
    birth: '1940-01-01',
    diedOn: null,
    circumstances: [],
    assessment: null,
    before: null,
  }
}

function isChild(code: RegionCode, parent: RegionCode): boolean {
  return !divisions.some(
    (other) => other !== parent && other !== code && isWithin(other, parent) && isWithin(code, other),
  )
}

function rounded({ value }: { value?: number | null }): number | null | undefined {
  return value == null ? value : Math.round(value * 1e6) / 1e6
}
