import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getActor } from '../access/index.ts'
import type { Work } from '../http/work.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import {
  addServingOrganisation,
  declareTimeline,
  elderFacts,
  refreshCategoriesOfToday,
  removeServingOrganisation,
  setAbility,
} from './index.ts'
import { layOutPlaces, places, registered } from './testing.ts'

let platform: TestPlatform
let officer: Client
const scope = { regions: [places.zhanggong] }

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
})
afterAll(() => platform.close())

async function working<T>(run: (work: Work) => Promise<T>): Promise<T> {
  const actor = await getActor(platform.database, officer.accountId, platform.clock.now())
  const { vault, jobs } = platform.ground
  return platform.as({ ...scope, accountId: officer.accountId }, (tx) => run({ tx, actor, vault, jobs }))
}

const circumstance = (kind: string, value: string, from: string, to: string | null = null) => ({
  kind,
  value,
  from,
  to,
  source: '村委会',
})

describe('the facts of the register as of a day', () => {
  it('hold what was in force on that day, where the elder lived then, for one or a whole county', async () => {
    const { id } = await registered(officer, { circumstances: [circumstance('hardship', 'low-income', '2024-01-01')] })
    await officer.send('POST', `/elders/${id}/circumstances`, circumstance('hardship', 'dibao', '2025-01-01'))
    await officer.send('PATCH', `/elders/${id}`, { version: 1, region: places.farVillage, from: '2025-06-01' })
    const on = (day: string) => platform.as(scope, (tx) => elderFacts(tx, { ids: [id] }, day))
    expect(await on('2023-12-31')).toMatchObject([{ circumstances: [], region: places.village }])
    expect(await on('2024-12-31')).toMatchObject([{ circumstances: ['hardship:low-income'], region: places.village }])
    expect(await on('2025-01-01')).toMatchObject([{ circumstances: ['hardship:dibao'], region: places.village }])
    expect(await on('2025-06-01')).toMatchObject([{ circumstances: ['hardship:dibao'], region: places.farVillage }])
    for (const which of [{ county: '360702' }, { within: '360700000000', basis: 'registration' } as const])
      expect(await platform.as(scope, (tx) => elderFacts(tx, which, '2025-01-01'))).toContainEqual(
        expect.objectContaining({ id, circumstances: ['hardship:dibao'] }),
      )
    expect(
      await platform.as({ regions: [places.nankang] }, (tx) => elderFacts(tx, { ids: [id] }, '2025-01-01')),
    ).toEqual([])
  })

  it('come in pages of a county, each elder once', async () => {
    for (let count = 0; count < 5; count++) await registered(officer)
    const whole = await platform.as(scope, (tx) => elderFacts(tx, { county: '360702' }, '2026-11-21'))
    const paged: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await platform.as(scope, (tx) =>
        elderFacts(tx, { county: '360702', limit: 2, ...(after ? { after } : {}) }, '2026-11-21'),
      )
      paged.push(...page.map((facts) => facts.id))
      after = page.at(-1)?.id
      if (after === undefined) break
    }
    expect(paged).toEqual(whole.map((facts) => facts.id))
  })
})

describe('the categories an elder is listed under', () => {
  it('follow the calendar without anybody writing anything', async () => {
    const { id } = await registered(officer)
    await officer.send('POST', `/elders/${id}/circumstances`, circumstance('household', 'empty-nest', '2026-12-01'))
    await officer.send(
      'POST',
      `/elders/${id}/circumstances`,
      circumstance('merit', 'model-worker', '2026-01-01', '2026-12-01'),
    )
    const categories = async () => {
      const row = await platform.owner.selectFrom('elder').select('categories').where('id', '=', id).executeTakeFirst()
      return row?.categories
    }
    expect(await categories()).toEqual(['merit:model-worker'])
    const before = platform.clock.now()
    platform.clock.moveTo('2026-12-01T01:00:00Z')
    expect(await refreshCategoriesOfToday(platform.ground)).toBe(1)
    expect(await refreshCategoriesOfToday(platform.ground)).toBe(0)
    platform.clock.moveTo(before.toISOString())
    expect(await categories()).toEqual(['household:empty-nest'])
  })
})

describe('what other modules write', () => {
  it('the level of an assessment, with dementia as a circumstance of its own', async () => {
    const { id } = await registered(officer)
    await working((work) =>
      setAbility(work, id, { level: 3, validUntil: '2027-11-20', dementia: true, source: '评估报告 2026-001' }),
    )
    expect((await officer.get(`/elders/${id}`)).json()).toMatchObject({
      abilityLevel: 3,
      abilityValidUntil: '2027-11-20',
      categories: ['dementia:diagnosed'],
    })
    const listed = (await officer.get('/elders?level=3&level=4')).json().rows
    expect(listed.map((row: { id: string }) => row.id)).toEqual([id])
    const [later] = await platform.as(scope, (tx) => elderFacts(tx, { ids: [id] }, '2027-11-21'))
    expect(later?.abilityLevel).toBeNull()
    await working((work) => setAbility(work, id, { level: null, validUntil: null, dementia: false, source: '更正' }))
    expect((await officer.get(`/elders/${id}`)).json()).toMatchObject({ abilityLevel: null, categories: [] })
  })

  it('which organisation serves an elder and therefore sees them', async () => {
    const { id } = await registered(officer)
    const organisationId = '01900000-0000-7000-8000-0000000000aa'
    const seen = () =>
      platform.as({ role: 'organisation', organisationId }, (tx) => tx.selectFrom('elder').select('id').execute())
    await working((work) => addServingOrganisation(work, id, organisationId))
    await working((work) => addServingOrganisation(work, id, organisationId))
    expect(await seen()).toEqual([{ id }])
    await working((work) => removeServingOrganisation(work, id, organisationId))
    expect(await seen()).toEqual([])
  })

  it('entries of the timeline, in the order of their days', async () => {
    const { id } = await registered(officer, { circumstances: [circumstance('hardship', 'dibao', '2026-11-20')] })
    declareTimeline('tests', async () => [
      {
        at: '2026-11-20T20:00:00.000Z',
        module: 'tests',
        title: { zh: '凌晨', en: 'Small hours' },
        detail: null,
        link: null,
      },
    ])
    const rows = (await officer.get(`/elders/${id}/timeline`)).json().rows as { title: { zh: string } }[]
    expect(rows.map((row) => row.title.zh)).toEqual(['登记入册', '凌晨', '困难类别：最低生活保障（低保）'])
  })
})
