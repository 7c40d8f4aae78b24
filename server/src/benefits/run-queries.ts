import { type Actor, partiesTo } from '@yinian/core/access/actor.ts'
import { amountsOf, type Policy } from '@yinian/core/benefits/policy.ts'
import { type RunEvent, type RunState, runProcedure } from '@yinian/core/benefits/run.ts'
import type { listRuns } from '@yinian/core/benefits/run-api.ts'
import type { BenefitRun, BenefitRunRow, PaymentState } from '@yinian/core/benefits/run-schemas.ts'
import { eventsOf } from '@yinian/core/cases/procedure.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { rangeOf } from '@yinian/core/regions/code.ts'
import { addToMonth } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { nameRegions } from '../regions/index.ts'
import { coversCounty, findingsOf, type RunPlace, type RunRecord } from './run-record.ts'
import { countUntold } from './untold-queries.ts'

/** Newest month first. */
export async function listRunsFor(tx: Tx, query: QueryOf<typeof listRuns>): Promise<ReplyOf<typeof listRuns>> {
  const limit = query.limit ?? 50
  let runs = tx.selectFrom('benefit_run').selectAll()
  if (query.region) {
    const { from, to } = rangeOf(query.region)
    runs = runs.where('region', '>=', from).where('region', '<=', to)
  }
  if (query.programme) runs = runs.where('programme', '=', query.programme)
  if (query.month) runs = runs.where('month', '=', query.month)
  if (query.state) runs = runs.where('state', '=', query.state)
  if (query.after) {
    const [month, id] = [query.after.slice(0, 7), query.after.slice(8)]
    runs = runs.where(sql<boolean>`(month, id) < (${month}, ${id}::uuid)`)
  }
  const rows = await runs
    .orderBy('month', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const names = await nameRegions(
    tx,
    shown.map((row) => row.region),
  )
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => toRow(row, names(row.region).name)),
    next: rows.length > limit && last ? `${last.month} ${last.id}` : null,
  }
}

/** @throws notFound */
export async function getRunById(tx: Tx, actor: Actor, { county, id }: RunPlace): Promise<BenefitRun> {
  const run = await tx
    .selectFrom('benefit_run')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!run) throw notFound()
  const policy = policyOf(run)
  const names = await nameRegions(tx, [run.region])
  const drafting = await findProgress(tx, run)
  return {
    ...toRow(run, names(run.region).name),
    before: await totalBefore(tx, run),
    drafting,
    findings: findingsOf(run).map((finding) => ({ ...finding, elderIds: [...finding.elderIds] })),
    byTown: await totalsByTown(tx, run),
    byCase: await totalsByCase(tx, run, policy),
    byState: (await totalsBy(tx, run, sql`state`, 'state')).map((row) => ({
      ...row,
      state: row.state as PaymentState,
    })),
    untold: await countUntold(tx, run),
    steps: await stepsOf(tx, run),
    bankReference: run.bank_reference,
    document: policy.document,
    basis: policy.basis,
    events: eventsFor(run, actor, drafting !== null && !drafting.failed),
  }
}

export function policyOf(run: Pick<RunRecord, 'policy'>): Policy {
  return run.policy as unknown as Policy
}

function toRow(run: RunRecord, countyName: string): BenefitRunRow {
  const findings = findingsOf(run)
  const count = (severity: 'blocking' | 'warning') => findings.filter((one) => one.severity === severity).length
  return {
    county: run.county,
    countyName,
    id: run.id,
    programme: run.programme,
    programmeName: policyOf(run).name,
    month: run.month,
    state: run.state as RunState,
    people: run.people,
    fen: run.fen,
    supplementary: run.supplementary,
    blocking: count('blocking'),
    warnings: count('warning'),
    draftedAt: run.drafted_at.toISOString(),
    version: run.version,
  }
}

/** What somebody may do next: what the state lists, their permission covers, and no rule of the run forbids them. */
function eventsFor(run: RunRecord, actor: Actor, working: boolean): RunEvent[] {
  const blocked = findingsOf(run).some((finding) => finding.severity === 'blocking')
  return eventsOf(runProcedure, run.state as RunState).filter((event) => {
    if (!coversCounty(actor, runProcedure.events[event].permission, run.county)) return false
    if (working) return event === 'cancel'
    if ((event === 'submit' || event === 'approve') && blocked) return false
    if (event !== 'approve') return true
    return !partiesTo(actor, 'benefits:approve', run.region).some((party) => run.drafted_by.includes(party))
  })
}

async function findProgress(tx: Tx, run: RunRecord): Promise<BenefitRun['drafting']> {
  const progress = await tx
    .selectFrom('benefit_run_progress')
    .select(['total', 'done', 'failed'])
    .where('county', '=', run.county)
    .where('run_id', '=', run.id)
    .where('working', '=', true)
    .executeTakeFirst()
  return progress !== undefined && run.state === 'draft' ? progress : null
}

/** The same programme's payments of the month before. */
async function totalBefore(tx: Tx, run: RunRecord): Promise<BenefitRun['before']> {
  const { rows } = await sql<{ people: number; fen: number }>`
    select count(*) as people, coalesce(sum(fen), 0)::bigint as fen from benefit_payment
    where county = ${run.county} and programme = ${run.programme} and month = ${addToMonth(run.month, -1)}
      and state not in ('held', 'cancelled')`.execute(tx)
  return rows[0] ?? { people: 0, fen: 0 }
}

async function totalsByTown(tx: Tx, run: RunRecord): Promise<BenefitRun['byTown']> {
  const totals = await totalsBy(tx, run, sql`rpad(left(region, 9), 12, '0')`, 'town')
  const names = await nameRegions(
    tx,
    totals.map((row) => row.town),
  )
  return totals.map(({ town, people, fen }) => ({ region: town, name: names(town).name, people, fen }))
}

async function totalsByCase(tx: Tx, run: RunRecord, policy: Policy): Promise<BenefitRun['byCase']> {
  const totals = await totalsBy(tx, run, sql`clause`, 'clause')
  return amountsOf(policy).flatMap(({ clause, text }) => {
    const total = totals.find((row) => row.clause === clause)
    return total ? [{ clause, text, people: total.people, fen: total.fen }] : []
  })
}

/** People and fen of a run by something; what was set aside or cancelled counts only by state. */
async function totalsBy<Name extends 'town' | 'clause' | 'state'>(
  tx: Tx,
  run: RunRecord,
  by: RawBuilder<unknown>,
  name: Name,
): Promise<({ readonly [Key in Name]: string } & { people: number; fen: number })[]> {
  const { rows } = await sql<{ readonly [Key in Name]: string } & { people: number; fen: number }>`
    select ${by} as ${sql.ref(name)}, count(*) as people, coalesce(sum(fen), 0)::bigint as fen from benefit_payment
    where county = ${run.county} and run_id = ${run.id}
      ${name === 'state' ? sql`` : sql`and state not in ('held', 'cancelled')`}
    group by 1 order by 1`.execute(tx)
  return rows
}

async function stepsOf(tx: Tx, run: RunRecord): Promise<BenefitRun['steps']> {
  const rows = await tx
    .selectFrom('benefit_run_step')
    .select(['event', 'state', 'at', 'account_name', 'reason'])
    .where('county', '=', run.county)
    .where('run_id', '=', run.id)
    .orderBy('version')
    .execute()
  return rows.map((row) => ({
    event: row.event as RunEvent | null,
    state: row.state as RunState,
    at: row.at.toISOString(),
    accountName: row.account_name,
    reason: row.reason,
  }))
}
