// How fast a month of one programme is decided and written, beside a hand-written INSERT … SELECT of the same rule.
// node bench/benefits-run.ts --elders 200000
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { decideEverybody } from '../server/src/benefits/decide-run.ts'
import { loadPolicies } from '../server/src/benefits/policies.ts'
import { makeVault } from '../server/src/crypto/vault.ts'
import { openDatabase, type Tx } from '../server/src/db/database.ts'
import { startEmbeddedPostgres } from '../server/src/db/embedded.ts'
import { newId } from '../server/src/db/ids.ts'
import { appUrl, databaseUrl, setUpDatabase } from '../server/src/db/set-up.ts'
import { inTransaction } from '../server/src/db/transaction.ts'
import { makeLog } from '../server/src/log/log.ts'

const { values } = parseArgs({
  options: { elders: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } },
})
const elders = Number(values.elders)
const [county, programme, month] = ['360702', 'old-age-allowance', '2026-11']
const accountId = newId()
const scope = { role: 'official', accountId, regions: ['360702000000'], organisationId: null } as const
const actor = { accountId, name: 'bench', grants: [], now: new Date(), today: '2026-11-21' }

const folder = await mkdtemp(join(tmpdir(), 'yinian-bench-'))
await chmod(folder, 0o755)
const postgres = await startEmbeddedPostgres(folder, 'bench', makeLog('error', false), { keep: false })
const ownerUrl = databaseUrl(postgres.url, 'yinian')
await setUpDatabase(ownerUrl, 'bench-app')
const [owner, app, vaults] = [
  openDatabase(ownerUrl, 2),
  openDatabase(appUrl(ownerUrl, 'bench-app'), 4),
  openDatabase(appUrl(ownerUrl, 'bench-app'), 2),
]
const vault = makeVault(vaults.database, Buffer.alloc(32, 'bench master key'), Buffer.alloc(32, 'bench index'))
try {
  await layOut(owner.database)
  const compiled = loadPolicies().find(programme, '360702000000', month)
  if (!compiled) throw new Error('the programme is not in force')
  for (let round = 1; round <= Number(values.rounds); round++) {
    const run = await newRun(owner.database)
    const ours = await timed(async (tx) => {
      const { rows } = await decideEverybody(
        { tx, actor, vault },
        { county, id: run, programme, month, compiled },
        async () => {},
      )
      return rows.length
    })
    await clear(owner.database)
    const other = await newRun(owner.database)
    const theirs = await timed((tx) => byHand(tx, other))
    await clear(owner.database)
    console.log(`round ${round}: policy ${say(ours)} | SQL by hand ${say(theirs)}`)
  }
} finally {
  await Promise.all([owner, app, vaults].map(({ pool }) => pool.end()))
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Ages fall off evenly from 60 to 105; every tenth has a circumstance; nobody has an account, so that both write the same. */
async function layOut(database: Tx): Promise<void> {
  await sql`
    insert into elder (county, id, region, registered_region, name, pinyin, initials, sex, birth, ethnicity, document_type,
      document_number_sealed, document_number_index, document_number_masked, registered_at, updated_at)
    select ${county}, gen_random_uuid(), r, r, '王桂兰', 'wangguilan' || n, 'wgl', 'female',
      date '1966-11-01' - (power(random(), 2) * 45 * 365)::int, '汉族', 'other', '\\x00', int8send(n), '****', now(), now()
    from (select n, ${county} || lpad((n % 20 + 1)::text, 3, '0') || '001' as r from generate_series(1, ${elders}::bigint) n) s`.execute(
    database,
  )
  await sql`
    insert into elder_circumstance (county, id, elder_id, region, kind, value, valid_from, source, recorded_at, recorded_by)
    select county, gen_random_uuid(), id, region, 'hardship', 'dibao', '2020-01-01', 'bench', now(), id
    from elder where random() < 0.1`.execute(database)
  for (const table of ['elder', 'elder_circumstance', 'assessment', 'former_residence'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(database)
}

async function newRun(database: Tx): Promise<string> {
  const id = newId()
  await sql`insert into benefit_run (county, id, region, programme, month, policy, drafted_by, drafted_at)
    values (${county}, ${id}, '360702000000', ${programme}, ${month}, '{}', ${[accountId]}, now())`.execute(database)
  return id
}

async function clear(database: Tx): Promise<void> {
  await sql`truncate benefit_payment, benefit_untold, benefit_run cascade`.execute(database)
}

async function byHand(tx: Tx, run: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with paid as (
      insert into benefit_payment (county, id, region, run_id, elder_county, elder_id, elder_name, elder_pinyin, programme,
        month, fen, clause, facts, decision, person_index)
      select ${county}, gen_random_uuid(), registered_region, ${run}, county, id, name, pinyin, ${programme}, ${month},
        fen, clause, jsonb_build_object('年龄', age, '户籍地', registered_region, '在世', true),
        jsonb_build_object('due', true, 'fen', fen, 'case', clause, 'because', jsonb_build_array('registered', 'age-80', 'alive')),
        document_number_index
      from (select *, extract(year from age(date '2026-11-30', birth))::int as age from elder
        where state <> 'moved-out' and registered_region between '360702000000' and '360702999999'
          and (died_on is null or died_on >= date '2026-11-01')) e,
        lateral (select case when age >= 100 then 100000 when age >= 95 then 30000 when age >= 90 then 20000
          when age >= 85 then 10000 else 5000 end as fen, case when age >= 100 then 'age-100' when age >= 95 then 'age-95-99'
          when age >= 90 then 'age-90-94' when age >= 85 then 'age-85-89' else 'age-80-84' end as clause) a
      where age >= 80 returning 1)
    select count(*) as count from paid`.execute(tx)
  return rows[0]?.count ?? 0
}

async function timed(run: (tx: Tx) => Promise<number>): Promise<{ paid: number; seconds: number }> {
  const begun = performance.now()
  const paid = await inTransaction(app.database, scope, run)
  return { paid, seconds: (performance.now() - begun) / 1000 }
}

function say({ paid, seconds }: { paid: number; seconds: number }): string {
  return `${seconds.toFixed(2)} s, ${Math.round(elders / seconds).toLocaleString('en')} persons/s, ${paid.toLocaleString('en')} paid`
}
