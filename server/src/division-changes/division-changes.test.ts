import { CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { layOutPlaces, places, registered } from '../people/testing.ts'
import { declaredRegionRows, predecessorsOf, successorsOf } from '../regions/index.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { applyDivisionChange } from './apply.ts'
import { administrators, approved, prepared, uploadRows } from './testing.ts'

let platform: TestPlatform
let one: Client
let other: Client
let officer: Client
const newVillage = '360702007010'

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  ;[one, other] = await administrators(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
})
afterAll(() => platform.close())

const apply = ({ id, region }: { id: string; region: string }) =>
  applyDivisionChange(platform.ground, { county: region.slice(0, 6), id })
const elderOf = async (id: string) => (await officer.get(`/elders/${id}`)).json()
const lay = (code: string, name: string) =>
  platform.owner
    .insertInto('region')
    .values({
      code,
      name,
      level: 'village',
      parent: `${code.slice(0, 9)}000`,
      county: code.slice(0, 6),
      pinyin: '',
      initials: '',
    })
    .execute()

describe('two villages merged, one renamed and one moved to another town', () => {
  const elders: Record<string, string> = {}
  let change: Awaited<ReturnType<typeof prepared>>
  let worker: Client

  beforeAll(async () => {
    await lay('360702007003', '金星村')
    await lay('360702007004', '水口村')
    for (const region of [places.village, places.otherVillage, '360702007003', '360702007004'])
      elders[region] = (await registered(officer, { region, registeredRegion: region })).id
    const neighbour = await platform.signedIn('civil-affairs-officer', places.nankang)
    elders.elsewhere = (
      await registered(neighbour, { region: places.nankangVillage, registeredRegion: places.village })
    ).id
    worker = await platform.signedIn('village-worker', places.village)
    await officer.send('POST', `/elders/${elders[places.village]}/circumstances`, {
      kind: 'hardship',
      value: 'tekun',
      from: '2020-01-01',
      source: '县民政局',
    })
    change = await prepared(one, {
      region: places.zhanggong,
      day: '2026-07-01',
      rows: [
        [newVillage, '腊塘村', `${places.village}、${places.otherVillage}`],
        ['360702007003', '金星社区'],
        ['360702008004', '水口村', '360702007004'],
      ],
    })
  })

  it('is told line by line, with whom it concerns, before anything is written', async () => {
    const { rows } = (await one.get(`/division-changes/${change.id}/lines`)).json()
    expect(rows.map((line: Record<string, never>) => [line.kind, line.elders])).toEqual([
      ['renamed', 1],
      ['merged', 1],
      ['merged', 1],
      ['moved', 1],
    ])
    const preview = (await one.get(`/division-changes/${change.id}/preview`)).json()
    expect(
      preview.effects.find((effect: { name: { en: string } }) => effect.name.en === 'Elders living here').count,
    ).toBe(3)
    expect(preview.widened.map((grant: { from: { name: string } }) => grant.from.name)).toEqual(['腊长村'])
    expect(preview.blocks.map((block: { en: string }) => block.en)).toEqual(['4 lines are not confirmed'])
    expect((await elderOf(elders[places.village] ?? '')).region).toBe(places.village)
  })

  it('is not submitted unconfirmed, nor approved by whoever prepared it', async () => {
    const early = await one.send('POST', `/division-changes/${change.id}/submit`, { version: change.version })
    expect(early.json().code).toBe('division-changes.not-ready')
    await expect(approved(one, one, change)).rejects.toThrow('division-changes.own-change')
  })

  it('is applied, and every file shows the new place and keeps the old one', async () => {
    const now = (await one.get(`/division-changes/${change.id}`)).json()
    const answer = await other.send('POST', `/division-changes/${change.id}/approve`, { version: now.version })
    expect(answer.statusCode).toBe(200)
    await apply(change)
    const done = (await one.get(`/division-changes/${change.id}`)).json()
    expect(done).toMatchObject({ state: 'applied', done: 1, total: 1, fault: null })
    expect(done.counties).toMatchObject([{ county: '360702', elders: 3, transfers: 0, leftBehind: 0 }])
    const first = await elderOf(elders[places.village] ?? '')
    expect(first).toMatchObject({ region: newVillage, registeredRegion: newVillage })
    expect(first.regionPath).toBe('江西省 赣州市 章贡区 水南镇 腊塘村')
    const { rows: told } = (await officer.get(`/elders/${elders[places.village]}/timeline`)).json()
    expect(
      told.find((entry: { title: { en: string } }) => entry.title.en.startsWith('Divisions changed')).detail.zh,
    ).toBe('江西省 赣州市 章贡区 水南镇 腊长村 → 江西省 赣州市 章贡区 水南镇 腊塘村')
    expect((await elderOf(elders['360702007004'] ?? '')).regionPath).toContain('水西镇 水口村')
    expect((await elderOf(elders['360702007003'] ?? '')).regionPath).toContain('金星社区')
  })

  it('reaches those registered there who live in another county', async () => {
    const row = await platform.owner
      .selectFrom('elder')
      .select(['region', 'registered_region'])
      .where('id', '=', elders.elsewhere ?? '')
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ region: places.nankangVillage, registered_region: newVillage })
  })

  it('carries what hangs on a file and the grants over the village', async () => {
    const held = await platform.owner
      .selectFrom('elder_circumstance')
      .select('region')
      .where('elder_id', '=', elders[places.village] ?? '')
      .executeTakeFirstOrThrow()
    expect(held.region).toBe(newVillage)
    const seen = (await worker.get('/elders')).json()
    expect(seen.rows.map((elder: { id: string }) => elder.id).sort()).toEqual(
      [elders[places.village], elders[places.otherVillage]].sort(),
    )
  })

  it('is kept as a chain that is followed in both directions', async () => {
    await platform.as({ regions: [] }, async (tx) => {
      expect(await successorsOf(tx, places.village, '2026-06-30')).toEqual([places.village])
      expect(await successorsOf(tx, places.village, '2026-07-01')).toEqual([newVillage])
      expect(await predecessorsOf(tx, newVillage, '2026-06-30')).toEqual([places.village, places.otherVillage])
    })
    const ended = await platform.owner
      .selectFrom('region')
      .select(['valid_to', 'successor'])
      .where('code', '=', places.village)
      .executeTakeFirstOrThrow()
    expect(ended).toEqual({ valid_to: '2026-07-01', successor: newVillage })
  })

  it('done again, changes nothing', async () => {
    const before = await everything()
    await platform.owner.updateTable('division_change').set({ state: 'applying', finished_at: null }).execute()
    await platform.owner.updateTable('division_change_county').set({ finished_at: null }).execute()
    await apply(change)
    const after = await everything()
    for (const table of ['elder', 'former_residence', 'elder_circumstance', 'region', 'region_change', 'access_grant'])
      expect(after[table], table).toEqual(before[table])
  })

  it('leaves the codes to nobody else: a list that uses one again is refused in that row', async () => {
    const again = await prepared(one, {
      region: places.zhanggong,
      day: '2026-08-01',
      rows: [
        [places.village, '新村'],
        ['360702007003', '金星新社区'],
      ],
    })
    expect(again.faults.map(({ row }) => row)).toEqual([2])
    await one.send('POST', `/division-changes/${again.id}/cancel`, { version: again.version })
  })
})

describe('a village that is split', () => {
  const halves = ['360702008011', '360702008012'] as const
  let ids: string[]
  let grid: string
  let change: Awaited<ReturnType<typeof prepared>>

  beforeAll(async () => {
    ids = []
    for (let count = 0; count < 4; count++)
      ids.push((await registered(officer, { region: places.farVillage, registeredRegion: places.farVillage })).id)
    grid = (await officer.send('POST', '/grids', { region: places.farVillage, name: '第一网格' })).json().id
    const assigned = await officer.send('POST', `/grids/${grid}/elders`, { elderIds: ids.slice(0, 2) })
    expect(assigned.json()).toEqual({ assigned: 2 })
    change = await prepared(one, {
      region: places.zhanggong,
      day: '2026-11-01',
      rows: halves.map((code, index) => [code, `永红${index + 1}村`, places.farVillage]),
    })
  })

  it('asks how its elders are told apart: here by grid, the rest later', async () => {
    const decided = await one.send('PUT', `/division-changes/${change.id}/splits`, {
      version: change.version,
      from: places.farVillage,
      by: 'grid',
      grids: { [grid]: halves[0] },
    })
    change = decided.json()
    const { splits } = (await one.get(`/division-changes/${change.id}/preview`)).json()
    expect(splits).toMatchObject([{ elders: 4, split: { by: 'grid' }, grids: [{ id: grid, elders: 2 }] }])
    await approved(one, other, change)
    await apply(change)
    expect((await Promise.all(ids.map(elderOf))).map(({ region }) => region)).toEqual([
      halves[0],
      halves[0],
      places.farVillage,
      places.farVillage,
    ])
    const grids = (await officer.get(`/grids?region=${halves[0]}`)).json()
    expect(grids.rows.map((row: { name: string }) => row.name)).toEqual(['第一网格'])
  })

  it('is shown to the county until everybody has a place', async () => {
    const { rows } = (await officer.get('/undivided-divisions')).json()
    expect(rows).toMatchObject([{ from: { code: places.farVillage, name: '永红村' }, elders: 2, day: '2026-11-01' }])
    expect(rows[0].heirs.map(({ code }: { code: string }) => code)).toEqual(halves)
  })

  it('lets the county say who belongs where, one by one and by a list', async () => {
    const wrong = await officer.send('POST', `/undivided-divisions/${places.farVillage}/assign`, {
      elderIds: [ids[2]],
      to: newVillage,
    })
    expect(wrong.json().code).toBe('division-changes.not-an-heir')
    await officer.send('POST', `/undivided-divisions/${places.farVillage}/assign`, {
      elderIds: [ids[2]],
      to: halves[1],
    })
    const number = await officer.get(`/elders/${ids[3]}/reveal?field=documentNumber&purpose=test`)
    const list = await uploadRows(officer, `/undivided-divisions/${places.farVillage}/assign-list`, [
      ['姓名', '身份证号', '新村'],
      ['张桂英', number.json().value, '永红2村'],
      ['没有此人', '11010119500101001X', '永红2村'],
      ['错村', number.json().value, '永红3村'],
    ])
    expect(list.json()).toMatchObject({ assigned: 1, faults: [{ row: 3 }, { row: 4 }] })
    expect((await officer.get('/undivided-divisions')).json().rows).toEqual([])
    const kept = await platform.owner
      .selectFrom('former_residence')
      .select(['former_region', 'valid_to'])
      .where('elder_id', '=', ids[3] ?? '')
      .execute()
    expect(kept).toEqual([{ former_region: places.farVillage, valid_to: '2026-11-01' }])
  })

  it('is nothing to a county it does not lie in', async () => {
    const neighbour = await platform.signedIn('civil-affairs-officer', places.nankang)
    const answer = await neighbour.send('POST', `/undivided-divisions/${places.farVillage}/assign`, {
      elderIds: [ids[0]],
      to: halves[1],
    })
    expect(answer.statusCode).toBe(404)
  })
})

describe('grants over divisions that change', () => {
  it('reach over both halves of a split one, and once over what two were merged into', async () => {
    await lay('360702007021', '甲村')
    await lay('360702007022', '乙村')
    await lay('360702007023', '丙村')
    const worker = await platform.signedIn('village-worker', '360702007021')
    const [grant] = await platform.owner
      .selectFrom('access_grant')
      .selectAll()
      .where('account_id', '=', worker.accountId)
      .execute()
    const { id: _, office: __, ...held } = grant ?? ({} as never)
    const granted = { ...held, granted_by: one.accountId }
    await platform.owner
      .insertInto('access_grant')
      .values({ ...granted, id: newId(), region: '360702007022' })
      .execute()
    await platform.owner
      .insertInto('access_grant')
      .values({ ...granted, id: newId(), region: '360702007023' })
      .execute()
    const change = await prepared(one, {
      region: places.zhanggong,
      day: '2026-11-15',
      rows: [
        ['360702007024', '甲乙村', '360702007021、360702007022'],
        ['360702007025', '丙东村', '360702007023'],
        ['360702007026', '丙西村', '360702007023'],
      ],
    })
    await approved(one, other, change)
    await apply(change)
    const now = await platform.owner
      .selectFrom('access_grant')
      .selectAll()
      .where('account_id', '=', worker.accountId)
      .orderBy('region')
      .execute()
    expect(now.map(({ region }) => region)).toEqual(['360702007024', '360702007025', '360702007026'])
    expect(now[2]).toMatchObject({ granted_by: one.accountId, role: 'village-worker' })
  })
})

describe('a change that is interrupted', () => {
  it('says so, and goes on where it stopped without doing anything twice', async () => {
    await lay('360702007031', '断村')
    const elder = await registered(officer, { region: '360702007031', registeredRegion: '360702007031' })
    await officer.send('POST', `/elders/${elder.id}/related-persons`, {
      name: '张小妹',
      relation: 'daughter',
      roles: ['supporter'],
    })
    const change = await prepared(one, {
      region: places.zhanggong,
      day: '2026-11-16',
      rows: [['360702007032', '续村', '360702007031']],
    })
    await approved(one, other, change)
    await sql`revoke insert on former_residence from official`.execute(platform.owner)
    await apply(change)
    const stopped = (await one.get(`/division-changes/${change.id}`)).json()
    expect(stopped).toMatchObject({ state: 'applying', done: 0 })
    expect(stopped.fault.zh).toContain('办理中断')
    expect((await elderOf(elder.id)).region).toBe('360702007031')
    await sql`grant insert on former_residence to official`.execute(platform.owner)
    expect((await one.send('POST', `/division-changes/${change.id}/resume`)).json().fault).toBeNull()
    await Promise.all([apply(change), apply(change)])
    expect((await one.get(`/division-changes/${change.id}`)).json()).toMatchObject({
      state: 'applied',
      done: 1,
      counties: [{ elders: 1 }],
    })
    const kept = await platform.owner
      .selectFrom('former_residence')
      .select('id')
      .where('elder_id', '=', elder.id)
      .execute()
    expect(kept).toHaveLength(1)
    const around = await platform.owner
      .selectFrom('related_person')
      .select('region')
      .where('elder_id', '=', elder.id)
      .execute()
    expect(around).toEqual([{ region: '360702007032' }])
  })
})

describe('a town that comes under another county', () => {
  it('leaves the files where they are and asks the new county to take them over', async () => {
    const [, region] = ['360703001000', places.nankangVillage]
    const neighbour = await platform.signedIn('civil-affairs-officer', places.nankang)
    const elder = await registered(neighbour, { region, registeredRegion: region })
    const change = await prepared(one, {
      region: '360700000000',
      day: '2026-11-10',
      rows: [
        ['360702050000', '蓉江街道', '360703001000'],
        ['360702050001', '东门村', region],
      ],
    })
    const preview = (await one.get(`/division-changes/${change.id}/preview`)).json()
    expect(preview.transfers).toBe(2)
    await approved(one, other, change)
    await apply(change)
    const done = (await one.get(`/division-changes/${change.id}`)).json()
    expect(done.counties).toMatchObject([{ county: '360703', transfers: 2, requested: 2, obstructed: 0 }])
    const { rows: asked } = (await officer.get('/elder-transfers')).json()
    expect(asked.map((one: { toRegion: string }) => one.toRegion)).toContain('360702050001')
    const waiting = await platform.owner.selectFrom('division_transfer').select(['elder_id', 'to_region']).execute()
    expect(waiting).toContainEqual({ elder_id: elder.id, to_region: '360702050001' })
    const file = (await neighbour.get(`/elders/${elder.id}`)).json()
    expect(file).toMatchObject({ region, registeredRegion: '360702050001' })
  })
})

describe('a change of divisions', () => {
  it('cannot drop a village where somebody lives', async () => {
    const change = await prepared(one, {
      region: places.zhanggong,
      day: '2026-11-20',
      rows: [['360702008013', '空村', '360702007003']],
    })
    const unpaired = await one.send('PUT', `/division-changes/${change.id}/pairs`, {
      version: change.version,
      from: '360702007003',
      to: [],
    })
    expect(unpaired.statusCode).toBe(200)
    const kinds = unpaired.json().counts
    expect(kinds).toEqual({ gone: 1, new: 1 })
    const { blocks } = (await one.get(`/division-changes/${change.id}/preview`)).json()
    expect(blocks.map((block: { en: string }) => block.en).join()).toContain('gone without a successor')
    const paired = await one.send('PUT', `/division-changes/${change.id}/pairs`, {
      version: unpaired.json().version,
      from: '360702007003',
      to: ['360702008013'],
    })
    expect(paired.json().counts).toEqual({ moved: 1 })
    await one.send('POST', `/division-changes/${change.id}/cancel`, { version: paired.json().version })
  })

  it('does not take effect before its day', async () => {
    const change = await prepared(one, {
      region: places.zhanggong,
      day: '2026-12-01',
      rows: [['360702007003', '金星新社区']],
    })
    await expect(approved(one, other, change)).rejects.toThrow('division-changes.not-yet-in-force')
    const now = (await one.get(`/division-changes/${change.id}`)).json()
    await one.send('POST', `/division-changes/${change.id}/cancel`, { version: now.version })
  })

  it('is not for an administrator of another county, nor for officers', async () => {
    const stranger = await platform.signedIn('system-administrator', places.nankang)
    const query = `/division-changes?region=${places.zhanggong}&day=2026-11-01&document=test`
    const answer = await uploadRows(stranger, query, [
      ['区划代码', '名称'],
      ['360702007003', '抢注村'],
    ])
    expect(answer.json().code).toBe('division-changes.area-unknown')
    expect((await officer.get('/division-changes')).statusCode).toBe(403)
  })

  it('cannot be written into the list of divisions without the approval of two', async () => {
    const change = await prepared(one, {
      region: places.zhanggong,
      day: '2026-11-01',
      rows: [['360702007003', '金星新社区']],
    })
    const enact = platform.as({ regions: [places.zhanggong] }, (tx) =>
      sql`select enact_division_change('360702', ${change.id}, now())`.execute(tx),
    )
    await expect(enact).rejects.toThrow('no approved division change')
    await one.send('POST', `/division-changes/${change.id}/cancel`, { version: change.version })
  })
})

it('every column that names a division is declared to follow or to stay', async () => {
  const { rows } = await platform.owner.executeQuery<{ name: string }>(
    CompiledQuery.raw(`select c.table_name || '.' || c.column_name as name from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
        and (c.domain_name = 'region_code' or c.column_name in ('region', 'territory')) order by 1`),
  )
  const declared = new Set(declaredRegionRows().map(({ table, column }) => `${table}.${column}`))
  expect(rows.map(({ name }) => name).filter((name) => !declared.has(name))).toEqual([])
  expect([...declared].filter((name) => !rows.some((row) => row.name === name))).toEqual([])
})

async function everything(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const table of ['elder', 'former_residence', 'elder_circumstance', 'region', 'region_change', 'access_grant'])
    found[table] = (await platform.owner.executeQuery(CompiledQuery.raw(`select * from ${table} order by 1, 2`))).rows
  return found
}
