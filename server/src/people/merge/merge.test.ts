import type { ElderFile } from '@yinian/core/people/api.ts'
import type { ElderMerge, MergePreview } from '@yinian/core/people/merge-api.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { refreshCategoriesOf } from '../snapshot.ts'
import { refreshMembership } from '../special-difficulty/membership.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../testing.ts'
import { elderRecords } from './records.ts'
import { drawing, everyRow, fillWorld, type WorldElder } from './testing.ts'

let platform: TestPlatform
let officer: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'merging-officer')
})
afterAll(() => platform.close())

const preview = async (survivor: ElderFile, merged: ElderFile): Promise<MergePreview> =>
  (await officer.get(`/elder-merges/preview?survivor=${survivor.id}&merged=${merged.id}`)).json()

async function merge(survivor: ElderFile, merged: ElderFile, choices: Record<string, string> = {}) {
  const shown = await preview(survivor, merged)
  const all = [...shown.clashes.map(({ field }) => field), ...shown.circumstances.map(({ kind }) => kind)]
  const answer = await officer.send('POST', '/elder-merges', {
    survivorId: survivor.id,
    survivorVersion: shown.survivor.version,
    mergedId: merged.id,
    mergedVersion: shown.merged.version,
    choices: { ...Object.fromEntries(all.map((field) => [field, 'survivor'])), ...choices },
    reason: '同一人重复登记',
  })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json() as { county: string; id: string }
}

const undo = (made: { county: string; id: string }, rows: object[] = []) =>
  officer.send('POST', `/elder-merges/${made.county}/${made.id}/undo`, { reason: '核对后是两个人', rows })

const file = async (id: string): Promise<ElderFile> => (await officer.get(`/elders/${id}`)).json()
const found = async (q: string): Promise<string[]> =>
  (await officer.get(`/elders?q=${encodeURIComponent(q)}`)).json().rows.map((row: ElderFile) => row.id)

describe('every table with an elder in it', () => {
  it('says what becomes of its rows when two files are one person’s', async () => {
    const { rows } = await sql<{ name: string }>`
      select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and c.column_name = 'elder_id' and t.table_type = 'BASE TABLE' order by 1`.execute(
      platform.owner,
    )
    const declared = new Set<string>(elderRecords().map(({ relation }) => relation))
    expect(rows.map(({ name }) => name).filter((name) => !declared.has(name))).toEqual([])
  })
})

describe('merging two files', () => {
  it('asks what clashes, moves what hangs on the other, and leaves one file under both addresses', async () => {
    const one = await registered(officer, { name: '刘合一', phone: '13900010001' })
    const other = await registered(officer, {
      name: '刘和一',
      phone: '13900010002',
      circumstances: [{ kind: 'hardship', value: 'dibao', from: '2024-01-01', source: '县民政局' }],
    })
    const shown = await preview(one, other)
    expect(shown.clashes.map(({ field }) => field)).toEqual(['name', 'document', 'phone'])
    expect(shown.holdings).toEqual([expect.objectContaining({ relation: 'elder_circumstance', count: 1 })])
    expect(JSON.stringify(shown)).not.toContain('13900010002')
    const refused = await officer.send('POST', '/elder-merges', {
      survivorId: one.id,
      survivorVersion: one.version,
      mergedId: other.id,
      mergedVersion: other.version,
      choices: { name: 'survivor' },
      reason: '同一人',
    })
    expect(refused.json()).toMatchObject({ code: 'people.choice-missing', at: '/choices/document' })

    await merge(one, other, { phone: 'merged' })
    const after = await file(other.id)
    expect(after.id).toBe(one.id)
    expect(after).toMatchObject({ name: '刘合一', phone: '139****0002', categories: ['hardship:dibao'] })
    expect(await found('刘和一')).toEqual([])
    expect(await found(other.documentNumber.slice(-4))).not.toContain(other.id)
  })

  it('keeps the number that was not chosen sealed, and both numbers find the one file', async () => {
    const [first, second] = [madeUpNumber('19410101'), madeUpNumber('19410101')]
    const one = await registered(officer, { name: '钱并', documentNumber: first })
    const other = await registered(officer, { name: '钱并', documentNumber: second })
    await merge(one, other)
    const again = await officer.send('POST', '/elders', {
      name: '钱并',
      documentType: 'resident-identity',
      documentNumber: second,
      region: places.village,
    })
    expect(again.json().code).toBe('people.already-registered')
    const former = (await officer.get(`/elders/${one.id}/former-documents`)).json().rows
    expect(former).toHaveLength(1)
    expect(JSON.stringify(former)).not.toContain(second)
  })

  it('waits until only one of them has a guardian found for them', async () => {
    const one = await registered(officer, { name: '房监一' })
    const other = await registered(officer, { name: '房监二', documentNumber: madeUpNumber('19370303') })
    for (const elder of [one, other])
      await officer.send('POST', `/elders/${elder.id}/guardianship`, { source: '村里走访' })
    const said = (await preview(one, other)).obstacles.map(({ zh }) => zh)
    expect(said).toEqual(['两份档案各有一项监护安排，请先撤回或终止一项'])
    const [running] = (await officer.get(`/elders/${other.id}/guardianship`)).json().arrangements
    await officer.send('POST', `/guardianships/${running.county}/${running.id}/steps`, {
      version: running.version,
      event: 'withdraw',
      note: '重复登记',
    })
    await merge(one, other)
    const { arrangements } = (await officer.get(`/elders/${one.id}/guardianship`)).json()
    expect(arrangements.map(({ state }: { state: string }) => state).sort()).toEqual(['sought', 'withdrawn'])
  })

  it('names care plans, guardianship and surveys among what moves, and keeps the one care plan in force', async () => {
    const one = await registered(officer, { name: '贺关爱' })
    const other = await registered(officer, { name: '贺观爱', documentNumber: madeUpNumber('19370404') })
    await officer.send('POST', `/elders/${other.id}/care/plans`, {
      personName: '肖桂香',
      manner: 'door',
      intervalDays: 9,
    })
    await officer.send('POST', `/elders/${other.id}/guardianship`, { source: '村里走访' })
    const names = (await preview(one, other)).holdings.map(({ name }) => name)
    expect(names).toContainEqual({ zh: '关爱计划', en: 'Care plans' })
    expect(names).toContainEqual({ zh: '监护安排', en: 'Guardianship arrangements' })
    await merge(one, other)
    expect((await officer.get(`/elders/${one.id}/care`)).json().plan).toMatchObject({ intervalDays: 9 })
    const standing = await platform.owner
      .selectFrom('care_state')
      .select('elder_id')
      .where('elder_id', 'in', [one.id, other.id])
      .execute()
    expect(standing).toEqual([{ elder_id: one.id }])
  })

  it('is refused across counties, for a stale file, and while only one of them is recorded as deceased', async () => {
    const one = await registered(officer, { name: '孙一' })
    const elsewhere = await platform.signedIn('civil-affairs-officer', '360700000000', 'city-merging')
    const far = await registered(elsewhere, {
      name: '孙一',
      region: places.nankangVillage,
      documentNumber: madeUpNumber('19330303'),
    })
    const across = await elsewhere.get(`/elder-merges/preview?survivor=${one.id}&merged=${far.id}`)
    expect(across.json().code).toBe('people.pair-elsewhere')
    const dead = await registered(officer, { name: '孙二' })
    await officer.send('POST', `/elders/${dead.id}/death`, {
      version: dead.version,
      diedOn: '2026-10-01',
      source: '村',
    })
    const shown = await preview(one, dead)
    expect(shown.obstacles).toHaveLength(1)
    const body = {
      survivorId: one.id,
      survivorVersion: 1,
      mergedId: dead.id,
      mergedVersion: 2,
      choices: {},
      reason: '同一人',
    }
    expect((await officer.send('POST', '/elder-merges', body)).json().code).toBe('people.cannot-merge')
  })

  it('is told on both files, and audited on both', async () => {
    const one = await registered(officer, { name: '周甲' })
    const other = await registered(officer, { name: '周甲' })
    const made = await merge(one, other)
    expect((await undo(made)).statusCode).toBe(200)
    for (const elder of [one, other]) {
      const told = (await officer.get(`/elders/${elder.id}/timeline`)).json().rows as { title: { zh: string } }[]
      expect(told.map(({ title }) => title.zh)).toContain('撤销合并')
      const { rows } = await sql<{ action: string }>`
        select action from audit_event where elder_id = ${elder.id} and action in ('people.merged', 'people.unmerged') order by id`.execute(
        platform.owner,
      )
      expect(rows.map(({ action }) => action)).toEqual(['people.merged', 'people.unmerged'])
    }
  })
})

describe('taking a merge back', () => {
  it('leaves what was recorded since with the survivor, except what belongs to the other', async () => {
    const one = await registered(officer, { name: '吴一' })
    const other = await registered(officer, { name: '吴一' })
    const made = await merge(one, other)
    for (const value of ['living-arrangement:alone', 'hardship:dibao']) {
      const [kind, held] = value.split(':')
      await officer.send('POST', `/elders/${one.id}/circumstances`, {
        kind,
        value: held,
        from: '2026-11-01',
        source: '村',
      })
    }
    const shown = (await officer.get(`/elder-merges/${made.county}/${made.id}`)).json() as ElderMerge
    expect(shown.since.map(({ what }) => what.zh)).toEqual([
      '独居（2026年11月1日起）',
      '最低生活保障（低保）（2026年11月1日起）',
    ])
    const [, second] = shown.since
    expect(
      (await undo(made, [{ relation: second?.relation, county: second?.county, id: second?.id }])).statusCode,
    ).toBe(200)
    expect((await file(one.id)).categories).toEqual(['living-arrangement:alone'])
    expect((await file(other.id)).categories).toEqual(['hardship:dibao'])
    const pairs = (await officer.get('/elder-pairs?state=distinct&limit=200')).json().rows as { one: { id: string } }[]
    expect(pairs.some((pair) => [one.id, other.id].includes(pair.one?.id))).toBe(true)
  })

  it('keeps a correction made since, and takes only what the merge itself had changed', async () => {
    const one = await registered(officer, { name: '郑一', phone: '13900020001' })
    const other = await registered(officer, { name: '郑二', phone: '13900020002' })
    const made = await merge(one, other, { phone: 'merged', name: 'merged' })
    const now = await file(one.id)
    await officer.send('PATCH', `/elders/${one.id}`, { version: now.version, name: '郑正' })
    await undo(made)
    expect(await file(one.id)).toMatchObject({ name: '郑正', phone: '139****0001' })
    expect(await file(other.id)).toMatchObject({ name: '郑二', phone: '139****0002' })
  })

  it('is refused while something stands on it, and says what', async () => {
    const [one, two, three] = [
      await registered(officer, { name: '王叠' }),
      await registered(officer, { name: '王叠' }),
      await registered(officer, { name: '王叠' }),
    ]
    const first = await merge(one, two)
    const second = await merge(one, three)
    const refused = await undo(first)
    expect(refused.json()).toMatchObject({ code: 'people.cannot-unmerge' })
    expect(refused.json().message.zh).toContain('之后还有一次合并')
    expect((await undo(second)).statusCode).toBe(200)
    expect((await undo(first)).statusCode).toBe(200)
    expect((await undo(first)).statusCode).toBe(404)
  })

  it('restores every row of every table, byte for byte, whatever was in them and whatever was chosen', async () => {
    const city = await platform.signedIn('civil-affairs-officer', '360700000000', 'city-officer')
    const filled = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 }), fc.boolean(), async (seed, chooseMerged) => {
        const draw = drawing(seed)
        const made = []
        for (const name of ['赵世界', '赵世界', '赵旁人']) {
          const region = [places.village, places.otherVillage, places.farVillage][draw(3)]
          const elder = await registered(city, {
            name,
            region,
            phone: `1390003${String(draw(10_000)).padStart(4, '0')}`,
            ...(draw(2) === 0 ? { address: { text: `水南镇${draw(100)}号` } } : {}),
            ...(draw(2) === 0
              ? { payee: { accountName: name, bank: '赣州银行', accountNumber: `62170000${1000 + draw(8999)}` } }
              : {}),
          })
          made.push(elder as ElderFile)
        }
        const [one, other, third] = await Promise.all(made.map((elder) => worldElder(elder.id)))
        if (!one || !other || !third) throw new Error('three were registered')
        for (const elder of [one, other]) await fillWorld(platform.owner, elder, third, draw)
        // two people who each have a guardian found for them are not joined before somebody has said which goes on
        await platform.owner
          .updateTable('guardianship_arrangement')
          .set({ state: 'withdrawn', ended_on: '2026-11-02' })
          .where('elder_id', '=', draw(2) === 0 ? one.id : other.id)
          .execute()
        await refreshSnapshots([one, other])
        const before = await everyRow(platform.owner)
        const trail = await auditRows()
        const [survivor, merged] = made as [ElderFile, ElderFile]
        const shown = await preview(survivor, merged)
        const sides = Object.fromEntries(
          [...shown.clashes.map(({ field }) => field), ...shown.circumstances.map(({ kind }) => kind)].map((field) => [
            field,
            chooseMerged === draw(3) > 0 ? 'merged' : 'survivor',
          ]),
        )
        const done = await merge(survivor, merged, sides)
        const joined = await everyRow(platform.owner)
        expect(joined).not.toEqual(before)
        expect(joined.ledger_transfer).toEqual(before.ledger_transfer)
        for (const table of ['assessment', 'benefit_payment', 'benefit_untold', 'ledger_account'])
          expect(joined[table]?.filter((row) => row.includes(`"elder_id": "${merged.id}"`))).toEqual([])
        expect(await claimedTwice()).toEqual([])
        for (const { relation } of await movedBy(done)) filled.add(relation)
        expect((await undo(done)).statusCode).toBe(200)
        const after = await everyRow(platform.owner)
        const pair = (rows: string[] | undefined) =>
          rows?.filter((row) => !(row.includes(survivor.id) && row.includes(merged.id)))
        for (const table of Object.keys(before))
          expect(table === 'elder_pair' ? pair(after[table]) : after[table], `${table}, seed ${seed}`).toEqual(
            table === 'elder_pair' ? pair(before[table]) : before[table],
          )
        expect((await auditRows()).slice(0, trail.length)).toEqual(trail)
        expect(await claimedTwice()).toEqual([])
      }),
      { numRuns: 10 },
    )
    // a booking of a joint day needs the day, which its own tests lay out
    const moving = elderRecords().flatMap(({ how, relation }) => (how === 'moves' ? [relation as string] : []))
    expect(moving.filter((relation) => relation !== 'joint_booking' && !filled.has(relation))).toEqual([])
  }, 180_000)
})

async function worldElder(id: string): Promise<WorldElder> {
  const row = await platform.owner.selectFrom('elder').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return { county: row.county, id, region: row.region, documentIndex: row.document_number_index }
}

/** What holds today on each row, as every operation that changes circumstances leaves it. */
async function refreshSnapshots(elders: readonly WorldElder[]): Promise<void> {
  const moment = { today: '2026-11-21', now: platform.clock.now() }
  await platform.as({ regions: ['360700000000'] }, async (tx) => {
    for (const { county, id } of elders) {
      await refreshCategoriesOf(tx, county, id, moment.today)
      await refreshMembership(tx, { county, ids: [id] }, moment)
    }
  })
}

async function movedBy({ id }: { id: string }): Promise<{ relation: string }[]> {
  return platform.owner.selectFrom('elder_merge_row').select('relation').distinct().where('merge_id', '=', id).execute()
}

async function auditRows(): Promise<string[]> {
  const { rows } = await sql<{ row: string }>`select t::text as row from audit_event t order by id`.execute(
    platform.owner,
  )
  return rows.map(({ row }) => row)
}

/** Files that are seen, whose number somebody else also holds, or who do not hold their own. */
async function claimedTwice(): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from elder e where e.state <> 'merged' and not e.document_disputed and not exists (
      select from identity_claim c where c.document_index = e.document_number_index and c.elder_id = e.id)`.execute(
    platform.owner,
  )
  return rows.map(({ id }) => id)
}
