import { createHash } from 'node:crypto'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { fingerprint, kinds, makeFrameFile } from './frames.ts'
import type { Manifest, TableEnd, TableStart } from './manifest.ts'
import { copyOut, inRowOrder, tablesOf } from './tables.ts'
import { copyJobsOut, jobsSection } from './waiting-jobs.ts'

export interface BackupOptions {
  readonly folder: string
  readonly now: Date
  readonly release: string
  /** Seals the file; without it the file is readable, but for the sealed fields in it. */
  readonly backupKey: Buffer | null
  /** Only their fingerprints go into the backup. */
  readonly masterKey: Buffer | null
  readonly blindIndexKey: Buffer | null
  readonly say?: (line: string) => void
}

/** Writes the whole database as of one moment into one file, while everybody works. */
export async function backUp(ownerUrl: string, options: BackupOptions): Promise<{ path: string; manifest: Manifest }> {
  await mkdir(options.folder, { recursive: true })
  const name = `yinian-${options.now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.backup`
  const path = join(options.folder, name)
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'yinian backup' })
  await owner.connect()
  const file = await makeFrameFile(`${path}.part`, options.now, options.backupKey)
  try {
    await owner.query(`begin isolation level repeatable read read only; ${inRowOrder};
      set local statement_timeout to 0; set local idle_in_transaction_session_timeout to 0`)
    const tables = await tablesOf(owner)
    const manifest = await describe(owner, tables, options)
    await file.write(kinds.manifest, JSON.stringify(manifest))
    for (const table of tables) await writeTable(owner, file, table, copyOut(table), options.say)
    const jobs = await jobsSection(owner)
    await writeTable(owner, file, jobs, copyJobsOut(jobs), options.say)
    await file.write(kinds.end)
    await owner.query('rollback')
    await file.close()
    await rename(`${path}.part`, path)
    return { path, manifest }
  } catch (error) {
    await file.close().catch(() => {})
    await rm(`${path}.part`, { force: true })
    throw error
  } finally {
    await owner.end()
  }
}

async function describe(owner: pg.Client, tables: readonly TableStart[], options: BackupOptions): Promise<Manifest> {
  const { rows: migrations } = await owner.query<{ name: string; checksum: string }>(
    'select name, checksum from migration order by name',
  )
  const { rows: heads } = await owner.query<{
    county: string
    number: number
    algorithm: string
    sealed_at: Date
    hash: Buffer
  }>(
    'select distinct on (county) county, number, algorithm, sealed_at, hash from audit_block order by county, number desc',
  )
  const { rows: dataKeys } = await owner.query<{ county: string; version: number; wrapped: Buffer }>(
    'select county, version, wrapped from data_key where length(wrapped) > 0 order by county, version',
  )
  const { rows: version } = await owner.query<{ server_version: string }>('show server_version')
  const counted = []
  for (const { name } of tables) {
    const { rows } = await owner.query<{ rows: string }>(`select count(*) as rows from ${pg.escapeIdentifier(name)}`)
    counted.push({ name, rows: Number(rows[0]?.rows ?? 0) })
  }
  return {
    release: options.release,
    postgres: version[0]?.server_version ?? '',
    migrations,
    tables: counted,
    heads: heads.map(({ county, number, algorithm, sealed_at, hash }) => ({
      county,
      number,
      algorithm,
      sealedAt: sealed_at.toISOString(),
      hash: hash.toString('hex'),
    })),
    dataKeys: dataKeys.map((key) => ({ ...key, wrapped: key.wrapped.toString('base64') })),
    masterKey: options.masterKey && fingerprint('master key', options.masterKey),
    blindIndexKey: options.blindIndexKey && fingerprint('blind index key', options.blindIndexKey),
  }
}

async function writeTable(
  owner: pg.Client,
  file: Awaited<ReturnType<typeof makeFrameFile>>,
  table: TableStart,
  statement: string,
  say: (line: string) => void = () => {},
): Promise<void> {
  await file.write(kinds.tableStart, JSON.stringify(table))
  const summed = summing()
  const rows = owner.query(copyTo(statement))
  await pipeline(rows, summed.through, createZstdCompress(), async (compressed: AsyncIterable<Buffer>) => {
    for await (const chunk of compressed) await file.write(kinds.data, chunk)
  })
  const end: TableEnd = { rows: rows.rowCount, ...summed.sum() }
  await file.write(kinds.tableEnd, JSON.stringify(end))
  say(`${table.name}  ${end.rows}`)
}

/** Counts and hashes what flows through it. */
export function summing(): { through: Transform; sum: () => { bytes: number; sha256: string } } {
  const hash = createHash('sha256')
  let bytes = 0
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(null, chunk)
    },
  })
  return { through, sum: () => ({ bytes, sha256: hash.digest('hex') }) }
}
