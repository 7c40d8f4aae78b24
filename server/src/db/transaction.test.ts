import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate, readMigrations } from './migrate.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

describe('a transaction with a scope', () => {
  const visible = (regions: string[], code: string) =>
    database.as(
      { regions },
      async (tx) => (await sql<{ seen: boolean | null }>`select in_scope(${code}) as seen`.execute(tx)).rows[0]?.seen,
    )

  it('reaches its division and everything below, and nothing beside it', async () => {
    expect(await visible(['360702000000'], '360702001002')).toBe(true)
    expect(await visible(['360702000000'], '360703000000')).toBe(false)
    expect(await visible(['360700000000'], '360781200001')).toBe(true)
    expect(await visible(['000000000000'], '110101001001')).toBe(true)
  })

  it('does not reach what lies between two divisions it holds', async () => {
    const held = ['360702000000', '360704000000']
    expect(await visible(held, '360704100000')).toBe(true)
    expect(await visible(held, '360703000000')).toBe(false)
  })

  it('leaves nothing behind when it fails, and its scope does not reach the next one on the same connection', async () => {
    await expect(
      database.as({ regions: ['360702000000'] }, async (tx) => {
        await sql`create temporary table left_behind (a int)`.execute(tx)
        throw new Error('no')
      }),
    ).rejects.toThrow()
    const { rows } = await sql<{ role: string; scope: string }>`
      select current_user as role, coalesce(current_setting('yinian.scope_from', true), '') as scope`.execute(
      database.database,
    )
    expect(rows[0]).toEqual({ role: 'yinian_app', scope: '' })
  })
})

describe('migrations', () => {
  it('run once, and refuse a text that was changed after it had run', async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
    const migrations = await readMigrations()
    expect(await migrate(owner, migrations)).toEqual([])
    const changed = migrations.map((migration, index) =>
      index === 0 ? { ...migration, checksum: 'other' } : migration,
    )
    await expect(migrate(owner, changed)).rejects.toThrow(/changed after it had run/)
    await expect(migrate(owner, migrations.slice(1))).rejects.toThrow(/not part of this release/)
    await owner.end()
  })
})
