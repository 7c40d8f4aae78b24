import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../db/ids.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { elderRecords } from '../merge/records.ts'
import { fillDisability, fillWorld, type WorldElder } from '../merge/testing.ts'
import { labels } from '../sealed-elder.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../testing.ts'
import { completeTransfer } from './complete.ts'

let platform: TestPlatform
let leaving: Client
let receiving: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  leaving = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'leaving')
  receiving = await platform.signedIn('civil-affairs-officer', places.nankang, 'receiving')
})
afterAll(() => platform.close())

it('every table with an elder says whether its rows go along, end or stay when the elder moves to another county', async () => {
  const { rows } = await sql<{ name: string }>`
    select t.table_name as name from information_schema.tables t
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and (
      select count(*) from information_schema.columns c where c.table_schema = 'public' and c.table_name = t.table_name
        and c.column_name in ('county', 'elder_id')) = 2 order by 1`.execute(platform.owner)
  const said = new Map(elderRecords().map(({ relation, onTransfer }) => [relation as string, onTransfer]))
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.map(({ name }) => name).filter((name) => said.get(name) === undefined)).toEqual([])
  for (const how of said.values()) if (how !== 'along') expect(Object.values(how)[0]?.length).toBeGreaterThan(10)
})

/** What would still be under way at the former place. */
const underWay: Readonly<Record<string, string>> = {
  care_plan: 'ended_as is null and not exists (select from care_plan n where n.county = t.county and n.ends = t.id)',
  care_state: 'true',
  special_difficulty_membership: 'valid_to is null',
  elder_pair: `state in ('open', 'later')`,
  elder_grid: 'true',
  place_resident: 'valid_to is null',
  exchange_finding: `state = 'waiting'`,
  disability_assessment: `state = 'applied'`,
  survey_respondent: `state in ('to-ask', 'not-met')`,
  survey_proposal: `state = 'proposed'`,
  survey_referral: `state in ('noted', 'passed-on', 'taken-up')`,
}

it('what a table says of itself is what happens to its rows', async () => {
  const elder = await registered(leaving, {
    name: '施迁世界',
    documentNumber: madeUpNumber('19400808'),
    circumstances: [{ kind: 'household', value: 'left-behind', from: '2024-01-01', source: '村' }],
  })
  const [mine, third] = await Promise.all(
    [elder.id, (await registered(leaving, { name: '施旁人' })).id].map((id) => worldElder(id)),
  )
  if (!mine || !third) throw new Error('two were registered')
  await fillWorld(platform.owner, mine, third, () => 1)
  await fillWhatIsUnderWay(mine)
  const before = await rowsOf(mine)
  const held = (name: string) => before[name] ?? []

  const asked = (
    await leaving.send('POST', '/elder-transfers', {
      elderId: elder.id,
      toRegion: places.nankangVillage,
      movedOn: '2026-11-10',
      reason: '随女儿生活',
    })
  ).json()
  const seen = (await leaving.get(`/elder-transfers/${asked.county}/${asked.id}`)).json()
  const hold = (zh: string) => seen.holds.find(({ name }: { name: { zh: string } }) => name.zh === zh)?.how
  expect([hold('监护安排'), hold('关爱计划'), hold('联系记录')]).toEqual(['along', 'ends', 'stays'])
  const there = `/elder-transfers/${asked.county}/${asked.id}`
  expect((await receiving.get(there)).json().holds).toEqual([])
  await receiving.send('POST', `${there}/decide`, { decision: 'accept', reason: '已核实' })
  await completeTransfer(platform.ground, asked)
  const { transfer, ended, holds } = (await receiving.get(there)).json()
  expect([transfer.state, holds]).toEqual(['done', []])
  expect(ended.length).toBeGreaterThan(4)

  const after = await rowsOf(mine)
  const arrived = await rowsOf(await worldElder(transfer.newElderId))
  const declared = elderRecords()
  const endings = declared.filter(({ onTransfer }) => onTransfer !== 'along' && 'ends' in onTransfer)
  expect(endings.map(({ relation }) => relation as string).sort()).toEqual(Object.keys(underWay).sort())
  for (const { relation, onTransfer } of declared) {
    if (onTransfer === 'along') {
      expect(held(relation).length, `${relation} is filled`).toBeGreaterThan(0)
      expect(arrived[relation]?.length ?? 0, `${relation} went along`).toBeGreaterThan(0)
    } else if ('ends' in onTransfer) {
      expect(await countUnderWay(relation, mine), `${relation} ended`).toBe(0)
      if (relation !== 'special_difficulty_membership')
        expect(held(relation).length, `${relation} is filled`).toBeGreaterThan(0)
    } else if (relation !== 'elder_transfer')
      for (const row of held(relation)) expect(after[relation], `${relation} stays`).toContain(row)
  }
})

async function worldElder(id: string): Promise<WorldElder> {
  const row = await platform.owner.selectFrom('elder').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return { county: row.county, id, region: row.region, documentIndex: row.document_number_index }
}

async function rowsOf({ county, id }: WorldElder): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const { relation } of elderRecords()) {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(t)::text as row from ${sql.table(relation)} t where county = ${county} and elder_id = ${id}`.execute(
      platform.owner,
    )
    found[relation] = rows.map(({ row }) => row)
  }
  return found
}

async function countUnderWay(relation: string, { county, id }: WorldElder): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(relation)} t where county = ${county} and elder_id = ${id}
      and ${sql.raw(underWay[relation] ?? 'true')}`.execute(platform.owner)
  return rows[0]?.count ?? -1
}

/** Beside what merges are tried with: what lies open, and sealed values that can be opened. */
async function fillWhatIsUnderWay({ county, id, region }: WorldElder): Promise<void> {
  const { owner } = platform
  await fillDisability(owner, { county, region, elder_id: id }, 'applied')
  const { vault } = platform.ground
  const at = platform.clock.now()
  await sql`update place_resident set valid_to = null, left_because = null where elder_id = ${id}`.execute(owner)
  await sql`update elder_former_particular set value_sealed = null where elder_id = ${id}`.execute(owner)
  for (const { id: row } of await owner.selectFrom('former_document').select('id').where('elder_id', '=', id).execute())
    await owner
      .updateTable('former_document')
      .set({ number_sealed: await vault.seal(county, labels.formerDocument(row), 'X') })
      .where('id', '=', row)
      .execute()
  await sql`update family_contact set related_person_id = (
    select id from related_person where elder_id = ${id} and valid_to is null limit 1) where elder_id = ${id}`.execute(
    owner,
  )
  const grid = newId(at)
  await sql`insert into grid (county, id, region, name, recorded_at, recorded_by)
    values (${county}, ${grid}, ${region}, '一网格', ${at}, ${leaving.accountId})`.execute(owner)
  await sql`insert into elder_grid (county, elder_id, region, grid_id, assigned_at, assigned_by)
    values (${county}, ${id}, ${region}, ${grid}, ${at}, ${leaving.accountId})`.execute(owner)
  await sql`insert into exchange_finding (county, id, region, elder_id, source, source_id, source_name, kind, subject, key, proposal, found_at)
    values (${county}, ${newId(at)}, ${region}, ${id}, 'client', ${newId(at)}, '医保局', 'dibao', 'circumstance', 'k', '{}', ${at})`.execute(
    owner,
  )
}
