import type { RunRow } from '@yinian/core/benefits/run-checks.ts'
import { checkRun, type Finding } from '@yinian/core/benefits/run-checks.ts'
import { addToMonth, type Month } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { findReportedDead } from '../people/index.ts'

export interface CheckedRun {
  readonly county: string
  readonly id: string
  readonly programme: string
  readonly month: Month
  readonly supplementary: boolean
}

/**
 * What stands out in the rows of a run. A supplementary run has no month before to be compared with; its people were not
 * in it because something was wrong.
 */
export async function findFindings(
  tx: Tx,
  run: CheckedRun,
  rows: readonly (RunRow & { readonly personIndex: string })[],
): Promise<Finding[]> {
  const before = run.supplementary ? new Map<string, number>() : await fenByElder(tx, run, addToMonth(run.month, -1))
  return checkRun({
    month: run.month,
    rows: rows.map((row) => ({ ...row, person: row.personIndex })),
    before,
    elsewhere: await findElsewhere(tx, run, rows),
    reportedDead: await findReportedDead(
      tx,
      rows.map((row) => row.elderId),
    ),
  })
}

async function fenByElder(tx: Tx, run: CheckedRun, month: Month): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('benefit_payment')
    .select(['elder_id', 'fen'])
    .where('county', '=', run.county)
    .where('programme', '=', run.programme)
    .where('month', '=', month)
    .where('state', 'not in', ['cancelled', 'held'])
    .execute()
  return new Map(rows.map((row) => [row.elder_id, row.fen]))
}

/** Elders whose month another run, of this county or another, has taken. */
async function findElsewhere(
  tx: Tx,
  run: CheckedRun,
  rows: readonly { readonly elderId: string; readonly personIndex: string }[],
): Promise<Set<string>> {
  const persons = rows.map((row) => row.personIndex)
  const { rows: taken } = await sql<{ person: string }>`
    select encode(c.person_index, 'hex') as person
    from unnest(${persons}::text[]) as p (person)
    left join blind_index_change changed on changed.old = decode(p.person, 'hex')
    join benefit_claim c on c.person_index in (decode(p.person, 'hex'), changed.new)
    where c.programme = ${run.programme} and c.month = ${run.month}`.execute(tx)
  const takenBy = new Set(taken.map((row) => row.person))
  return new Set(rows.filter((row) => takenBy.has(row.personIndex)).map((row) => row.elderId))
}

/** The rows of a run that are still to be paid, as the checks read them. Deaths were looked at when they were decided. */
export async function readRows(tx: Tx, run: CheckedRun): Promise<(RunRow & { personIndex: string })[]> {
  const { rows } = await sql<RunRow & { personIndex: string }>`
    select elder_id as "elderId", fen, null as death, payee_sealed is not null as "hasPayee",
      encode(payee_account_index, 'hex') as account, encode(person_index, 'hex') as "personIndex"
    from benefit_payment where county = ${run.county} and run_id = ${run.id} and state = 'drafted'
    order by region, elder_pinyin, id`.execute(tx)
  return rows
}
