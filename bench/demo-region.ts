/**
 * How long the demo region takes, beside a bare COPY of the same rows into the same tables:
 * `node bench/demo-region.ts --elders 200000`
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { loadInitialRoles } from '../server/src/access/index.ts'
import { systemClock } from '../server/src/clock/clock.ts'
import { trialAccess } from '../server/src/config/access-config.ts'
import { makeVault } from '../server/src/crypto/vault.ts'
import { openDatabase } from '../server/src/db/database.ts'
import { startEmbeddedPostgres } from '../server/src/db/embedded.ts'
import { appUrl, databaseUrl, setUpDatabase } from '../server/src/db/set-up.ts'
import { demoRegion, filledTables, loadDemoRegion } from '../server/src/demo/index.ts'
import { makeLog } from '../server/src/log/log.ts'
import { loadRegions } from '../server/src/regions/load.ts'

const at = process.argv.indexOf('--elders')
const elders = at < 0 ? 20_000 : Number(process.argv[at + 1])
const folder = await mkdtemp(join(tmpdir(), 'yinian-bench-'))
await chmod(folder, 0o755)
const log = makeLog('warn', false)
const postgres = await startEmbeddedPostgres(folder, 'only-for-measuring', log, { keep: false })
try {
  const ownerUrl = databaseUrl(postgres.url, 'bench')
  await setUpDatabase(ownerUrl, 'only-for-measuring-app')
  const owner = new pg.Client({ connectionString: ownerUrl })
  // When the measuring fails, the server stops under the open connections; the first fault is the one to show.
  owner.on('error', () => {})
  await owner.connect()
  await loadInitialRoles(owner)
  await loadRegions(owner, { within: demoRegion })
  const app = openDatabase(appUrl(ownerUrl, 'only-for-measuring-app'), 2)
  app.pool.on('error', () => {})
  const vault = makeVault(app.database, Buffer.alloc(32, 'key of the bench'), Buffer.alloc(32, 'index of the bench'))
  const config = {
    mode: 'trial',
    dataFolder: folder,
    secureCookies: false,
    access: trialAccess,
    trustProxy: false,
    demoElders: elders,
  } as const

  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 100)
  const generated = await timed(() =>
    loadDemoRegion({ config, vault, clock: systemClock, log }, ownerUrl, { elders, today: '2026-11-21' }),
  )
  clearInterval(watch)
  report('demo region', generated.seconds, generated.result.rows)
  console.log(`  peak memory ${(peak / 1_048_576).toFixed(0)} MiB`)
  const bare = await timed(() => copyAgain(owner, ownerUrl))
  report('bare COPY', bare.seconds, generated.result.rows)
  await app.pool.end()
  await owner.end()
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}

/** The same rows once more, into tables with nothing but columns. */
async function copyAgain(owner: pg.Client, url: string): Promise<void> {
  const reader = new pg.Client({ connectionString: url })
  await reader.connect()
  for (const table of filledTables) {
    await owner.query(`create table bare_${table} (like ${table} including generated)`)
    const { rows } = await owner.query<{ columns: string }>(
      `select string_agg(attname, ', ' order by attnum) as columns from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [table],
    )
    const columns = rows[0]?.columns ?? ''
    await pipeline(
      reader.query(copyTo(`copy ${table} (${columns}) to stdout`)),
      owner.query(copyFrom(`copy bare_${table} (${columns}) from stdin`)),
    )
  }
  await reader.end()
}

async function timed<T>(run: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now()
  const result = await run()
  return { result, seconds: (performance.now() - start) / 1000 }
}

function report(what: string, seconds: number, rows: number): void {
  const rate = Math.round(rows / seconds).toLocaleString('en')
  console.log(
    `${what}: ${rows.toLocaleString('en')} rows in ${seconds.toFixed(1)} s, ${rate} rows/s (${elders} elders)`,
  )
}
