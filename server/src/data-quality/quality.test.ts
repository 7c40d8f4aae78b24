import type { QualityBoard, QualityCase, QualitySample } from '@yinian/core/data-quality/api.ts'
import { qualityRules } from '@yinian/core/data-quality/rules.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { countQuality } from './index.ts'
import { conditionsOf } from './rule-conditions.ts'

let platform: TestPlatform
let officer: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'quality-officer')
})
afterAll(() => platform.close())

const board = async (query = '', client = officer): Promise<QualityBoard> =>
  (await client.get(`/data-quality${query}`)).json()
const cases = async (
  rule: string,
  region: string = places.zhanggong,
  client = officer,
): Promise<{ rows: QualityCase[]; total: number }> =>
  (await client.get(`/data-quality/cases?rule=${rule}&region=${region}&limit=200`)).json()
const found = (told: QualityBoard, rule: string) => told.rules.find((one) => one.rule === rule)

it('has one condition for every rule, and a remedy in both languages', () => {
  expect(Object.keys(conditionsOf).sort()).toEqual(qualityRules.map(({ id }) => id).sort())
  expect(qualityRules.every(({ remedy }) => remedy.zh !== '' && remedy.en !== '')).toBe(true)
})

describe('what the rules find', () => {
  it('finds what is missing, old, shared or out of place, and lists the people behind each number', async () => {
    const shared = '13900060000'
    for (let one = 0; one < 4; one += 1) await registered(officer, { name: `共用${'甲乙丙丁'[one]}`, phone: shared })
    const old = await registered(officer, {
      name: '老寿星',
      documentNumber: madeUpNumber('19130101'),
      phone: '13900060009',
    })
    await registered(officer, { name: '外籍户', registeredRegion: places.nankangVillage, phone: '13900060008' })
    await registered(officer, {
      name: '无据',
      phone: '13900060007',
      circumstances: [{ kind: 'hardship', value: 'tekun', from: '2025-01-01', source: '村' }],
    })
    await countQuality(platform.ground)
    const told = await board()
    expect(told.day).toBe('2026-11-21')
    expect(found(told, 'phone-shared')).toMatchObject({ population: 7, cases: 4 })
    expect(found(told, 'age-unconfirmed')).toMatchObject({ population: 7, cases: 1 })
    expect(found(told, 'registered-elsewhere')).toMatchObject({ cases: 1 })
    expect(found(told, 'evidence-missing')).toMatchObject({ population: 1, cases: 1 })
    expect(found(told, 'self-care-missing')).toMatchObject({ population: 1, cases: 1 })
    expect(found(told, 'address-missing')).toMatchObject({ population: 7, cases: 7 })
    for (const { rule, cases: counted } of told.rules) expect((await cases(rule)).total, rule).toBe(counted)

    const [case1] = (await cases('age-unconfirmed')).rows
    expect(case1).toMatchObject({ id: old.id, link: `/people/${old.id}`, confirmable: true })
    const said = { rule: 'age-unconfirmed', elderId: old.id, reason: '已核对户口簿' }
    expect((await officer.send('POST', '/data-quality/confirmations', said)).statusCode).toBe(200)
    const missing = { ...said, rule: 'address-missing' }
    expect((await officer.send('POST', '/data-quality/confirmations', missing)).statusCode).toBe(404)
    await countQuality(platform.ground)
    expect(found(await board(), 'age-unconfirmed')).toMatchObject({ cases: 0 })
    expect((await cases('age-unconfirmed')).total).toBe(0)
  })

  it('sums villages into towns, counties and the city, and keeps a history of days', async () => {
    const city = await platform.signedIn('civil-affairs-officer', '360700000000')
    await registered(city, { name: '南康人', region: places.nankangVillage, phone: '13900060010' })
    await countQuality(platform.ground, { on: '2026-10-01' })
    await countQuality(platform.ground)
    const whole = await board('', city)
    const parts = whole.below.map(({ rules }) => rules.find(({ rule }) => rule === 'address-missing')?.population ?? 0)
    expect(parts.reduce((sum, one) => sum + one, 0)).toBe(found(whole, 'address-missing')?.population)
    expect(whole.trend.map(({ day }) => day)).toEqual(['2026-10-01', '2026-11-21'])
    expect(whole.before?.day).toBe('2026-10-01')
    const town = await board(`?region=${places.shuinan}`)
    expect(town.below.map(({ region }) => region)).toContain(places.village)
  })

  it('shows nobody the quality or the people of another county, and takes the list along with a number', async () => {
    const far = await platform.signedIn('civil-affairs-officer', places.nankang)
    expect((await far.get(`/data-quality?region=${places.zhanggong}`)).statusCode).toBe(404)
    expect((await far.get(`/data-quality/cases?rule=phone-shared&region=${places.zhanggong}`)).statusCode).toBe(404)
    expect((await cases('phone-shared', places.nankang, far)).rows).toEqual([])
    const file = await officer.get('/data-quality/cases/export?rule=phone-shared')
    expect(file.statusCode).toBe(200)
    expect(file.headers['content-disposition']).toContain('.xlsx')
  })
})

describe('a rate of accuracy', () => {
  it('comes from a random sample that is checked file by file, signed and then stands', async () => {
    const drawn = await officer.send('POST', '/data-quality/samples', { region: places.zhanggong, size: 5 })
    const sample: QualitySample = drawn.json()
    expect(sample).toMatchObject({ size: 5, population: 7, checked: 0, state: 'drawn' })
    const path = `/data-quality/samples/${sample.county}/${sample.id}`
    const { items } = (await officer.get(path)).json()
    expect(new Set(items.map(({ elderId }: { elderId: string }) => elderId)).size).toBe(5)
    expect((await officer.send('POST', `${path}/sign`)).json().code).toBe('data-quality.sample-unfinished')
    const [first, ...others] = items
    const unnamed = await officer.send('POST', `${path}/items/${first.id}`, { result: 'wrong', wrong: [] })
    expect(unnamed.json().code).toBe('data-quality.wrong-fields-missing')
    await officer.send('POST', `${path}/items/${first.id}`, { result: 'wrong', wrong: ['phone'] })
    for (const { id } of others) await officer.send('POST', `${path}/items/${id}`, { result: 'right', wrong: [] })
    expect((await officer.send('POST', `${path}/sign`)).json()).toMatchObject({
      state: 'signed',
      correct: 4,
      checked: 5,
    })
    const late = await officer.send('POST', `${path}/items/${first.id}`, { result: 'right', wrong: [] })
    expect(late.json().code).toBe('data-quality.sample-signed')
  })
})

describe('any register', () => {
  it('gives for every division as many cases as its list is long', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            village: fc.constantFrom(places.village, places.otherVillage),
            phone: fc.option(fc.nat(2)),
            address: fc.boolean(),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        async (people) => {
          for (const { village, phone, address } of people)
            await registered(officer, {
              name: '任意人',
              region: village,
              ...(phone === null ? {} : { phone: `1390007000${phone}` }),
              ...(address ? { address: { text: '某路 1 号' } } : {}),
            })
          await countQuality(platform.ground)
          for (const region of [places.village, places.otherVillage, places.shuinan]) {
            const told = await board(`?region=${region}`)
            for (const { rule, cases: counted } of told.rules) expect((await cases(rule, region)).total).toBe(counted)
          }
        },
      ),
      { numRuns: 3, endOnFailure: true },
    )
  }, 60_000)
})
