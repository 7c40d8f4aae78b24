import { PassThrough, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { countiesToVerify, openEra, type PublishedHead, verifyChains } from '../audit/index.ts'
import { openDatabase } from '../db/database.ts'
import { migrate, readMigrations } from '../db/migrate.ts'
import { momentsOf } from '../db/moments.ts'
import { createWhenMissing, setUpDatabase } from '../db/set-up.ts'
import { summing } from './dump.ts'
import { damaged, framesIn, kinds, parsed } from './frames.ts'
import { checkKeys, type GivenKeys } from './keys.ts'
import { BackupRefused, type Manifest, type TableEnd, type TableStart } from './manifest.ts'
import { copyIn, copyOut, inRowOrder, laidAside, tablesOf } from './tables.ts'
import { copyJobsIn, jobsTable, requeue, waitingJobs } from './waiting-jobs.ts'

export interface RestoreOptions extends GivenKeys {
  readonly file: string
  readonly backupKey: Buffer | null
  readonly appDatabasePassword: string
  /** Makes the job queue of this release (`server/src/queues.ts`). */
  readonly setUpQueues: (ownerUrl: string) => Promise<void>
  readonly say?: (line: string) => void
}

export interface Restored {
  readonly tables: number
  readonly rows: number
  readonly jobs: number
  readonly chains: number
}

/**
 * Brings a backup back into an empty database, in the release that made it or a later one.
 * Everything that can be refused is refused before anything is written: a damaged file, a wrong key, a newer release, a
 * database that holds something. Afterwards every table is compared with its checksum and the audit trail is verified.
 * @throws BackupRefused
 */
export async function restore(ownerUrl: string, options: RestoreOptions): Promise<Restored> {
  const say = options.say ?? (() => {})
  const manifest = await checkFile(options)
  say(`备份完好 The backup is sound: release ${manifest.release}, ${manifest.tables.length} tables`)
  checkKeys(manifest, options)
  const migrations = await migrationsOf(manifest)
  await createWhenMissing(ownerUrl)
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'yinian restore' })
  await owner.connect()
  try {
    await refuseUnlessEmpty(owner)
    await migrate(owner, migrations)
    const jobs = await load(owner, options, say)
    await setUpDatabase(ownerUrl, options.appDatabasePassword)
    await openEra(owner)
    await options.setUpQueues(ownerUrl)
    const requeued = jobs ? await requeue(owner, jobs) : 0
    await owner.query('analyze')
    return {
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      jobs: requeued,
      chains: await verifyTrail(ownerUrl, manifest),
    }
  } finally {
    await owner.end()
  }
}

/** Reads the whole file once and compares every checksum in it. @throws BackupRefused */
export async function checkFile({ file, backupKey }: Pick<RestoreOptions, 'file' | 'backupKey'>): Promise<Manifest> {
  let manifest: Manifest | undefined
  let table: Incoming | undefined
  for await (const { kind, content } of framesIn(file, backupKey)) {
    if (kind === kinds.manifest) manifest = parsed<Manifest>(content)
    if (kind === kinds.tableStart) table = incoming(nowhere())
    if (kind === kinds.data) await table?.write(content)
    if (kind === kinds.tableEnd) {
      if ((await table?.end())?.sha256 !== parsed<TableEnd>(content).sha256) throw damaged()
      table = undefined
    }
  }
  if (!manifest) throw damaged()
  return manifest
}

async function migrationsOf({ migrations, release }: Manifest) {
  const shipped = await readMigrations()
  for (const { name, checksum } of migrations) {
    const known = shipped.find((one) => one.name === name)
    if (known?.checksum !== checksum)
      throw new BackupRefused(
        `备份来自更新的版本 ${release} The backup was made by another release (${release}): ${name} is ${known ? 'different' : 'not known'} here`,
      )
  }
  return shipped.filter(({ name }) => migrations.some((one) => one.name === name))
}

async function refuseUnlessEmpty(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select relnamespace::regnamespace || '.' || relname as name from pg_class
     where relkind in ('r', 'p', 'v', 'm', 'S') and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast')
       and relnamespace::regnamespace::text not like 'pg\\_temp%' and relnamespace::regnamespace::text not like 'pg\\_toast%'
       and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype = 'e')
     order by 1 limit 3`,
  )
  if (rows.length > 0)
    throw new BackupRefused(
      `数据库不是空的，不会覆盖 The database is not empty and is left alone: ${rows.map(({ name }) => name).join(', ')} …`,
    )
}

/** All tables in one transaction: afterwards the database holds everything or, but for its schema, nothing. */
async function load(
  owner: pg.Client,
  options: RestoreOptions,
  say: (line: string) => void,
): Promise<TableStart | undefined> {
  await owner.query('begin; set local statement_timeout to 0')
  try {
    const present = new Set((await tablesOf(owner)).map(({ name }) => name))
    await owner.query(`truncate ${[...present].map((name) => pg.escapeIdentifier(name)).join(', ')}`)
    const aside = await laidAside(owner)
    for (const statement of aside.drop) await owner.query(statement)
    const jobs = await loadTables(owner, options, present, say)
    for (const statement of aside.make) await owner.query(statement)
    await owner.query('commit')
    return jobs
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

async function loadTables(
  owner: pg.Client,
  { file, backupKey }: RestoreOptions,
  present: ReadonlySet<string>,
  say: (line: string) => void,
): Promise<TableStart | undefined> {
  let jobs: TableStart | undefined
  let start: TableStart = { name: '', columns: [] }
  let table: Incoming | undefined
  for await (const { kind, content } of framesIn(file, backupKey)) {
    if (kind === kinds.tableStart) {
      start = parsed<TableStart>(content)
      const isJobs = start.name === waitingJobs
      if (isJobs) await owner.query(jobsTable(start))
      else if (!present.has(start.name))
        throw new BackupRefused(`The backup has a table ${start.name} that its migrations do not make.`)
      if (isJobs) jobs = start
      table = incoming(owner.query(copyFrom(isJobs ? copyJobsIn(start) : copyIn(start))))
    }
    if (kind === kinds.data) await table?.write(content)
    if (kind === kinds.tableEnd) {
      await table?.end()
      const end = parsed<TableEnd>(content)
      if (start.name !== waitingJobs) await compare(owner, start, end)
      say(`${start.name}  ${end.rows}`)
    }
  }
  return jobs
}

/** What the table now writes out is, byte for byte, what it wrote when the backup was made. */
async function compare(owner: pg.Client, table: TableStart, end: TableEnd): Promise<void> {
  await owner.query(inRowOrder)
  const summed = summing()
  const rows = owner.query(copyTo(copyOut(table)))
  await pipeline(rows, summed.through, nowhere())
  const { sha256 } = summed.sum()
  if (rows.rowCount !== end.rows || sha256 !== end.sha256)
    throw new BackupRefused(
      `表 ${table.name} 恢复后与备份不符 Table ${table.name} is not what it was: ${rows.rowCount} of ${end.rows} rows`,
    )
}

async function verifyTrail(ownerUrl: string, manifest: Manifest): Promise<number> {
  const heads = new Map<string, PublishedHead[]>()
  for (const { county, number, hash } of manifest.heads) heads.set(county, [{ county, number, hash, day: 'backup' }])
  const kept = { files: 0, heads, changed: [] }
  const { database, pool } = openDatabase(ownerUrl, 1)
  try {
    const moments = momentsOf(database)
    const counties = await moments((tx) => countiesToVerify(tx, '000000000000', kept))
    for await (const { county, faults } of verifyChains(moments, counties, kept))
      if (faults[0])
        throw new BackupRefused(
          `操作记录核验不通过 The audit trail of ${county} is not as it was sealed: ${JSON.stringify(faults[0])}`,
        )
    return counties.length
  } finally {
    await pool.end()
  }
}

interface Incoming {
  write(compressed: Buffer): Promise<void>
  end(): Promise<{ bytes: number; sha256: string }>
}

/** Unpacks one table into where it goes, counting and hashing it on the way. */
function incoming(target: Writable): Incoming {
  const input = new PassThrough()
  const summed = summing()
  const done = pipeline(input, createZstdDecompress(), summed.through, target).catch((error: unknown) => {
    throw isUnpacking(error) ? damaged(error) : error
  })
  done.catch(() => {})
  return {
    async write(compressed) {
      if (!input.write(compressed)) await Promise.race([new Promise((resolve) => input.once('drain', resolve)), done])
    },
    async end() {
      input.end()
      await done
      return summed.sum()
    },
  }
}

/** Whether the packed bytes themselves could not be read: changed somewhere, or ending too early. */
function isUnpacking(error: unknown): boolean {
  const { code } = error as { code?: string }
  return code === 'Z_BUF_ERROR' || code?.startsWith('ZSTD') === true
}

function nowhere(): Writable {
  const sink = new PassThrough()
  sink.resume()
  return sink
}
