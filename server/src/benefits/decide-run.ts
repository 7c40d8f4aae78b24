import type { CompiledPolicy } from '@yinian/core/benefits/compile-policy.ts'
import { type Decision, decide } from '@yinian/core/benefits/decide.ts'
import { decideTogether, type RelatedPolicies } from '@yinian/core/benefits/decide-together.ts'
import type { FactName, FactRow } from '@yinian/core/benefits/facts.ts'
import { personFacts, sourcesOf } from '@yinian/core/benefits/person-facts.ts'
import type { RunRow } from '@yinian/core/benefits/run-checks.ts'
import { countyOf, type RegionCode } from '@yinian/core/regions/code.ts'
import type { Month } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { DataKey } from '../crypto/vault.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { copyIn } from './copy.ts'
import { keepPayee, openElderPayee } from './payees.ts'
import { type PersonRow, streamPersons } from './persons.ts'

/** What is to be decided, as the run keeps it. */
export interface RunToDecide {
  readonly county: string
  readonly id: string
  readonly programme: string
  readonly month: Month
  readonly compiled: CompiledPolicy
  /** The programme beside the others that have a say in it. */
  readonly related: RelatedPolicies
}

export interface DecidedRow extends RunRow {
  readonly personIndex: string
}

const paymentColumns = `county, id, region, run_id, elder_county, elder_id, elder_name, elder_pinyin, programme, month, fen,
  clause, facts, decision, person_index, payee_sealed, payee_name_masked, payee_account_masked, payee_account_index`
const untoldColumns = 'county, id, region, run_id, elder_id, elder_name, elder_pinyin, facts, clause'

/**
 * Decides everybody of the county and writes one row for each who is due and each who could not be decided, in place of
 * the rows of an earlier draft. Facts and payees are kept with the payment as they are now.
 * @param told called now and then with how many were decided so far
 */
export async function decideEverybody(
  work: Pick<Work, 'tx' | 'actor' | 'vault'>,
  run: RunToDecide,
  told: (done: number) => Promise<void>,
): Promise<{ decided: number; rows: DecidedRow[] }> {
  const { tx } = work
  await removeDraft(tx, run)
  const paid = await findPaidAlready(tx, run)
  const key = await work.vault.currentKey(run.county)
  const rows: DecidedRow[] = []
  const payments: Cells[] = []
  const untold: Cells[] = []
  let decided = 0
  const { basis } = run.compiled.policy
  const sources = sourcesOf(factsOf(run))
  for await (const persons of streamPersons(tx, run.county, basis, run.month, sources)) {
    for (const person of persons) {
      decided += 1
      if (decided % 5_000 === 0) await told(decided)
      const facts = personFacts(person, run.month)
      const region = facts[basis === '户籍' ? '户籍地' : '居住地'] ?? person.region
      if (countyOf(region) !== run.county || paid.has(person.id)) continue
      const decision = decideOne(run, facts)
      if (decision.due) payments.push(await toPayment(work, key, run, { person, facts, decision, region }, rows))
      else if (decision.unknown.length > 0) untold.push(toUntold(work, run, person, region, decision))
    }
  }
  await through(tx, 'benefit_payment', paymentColumns, payments)
  await through(tx, 'benefit_untold', untoldColumns, untold)
  return { decided, rows }
}

/** Alone where no other programme has a say in it, which is by far the commonest and the quickest. */
function decideOne({ compiled, related, programme, month }: RunToDecide, facts: FactRow): Decision {
  if (related.relations.length === 0) return decide(compiled, facts, month)
  return decideTogether(related, facts, month).get(programme) ?? decide(compiled, facts, month)
}

/** What the programme and those that have a say in it read. */
function factsOf({ compiled, related }: RunToDecide): readonly FactName[] {
  if (related.relations.length === 0) return compiled.facts
  return [...new Set(related.policies.flatMap((one) => one.facts))]
}

type Cells = (string | number | null)[]

interface Due {
  readonly person: PersonRow
  readonly facts: FactRow
  readonly decision: Extract<Decision, { due: true }>
  readonly region: RegionCode
}

async function toPayment(
  { vault, actor }: Pick<Work, 'vault' | 'actor'>,
  key: DataKey,
  run: RunToDecide,
  { person, facts, decision, region }: Due,
  rows: DecidedRow[],
): Promise<Cells> {
  const id = newId(actor.now)
  const details = await openElderPayee(vault, person)
  const payee = details && keepPayee(vault, key, id, details)
  const account = payee?.accountIndex.toString('hex') ?? null
  rows.push({
    elderId: person.id,
    fen: decision.fen,
    death: person.diedOn,
    hasPayee: (details?.accountName ?? '') !== '',
    account,
    personIndex: person.index,
  })
  return [
    run.county,
    id,
    region,
    run.id,
    person.county,
    person.id,
    person.name,
    person.pinyin,
    run.programme,
    run.month,
    decision.fen,
    decision.case,
    JSON.stringify(factsRead(run, facts)),
    JSON.stringify(decision),
    hex(person.index),
    payee && hex(payee.sealed.toString('hex')),
    payee?.nameMasked ?? null,
    payee?.accountMasked ?? null,
    account && hex(account),
  ]
}

function toUntold(
  { actor }: Pick<Work, 'actor'>,
  run: RunToDecide,
  person: PersonRow,
  region: RegionCode,
  decision: Extract<Decision, { due: false }>,
): Cells {
  return [
    run.county,
    newId(actor.now),
    region,
    run.id,
    person.id,
    person.name,
    person.pinyin,
    `{${decision.unknown.join(',')}}`,
    decision.because[0] ?? '',
  ]
}

/** What the decision rests on, and nothing else of the person. */
function factsRead(run: RunToDecide, facts: FactRow): Partial<FactRow> {
  return Object.fromEntries(factsOf(run).map((name: FactName) => [name, facts[name]]))
}

const hex = (bytes: string) => `\\x${bytes}`

/** COPY cannot write where row rights apply, so the rows arrive in a table of the transaction and are inserted from it. */
async function through(tx: Tx, table: string, columns: string, rows: readonly Cells[]): Promise<void> {
  if (rows.length === 0) return
  const arriving = `arriving_${table}`
  await sql
    .raw(`create temporary table ${arriving} on commit drop as select ${columns} from ${table} limit 0`)
    .execute(tx)
  await copyIn(tx, `${arriving} (${columns})`, rows)
  await sql.raw(`insert into ${table} (${columns}) select ${columns} from ${arriving}`).execute(tx)
  await sql.raw(`drop table ${arriving}`).execute(tx)
}

async function removeDraft(tx: Tx, run: RunToDecide): Promise<void> {
  await tx
    .deleteFrom('benefit_payment')
    .where('county', '=', run.county)
    .where('run_id', '=', run.id)
    .where('state', '=', 'drafted')
    .execute()
  await tx.deleteFrom('benefit_untold').where('county', '=', run.county).where('run_id', '=', run.id).execute()
}

/** Elders of the county whom another run of the month pays: they are in no other, so that running twice pays once. */
async function findPaidAlready(tx: Tx, run: RunToDecide): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('benefit_payment')
    .select('elder_id')
    .where('county', '=', run.county)
    .where('programme', '=', run.programme)
    .where('month', '=', run.month)
    .where('run_id', '<>', run.id)
    .where('state', 'not in', ['cancelled', 'held'])
    .execute()
  return new Set(rows.map((row) => row.elder_id))
}
