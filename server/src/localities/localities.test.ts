import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSpreadsheet } from '../documents/spreadsheet.ts'
import { layOutPlaces, places } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform, upload } from '../testing.ts'

let platform: TestPlatform
let officer: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
})
afterAll(() => platform.close())

const record = (region: string, name: string, from = '2025-01-01') =>
  officer.send('POST', '/area-classes', { region, class: name, from, source: '区民政局认定〔2025〕1号' })
const classesOf = async (region: string, which: 'classes' | 'inherited' = 'classes'): Promise<string[]> =>
  (await officer.get(`/localities/${region}`)).json()[which].map((held: { class: string }) => held.class)
const listed = async (query: string): Promise<string[]> =>
  (await officer.get(`/area-classes?${query}`)).json().rows.map((held: { region: string }) => held.region)

describe('the class of a division', () => {
  it('holds from a day on, for itself and, where the class reaches down, for what lies below', async () => {
    expect((await record(places.shuinan, 'high-altitude')).statusCode).toBe(200)
    expect((await record(places.village, 'village-over-1000')).statusCode).toBe(200)
    expect(await classesOf(places.village)).toEqual(['village-over-1000'])
    expect(await classesOf(places.village, 'inherited')).toEqual(['high-altitude'])
    expect(await classesOf(places.farVillage, 'inherited')).toEqual([])
    expect(await listed('class=village-over-1000')).toEqual([places.village])
    expect(await listed('class=village-over-1000&day=2024-12-31')).toEqual([])
  })

  it('is refused twice at once, at a level it is not for, from a day to come, and elsewhere', async () => {
    const code = async (answer: ReturnType<typeof record>) => (await answer).json().code
    expect(await code(record(places.village, 'village-over-1000', '2026-01-01'))).toBe('localities.class-held-already')
    expect(await code(record(places.shuinan, 'village-over-1000'))).toBe('localities.class-not-of-level')
    expect(await code(record(places.village, 'rural', '2027-01-01'))).toBe('localities.class-period')
    expect(await code(record(places.nankangVillage, 'rural'))).toBe('localities.place-unknown')
  })

  it('ends with a day and stays known of the time before', async () => {
    const { rows } = (await officer.get('/area-classes?class=village-over-1000')).json()
    const end = (to: string) => officer.send('POST', `/area-classes/${rows[0].id}/end`, { to })
    expect((await end('2024-06-01')).json().code).toBe('localities.class-period')
    expect((await end('2026-07-01')).json()).toMatchObject({ to: '2026-07-01' })
    expect(await listed('class=village-over-1000&day=2026-06-30')).toEqual([places.village])
    expect(await listed('class=village-over-1000&day=2026-07-01')).toEqual([])
    expect((await record(places.village, 'village-over-1000', '2026-08-01')).statusCode).toBe(200)
  })
})

it('a population figure is corrected by a later one of the same day', async () => {
  const count = (people: number) =>
    officer.send('POST', '/population-figures', {
      region: places.village,
      measure: 'resident',
      day: '2025-12-31',
      people,
      source: '村委会年报',
    })
  expect((await count(1210)).statusCode).toBe(200)
  expect((await count(1120)).statusCode).toBe(200)
  expect((await officer.get(`/localities/${places.village}`)).json().population).toMatchObject([
    { measure: 'resident', day: '2025-12-31', people: 1120 },
  ])
})

it('a list records what is right in it and tells of every row that is not', async () => {
  const columns = ['区划代码', '地域类别', '起始日期', '来源', '常住人口'].map((header) => ({ header }))
  const rows = [
    [places.otherVillage, '农村、行政村', '2025-03-01', '区自然资源局名单', '860'],
    [places.village, '千人以上的村', '2026-08-01', '区自然资源局名单', ''],
    [places.farVillage, '山上', '2025-03-01', '区自然资源局名单', ''],
    [places.farVillage, '农村', '2025-03-01', '', ''],
    [places.nankangVillage, '农村', '2025-03-01', '区自然资源局名单', ''],
  ]
  const content: Buffer[] = []
  for await (const part of writeSpreadsheet('xlsx', { name: '名单', columns, rows })) content.push(Buffer.from(part))
  const answer = await upload(officer, '/area-classes/import', Buffer.concat(content), '名单.xlsx')
  expect(answer.json()).toMatchObject({ recorded: 2, same: 1, figures: 1 })
  const faults: { row: number; message: { zh: string } }[] = answer.json().faults
  expect(faults.map(({ row }) => row)).toEqual([4, 5, 6])
  expect(faults[0]?.message.zh).toContain('没有“山上”这个类别')
  expect((await classesOf(places.otherVillage)).sort()).toEqual(['administrative-village', 'rural'])
  expect(await classesOf(places.farVillage)).toEqual([])
})
