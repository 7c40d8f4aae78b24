import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { assemble } from '../app.ts'
import { sealAll } from '../audit/testing.ts'
import { makeVault } from '../crypto/vault.ts'
import { openDatabase } from '../db/database.ts'
import { appUrl, databaseUrl } from '../db/set-up.ts'
import { startJobs } from '../jobs/jobs.ts'
import { layOutPlaces, places, registered } from '../people/testing.ts'
import { setUpQueues } from '../queues.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { BackupRefused, backUp, checkFile, restore } from './index.ts'

// The keys of `testDatabase`.
const masterKey = Buffer.alloc(32, 'master key of the tests')
const blindIndexKey = Buffer.alloc(32, 'index')
const backupKey = Buffer.alloc(32, 'seals the backups of these tests')
const now = new Date('2026-11-21T03:00:00Z')
const phone = '13900007777'

let platform: TestPlatform
let officer: Client
let cookies: Record<string, string>
let elder: { id: string }
let folder: string
let sealed: string
let open: string
const made: string[] = []

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'backup-officer')
  const signedIn = await platform.app.inject({
    method: 'POST',
    url: '/api/sign-in',
    payload: { name: 'backup-officer', password: 'only-for-tests-7' },
  })
  cookies = Object.fromEntries(signedIn.cookies.map((cookie) => [cookie.name, cookie.value]))
  elder = await registered(officer, { name: '欧阳备份', phone })
  await platform.as({ regions: [places.zhanggong] }, (tx) =>
    platform.ground.jobs.send(tx, 'audit.seal', { from: 'yesterday' }),
  )
  await sealAll(platform)
  folder = mkdtempSync(join(tmpdir(), 'yinian-backup-'))
  const options = { now, release: 'test', masterKey, blindIndexKey }
  sealed = (await backUp(platform.ownerUrl, { ...options, folder, backupKey })).path
  open = (await backUp(platform.ownerUrl, { ...options, folder: join(folder, 'open'), backupKey: null })).path
})
afterAll(async () => {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') })
  await admin.connect()
  for (const name of made) await admin.query(`drop database if exists ${name} with (force)`)
  await admin.end()
  rmSync(folder, { recursive: true })
  await platform.close()
})

function emptyDatabase(): string {
  const name = `restored_${made.length}_${process.pid}`
  made.push(name)
  return databaseUrl(platform.ownerUrl, name)
}

function bringBack(ownerUrl: string, changes: Partial<Parameters<typeof restore>[1]> = {}) {
  return restore(ownerUrl, {
    file: sealed,
    backupKey,
    masterKey,
    blindIndexKey,
    appDatabasePassword: inject('appPassword'),
    setUpQueues,
    ...changes,
  })
}

async function exists(ownerUrl: string): Promise<boolean> {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') })
  await admin.connect()
  const { rows } = await admin.query('select from pg_database where datname = $1', [
    new URL(ownerUrl).pathname.slice(1),
  ])
  await admin.end()
  return rows.length > 0
}

describe('a backup that is restored', () => {
  it('brings back yesterday: who was signed in opens the file and reads the sealed telephone again', async () => {
    await registered(officer, { name: '欧阳后来' })
    await officer.send('POST', `/elders/${elder.id}/death`, { diedOn: '2026-11-20', source: '村委会' })
    await sql`update elder set name = '被改坏了', phone_sealed = null where id = ${elder.id}`.execute(platform.owner)

    const ownerUrl = emptyDatabase()
    const restored = await bringBack(ownerUrl)
    expect(restored).toMatchObject({ tables: expect.any(Number), chains: 1 })
    expect(restored.jobs).toBeGreaterThan(0)

    const connections = openDatabase(appUrl(ownerUrl, inject('appPassword')), 4)
    const vault = makeVault(connections.database, masterKey, blindIndexKey)
    const jobs = await startJobs(appUrl(ownerUrl, inject('appPassword')), platform.ground.log)
    const { app } = await assemble({ ...platform.ground, database: connections.database, vault, jobs })
    const file = await app.inject({ method: 'GET', url: `/api/elders/${elder.id}`, cookies })
    expect(file.json()).toMatchObject({ name: '欧阳备份' })
    const revealed = await app.inject({
      method: 'GET',
      url: `/api/elders/${elder.id}/reveal?${new URLSearchParams({ field: 'phone', purpose: '恢复后核对' })}`,
      cookies,
    })
    expect(revealed.json()).toMatchObject({ value: phone })
    const list = await app.inject({ method: 'GET', url: `/api/elders?q=${encodeURIComponent('欧阳')}`, cookies })
    expect(list.json().rows.map((row: { name: string }) => row.name)).toEqual(['欧阳备份'])
    const byPhone = await app.inject({ method: 'GET', url: `/api/elders?q=${phone}`, cookies })
    expect(byPhone.json().rows).toHaveLength(1)
    const done: unknown[] = []
    await jobs.work('audit.seal', async (data) => void done.push(data))
    await expect.poll(() => done, { timeout: 10_000 }).toContainEqual({ from: 'yesterday' })
    await app.close()
    await jobs.stop()
    await connections.pool.end()
  })

  it('has the same tables, constraints, indexes, policies and grants as the database it came from', async () => {
    const ownerUrl = emptyDatabase()
    await bringBack(ownerUrl, { file: open, backupKey: null })
    const shape = sql<{ line: string }>`
      select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint where connamespace = 'public'::regnamespace
      union all select 'index ' || pg_get_indexdef(indexrelid) from pg_index join pg_class c on c.oid = indexrelid where relnamespace = 'public'::regnamespace
      union all select 'policy ' || tablename || ' ' || policyname || coalesce(qual, '') || coalesce(with_check, '') from pg_policies
      union all select 'grant ' || table_name || ' ' || grantee || ' ' || privilege_type from information_schema.role_table_grants where table_schema = 'public'
      union all select 'column ' || table_name || ' ' || column_name || ' ' || data_type || coalesce(column_default, '') from information_schema.columns where table_schema = 'public'
      order by 1`
    const there = openDatabase(ownerUrl, 1)
    const after = await shape.execute(there.database)
    await there.pool.end()
    const before = await shape.execute(platform.owner)
    expect(after.rows.length).toBeGreaterThan(200)
    expect(after.rows).toEqual(before.rows)
  })
})

describe('a backup file', () => {
  it('holds neither a key nor a sealed value in clear, and is its owner’s alone', () => {
    for (const path of [sealed, open]) {
      const content = readFileSync(path)
      for (const secret of [masterKey, blindIndexKey, backupKey])
        for (const text of [secret, Buffer.from(secret.toString('base64')), Buffer.from(secret.toString('hex'))])
          expect(content.includes(text)).toBe(false)
      expect(statSync(path).mode & 0o077).toBe(0)
    }
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('is refused when it was changed anywhere or cut short', async () => {
    for (const [path, key] of [
      [sealed, backupKey],
      [open, null],
    ] as const) {
      const content = readFileSync(path)
      const broken = join(folder, 'broken')
      for (let at = 0; at < content.length; at += Math.ceil(content.length / 40)) {
        const changed = Buffer.from(content)
        changed[at] = (changed[at] ?? 0) ^ 1
        writeFileSync(broken, changed)
        await expect(checkFile({ file: broken, backupKey: key }), `byte ${at}`).rejects.toThrow(BackupRefused)
      }
      writeFileSync(broken, content.subarray(0, content.length - 30))
      await expect(checkFile({ file: broken, backupKey: key })).rejects.toThrow(BackupRefused)
    }
  })
})

describe('restoring refuses, before anything is written,', () => {
  it('a database that holds something', async () => {
    await expect(bringBack(platform.ownerUrl)).rejects.toThrow('not empty')
    expect((await officer.get('/elders?limit=1')).statusCode).toBe(200)
  })

  it('a master key that does not open what is sealed, and a blind index key that finds nobody', async () => {
    const ownerUrl = emptyDatabase()
    await expect(bringBack(ownerUrl, { masterKey: Buffer.alloc(32, 'another') })).rejects.toThrow('MASTER_KEY')
    await expect(bringBack(ownerUrl, { blindIndexKey: Buffer.alloc(32, 'another') })).rejects.toThrow('BLIND_INDEX_KEY')
    expect(await exists(ownerUrl)).toBe(false)
  })

  it('a sealed file without its key or with another', async () => {
    const ownerUrl = emptyDatabase()
    await expect(bringBack(ownerUrl, { backupKey: null })).rejects.toThrow('BACKUP_KEY')
    await expect(bringBack(ownerUrl, { backupKey: Buffer.alloc(32, 'another') })).rejects.toThrow('BACKUP_KEY')
    expect(await exists(ownerUrl)).toBe(false)
  })

  it('a backup of a newer release', async () => {
    await sql`insert into migration (name, checksum) values ('9999-of-tomorrow.sql', 'x')`.execute(platform.owner)
    const { path } = await backUp(platform.ownerUrl, {
      folder: join(folder, 'newer'),
      now,
      release: 'tomorrow',
      backupKey: null,
      masterKey,
      blindIndexKey,
    })
    await sql`delete from migration where name = '9999-of-tomorrow.sql'`.execute(platform.owner)
    const ownerUrl = emptyDatabase()
    await expect(bringBack(ownerUrl, { file: path, backupKey: null })).rejects.toThrow('tomorrow')
    expect(await exists(ownerUrl)).toBe(false)
  })
})
