import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOutPlaces, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { applyDivisionChange } from './apply.ts'
import { administrators, approved, prepared } from './testing.ts'

let platform: TestPlatform
let one: Client
let other: Client
let officer: Client
let security: readonly [Client, Client]
beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  ;[one, other] = await administrators(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  security = [
    await platform.signedIn('security-administrator', places.zhanggong, 'first-security'),
    await platform.signedIn('security-administrator', places.zhanggong, 'second-security'),
  ]
})
afterAll(() => platform.close())

const phone = '13900001111'
async function withhold(region: string, dataClass: string): Promise<void> {
  const [first, second] = security
  const request = { kind: 'withhold', region, role: 'village-worker', dataClass, reason: '村级不需要' }
  const asked = await first.send('POST', '/data-class-requests', request)
  const { county, id, version } = asked.json()
  const decided = await second.send('POST', `/data-class-requests/${county}/${id}/decide`, {
    event: 'approve',
    reason: '',
    version,
  })
  if (decided.statusCode !== 200) throw new Error(asked.body + decided.body)
}
async function change(rows: readonly (readonly string[])[], day: string): Promise<void> {
  const { id, region } = await approved(one, other, await prepared(one, { region: places.zhanggong, day, rows }))
  await applyDivisionChange(platform.ground, { county: region.slice(0, 6), id })
  const done = (await one.get(`/division-changes/${id}`)).json()
  if (done.state !== 'applied') throw new Error(JSON.stringify(done))
}
const split = '360702007023'
const lay = (code: string) =>
  platform.owner
    .insertInto('region')
    .values({
      code,
      name: `${code}村`,
      level: 'village',
      parent: '360702007000',
      county: '360702',
      pinyin: '',
      initials: '',
    })
    .execute()
const shown = async (client: Client, id: string) => {
  const { phoneMasked, address, withheld } = (await client.get(`/elders/${id}`)).json()
  return { phone: phoneMasked !== undefined, address: address !== undefined, withheld }
}
const inForce = async () => {
  const { rows } = await sql<{ region: string; data_class: string }>`
    select region, data_class from class_rule where valid_to is null order by region, data_class`.execute(
    platform.owner,
  )
  return rows.map(({ region, data_class }) => `${region} ${data_class}`)
}

describe('a class of data that a division withheld', () => {
  it('stays withheld where it merges, together with what the other one withheld, and in every part of a split one', async () => {
    await lay(split)
    const [here, there] = [
      await registered(officer, { region: places.village, phone }),
      await registered(officer, { region: places.otherVillage, phone }),
    ]
    const [mine, theirs, distant] = [
      await platform.signedIn('village-worker', places.village, 'of-one'),
      await platform.signedIn('village-worker', places.otherVillage, 'of-the-other'),
      await platform.signedIn('village-worker', split, 'of-the-split'),
    ]
    await withhold(places.village, 'contact')
    await withhold(places.otherVillage, 'relatives')
    await withhold(split, 'contact')
    expect((await shown(mine, here.id)).withheld).toEqual(['contact'])
    expect((await shown(theirs, there.id)).withheld).toEqual(['relatives'])
    const merged = '360702007010'
    await change([[merged, '腊塘村', `${places.village}、${places.otherVillage}`]], '2026-11-01')
    for (const worker of [mine, theirs])
      for (const { id } of [here, there])
        expect((await shown(worker, id)).withheld.toSorted()).toEqual(['contact', 'relatives'])
    expect(await inForce()).toEqual([`${merged} contact`, `${merged} relatives`, `${split} contact`])
    const halves = ['360702007024', '360702007025'] as const
    await change(
      halves.map((code, index) => [code, `丙${index + 1}村`, split]),
      '2026-11-02',
    )
    expect(await inForce()).toEqual([
      `${merged} contact`,
      `${merged} relatives`,
      ...halves.map((code) => `${code} contact`),
    ])
    for (const region of halves) {
      const { id } = await registered(officer, { region, phone })
      expect((await shown(distant, id)).withheld).toEqual(['contact'])
    }
  })
})

describe('places a division kept for its counter', () => {
  it('are kept in what it merges into: of both rules the stricter', async () => {
    const rule = (region: string, keptPercent: number, releaseHours: number) =>
      officer.send('POST', '/kept-places/rules', {
        region,
        kind: 'joint-day',
        keptPercent,
        releaseHours,
        counter: '便民服务中心',
        telephone: `0797-00000${keptPercent}`,
        validFrom: '2026-11-21',
        reason: '测试',
      })
    const [small, large] = ['360702007021', '360702007022'] as const
    for (const code of [small, large]) await lay(code)
    for (const answer of [await rule(small, 60, 12), await rule(large, 90, 48)]) expect(answer.statusCode).toBe(200)
    await change([['360702007030', '合并村', `${small}、${large}`]], '2026-11-03')
    const { rows } = (await officer.get('/kept-places/rules')).json() as {
      rows: { region: string; keptPercent: number; validTo: string | null }[]
    }
    const open = rows.filter(({ validTo }) => validTo === null)
    expect(open.map(({ region, keptPercent }) => [region, keptPercent]).toSorted()).toEqual([
      ['360702007030', 60],
      ['360702007030', 90],
    ])
    const { id } = (
      await officer.send('POST', '/joint-days', {
        region: '360702007030',
        heldOn: '2026-12-01',
        place: '村部',
        healthCentre: '卫生院',
        organisationId: null,
        monthsAhead: 0,
        capacity: 10,
      })
    ).json()
    expect((await officer.get(`/joint-days/360702/${id}`)).json()).toMatchObject({
      kept: 9,
      releasedAt: '2026-11-30T04:00:00.000Z',
    })
  })
})
