import type { JointDay } from '@yinian/core/assessments/joint-api.ts'
import type { OwnJointDays } from '@yinian/core/family/joint-api.ts'
import type { KeptPlaceRule, KeptPlaces } from '@yinian/core/kept-places/api.ts'
import { findConsentKind } from '@yinian/core/privacy/processing-kinds.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ofRelative, personFor } from '../../family/testing.ts'
import { madeUpNumber, places, registered } from '../../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { accepted, layOutCounty, refusal, type TestCounty } from '../testing.ts'

let platform: TestPlatform
let county: TestCounty
let officer: Client
beforeAll(async () => {
  platform = await testPlatform()
  county = await layOutCounty(platform)
  officer = county.officer
})
afterAll(() => platform.close())

const town = '360702008000'
const plan = (change: object = {}) =>
  accepted<JointDay>(
    officer.send('POST', '/joint-days', {
      region: town,
      heldOn: '2026-12-01',
      place: '水西镇卫生院',
      healthCentre: '水西镇卫生院',
      organisationId: null,
      monthsAhead: 2,
      capacity: 4,
      ...change,
    }),
  )
const rule = (change: object = {}) => ({
  region: town,
  kind: 'joint-day',
  keptPercent: 75,
  releaseHours: 48,
  counter: '水西镇便民服务中心',
  telephone: '0797-0000001',
  validFrom: '2026-11-21',
  reason: '老人多不用手机',
  ...change,
})
const elder = (region: string = places.farVillage) => registered(officer, { region })
const pathOf = (of: { id: string }) => `/family/elders/${of.id}/joint-days`
const seenBy = (person: Client, of: { id: string }) => accepted<OwnJointDays>(person.get(pathOf(of)))
const take = (person: Client, of: { id: string }, day: { id: string }) =>
  person.send('POST', `${pathOf(of)}/${day.id}/booking`, {})
const call = (day: { id: string }, elderIds: string[], channel = 'counter') =>
  officer.send('POST', `/joint-days/360702/${day.id}/bookings`, { elderIds, channel })
const read = (day: { id: string }) => accepted<JointDay>(officer.get(`/joint-days/360702/${day.id}`))
const seenPlaces = async (day: { id: string }) => {
  const { rows } = (await officer.get('/kept-places')).json() as { rows: KeptPlaces[] }
  return rows.find(({ id }) => id === day.id)
}

describe('the rule of a division', () => {
  it('holds from its first day, is followed by the next one, and ends', async () => {
    const first = await accepted<KeptPlaceRule>(officer.send('POST', '/kept-places/rules', rule({ keptPercent: 60 })))
    const second = await accepted<KeptPlaceRule>(
      officer.send('POST', '/kept-places/rules', rule({ keptPercent: 75, validFrom: '2026-11-25' })),
    )
    const early = officer.send('POST', '/kept-places/rules', rule({ validFrom: '2026-11-22' }))
    expect(await refusal(early)).toBe('kept-places.rule-of-day')
    expect(await refusal(officer.send('POST', '/kept-places/rules', rule({ validFrom: '2026-11-20' })))).toBe(
      'kept-places.rule-of-day',
    )
    const listed = async () =>
      ((await officer.get(`/kept-places/rules?region=${town}`)).json() as { rows: KeptPlaceRule[] }).rows.map(
        ({ id, validFrom, validTo }) => [id, validFrom, validTo],
      )
    expect(await listed()).toEqual([
      [second.id, '2026-11-25', null],
      [first.id, '2026-11-21', '2026-11-25'],
    ])
    const [soon, later] = [await plan({ heldOn: '2026-11-24' }), await plan({ heldOn: '2026-11-26' })]
    expect([(await seenPlaces(soon))?.keptPercent, (await seenPlaces(later))?.keptPercent]).toEqual([60, 75])
    for (const { county: at, id } of [first, second])
      await accepted(officer.send('POST', `/kept-places/rules/${at}/${id}/end`, {}))
    expect(await listed()).toEqual([
      [second.id, '2026-11-25', '2026-11-25'],
      [first.id, '2026-11-21', '2026-11-21'],
    ])
    expect((await seenPlaces(later))?.keptPercent).toBe(50)
    expect((await officer.send('POST', `/kept-places/rules/${first.county}/${first.id}/end`, {})).statusCode).toBe(404)
  })

  it('keeps more than the division above, never less, and only whoever is responsible there sets it', async () => {
    const made = [
      rule({ region: '360702000000', keptPercent: 30, releaseHours: 12, telephone: '0797-0000009' }),
      rule({ keptPercent: 20, releaseHours: 36 }),
    ]
    const rules: KeptPlaceRule[] = []
    for (const one of made) rules.push(await accepted(officer.send('POST', '/kept-places/rules', one)))
    const day = await plan()
    expect(await seenPlaces(day)).toMatchObject({
      keptPercent: 30,
      kept: 2,
      releasedAt: '2026-11-30T04:00:00.000Z',
      released: false,
    })
    const elsewhere = rule({ region: '360703000000' })
    expect(await refusal(officer.send('POST', '/kept-places/rules', elsewhere))).toBe('kept-places.place-unknown')
    const neighbour = await platform.signedIn('civil-affairs-officer', '360703000000', 'neighbour-of-places')
    expect((await neighbour.get('/kept-places')).json().rows).toEqual([])
    expect((await neighbour.get('/kept-places/rules')).json().rows).toEqual([])
    const [first] = rules
    expect((await neighbour.send('POST', `/kept-places/rules/360702/${first?.id}/end`, {})).statusCode).toBe(404)
    for (const { id } of rules) await accepted(officer.send('POST', `/kept-places/rules/360702/${id}/end`, {}))
  })
})

describe('a place kept for whoever comes without a telephone', () => {
  it('is not given online, and the elder is told whom to call; at the counter it is', async () => {
    const made = await accepted<KeptPlaceRule>(officer.send('POST', '/kept-places/rules', rule()))
    const day = await plan()
    const [one, two, three] = [await elder(), await elder(), await elder()]
    const [first, second] = [await personFor(platform, officer, one), await personFor(platform, officer, two)]
    expect((await seenBy(first, one)).rows.find(({ id }) => id === day.id)).toMatchObject({
      online: 1,
      keptFree: 3,
      telephone: '0797-0000001',
      counter: '水西镇便民服务中心',
      dueFor: [{ zh: '年度体检' }],
    })
    expect(await accepted<OwnJointDays>(take(first, one, day))).toMatchObject({
      asking: 'booked',
      booked: { heldOn: '2026-12-01', mayGiveBack: true },
      rows: [],
    })
    expect((await seenBy(second, two)).rows.find(({ id }) => id === day.id)).toMatchObject({ online: 0, keptFree: 3 })
    expect(await refusal(take(second, two, day))).toBe('family.online-full')
    await accepted(call(day, [two.id, three.id]))
    expect(await read(day)).toMatchObject({
      taken: { counter: 2, phone: 0, 'home-visit': 0, online: 1 },
      kept: 3,
      keptFree: 1,
      online: 0,
      staffed: 1,
      booked: 3,
    })
    const counted = (await officer.get('/channels')).json().rows as { what: string; online: number; counter: number }[]
    expect(counted.find(({ what }) => what === 'joint-booking')).toMatchObject({ online: 1, counter: 2 })
    await accepted(officer.send('POST', `/kept-places/rules/360702/${made.id}/end`, {}))
  })

  it('is released to everybody some hours before', async () => {
    const made = await accepted<KeptPlaceRule>(
      officer.send('POST', '/kept-places/rules', rule({ keptPercent: 100, releaseHours: 240 })),
    )
    const [released, kept] = [await plan({ heldOn: '2026-11-28' }), await plan({ heldOn: '2026-12-05' })]
    const one = await elder()
    const person = await personFor(platform, officer, one)
    const { rows } = await seenBy(person, one)
    const of = (day: JointDay) => rows.find(({ id }) => id === day.id)
    expect(of(released)).toMatchObject({ online: 4, keptFree: 0, releasedAt: null })
    expect(of(kept)).toMatchObject({ online: 0, keptFree: 4, releasedAt: '2026-11-24T16:00:00.000Z' })
    expect(await refusal(take(person, one, kept))).toBe('family.online-full')
    expect((await take(person, one, released)).statusCode).toBe(200)
    await accepted(officer.send('POST', `/kept-places/rules/360702/${made.id}/end`, {}))
  })

  it('goes to one of two who want the last one at the same moment, however they come', async () => {
    for (let round = 0; round < 4; round += 1) {
      const day = await plan({ heldOn: `2026-12-1${round}`, capacity: 2 })
      const [one, two] = [await elder(), await elder()]
      const people = [await personFor(platform, officer, one), await personFor(platform, officer, two)] as const
      const answers = await Promise.all([take(people[0], one, day), take(people[1], two, day)])
      expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
      expect((await read(day)).taken.online).toBe(1)
      const [three, four] = [await elder(), await elder()]
      const both = await Promise.all([call(day, [three.id]), call(day, [four.id], 'phone')])
      expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
      expect(await read(day)).toMatchObject({ staffed: 0, online: 0 })
    }
  })

  it('that is given back, online or by a call to the counter, is there for the next', async () => {
    const day = await plan({ heldOn: '2026-12-20', capacity: 2 })
    const [one, two] = [await elder(), await elder()]
    const [first, second] = [await personFor(platform, officer, one), await personFor(platform, officer, two)]
    const { booked } = await accepted<OwnJointDays>(take(first, one, day))
    expect(await refusal(take(second, two, day))).toBe('family.online-full')
    const path = `/family/elders/${one.id}/joint-bookings/${booked?.id}/cancellation`
    const strange = `/family/elders/${two.id}/joint-bookings/${booked?.id}/cancellation`
    expect((await second.send('POST', strange, {})).statusCode).toBe(404)
    expect((await accepted<OwnJointDays>(first.send('POST', path, {}))).asking).toBe('may')
    expect(await refusal(first.send('POST', path, {}))).toBe('assessments.step-not-possible')
    const again = await accepted<OwnJointDays>(take(second, two, day))
    await accepted(officer.send('POST', `/joint-bookings/360702/${again.booked?.id}/cancellation`, {}))
    expect((await seenBy(second, two)).asking).toBe('may')
    expect((await take(first, one, day)).statusCode).toBe(200)
    expect(await read(day)).toMatchObject({ taken: { online: 1 }, booked: 1 })
  })

  it('is for those who live there, are due, and asked for by whom the elder agreed to', async () => {
    const day = await plan({ heldOn: '2026-12-22' })
    const far = await elder(places.village)
    const young = await registered(officer, { region: places.farVillage, documentNumber: madeUpNumber('19640101') })
    const [stranger, early] = [await personFor(platform, officer, far), await personFor(platform, officer, young)]
    expect((await seenBy(stranger, far)).rows).toEqual([])
    expect(await refusal(take(stranger, far, day))).toBe('family.place-not-open')
    expect((await seenBy(early, young)).asking).toBe('not-due')
    expect(await refusal(take(early, young, day))).toBe('family.place-not-open')
    const parent = await elder()
    const child = await personFor(platform, officer, parent, ofRelative())
    expect((await seenBy(child, parent)).asking).toBe('not-agreed')
    expect(await refusal(take(child, parent, day))).toBe('family.request-not-agreed')
    await accepted(
      officer.send('POST', `/elders/${parent.id}/person-access/${child.accessId}/requests`, {
        wordingVersion: findConsentKind('relative-requests')?.wording.version ?? '',
        givenBy: 'elder',
        manner: 'paper',
        fileNumber: '2026-评-9',
      }),
    )
    // agreed to is asking for the assessment; only the check is due
    expect(await refusal(take(child, parent, day))).toBe('family.place-not-open')
  })
})
