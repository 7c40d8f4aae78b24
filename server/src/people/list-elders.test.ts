import type { ElderFilter } from '@yinian/core/people/api.ts'
import { withoutMarks } from '@yinian/core/privacy/export-mark.ts'
import fc from 'fast-check'
import { readXlsxObjects } from 'hucre/xlsx'
import { CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '../db/database.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import type { Reader } from './elder-filter.ts'
import { countElders, countEldersUpTo, listElders, selectCount, selectPage } from './list-elders.ts'
import { layOutPlaces, madeUpNumber, places, registered } from './testing.ts'

let platform: TestPlatform
let officer: Client
let neighbour: Client
let shan: { id: string }
const ganzhou = '360700000000'
const number = madeUpNumber('19420202', 'female')

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang)
  shan = await registered(officer, {
    name: '单桂英',
    documentNumber: number,
    phone: '13812345678',
    circumstances: [{ kind: 'hardship', value: 'dibao', from: '2024-01-01', source: '低保系统' }],
  })
  await registered(officer, { name: '曾国强', documentNumber: madeUpNumber('19300101') })
  await registered(officer, { name: '欧阳修', documentNumber: madeUpNumber('19650101'), region: places.farVillage })
  await registered(neighbour, { name: '单小明', region: places.nankangVillage })
})
afterAll(() => platform.close())

type Row = { id: string; name: string }
const rowsOf = async (client: Client, query: Record<string, string> = {}) =>
  (await client.get(`/elders?${new URLSearchParams(query)}`)).json() as {
    rows: Row[]
    next: string | null
  }
const countOf = async (client: Client, query: Record<string, string> = {}) =>
  (await client.get(`/elders/count?${new URLSearchParams(query)}`)).json() as { count: number; more: boolean }
const names = async (query: Record<string, string>) => (await rowsOf(officer, query)).rows.map((row) => row.name)

describe('finding an elder', () => {
  it.each([
    ['the identity number', number],
    ['the identity number in full-width digits and with blanks', ` ${number.slice(0, 6)} ${number.slice(6)}`],
    ['the telephone', '138-1234-5678'],
    ['the beginning of the name', '单'],
    ['the given name', '桂英'],
    ['pinyin, read as a surname', 'shanguiy'],
    ['pinyin with tones and blanks', 'Shàn Guì Yīng'],
    ['initials', 'sgy'],
    ['the end of the identity number', number.slice(-4)],
  ])('by %s', async (_way, q) => {
    expect(await names({ q })).toEqual(['单桂英'])
  })

  it('takes nothing typed for a pattern', async () => {
    for (const q of ['%', '_', '桂\u0000花', '单%', "'; drop table elder; --"]) expect(await names({ q })).toEqual([])
  })
})

describe('a list', () => {
  it('is filtered by place, age, sex, category, level and state together', async () => {
    expect(await names({ region: places.shuinan })).toEqual(['单桂英', '曾国强'])
    expect(await names({ region: places.farVillage })).toEqual(['欧阳修'])
    expect(await names({ ageFrom: '90' })).toEqual(['曾国强'])
    expect(await names({ ageFrom: '61', ageTo: '83' })).toEqual(['欧阳修'])
    expect(await names({ ageFrom: '60', ageTo: '60' })).toEqual([])
    expect(await names({ sex: 'female' })).toEqual(['单桂英'])
    expect(await names({ category: 'hardship:dibao' })).toEqual(['单桂英'])
    expect(await names({ level: 'none', sex: 'female' })).toEqual(['单桂英'])
    expect(await names({ level: '3' })).toEqual([])
    expect(await names({ state: 'died' })).toEqual([])
    expect((await officer.get('/elders?category=hardship:rich')).json().code).toBe('people.unknown-category')
  })

  it('is sorted by name in pinyin, by birth, or by what changed last', async () => {
    expect(await names({ sort: 'name' })).toEqual(['欧阳修', '单桂英', '曾国强'])
    expect(await names({ sort: 'birth' })).toEqual(['曾国强', '单桂英', '欧阳修'])
    expect(await names({ sort: 'recent' })).toHaveLength(3)
  })

  it('is counted apart from its pages', async () => {
    expect((await rowsOf(officer, { limit: '2' })).rows).toHaveLength(2)
    expect(await countOf(officer)).toEqual({ count: 3, more: false })
    expect(await countOf(officer, { category: 'hardship:dibao' })).toEqual({ count: 1, more: false })
    expect((await officer.get('/elders?after=nonsense')).json().code).toBe('http.bad-request')
  })
})

describe('an officer of another county', () => {
  it('can neither see, count, search, export, reveal nor change', async () => {
    for (const query of [
      {},
      { q: number },
      { q: '13812345678' },
      { q: '桂英' },
      { q: 'sgy' },
      { region: places.village },
      { region: places.village, basis: 'registration' },
      { category: 'hardship:dibao' },
    ]) {
      const list = await rowsOf(neighbour, query as Record<string, string>)
      expect(list.rows.map((row) => row.id)).not.toContain(shan.id)
      expect((await countOf(neighbour, query as Record<string, string>)).count).toBe(list.rows.length)
    }
    const taken = await neighbour.get(`/elders/export?format=csv&purpose=test&region=${places.zhanggong}`)
    expect(taken.body).not.toContain('单桂英')
    const path = `/elders/${shan.id}`
    const answers = [
      await neighbour.get(path),
      await neighbour.get(`${path}/timeline`),
      await neighbour.get(`${path}/looks`),
      await neighbour.get(`${path}/reveal?field=documentNumber&purpose=test`),
      await neighbour.send('PATCH', path, { version: 1, name: '改名' }),
      await neighbour.send('POST', `${path}/death`, { version: 1, diedOn: '2026-11-01', source: '测试' }),
      await neighbour.send('POST', `${path}/circumstances`, {
        kind: 'hardship',
        value: 'tekun',
        from: '2026-01-01',
        source: '测试',
      }),
      await neighbour.send('POST', `${path}/circumstances/${shan.id}/end`, { to: '2026-01-01', reason: '测试' }),
      await neighbour.send('POST', `${path}/related-persons`, { name: '某人', relation: 'son', roles: ['carer'] }),
      await neighbour.send('POST', `${path}/related-persons/${shan.id}/end`, { to: '2026-01-01' }),
    ]
    expect(answers.map((answer) => answer.statusCode)).toEqual(answers.map(() => 404))
  })

  it('sees of an elder registered there, who lives here, the row of the register and nothing more', async () => {
    const { id } = await registered(officer, {
      name: '钟双籍',
      phone: '13899990000',
      registeredRegion: places.nankangVillage,
      circumstances: [{ kind: 'disability', value: 'mental', from: '2024-01-01', source: '残联' }],
    })
    await officer.send('POST', `/elders/${id}/related-persons`, { name: '钟小', relation: 'son', roles: ['carer'] })
    expect((await rowsOf(neighbour, { basis: 'registration' })).rows.map((row) => row.name)).toContain('钟双籍')
    expect((await rowsOf(neighbour, { q: '13899990000' })).rows).toMatchObject([{ id, categories: [] }])
    expect((await rowsOf(neighbour, { basis: 'registration', category: 'disability:mental' })).rows).toEqual([])
    expect((await neighbour.get(`/elders/${id}`)).json()).toMatchObject({
      name: '钟双籍',
      responsible: false,
      categories: [],
      circumstances: [],
      relatedPersons: [],
      address: null,
    })
    expect((await neighbour.get(`/elders/${id}/timeline`)).json().rows).toHaveLength(1)
    expect((await neighbour.get(`/elders/${id}/reveal?field=phone&purpose=test`)).statusCode).toBe(404)
    expect((await neighbour.send('PATCH', `/elders/${id}`, { version: 1, name: '改名' })).statusCode).toBe(404)
    const looks = (await officer.get(`/elders/${id}/looks`)).json().rows
    expect(looks.map((look: { action: { zh: string } }) => look.action.zh)).toContain('查看档案')
  })
})

describe('an export', () => {
  it('carries the chosen columns in the chosen language, masked, with a stamp, and is an event with its purpose', async () => {
    const columns = ['name', 'documentNumber', 'phone', 'categories'].map((column) => `columns=${column}`).join('&')
    const query = `format=csv&purpose=${encodeURIComponent('民政局月报')}&language=en&${columns}&sex=female`
    const answer = await officer.get(`/elders/export?${query}`)
    expect(answer.headers['content-type']).toContain('text/csv')
    const lines = withoutMarks(answer.body).replace('\uFEFF', '').trim().split('\r\n')
    expect(lines[0]).toBe('Name,Identity number,Phone,Categories')
    expect(lines[1]).toBe(`单桂英,9999**********${number.slice(-4)},138****5678,Minimum living allowance (dibao)`)
    expect(lines[2]).toContain('民政局月报')
    expect(answer.body).not.toContain(number)
    const auditor = await platform.signedIn('auditor', places.zhanggong)
    const [event] = (await auditor.get('/audit-events?action=people.exported')).json().rows
    expect(event).toMatchObject({
      purpose: '民政局月报',
      detail: { rows: 1, format: 'csv', filter: { sex: 'female' } },
    })
  })

  it('is a workbook that opens', async () => {
    const answer = await officer.get('/elders/export?format=xlsx&purpose=test&region=360702007001&sex=female')
    const { data } = await readXlsxObjects(new Uint8Array(answer.rawPayload))
    expect(JSON.parse(withoutMarks(JSON.stringify(data[0])))).toMatchObject({
      姓名: '单桂英',
      性别: '女',
      状态: '在册',
    })
  })

  it('needs its own permission', async () => {
    const leader = await platform.signedIn('leader', places.zhanggong)
    expect((await leader.get('/elders/export?format=csv&purpose=test')).json().code).toBe('http.not-allowed')
  })
})

describe('a register of some thousands', () => {
  const many = 12_000
  const readerIn = (region: string): Reader => ({
    regions: [region],
    today: '2026-11-21',
    vault: platform.vault,
    withheld: new Set(),
  })
  const city = { regions: [ganzhou] }

  beforeAll(async () => {
    await platform.owner.executeQuery(
      CompiledQuery.raw(`
        insert into elder (county, id, region, registered_region, name, pinyin, initials, sex, birth, ethnicity, document_type,
          document_number_sealed, document_number_index, document_number_masked, phone_index, registered_at, updated_at)
        select left(place, 6), gen_random_uuid(), place, place, '王' || n, 'wang' || (n % 40), 'w' || (n % 40),
          case when n % 2 = 0 then 'male' else 'female' end, date '1926-01-01' + (n % 50) * 300, '汉族', 'other',
          '\\x00', decode(md5('d' || n), 'hex'), '****' || lpad(n::text, 4, '0'), decode(md5('p' || n), 'hex'), now(),
          timestamptz '2026-01-01' + make_interval(secs => n % 30)
        from generate_series(1, ${many}) n,
          lateral (select case when n % 80 = 0 then '360702007001' when n % 8 = 1 then '360702008001' else '360703001001' end) p (place)`),
    )
    await sql`
      insert into elder_circumstance (county, id, elder_id, region, kind, value, valid_from, source, recorded_at, recorded_by)
      select county, gen_random_uuid(), id, region, kind, value, '2025-01-01', 'test', now(), id from elder,
        lateral (values ('merit', 'model-worker', 700), ('household', 'empty-nest', 2)) as facts (kind, value, one_in)
      where name ~ '^王[0-9]+$' and substr(name, 2)::int % one_in = 0`.execute(platform.owner)
    await sql`update elder set categories = '{merit:model-worker}', ability_level = 4
      where id in (select elder_id from elder_circumstance where value = 'model-worker')`.execute(platform.owner)
    for (const table of ['elder', 'elder_circumstance'])
      await sql`vacuum analyze ${sql.table(table)}`.execute(platform.owner)
  })

  it('is counted up to a limit, and says where there are more', async () => {
    const everybody = await platform.as(city, (tx) => countElders(tx, {}, readerIn(ganzhou)))
    expect(everybody).toBeGreaterThan(many)
    expect(await platform.as(city, (tx) => countEldersUpTo(tx, 500, {}, readerIn(ganzhou)))).toEqual({
      count: 500,
      more: true,
    })
    expect(await platform.as(city, (tx) => countEldersUpTo(tx, everybody, {}, readerIn(ganzhou)))).toEqual({
      count: everybody,
      more: false,
    })
  })

  it('gives every row once, whatever the page length and the order', async () => {
    const query = { region: places.farVillage, sex: 'male' }
    const all = (await countOf(officer, query)).count
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('name', 'birth', 'recent'),
        fc.integer({ min: 40, max: 200 }),
        async (sort, limit) => {
          const seen: string[] = []
          let after: string | null = null
          do {
            const page: Awaited<ReturnType<typeof rowsOf>> = await rowsOf(officer, {
              ...query,
              sort,
              limit: String(limit),
              ...(after ? { after } : {}),
            })
            seen.push(...page.rows.map((row) => row.id))
            after = page.next
          } while (after)
          expect(seen).toHaveLength(all)
          expect(new Set(seen).size).toBe(all)
        },
      ),
      { numRuns: 8 },
    )
  })

  it('finds by letters whoever is spelt or begun so, once, in the order of names', async () => {
    const everybody = await platform.as(city, (tx) =>
      tx.selectFrom('elder').select(['id', 'pinyin', 'initials', 'birth']).orderBy('pinyin').orderBy('id').execute(),
    )
    const byBirth = everybody.toSorted((a, b) => (`${a.birth}${a.id}` < `${b.birth}${b.id}` ? -1 : 1))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('w', 'w1', 'wa', 'wang', 's', 'sgy', 'shang', 'x'),
        fc.constantFrom('name' as const, 'birth' as const),
        fc.integer({ min: 100, max: 200 }),
        async (q, sort, limit) => {
          const seen: string[] = []
          let after: string | null = null
          do {
            const page = await platform.as(city, (tx) =>
              listElders(tx, { q, sort, limit, ...(after ? { after } : {}) }, readerIn(ganzhou)),
            )
            seen.push(...page.rows.map(({ id }) => id))
            after = page.next
          } while (after && seen.length < 2000)
          const meant = (sort === 'birth' ? byBirth : everybody).filter(
            ({ pinyin, initials }) => pinyin.startsWith(q) || initials.startsWith(q),
          )
          expect(seen).toEqual(meant.slice(0, seen.length).map(({ id }) => id))
          if (!after) expect(seen).toHaveLength(meant.length)
        },
      ),
      { numRuns: 20 },
    )
  })

  /** As whoever is responsible for the division asks, row rights included. */
  const planOf = (region: string, statement: (tx: Tx) => { compile(): CompiledQuery }) =>
    platform.as({ regions: [region] }, async (tx) => {
      const { sql: text, parameters } = statement(tx).compile()
      const { rows } = await tx.executeQuery<{ 'QUERY PLAN': [{ Plan: object }] }>(
        CompiledQuery.raw(`explain (format json) ${text}`, [...parameters]),
      )
      return JSON.stringify(rows[0]?.['QUERY PLAN'])
    })

  it.each([
    ['a village', { region: '360702007001' }, 'elder_region'],
    ['the county', {}, 'elder_county'],
    ['a telephone', { q: '13812345678' }, 'elder_phone'],
    ['an identity number', { q: number }, 'elder_document'],
    ['the end of one', { q: '1234' }, 'elder_document_end'],
    ['initials', { q: 'sgy' }, 'elder_initials'],
    ['a given name', { q: '桂英' }, 'elder_given_name'],
    ['household registration', { basis: 'registration', region: '360702007002' }, 'elder_registered'],
    ['a rare category', { category: ['merit:model-worker'] }, 'elder_circumstance_kind'],
    ['a level', { level: ['4'] }, 'elder_level'],
    ['great age', { ageFrom: 100 }, 'elder_county_birth|elder_birth'],
  ] satisfies [string, ElderFilter, string][])(
    'is reached through an index by %s, page and count',
    async (_what, filter, index) => {
      const plans = [
        await planOf(places.zhanggong, (tx) => selectPage(tx, filter, readerIn(places.zhanggong), 51)),
        await planOf(places.zhanggong, (tx) => selectCount(tx, filter, readerIn(places.zhanggong), 10_001)),
      ]
      expect(plans[0]).toMatch(new RegExp(`"Index Name":"(${index})`))
      for (const plan of plans) expect(plan).not.toContain('"Node Type":"Seq Scan"')
    },
  )

  it.each([
    ['by name', {}, 'elder_pinyin'],
    ['by birth', { sort: 'birth' }, 'elder_birth'],
    ['by what changed last', { sort: 'recent' }, 'elder_recent'],
    ['by a telephone', { q: '13812345678' }, 'elder_phone'],
    ['by an identity number', { q: number }, 'elder_document'],
    ['by initials', { q: 'sgy' }, 'elder_initials'],
    ['by initials many have', { q: 'w1' }, 'elder_initials'],
    ['by a rare surname', { q: '单' }, 'elder_name'],
    ['by a rare category', { category: ['merit:model-worker'] }, 'elder_circumstance_kind'],
    ['by a level', { level: ['4'] }, 'elder_level'],
    ['by great age', { ageFrom: 100, sort: 'birth' }, 'elder_birth'],
  ] satisfies [string, ElderFilter, string][])(
    'is reached through an index in a whole city %s',
    async (_what, filter, index) => {
      const plan = await planOf(ganzhou, (tx) => selectPage(tx, filter, readerIn(ganzhou), 51))
      expect(plan).toMatch(new RegExp(`"Index Name":"(${index})`))
      expect(plan).not.toContain('"Node Type":"Seq Scan"')
    },
  )

  it('shows an organisation whom it serves, through an index', async () => {
    const organisationId = '01900000-0000-7000-8000-000000000001'
    await sql`update elder set served_by = array[${organisationId}::uuid] where id = ${shan.id}`.execute(platform.owner)
    const seen = await platform.as({ role: 'organisation', organisationId }, (tx) =>
      tx.selectFrom('elder').select('name').execute(),
    )
    expect(seen).toEqual([{ name: '单桂英' }])
    const nobody = await platform.as({ role: 'organisation' }, (tx) => tx.selectFrom('elder').select('name').execute())
    expect(nobody).toEqual([])
  })
})
