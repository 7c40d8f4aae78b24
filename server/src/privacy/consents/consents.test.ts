import { type ConsentKindId, findConsentKind, holdsOn, processingKinds } from '@yinian/core/privacy/processing-kinds.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOutPlaces, places, registered } from '../../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { consentedTo, hasConsent, requireConsent } from './require-consent.ts'

let platform: TestPlatform
let officer: Client
beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
})
afterAll(() => platform.close())

const consent = (kind: ConsentKindId, rest: object = {}) => ({
  kind,
  wordingVersion: findConsentKind(kind)?.wording.version,
  givenBy: 'elder',
  manner: 'signature',
  givenOn: '2026-11-01',
  ...rest,
})
const give = (elder: { id: string }, kind: ConsentKindId, rest: object = {}, by = officer) =>
  by.send('POST', `/elders/${elder.id}/consents`, consent(kind, rest))
const withdraw = (elder: { id: string }, consentId: string, on: string) =>
  officer.send('POST', `/elders/${elder.id}/consents/${consentId}/withdrawal`, { on, reason: '不想再公开' })
const asOf = <T>(today: string, run: (work: Parameters<typeof hasConsent>[0]) => Promise<T>) =>
  platform.as({ regions: [places.zhanggong] }, (tx) => run({ tx, actor: { today } }))
const may = (elder: { id: string }, kind: keyof typeof processingKinds, today = '2026-11-21') =>
  asOf(today, (work) => hasConsent(work, { county: '360702', id: elder.id }, kind))

describe('a statutory duty', () => {
  it('needs no consent, and takes none', async () => {
    const elder = await registered(officer)
    expect(await may(elder, 'benefits')).toBe(true)
    expect((await give(elder, 'benefits' as ConsentKindId, { wordingVersion: 'x' })).json()).toMatchObject({
      code: 'privacy.no-consent-needed',
    })
  })
})

describe('a consent', () => {
  it('allows what was agreed to, from the day on, and nothing else', async () => {
    const elder = await registered(officer)
    expect(await may(elder, 'publish-photo')).toBe(false)
    const given = await give(elder, 'publish-photo')
    expect(given.json()).toMatchObject({ kind: 'publish-photo', givenBy: 'elder', wording: { version: '2026-1' } })
    expect(given.json().wording.text.en).toContain('picture')
    expect(await may(elder, 'publish-photo')).toBe(true)
    expect(await may(elder, 'publish-photo', '2026-10-31')).toBe(false)
    expect(await may(elder, 'home-monitoring')).toBe(false)
    expect(await may(await registered(officer), 'publish-photo')).toBe(false)
  })

  it('ends with its withdrawal, from that day on; what held before held', async () => {
    const elder = await registered(officer)
    const { id } = (await give(elder, 'share-with-organisations')).json()
    const work = (today: string) =>
      asOf(today, (one) => requireConsent(one, { county: '360702', id: elder.id }, 'share-with-organisations'))
    await work('2026-11-21')
    expect((await withdraw(elder, id, '2026-11-15')).json()).toMatchObject({ withdrawnOn: '2026-11-15' })
    await work('2026-11-14')
    await expect(work('2026-11-15')).rejects.toThrow(/has not agreed/)
    await expect(work('2026-11-21')).rejects.toThrow(/service organisations outside/)
    expect((await withdraw(elder, id, '2026-11-16')).json()).toMatchObject({ code: 'privacy.consent-ended' })
    expect((await give(elder, 'share-with-organisations', { givenOn: '2026-11-20' })).statusCode).toBe(200)
    const { rows } = (await officer.get(`/elders/${elder.id}/consents`)).json()
    expect(rows.map((row: { withdrawnOn: string | null }) => row.withdrawnOn)).toEqual([null, '2026-11-15'])
    const timeline = (await officer.get(`/elders/${elder.id}/timeline`)).json().rows
    expect(timeline.filter((entry: { module: string }) => entry.module === 'privacy')).toHaveLength(3)
  })

  it('is recorded whole or not at all', async () => {
    const elder = await registered(officer)
    const refused = async (rest: object) => (await give(elder, 'home-monitoring', rest)).json()
    expect(await refused({ givenBy: 'guardian' })).toMatchObject({ code: 'privacy.giver-missing', at: '/giverName' })
    expect(await refused({ manner: 'paper' })).toMatchObject({ code: 'privacy.file-number-missing', at: '/fileNumber' })
    expect(await refused({ givenOn: '2026-11-22' })).toMatchObject({ code: 'privacy.consent-day-wrong' })
    expect(await refused({ wordingVersion: '2020-1' })).toMatchObject({ code: 'privacy.wording-changed' })
    const whole = { givenBy: 'guardian', giverName: '李监护', manner: 'paper', fileNumber: '2026-民-17' }
    expect((await give(elder, 'home-monitoring', whole)).json()).toMatchObject(whole)
    expect((await give(elder, 'home-monitoring')).json()).toMatchObject({ code: 'privacy.consent-holds' })
  })

  it('is seen and written only where the elder is looked after, and moves with them', async () => {
    const elder = await registered(officer)
    const neighbour = await platform.signedIn('civil-affairs-officer', places.nankang)
    expect((await give(elder, 'reminders', {}, neighbour)).statusCode).toBe(404)
    await give(elder, 'reminders')
    const farTown = await platform.signedIn('town-officer', '360702008000')
    expect((await farTown.get(`/elders/${elder.id}/consents`)).statusCode).toBe(404)
    const moved = await officer.send('PATCH', `/elders/${elder.id}`, {
      version: elder.version,
      region: places.farVillage,
    })
    expect(moved.statusCode, moved.body).toBe(200)
    expect((await farTown.get(`/elders/${elder.id}/consents`)).json().rows).toHaveLength(1)
  })

  it('is a condition on lists as well', async () => {
    const [yes, no] = [await registered(officer), await registered(officer)]
    await give(yes, 'health-for-services')
    const rows = await platform.as({ regions: [places.zhanggong] }, (tx) =>
      tx
        .selectFrom('elder')
        .select('id')
        .where('id', 'in', [yes.id, no.id])
        .where(consentedTo('health-for-services', '2026-11-21'))
        .execute(),
    )
    expect(rows.map(({ id }) => id)).toEqual([yes.id])
  })

  it('prints as a form that can be signed, in both languages', async () => {
    const elder = await registered(officer)
    for (const language of ['zh', 'en']) {
      const form = await officer.get(`/elders/${elder.id}/consent-form?kind=publish-photo&language=${language}`)
      expect(form.headers['content-type']).toBe('application/pdf')
      expect(form.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    }
    expect((await officer.get(`/elders/${elder.id}/consent-form?kind=benefits`)).statusCode).toBe(422)
  })
})

it('a consent holds from the day it was given until before the day it was withdrawn, whatever the days', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-02-${String(date).padStart(2, '0')}`)
  fc.assert(
    fc.property(day, fc.option(day), day, (givenOn, withdrawnOn, asked) => {
      fc.pre(withdrawnOn === null || withdrawnOn >= givenOn)
      expect(holdsOn({ givenOn, withdrawnOn }, asked)).toBe(
        asked >= givenOn && (withdrawnOn === null || asked < withdrawnOn),
      )
    }),
  )
})

it('every kind that needs consent says what a withdrawal stops and which article asks for it', () => {
  for (const [id, kind] of Object.entries(processingKinds)) {
    expect(kind.source.zh, id).toMatch(/第.+条/)
    if (kind.basis !== 'statutory-duty') expect(kind.stops.zh.length, id).toBeGreaterThan(4)
  }
})
