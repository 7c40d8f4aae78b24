import { notFound } from '@yinian/core/http/problems.ts'
import * as api from '@yinian/core/regions/api.ts'
import { isWithin, type RegionCode } from '@yinian/core/regions/code.ts'
import pg from 'pg'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { loadRegions } from './load.ts'
import { countBelow, getRegionByCode, listChildrenOf, searchRegionsFor } from './queries.ts'
import { nameRegions } from './region-names.ts'

const today = '2026-11-21'
const ganzhou = '360700000000'
const zhanggong = '360702000000'
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await loadRegions(owner, { within: '360000000000' })
  await owner.end()
})
afterAll(() => database.close())

/** Anybody may read divisions: nobody's scope is needed. */
const asAnybody = { role: 'anonymous' } as const
const search = (q: string, more: { within?: RegionCode; level?: 'county' | 'town' | 'village'; limit?: number } = {}) =>
  database.as(asAnybody, async (tx) => (await searchRegionsFor(tx, { q, ...more }, today)).rows)

describe('finding a division', () => {
  it.each([
    ['its name', '章贡区'],
    ['the beginning of its name', '章贡'],
    ['its pinyin, however spaced', 'Zhang gong qu'],
    ['the beginning of its pinyin', 'zhanggong'],
    ['its initials', 'zgq'],
    ['its six-digit code', '360702'],
    ['its full code', '360702000000'],
  ])('works by %s: %s', async (_, q) => {
    expect((await search(q))[0]).toMatchObject({ code: zhanggong, name: '章贡区', path: '江西省 赣州市 章贡区' })
  })

  it('puts the same first, then what begins with it, then what contains it, and wider divisions before narrower', async () => {
    const names = (await search('赣州')).map((region) => region.name)
    expect(names[0]).toBe('赣州市')
    const beginning = names.map((name) => name.startsWith('赣州'))
    expect(beginning.lastIndexOf(true)).toBeLessThan(beginning.includes(false) ? beginning.indexOf(false) : 99)
  })

  it('takes a name for the same without the ending that people leave off', async () => {
    expect((await search('上犹'))[0]?.name).toBe('上犹县')
    expect((await search('gz'))[0]?.name).toBe('赣州市')
    expect((await search('jian'))[0]?.name).toBe('吉安市')
  })

  it('finds words in the middle of a name', async () => {
    expect((await search('经济技术开发')).map((region) => region.name)).toContain('赣州经济技术开发区')
    expect((await search('jingjijishukaifa')).map((region) => region.name)).toContain('赣州经济技术开发区')
  })

  it('tells divisions of the same name apart by their paths', async () => {
    const paths = (await search('红星村', { level: 'village' })).map((region) => region.path)
    expect(paths.length).toBeGreaterThan(2)
    expect(new Set(paths).size).toBe(paths.length)
  })

  it('stays within a division and at a level when asked to', async () => {
    const found = await search('s', { within: zhanggong, level: 'town' })
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((region) => isWithin(region.code, zhanggong) && region.level === 'town')).toBe(true)
  })

  it('answers no more than asked for', async () => {
    expect(await search('x')).toHaveLength(50)
    expect(await search('x', { limit: 3 })).toHaveLength(3)
  })

  it('takes signs of the pattern language as what they are', async () => {
    expect(await search('%')).toEqual([])
    expect(await search('_')).toEqual([])
    expect(await search("'; drop table region")).toEqual([])
    expect(await search('  ')).toEqual([])
  })

  it('leaves out a division that is no longer in force', async () => {
    await database.owner
      .updateTable('region')
      .set({ valid_to: '2026-11-21', successor: '360703001000' })
      .where('code', '=', '360703002000')
      .execute()
    const [ended] = await database.as(asAnybody, async (tx) => [await getRegionByCode(tx, '360703002000', today)])
    expect(ended).toMatchObject({ validTo: '2026-11-21', successor: '360703001000' })
    expect(await search('360703002000')).toEqual([])
    const { rows } = await database.as(asAnybody, (tx) => listChildrenOf(tx, '360703000000', today))
    expect(rows.map((region) => region.code)).not.toContain('360703002000')
  })
})

describe('a division', () => {
  it('knows what is above it and how much is below', async () => {
    const region = await database.as(asAnybody, (tx) => getRegionByCode(tx, zhanggong, today))
    expect(region.ancestors.map(({ name }) => name)).toEqual(['江西省', '赣州市'])
    expect(region).toMatchObject({ level: 'county', parent: ganzhou, county: '360702', urban: null, committee: null })
    const { rows } = await database.as(asAnybody, (tx) => listChildrenOf(tx, zhanggong, today))
    expect(rows).toHaveLength(region.children)
  })

  it('lists the divisions below with the number of theirs, in the order of their codes', async () => {
    const { rows } = await database.as(asAnybody, (tx) => listChildrenOf(tx, ganzhou, today))
    expect(rows).toHaveLength(18)
    expect(rows.map((row) => row.code)).toEqual(rows.map((row) => row.code).sort())
    expect(rows.every((row) => row.children > 0 && row.path === `江西省 赣州市 ${row.name}`)).toBe(true)
  })

  it('of the village level has nothing below', async () => {
    const [village] = await search('水口村', { level: 'village', limit: 1 })
    const { rows } = await database.as(asAnybody, (tx) => listChildrenOf(tx, village?.code ?? '', today))
    expect(rows).toEqual([])
    expect(village?.committee).toBe('villagers')
  })

  it('counts what lies below it, level by level, and names the list that says so', async () => {
    const contents = await database.as(asAnybody, (tx) => countBelow(tx, ganzhou, today))
    const { rows } = await database.as(asAnybody, (tx) => listChildrenOf(tx, ganzhou, today))
    expect(contents.levels.map(({ level }) => level)).toEqual(['county', 'town', 'village'])
    expect(contents.levels[0]?.count).toBe(rows.length)
    expect(contents.levels[1]?.count).toBe(rows.reduce((sum, row) => sum + row.children, 0))
    expect(contents.edition).toBe('2023-06-30')
  })

  it('entered locally is not said to be of the national list', async () => {
    await database.owner
      .insertInto('region')
      .values({
        code: '360702998000',
        name: '高新园区',
        level: 'town',
        parent: zhanggong,
        county: '360702',
        pinyin: 'gaoxinyuanqu',
        initials: 'gxyq',
        listed: false,
      })
      .execute()
    const contents = await database.as(asAnybody, (tx) => countBelow(tx, '360702998000', today))
    expect(contents).toEqual({ levels: [], edition: null })
    await database.owner.deleteFrom('region').where('code', '=', '360702998000').execute()
  })

  it('that does not exist is refused', async () => {
    const region = database.as(asAnybody, (tx) => getRegionByCode(tx, '369999000000', today))
    const children = database.as(asAnybody, (tx) => listChildrenOf(tx, '369999000000', today))
    await expect(region.catch((problem) => problem.kind)).resolves.toBe(notFound)
    await expect(children.catch((problem) => problem.kind)).resolves.toBe(notFound)
  })

  it('can be read but not changed by the application', async () => {
    const rename = database.as({ role: 'official', regions: ['360000000000'] }, (tx) =>
      tx.updateTable('region').set({ name: '改名' }).where('code', '=', zhanggong).execute(),
    )
    await expect(rename).rejects.toThrow('permission denied')
  })
})

it('answers in the form that the endpoints declare', async () => {
  await database.as(asAnybody, async (tx) => {
    expect(Value.Check(api.getRegion.reply, await getRegionByCode(tx, zhanggong, today))).toBe(true)
    expect(Value.Check(api.listRegionChildren.reply, await listChildrenOf(tx, ganzhou, today))).toBe(true)
    expect(Value.Check(api.countRegionsBelow.reply, await countBelow(tx, ganzhou, today))).toBe(true)
    expect(Value.Check(api.searchRegions.reply, await searchRegionsFor(tx, { q: 'sx' }, today))).toBe(true)
  })
})

it('names many divisions at once, and a code without a division by itself', async () => {
  const names = await database.as(asAnybody, (tx) => nameRegions(tx, [zhanggong, '369999000000', '000000000000']))
  expect(names(zhanggong)).toEqual({ name: '章贡区', path: '江西省 赣州市 章贡区' })
  expect(names('369999000000').name).toBe('369999000000')
  expect(names('000000000000').path).toBe('中华人民共和国')
})
