import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'

const folder = join(import.meta.dirname, '../../migrations')
const lockNumber = 7_300_042

export interface Migration {
  readonly name: string
  readonly checksum: string
  readonly sql: string
}

/** The migrations shipped with this release, in the order they run. */
export async function readMigrations(): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Brings a database up to this release: forward only, one transaction each, one process at a time.
 * @param owner connected as the owner role
 * @returns the names of the migrations that ran
 * @throws when an applied migration's text has changed since, or is no longer shipped
 */
export async function migrate(owner: Client, migrations: readonly Migration[]): Promise<string[]> {
  await owner.query(`select pg_advisory_lock(${lockNumber})`)
  try {
    await owner.query(`create table if not exists migration (
      name text constraint migration_pk primary key, checksum text not null, applied_at timestamptz not null default now())`)
    const { rows } = await owner.query<{ name: string; checksum: string }>('select name, checksum from migration')
    refuseDrift(rows, migrations)
    const applied = new Set(rows.map((row) => row.name))
    const ran: string[] = []
    for (const migration of migrations) {
      if (applied.has(migration.name)) continue
      await runOne(owner, migration)
      ran.push(migration.name)
    }
    return ran
  } finally {
    await owner.query(`select pg_advisory_unlock(${lockNumber})`)
  }
}

function refuseDrift(applied: readonly { name: string; checksum: string }[], shipped: readonly Migration[]): void {
  for (const row of applied) {
    const file = shipped.find((migration) => migration.name === row.name)
    if (!file)
      throw new Error(`Migration ${row.name} has run here but is not part of this release; the database is newer.`)
    if (file.checksum !== row.checksum)
      throw new Error(`Migration ${row.name} was changed after it had run; write a new one.`)
  }
}

async function runOne(owner: Client, migration: Migration): Promise<void> {
  await owner.query('begin')
  try {
    await owner.query(migration.sql)
    await owner.query('insert into migration (name, checksum) values ($1, $2)', [migration.name, migration.checksum])
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
}
