// How fast a list of elders is read, checked and applied, beside reading the same file alone, and how much memory it takes.
// node bench/import.ts --rows 100000
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { scopeOf } from '../core/access/actor.ts'
import { importPartSize } from '../core/people/api.ts'
import { getActor, loadInitialRoles } from '../server/src/access/index.ts'
import { systemClock } from '../server/src/clock/clock.ts'
import { trialAccess } from '../server/src/config/access-config.ts'
import { makeVault } from '../server/src/crypto/vault.ts'
import { type Database, openDatabase } from '../server/src/db/database.ts'
import { startEmbeddedPostgres } from '../server/src/db/embedded.ts'
import { newId } from '../server/src/db/ids.ts'
import { appUrl, databaseUrl, setUpDatabase } from '../server/src/db/set-up.ts'
import { inTransaction } from '../server/src/db/transaction.ts'
import { demoRegion } from '../server/src/demo/index.ts'
import { openSpreadsheet } from '../server/src/documents/read-spreadsheet.ts'
import type { Ground } from '../server/src/http/ground.ts'
import type { Work } from '../server/src/http/work.ts'
import { makeLog } from '../server/src/log/log.ts'
import { applyCheckedImport, checkImport } from '../server/src/people/imports/index.ts'
import { applyImport } from '../server/src/people/imports/operations.ts'
import { getImport } from '../server/src/people/imports/queries.ts'
import { resultFile } from '../server/src/people/imports/result-file.ts'
import { beginUpload, endUpload, keepPart } from '../server/src/people/imports/upload.ts'
import { loadRegions } from '../server/src/regions/load.ts'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' }, work: { type: 'string' } } })
const rows = Number(values.rows)
const county = '360702'
let peak = 0

/** The measured process collects early, so that its peak is what it needs and not what it may take. */
const heldTo = ['--max-old-space-size=200', '--max-semi-space-size=8']

/** What the measured process is given; laying out the world is done by another, so that its memory is not counted. */
interface Given {
  readonly url: string
  readonly path: string
  readonly accountId: string
}

if (values.work === undefined) await layOut()
else await measureAll(JSON.parse(values.work) as Given)

async function layOut(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'yinian-bench-'))
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres(folder, 'bench', makeLog('error', false), { keep: false })
  const ownerUrl = databaseUrl(postgres.url, 'yinian')
  const owner = new pg.Client({ connectionString: ownerUrl })
  owner.on('error', () => {})
  try {
    await setUpDatabase(ownerUrl, 'bench-app')
    await owner.connect()
    await loadInitialRoles(owner)
    await loadRegions(owner, { within: demoRegion })
    const path = join(folder, 'list.xlsx')
    await writeList(owner, path)
    const given: Given = { url: appUrl(ownerUrl, 'bench-app'), path, accountId: await makeOfficer(owner) }
    const run = [...heldTo, import.meta.filename, '--rows', String(rows), '--work', JSON.stringify(given)]
    process.exitCode = spawnSync(process.execPath, run, { stdio: 'inherit' }).status ?? 1
  } finally {
    await owner.end()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measureAll({ url, path, accountId }: Given): Promise<void> {
  const [app, vaults] = [openDatabase(url, 4), openDatabase(url, 2)]
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 50)
  try {
    const ground = makeGround(app.database, vaults.database)
    const { id, bytes } = await upload(ground, accountId, path)
    console.log(`${rows.toLocaleString('en-US')} rows, ${(bytes / 1_048_576).toFixed(1)} MiB, uploaded at ${mib(peak)}`)
    await measure('reading alone', () => readAlone(path))
    await measure('checking', () => checkImport(ground, { county, id }))
    await measure('reading alone', () => readAlone(path))
    await inWork(ground, accountId, (work) => applyImport(work, id))
    await measure('applying', () => applyCheckedImport(ground, { county, id }))
    await measure('reading alone', () => readAlone(path))
    await measure('result file', () => inWork(ground, accountId, (work) => drain(work, id)))
    console.log(JSON.stringify((await inWork(ground, accountId, (work) => getImport(work, id))).counts))
  } finally {
    clearInterval(watch)
    await Promise.all([app, vaults].map(({ pool }) => pool.end()))
  }
}

function mib(memory: number): string {
  return `${(memory / 1_048_576).toFixed(0)} MiB`
}

async function measure(name: string, run: () => Promise<unknown>): Promise<void> {
  const begun = performance.now()
  await run()
  const seconds = (performance.now() - begun) / 1000
  console.log(
    `${name.padEnd(14)} ${seconds.toFixed(1)} s, ${Math.round(rows / seconds).toLocaleString('en-US')} rows/s, peak memory so far ${mib(peak)}`,
  )
}

function makeGround(database: Database, vaults: Database): Ground {
  return {
    config: {
      mode: 'trial',
      dataFolder: '',
      secureCookies: false,
      trustProxy: false,
      demoElders: 0,
      access: trialAccess,
    },
    database,
    vault: makeVault(vaults, Buffer.alloc(32, 'bench master key'), Buffer.alloc(32, 'bench index')),
    // What queues would do is done here by hand, one after the other.
    jobs: {
      send: async () => {},
      catchUp: async () => {},
      work: async () => {},
      stop: async () => {},
    } as Ground['jobs'],
    clock: systemClock,
    log: makeLog('error', false),
  }
}

async function makeOfficer(owner: pg.Client): Promise<string> {
  const id = newId()
  await owner.query(
    `insert into account (id, name, display_name, region, password_hash, created_at) values ($1, 'bench', 'bench', '${county}000000', 'x', now())`,
    [id],
  )
  await owner.query(
    `insert into access_grant (id, account_id, role, region, granted_at) values ($1, $2, 'civil-affairs-officer', '${county}000000', now())`,
    [newId(), id],
  )
  return id
}

async function inWork<T>(ground: Ground, accountId: string, run: (work: Work) => Promise<T>): Promise<T> {
  const actor = await getActor(ground.database, accountId, ground.clock.now())
  const scope = scopeOf(actor, 'people:import')
  if (!scope) throw new Error('the officer of the bench may not import')
  return inTransaction(ground.database, scope, (tx) => run({ tx, actor, vault: ground.vault, jobs: ground.jobs }))
}

/** Written by another process, so that its memory is not counted here. */
async function writeList(owner: pg.Client, path: string): Promise<void> {
  const villages = await owner.query<{ name: string }>(
    `select p.name || v.name as name from region v join region p on p.code = v.parent
     where v.county = '${county}' and v.level = 'village' and v.valid_to is null order by v.code limit 100`,
  )
  const run = spawnSync(
    process.execPath,
    [
      join(import.meta.dirname, 'import-list.ts'),
      path,
      String(rows),
      JSON.stringify(villages.rows.map(({ name }) => name)),
    ],
    { stdio: 'inherit' },
  )
  if (run.status !== 0) throw new Error('the list could not be written')
}

/** As the pages do: a megabyte at a time. */
async function upload(ground: Ground, accountId: string, path: string): Promise<{ id: string; bytes: number }> {
  const file = await open(path)
  const { size } = await file.stat()
  const region = `${county}000000`
  const { id } = await inWork(ground, accountId, (work) => beginUpload(work, { region, fileName: 'list.xlsx', size }))
  for (let part = 0; part * importPartSize < size; part++) {
    const content = Buffer.alloc(Math.min(importPartSize, size - part * importPartSize))
    await file.read(content, 0, content.length, part * importPartSize)
    const digest = createHash('sha256').update(content).digest('hex')
    await inWork(ground, accountId, (work) => keepPart(work, { id, part, digest, file: { name: '', content } }))
  }
  await file.close()
  await inWork(ground, accountId, (work) => endUpload(work, id, undefined))
  return { id, bytes: size }
}

async function readAlone(path: string): Promise<void> {
  const file = await open(path)
  const { size } = await file.stat()
  const source = {
    size,
    read: async (from: number, length: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
      return buffer.subarray(0, bytesRead)
    },
  }
  let read = 0
  const [sheet] = await openSpreadsheet(source)
  for await (const { cells } of sheet?.rows() ?? []) read += cells.length > 0 ? 1 : 0
  await file.close()
  if (read !== rows + 1) throw new Error(`${read} rows were read`)
}

async function drain(work: Work, id: string): Promise<number> {
  const { content } = await resultFile(work, id, {})
  let bytes = 0
  for await (const piece of content as AsyncIterable<Buffer | string>) bytes += piece.length
  return bytes
}
