import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import { scoreAssessment } from '@yinian/core/assessments/score.ts'
import { canonicalText } from '@yinian/core/assessments/signed-content.ts'
import { isIdentityNumber } from '@yinian/core/people/identity-document.ts'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FirstAccount, loadInitialRoles, readKept } from '../access/index.ts'
import { standingClock } from '../clock/clock.ts'
import { trialAccess } from '../config/access-config.ts'
import { isPassword } from '../crypto/password.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { makeLog } from '../log/log.ts'
import { refreshCategories } from '../people/index.ts'
import { labels } from '../people/sealed-elder.ts'
import { loadRegions } from '../regions/index.ts'
import { demoRegion, loadDemoRegion } from './index.ts'

const today = '2026-11-21'
const elders = 1_200
let first: Loaded
let second: Loaded
const folders: string[] = []

interface Loaded {
  readonly db: TestDatabase
  readonly folder: string
  load(): ReturnType<typeof loadDemoRegion>
}

async function prepared(): Promise<Loaded> {
  const db = await testDatabase()
  const owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  await loadInitialRoles(owner)
  await loadRegions(owner, { within: demoRegion })
  await owner.end()
  const folder = mkdtempSync(join(tmpdir(), 'yinian-demo-'))
  folders.push(folder)
  const config = {
    mode: 'trial',
    dataFolder: folder,
    secureCookies: false,
    access: trialAccess,
    trustProxy: false,
    demoElders: elders,
  } as const
  const ground = { config, vault: db.vault, clock: standingClock('2026-11-21T02:00:00Z'), log: makeLog('error', false) }
  return { db, folder, load: () => loadDemoRegion(ground, db.ownerUrl, { elders, today }) }
}

beforeAll(async () => {
  first = await prepared()
  second = await prepared()
  await first.load()
  await second.load()
}, 120_000)

afterAll(async () => {
  for (const { db } of [first, second]) await db.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** Everything of a table that does not depend on nonces, keys and the accounts made at this start, as one hash. */
async function digest(db: TestDatabase, table: string, without: string): Promise<string> {
  const { rows } = await sql<{ row: unknown }>`
    select to_jsonb(t) - ${without.split(' ')}::text[] as row from ${sql.table(table)} t order by t.county, t.id`.execute(
    db.owner,
  )
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}

describe('loading the demo region', () => {
  it('writes the same rows for the same seed and day', async () => {
    const sealed =
      'document_number_sealed phone_sealed address_sealed payee_sealed information_sealed account_id named_by'
    for (const table of ['elder', 'elder_circumstance', 'related_person', 'former_number', 'organisation', 'assessor'])
      expect(await digest(first.db, table, sealed), table).toBe(await digest(second.db, table, sealed))
    for (const table of ['assessment', 'assessment_assessor', 'assessment_signature', 'assessment_step'])
      expect(await digest(first.db, table, sealed), table).toBe(await digest(second.db, table, sealed))
  })

  it('fills every county with as many elders as asked for, each in a village of its county', async () => {
    const { rows } = await sql<{ elders: number; counties: number; strangers: number }>`
      select count(*)::int as elders, count(distinct e.county)::int as counties,
        count(*) filter (where r.county is distinct from e.county or r.level <> 'village')::int as strangers
      from elder e left join region r on r.code = e.region`.execute(first.db.owner)
    expect(rows[0]).toEqual({ elders, counties: 18, strangers: 0 })
  })

  it('seals what can be opened again, with nobody’s identity number in it', async () => {
    const rows = await first.db.owner.selectFrom('elder').selectAll().limit(200).execute()
    for (const row of rows) {
      const number = await first.db.vault.open(row.county, labels.documentNumber(row.id), row.document_number_sealed)
      expect(isIdentityNumber(number) && number.startsWith('999999')).toBe(true)
      expect(row.document_number_index).toEqual(first.db.vault.index('elder.document_number', number))
      const address = JSON.parse(
        await first.db.vault.open(row.county, labels.address(row.id), row.address_sealed ?? Buffer.of()),
      )
      expect(Number(row.longitude)).toBeCloseTo(address.longitude, 2)
      expect(Number(row.latitude)).toBeCloseTo(address.latitude, 2)
    }
    const claims = await sql<{ missing: number }>`select count(*)::int as missing from elder e
      left join identity_claim c on c.document_index = e.document_number_index and c.elder_id = e.id where c is null`.execute(
      first.db.owner,
    )
    expect(claims.rows[0]?.missing).toBe(0)
  })

  it('leaves nothing for the daily refresh of categories to correct', async () => {
    const changed = await refreshCategories(first.db.owner, { since: '1900-01-01', today })
    expect(changed).toBe(0)
  })

  it('keeps the level that the instrument gives, and signatures of exactly that', async () => {
    const rows = await first.db.owner
      .selectFrom('assessment')
      .selectAll()
      .where('final_level', 'is not', null)
      .execute()
    expect(rows.length).toBeGreaterThan(100)
    for (const row of rows) {
      const label = `assessment.information:${row.id}`
      const information = JSON.parse(
        await first.db.vault.open(row.county, label, row.information_sealed ?? Buffer.of()),
      )
      const answers = row.answers as Record<string, number>
      const score = scoreAssessment(gbt42195, answers, information)
      expect([row.total, row.initial_level, row.final_level]).toEqual([
        score.total,
        score.initialLevel,
        score.finalLevel,
      ])
      const text = canonicalText({
        assessmentId: row.id,
        elderId: row.elder_id,
        instrument: gbt42195,
        answers,
        information,
        total: score.total,
        finalLevel: score.finalLevel ?? -1,
      })
      const signatures = await first.db.owner
        .selectFrom('assessment_signature')
        .select('content_hash')
        .where('assessment_id', '=', row.id)
        .execute()
      for (const { content_hash } of signatures)
        expect(content_hash).toEqual(createHash('sha256').update(text).digest())
    }
  })

  it('makes three accounts to sign in with, and no others', async () => {
    const kept: FirstAccount[] = readKept({ dataFolder: first.folder })
    expect(kept.map(({ name }) => name)).toEqual(['coordinator', 'assessor1', 'assessor2'])
    const accounts = await first.db.owner.selectFrom('account').select(['id', 'name', 'password_hash']).execute()
    expect(accounts.length).toBeGreaterThan(100)
    const one = accounts.find(({ name }) => name === 'assessor1')
    expect(await isPassword(kept[1]?.password ?? '', one?.password_hash ?? '')).toBe(true)
    const assessor = await first.db.owner
      .selectFrom('assessor')
      .select(['county', 'status'])
      .where('account_id', '=', one?.id ?? '')
      .execute()
    expect(assessor).toEqual([{ county: '360702', status: 'active' }])
  })

  it('puts every index and foreign key back', async () => {
    const untouched = await testDatabase()
    const list = (db: TestDatabase) =>
      sql<{ what: string }>`select indexdef as what from pg_indexes where schemaname = 'public'
        union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint order by 1`
        .execute(db.owner)
        .then(({ rows }) => rows)
    expect(await list(first.db)).toEqual(await list(untouched))
    await untouched.close()
  })

  it('loads once, and never into a register that has somebody in it', async () => {
    expect(await first.load()).toMatchObject({ loaded: false })
    await sql`delete from demo_region`.execute(first.db.owner)
    expect(await first.load()).toMatchObject({ loaded: false })
  })

  it('leaves nothing behind when it fails half-way, and loads at the next start', async () => {
    const third = await prepared()
    await sql`alter table assessment_step add constraint never check (false)`.execute(third.db.owner)
    await expect(third.load()).rejects.toThrow('never')
    for (const table of ['elder', 'organisation', 'account', 'demo_region']) {
      const { rows } = await sql`select from ${sql.table(table)} limit 1`.execute(third.db.owner)
      expect(rows, table).toHaveLength(0)
    }
    await sql`alter table assessment_step drop constraint never`.execute(third.db.owner)
    expect(await third.load()).toMatchObject({ loaded: true, elders })
    expect(readFileSync(join(third.folder, 'accounts.json'), 'utf8')).toContain('coordinator')
    await third.db.close()
  }, 60_000)
})
