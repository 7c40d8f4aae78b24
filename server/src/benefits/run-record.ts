import { type Actor, partiesTo } from '@yinian/core/access/actor.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import { advanceRun, type RunEvent, type RunState, runProcedure } from '@yinian/core/benefits/run.ts'
import type { Finding } from '@yinian/core/benefits/run-checks.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { isWithin, regionCode } from '@yinian/core/regions/code.ts'
import { type Selectable, sql, type Updateable } from 'kysely'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { BenefitRun } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import type { benefitActions } from './actions.ts'

export type RunRecord = Selectable<BenefitRun>

export interface RunPlace {
  readonly county: string
  readonly id: string
}

/** Holds a run until the transaction ends. @throws notFound; staleVersion when it is no longer the version that was seen */
export async function lockRun(tx: Tx, { county, id }: RunPlace, version?: number): Promise<RunRecord> {
  const run = await tx
    .selectFrom('benefit_run')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!run) throw notFound()
  if (version !== undefined && run.version !== version) throw staleVersion()
  return run
}

/** The state an event leads to for whoever acts. @throws eventRefused, hasBlockingFindings, selfApproval */
export function stateAfter(run: RunRecord, event: RunEvent, actor: Actor): RunState {
  const hand = { state: run.state as RunState, draftedBy: run.drafted_by, findings: findingsOf(run) }
  return advanceRun(hand, event, partiesTo(actor, runProcedure.events[event].permission, run.region))
}

export function findingsOf(run: Pick<RunRecord, 'findings'>): Finding[] {
  return run.findings as unknown as Finding[]
}

interface Happening {
  readonly event: RunEvent | null
  readonly state: RunState
  readonly action: keyof typeof benefitActions
  readonly reason?: string
  /** Whether whoever acts may no longer approve. */
  readonly drafting?: boolean
  readonly change?: Updateable<BenefitRun>
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Moves a run on: its state, the step, and the audit event, in one transaction with whatever else happens. */
export async function recordRun(work: Work, run: RunRecord, happening: Happening): Promise<void> {
  const { tx, actor } = work
  const { event, state, action, reason } = happening
  await tx
    .updateTable('benefit_run')
    .set({
      state,
      version: run.version + 1,
      ...happening.change,
      ...(happening.drafting
        ? { drafted_by: [...new Set([...run.drafted_by, ...partiesTo(actor, 'benefits:draft', run.region)])] }
        : {}),
    })
    .where('county', '=', run.county)
    .where('id', '=', run.id)
    .execute()
  await recordStep(work, { ...run, version: run.version + 1 }, event, state, reason)
  await audit(work, action, {
    region: run.region,
    subjectType: 'benefit-run',
    subjectId: run.id,
    purpose: reason ?? null,
    detail: { programme: run.programme, month: run.month, people: run.people, fen: run.fen, ...happening.detail },
  })
}

export async function recordStep(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  run: RunPlace & Pick<RunRecord, 'version'>,
  event: RunEvent | null,
  state: RunState,
  reason?: string,
): Promise<void> {
  await tx
    .insertInto('benefit_run_step')
    .values({
      county: run.county,
      id: newId(actor.now),
      region: regionCode(run.county),
      run_id: run.id,
      version: run.version,
      event,
      state,
      reason: reason ?? null,
      at: actor.now,
      account_id: actor.accountId,
      account_name: actor.name,
    })
    .execute()
}

/** Whether one of the actor's grants with the permission covers a whole county. */
export function coversCounty(actor: Actor, permission: Permission, county: string): boolean {
  const region = regionCode(county)
  return actor.grants.some(
    (grant) => grant.permissions.has(permission) && grant.region !== null && isWithin(region, grant.region),
  )
}

/** Moves the payments of a run from one state to another. */
export async function movePayments(
  tx: Tx,
  run: RunPlace,
  from: string,
  change: { state: string; paid_at?: Date },
): Promise<number> {
  const moved = await tx
    .updateTable('benefit_payment')
    .set(change)
    .where('county', '=', run.county)
    .where('run_id', '=', run.id)
    .where('state', '=', from)
    .executeTakeFirst()
  return Number(moved.numUpdatedRows)
}

/** People and money of a run that are neither set aside nor cancelled. */
export async function totalOf(tx: Tx, run: RunPlace): Promise<{ people: number; fen: number }> {
  const { rows } = await sql<{ people: number; fen: number }>`
    select count(*) as people, coalesce(sum(fen), 0)::bigint as fen from benefit_payment
    where county = ${run.county} and run_id = ${run.id} and state not in ('held', 'cancelled')`.execute(tx)
  return rows[0] ?? { people: 0, fen: 0 }
}
