import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { loadRegions } from './load.ts'

const ganzhou = '360700000000'
const jian = '360800000000'
let database: TestDatabase
let owner: pg.Client

beforeAll(async () => {
  database = await testDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await database.close()
})

const everything = async () => (await owner.query('select * from region order by code')).rows
const indexes = async () =>
  (await owner.query(`select indexdef from pg_indexes where tablename = 'region' order by indexname`)).rows

describe('loading the list of divisions', () => {
  it('brings a city with all below and all above it, and keeps the indexes', async () => {
    const before = await indexes()
    expect(await loadRegions(owner, { within: ganzhou })).toEqual({ loaded: true, divisions: 4412 })
    expect(await indexes()).toEqual(before)
    const { rows } = await owner.query('select level, count(*)::int from region group by level')
    expect(Object.fromEntries(rows.map((row) => [row.level, row.count]))).toEqual({
      nation: 1,
      province: 1,
      city: 1,
      county: 18,
      town: 310,
      village: 4081,
    })
  })

  it('does nothing a second time', async () => {
    const before = await everything()
    expect((await loadRegions(owner, { within: ganzhou })).loaded).toBe(false)
    expect(await everything()).toEqual(before)
  })

  it('adds a second part of the country and leaves the first as it was', async () => {
    const before = await everything()
    await loadRegions(owner, { within: jian })
    const after = await everything()
    expect(after.length).toBeGreaterThan(before.length)
    expect(after.filter((row) => !row.code.startsWith('3608'))).toEqual(before)
  })

  it('puts a list that was tampered with or is older right again, ends what it no longer has and keeps what was entered or changed here', async () => {
    await owner.query(`update region set name = '新名街道' where code = '360702002000'`)
    await owner.query(
      `insert into region_change (id, from_code, to_code, kind, day, document, from_name, to_name, change_county, change_id)
       values (gen_random_uuid(), '360702002000', '360702002000', 'renamed', '2026-01-01', '', '', '', '360702', gen_random_uuid())`,
    )
    await owner.query(`update region set name = '旧名' where code = '360702001000'`)
    await owner.query(`delete from region where code = '360703000000'`)
    const entered = `insert into region (code, name, level, parent, county, pinyin, initials, listed) values`
    await owner.query(
      `${entered} ('360702001998', '撤销村', 'village', '360702001000', '360702', 'chexiaocun', 'cxc', true)`,
    )
    await owner.query(
      `${entered} ('360702001999', '新设社区', 'village', '360702001000', '360702', 'xinshe', 'xs', false)`,
    )
    await owner.query(`update region_list set digest = 'older', edition = '2022-06-30' where within = '${ganzhou}'`)
    expect((await loadRegions(owner, { within: ganzhou })).loaded).toBe(true)
    const { rows } = await owner.query(
      `select code, name, valid_from::text as from, valid_to::text as to from region
       where code in ('360702001000', '360702002000', '360702001998', '360702001999', '360703000000') order by code`,
    )
    expect(rows).toEqual([
      { code: '360702001000', name: '解放街道', from: null, to: null },
      { code: '360702001998', name: '撤销村', from: null, to: '2023-06-30' },
      { code: '360702001999', name: '新设社区', from: null, to: null },
      { code: '360702002000', name: '新名街道', from: null, to: null },
      { code: '360703000000', name: '南康区', from: '2023-06-30', to: null },
    ])
  })
})
