import { ruleFor as ruleAmong, specialDifficultyOf } from '@yinian/core/people/special-difficulty.ts'
import { specialDifficultyRules } from '@yinian/core/people/special-difficulty-rules.ts'
import { withoutMarks } from '@yinian/core/privacy/export-mark.ts'
import { isWithin, nation, type RegionCode } from '@yinian/core/regions/code.ts'
import { addDays, ageOn, type Day, dayAt } from '@yinian/core/time/day.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../db/ids.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { countElders, listElders } from '../list-elders.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../testing.ts'
import { refreshMembershipOfToday } from './jobs.ts'

const ruleFor = (region: RegionCode) => {
  const rule = ruleAmong(region, specialDifficultyRules)
  if (!rule) throw new Error(`No list counts in ${region}.`)
  return rule
}
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

  async function clear(): Promise<void> {
    await sql`delete from special_difficulty_membership`.execute(platform.owner)
    await sql`delete from elder`.execute(platform.owner)
  }

  it('agree over any elders, in some villages, in a province and over the whole nation', async () => {
    await fc.assert(
      fc.asyncProperty(
        elders,
        fc.constantFrom<RegionCode[]>([nation], ['360000000000'], villages),
        async (some, regions) => {
          await clear()
          const ids = await Promise.all(some.map(put))
          await refreshMembershipOfToday(platform.ground)
          const reader = { regions, today: today as Day, vault: platform.vault, withheld: new Set<never>() }
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
    await clear()
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
    expect(withoutMarks(file.body).replace('\uFEFF', '').split('\r\n').slice(0, 2)).toEqual([
      '姓名,特殊困难',
      '李空巢,空巢',
    ])
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

describe('the history of a group', () => {
  const today = () => dayAt(platform.clock.now())
  let officer: Client
  let approver: Client
  const nest = { kind: 'household', value: 'empty-nest', from: '2024-01-01', source: '入户走访' }
  const ok = async (answer: ReturnType<Client['get']>) => {
    const { statusCode, body } = await answer
    if (statusCode !== 200) throw new Error(body)
    return JSON.parse(body)
  }
  const periodsOf = async (id: string) =>
    (await ok(officer.get(`/elders/${id}/special-difficulty`))).rows.map(
      ({ group, from, to, endedAs }: Record<string, { zh: string }>) => [group?.zh, from, to, endedAs],
    )
  const change = async (kind: 'entered' | 'left') =>
    (await ok(officer.get(`/special-difficulty/changes?change=${kind}&from=${today()}`))).rows
  const endNest = async (id: string) => {
    const [{ id: circumstance }] = (await ok(officer.get(`/elders/${id}`))).circumstances
    await ok(
      officer.send('POST', `/elders/${id}/circumstances/${circumstance}/end`, { to: today(), reason: '子女返乡' }),
    )
  }

  /** Days pass, and a session with them. */
  async function on(day: string): Promise<void> {
    platform.clock.moveTo(`${day}T02:00:00Z`)
    await refreshMembershipOfToday(platform.ground)
    officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    approver = await platform.signedIn('leader', places.zhanggong)
  }
  beforeAll(() => on('2026-11-21'))

  it('has the day of entry and the day of leaving, and nobody twice however often a day is worked out', async () => {
    const { id } = await registered(officer, { name: '周进出', circumstances: [nest] })
    expect(await periodsOf(id)).toEqual([['空巢', '2026-11-21', null, null]])
    await on('2026-11-25')
    await refreshMembershipOfToday(platform.ground)
    await endNest(id)
    expect(await periodsOf(id)).toEqual([['空巢', '2026-11-21', '2026-11-25', 'facts']])
    expect((await change('left')).map(({ name }: { name: string }) => name)).toEqual(['周进出'])
    const month = (await ok(officer.get(`/special-difficulty?region=${places.zhanggong}`))).months.at(-1)
    expect(month).toMatchObject({ month: '2026-11', entered: 0, left: 0 })
  })

  it('follows the calendar: who turns 80 enters where age counts, an assessment that runs out ends what it gave', async () => {
    const { id } = await registered(officer, { name: '吴到期' })
    await sql`update elder set ability_level = 3, ability_valid_until = '2026-11-26' where id = ${id}::uuid`.execute(
      platform.owner,
    )
    await refreshMembershipOfToday(platform.ground)
    await on('2026-11-27')
    expect(await periodsOf(id)).toEqual([['失能', '2026-11-25', '2026-11-27', 'facts']])
  })

  it('ends with a death, and says so', async () => {
    const { id } = await registered(officer, { name: '郑已故', circumstances: [nest] })
    await on('2026-11-28')
    const { version } = await ok(officer.get(`/elders/${id}`))
    await ok(officer.send('POST', `/elders/${id}/death`, { version, diedOn: '2026-11-27', source: '家属' }))
    expect(await periodsOf(id)).toEqual([['空巢', '2026-11-27', '2026-11-28', 'died']])
  })

  it('follows the elder to another village of the county', async () => {
    const { id } = await registered(officer, { name: '冯搬家', circumstances: [nest] })
    const { version } = await ok(officer.get(`/elders/${id}`))
    await ok(officer.send('PATCH', `/elders/${id}`, { version, region: places.otherVillage }))
    const entered = await change('entered')
    expect(entered.find(({ elderId }: { elderId: string }) => elderId === id)).toMatchObject({
      region: places.otherVillage,
    })
  })

  describe('under a rule of the county’s own', () => {
    const poorAged = {
      id: 'poor-aged',
      name: { zh: '困难高龄', en: 'Aged in hardship' },
      minimumAge: 80,
      with: ['hardship:dibao'],
    }
    const rule = (more: object = {}) => ({
      area: places.zhanggong,
      name: { zh: '章贡区试行办法', en: 'Trial rule of Zhanggong' },
      members: [poorAged],
      validFrom: today(),
      reason: '区政府常务会议纪要',
      ...more,
    })

    it('is previewed, approved by a second person, and then decides', async () => {
      await on('2026-11-29')
      const { id } = await registered(officer, {
        name: '陈困难',
        documentNumber: madeUpNumber('19400101'),
        circumstances: [{ kind: 'hardship', value: 'dibao', from: '2020-01-01', source: '低保台账' }],
      })
      const preview = await ok(officer.send('POST', '/special-difficulty/rules/preview', rule()))
      const before = (await ok(officer.get(`/special-difficulty?region=${places.zhanggong}`))).people
      expect(preview).toMatchObject({
        before,
        after: 1,
        entering: 1,
        leaving: before,
        groups: [{ id: 'poor-aged', count: 1 }],
      })
      const drafted = await ok(officer.send('POST', '/special-difficulty/rules', rule()))
      expect(drafted).toMatchObject({ state: 'drafted', inForce: false, version: 1 })
      expect(
        (
          await officer.send('POST', `/special-difficulty/rules/${drafted.id}/decision`, {
            decision: 'approved',
            reason: '',
          })
        ).statusCode,
      ).toBe(403)
      await ok(
        approver.send('POST', `/special-difficulty/rules/${drafted.id}/decision`, {
          decision: 'approved',
          reason: '同意',
        }),
      )
      await refreshMembershipOfToday(platform.ground, { area: places.zhanggong })
      expect(await periodsOf(id)).toEqual([['困难高龄', today(), null, null]])
      const counted = await ok(officer.get(`/special-difficulty?region=${places.zhanggong}`))
      expect(counted).toMatchObject({ people: 1, rule: { id: drafted.id, inForce: true } })
      expect((await change('left')).some(({ endedAs }: { endedAs: string }) => endedAs === 'rule')).toBe(true)
    })

    it('is refused where it can have no members, where it would count from a day gone by, and elsewhere', async () => {
      const refusal = async (body: object, client = officer) =>
        JSON.parse((await client.send('POST', '/special-difficulty/rules', body)).body).code
      expect(await refusal(rule({ members: [{ id: 'nobody', name: poorAged.name }] }))).toBe(
        'people.rule-names-nothing',
      )
      expect(await refusal(rule({ members: [{ ...poorAged, with: ['hardship:rich'] }] }))).toBe(
        'people.rule-names-nothing',
      )
      expect(await refusal(rule({ validFrom: '2026-01-01' }))).toBe('people.rule-in-the-past')
      expect(await refusal(rule({ area: places.nankang }))).toBe('people.area-not-yours')
      const neighbour = await platform.signedIn('leader', places.nankang)
      const drafted = await ok(officer.send('POST', '/special-difficulty/rules', rule()))
      const decided = await neighbour.send('POST', `/special-difficulty/rules/${drafted.id}/decision`, {
        decision: 'approved',
        reason: '',
      })
      expect(decided.statusCode).toBe(404)
      const seen = await ok(neighbour.get(`/special-difficulty/rules?region=${places.zhanggong}`))
      expect(seen.rows.some(({ id }: { id: string }) => id === drafted.id)).toBe(false)
    })
  })
})
