// How fast a month of one programme is decided and written, beside a hand-written INSERT … SELECT of the same rule and
// beside a programme that goes from row to row.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { CompiledPolicy } from '../core/benefits/compile-policy.ts'
import { decide } from '../core/benefits/decide.ts'
import { relate } from '../core/benefits/decide-together.ts'
import { personFacts } from '../core/benefits/person-facts.ts'
import { decideEverybody } from '../server/src/benefits/decide-run.ts'
import { findPerson } from '../server/src/benefits/persons.ts'
import { shippedPolicies } from '../server/src/benefits/shipped-policies.ts'
import { makeVault } from '../server/src/crypto/vault.ts'
import { openDatabase, type Tx } from '../server/src/db/database.ts'
import { startEmbeddedPostgres } from '../server/src/db/embedded.ts'
import { newId } from '../server/src/db/ids.ts'
import { appUrl, databaseUrl, setUpDatabase } from '../server/src/db/set-up.ts'
import { inTransaction } from '../server/src/db/transaction.ts'
import { makeLog } from '../server/src/log/log.ts'
import { interleave, median, say, table } from './parts/measure.ts'

const { values } = parseArgs({
  options: {
    elders: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    naive: { type: 'string', default: '5000' },
  },
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
  const compiled = shippedPolicies().find(programme, '360702000000', month)
  if (!compiled) throw new Error('the programme is not in force')
  const policyRun = async (tx: Tx, run: string) =>
    (
      await decideEverybody(
        { tx, actor, vault },
        { county, id: run, programme, month, compiled, related: relate([compiled], []) },
        async () => {},
      )
    ).rows.length
  const side = (write: (tx: Tx, run: string) => Promise<number>) => async () => {
    const run = await newRun(owner.database)
    const measured = await timed((tx) => write(tx, run))
    await clear(owner.database)
    return measured
  }
  const some = Math.min(elders, Number(values.naive))
  const results = await interleave(Number(values.rounds), {
    policy: side(policyRun),
    byHand: side(byHand),
    naive: side((tx, run) => rowByRow(tx, run, compiled, some)),
  })
  const rate = (of: readonly { seconds: number }[], persons = elders) => persons / median(of.map((one) => one.seconds))
  const ours = rate(results.policy)
  const row = (what: string, of: readonly { seconds: number; paid: number }[], persons = elders) => [
    what,
    say(persons),
    say(of[0]?.paid ?? 0),
    median(of.map((one) => one.seconds)).toFixed(2),
    say(rate(of, persons)),
    (ours / rate(of, persons)).toFixed(2),
  ]
  console.log(
    table(
      ['a month of one programme', 'persons', 'paid', 's', 'persons/s', 'the policy beside it'],
      [
        row('the policy, as the platform decides it', results.policy),
        row('INSERT … SELECT by hand, same writes', results.byHand),
        row('row by row: a query for each person’s facts, an insert for each payment', results.naive, some),
      ],
    ),
  )
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

/** As somebody would write it who has never heard of a million people; on some of them, because it takes too long on all. */
async function rowByRow(tx: Tx, run: string, compiled: CompiledPolicy, persons: number): Promise<number> {
  let paid = 0
  let left = persons
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const page = await sql<{ id: string }>`
      select id from elder where county = ${county} and id > ${after} order by id limit ${Math.min(1000, left)}`.execute(
      tx,
    )
    for (const { id } of page.rows) {
      const person = await findPerson(tx, id)
      if (!person) continue
      const facts = personFacts(person, month)
      const decision = decide(compiled, facts, month)
      if (!decision.due) continue
      paid++
      await sql`insert into benefit_payment (county, id, region, run_id, elder_county, elder_id, elder_name, elder_pinyin,
          programme, month, fen, clause, facts, decision, person_index)
        values (${county}, ${newId()}, ${person.registeredRegion}, ${run}, ${county}, ${id}, ${person.name}, ${person.pinyin},
          ${programme}, ${month}, ${decision.fen}, ${decision.case}, ${JSON.stringify({ 年龄: facts.年龄, 户籍地: facts.户籍地, 在世: facts.在世 })},
          ${JSON.stringify(decision)}, ${Buffer.from(person.index, 'hex')})`.execute(tx)
    }
    const last = page.rows.at(-1)
    left -= page.rows.length
    if (!last || left === 0) return paid
    after = last.id
  }
}

async function timed(run: (tx: Tx) => Promise<number>): Promise<{ paid: number; seconds: number }> {
  const begun = performance.now()
  const paid = await inTransaction(app.database, scope, run)
  return { paid, seconds: (performance.now() - begun) / 1000 }
}
