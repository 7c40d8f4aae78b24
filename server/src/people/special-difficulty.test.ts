import { ruleFor, specialDifficultyOf } from '@yinian/core/people/special-difficulty.ts'
import { specialDifficultyRules } from '@yinian/core/people/special-difficulty-rules.ts'
import { isWithin, nation, type RegionCode } from '@yinian/core/regions/code.ts'
import { addDays, ageOn, type Day } from '@yinian/core/time/day.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { countElders, listElders } from './list-elders.ts'
import { layOutPlaces, madeUpNumber, places, registered } from './testing.ts'

const today = '2026-11-21'
let platform: TestPlatform

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
})
afterAll(() => platform.close())

describe('the filter and the rule', () => {
  const villages = ['360702007001', '130102001001', '410802001001', '623001001001', '440306001001', '360102001001']
  const categories = [
    ...new Set(
      specialDifficultyRules.flatMap(({ members }) =>
        members.flatMap(({ anyOf = [], with: also = [] }) => [...anyOf, ...also]),
      ),
    ),
    'merit:model-worker',
  ]
  const elders = fc.array(
    fc.record({
      region: fc.constantFrom(...villages),
      birth: fc.oneof(
        fc.constantFrom('1946-11-20', '1946-11-21', '1946-11-22', '1944-02-29'),
        fc.integer({ min: 0, max: 18_000 }).map((days) => addDays('1917-01-01', days)),
      ),
      categories: fc.subarray(categories, { maxLength: 3 }),
      level: fc.option(fc.integer({ min: 0, max: 4 })),
      validUntil: fc.option(fc.constantFrom(addDays(today, -1), today, addDays(today, 1))),
      state: fc.constantFrom('active', 'active', 'active', 'moved-out', 'died'),
    }),
    { minLength: 40, maxLength: 80 },
  )
  type Elder = typeof elders extends fc.Arbitrary<(infer One)[]> ? One : never

  const isMember = ({ region, birth, categories, level, validUntil, state }: Elder): boolean =>
    state === 'active' &&
    specialDifficultyOf(ruleFor(region), {
      categories,
      abilityLevel: validUntil === null || validUntil >= today ? level : null,
      age: ageOn(birth, today),
    }).length > 0

  async function put(elder: Elder): Promise<string> {
    const id = newId()
    await sql`insert into elder (county, id, region, registered_region, name, pinyin, initials, sex, birth, ethnicity,
        document_type, document_number_sealed, document_number_index, document_number_masked, registered_at, updated_at,
        categories, ability_level, ability_valid_until, state, died_on)
      values (left(${elder.region}, 6), ${id}::uuid, ${elder.region}, ${elder.region}, '王某', 'wangmou', 'wm', 'male',
        ${elder.birth}::date, '汉族', 'other', '\\x00', decode(md5(${id}), 'hex'), '****', now(), now(),
        ${elder.categories}::text[], ${elder.level}::int, ${elder.validUntil}::date, ${elder.state},
        ${elder.state === 'died' ? '2026-11-01' : null}::date)`.execute(platform.owner)
    return id
  }

  it('agree over any elders, in some villages, in a province and over the whole nation', async () => {
    await fc.assert(
      fc.asyncProperty(
        elders,
        fc.constantFrom<RegionCode[]>([nation], ['360000000000'], villages),
        async (some, regions) => {
          await sql`delete from elder`.execute(platform.owner)
          const ids = await Promise.all(some.map(put))
          const reader = { regions, today: today as Day, vault: platform.vault }
          const seen = await platform.as({ regions }, async (tx) => ({
            members: (await listElders(tx, { special: true, limit: 200 }, reader)).rows,
            others: (await listElders(tx, { special: false, limit: 200 }, reader)).rows,
            counted: await countElders(tx, { special: true }, reader),
          }))
          const here = some.map((elder, index) => ({ ...elder, id: ids[index] ?? '' }))
          const within = here.filter(({ region }) => regions.some((one) => isWithin(region, one)))
          const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort()
          expect(idsOf(seen.members)).toEqual(idsOf(within.filter(isMember)))
          expect(idsOf(seen.others)).toEqual(idsOf(within.filter((elder) => !isMember(elder))))
          expect(seen.counted).toBe(seen.members.length)
          for (const { specialDifficulty } of seen.members) expect(specialDifficulty).not.toEqual([])
          for (const { specialDifficulty } of seen.others) expect(specialDifficulty).toEqual([])
        },
      ),
      { numRuns: 12 },
    )
    await sql`delete from elder`.execute(platform.owner)
  })
})

describe('an elder in special difficulty', () => {
  let officer: Client
  let id: string
  const held = [{ kind: 'household', value: 'empty-nest', from: '2024-01-01', source: '入户走访' }]
  const members = async (client: Client, query = '') =>
    (await client.get(`/elders?special=true${query}`)).json().rows.map((row: { name: string }) => row.name)

  beforeAll(async () => {
    officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    id = (await registered(officer, { name: '李空巢', circumstances: held, registeredRegion: places.nankangVillage }))
      .id
    await registered(officer, { name: '王有伴', documentNumber: madeUpNumber('19310101') })
  })

  it('is found, shown and exported with the reason', async () => {
    const why = [{ zh: '空巢', en: 'Empty-nest' }]
    expect(await members(officer)).toEqual(['李空巢'])
    expect((await officer.get('/elders?special=false')).json().rows).toMatchObject([{ name: '王有伴' }])
    expect((await officer.get(`/elders/${id}`)).json()).toMatchObject({ specialDifficulty: why })
    const file = await officer.get(
      '/elders/export?format=csv&purpose=test&special=true&columns=name&columns=specialDifficulty',
    )
    expect(file.body.replace('\uFEFF', '').split('\r\n').slice(0, 2)).toEqual(['姓名,特殊困难', '李空巢,空巢'])
  })

  it('is not told of to a county where they are only registered', async () => {
    const neighbour = await platform.signedIn('civil-affairs-officer', places.nankang)
    expect((await neighbour.get(`/elders/${id}`)).json()).toMatchObject({ responsible: false, specialDifficulty: [] })
    expect(await members(neighbour, '&basis=registration')).toEqual([])
  })

  it('is one no longer when the circumstance has ended', async () => {
    const file = (await officer.get(`/elders/${id}`)).json()
    const ended = await officer.send('POST', `/elders/${id}/circumstances/${file.circumstances[0].id}/end`, {
      to: today,
      reason: '子女搬回同住',
    })
    expect(ended.json()).toMatchObject({ specialDifficulty: [] })
    expect(await members(officer)).toEqual([])
  })
})
