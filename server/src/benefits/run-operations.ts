import { partiesTo } from '@yinian/core/access/actor.ts'
import { hasUnsetAmount, type Policy } from '@yinian/core/benefits/policy.ts'
import * as problems from '@yinian/core/benefits/problems.ts'
import type { draftRun, holdPayments } from '@yinian/core/benefits/run-api.ts'
import type { BenefitRun } from '@yinian/core/benefits/run-schemas.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { regionCode } from '@yinian/core/regions/code.ts'
import { monthOf } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import { whileIndexesStand } from '../crypto/index-change.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { postTransfers } from '../ledger/index.ts'
import { findFindings, readRows } from './check-rows.ts'
import { type DecideJob, decideQueue } from './jobs.ts'
import { keepRelated, type Policies } from './policies.ts'
import {
  coversCounty,
  findingsOf,
  lockRun,
  movePayments,
  type RunPlace,
  type RunRecord,
  recordRun,
  recordStep,
  stateAfter,
  totalOf,
} from './run-record.ts'

type AtVersion = Readonly<Pick<BenefitRun, 'version'>>
type Because = AtVersion & { readonly reason: string }

/** @throws monthNotPayable, policyNotFound, runExists; notFound for a county beyond what the actor drafts for */
export async function draftRunOf(work: Work, policies: Policies, asked: BodyOf<typeof draftRun>): Promise<RunPlace> {
  const { tx, actor } = work
  const { county, programme, month } = asked
  const region = regionCode(county)
  if (!coversCounty(actor, 'benefits:draft', county)) throw notFound({ at: '/county' })
  if (month > monthOf(actor.today)) throw problems.monthNotPayable({ at: '/month' })
  const compiled = policies.find(programme, region, month)
  if (!compiled) throw problems.policyNotFound({ at: '/programme', values: { programme: policies.nameOf(programme) } })
  requirePayable(compiled.policy)
  const earlier = await tx
    .selectFrom('benefit_run')
    .select('id')
    .where('county', '=', county)
    .where('programme', '=', programme)
    .where('month', '=', month)
    .where('state', '=', 'paid')
    .limit(1)
    .executeTakeFirst()
  const run = { county, id: newId(actor.now) }
  const made = await tx
    .insertInto('benefit_run')
    .values({
      ...run,
      region,
      programme,
      month,
      policy: JSON.stringify(compiled.policy),
      related: JSON.stringify(keepRelated(programme, policies.related(region, month))),
      supplementary: earlier !== undefined,
      drafted_by: partiesTo(actor, 'benefits:draft', region),
      drafted_at: actor.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw problems.runExists()
  await tx.insertInto('benefit_run_progress').values({ county, run_id: run.id, region }).execute()
  await recordStep(work, { ...run, version: 1 }, null, 'draft')
  await audit(work, 'benefits.run-drafted', {
    region,
    subjectType: 'benefit-run',
    subjectId: run.id,
    detail: { programme, month, supplementary: earlier !== undefined },
  })
  await sendToDecide(work, run)
  return run
}

function requirePayable(policy: Policy): void {
  const values = { programme: policy.name }
  if (policy.kind !== 'cash') throw problems.notPaidInCash({ at: '/programme', values })
  if (policy.granting === 'application') throw problems.grantedOnApplication({ at: '/programme', values })
  if (hasUnsetAmount(policy)) throw problems.amountUnset({ at: '/programme', values })
}

/** Decides everybody again, by the policy in force now. */
export async function checkAgain(
  work: Work,
  policies: Policies,
  place: RunPlace,
  { version }: AtVersion,
): Promise<void> {
  const { tx, actor } = work
  const run = await lockRun(tx, place, version)
  stateAfter(run, 'check', actor)
  const compiled = policies.find(run.programme, run.region, run.month)
  if (!compiled) throw problems.policyNotFound({ values: { programme: policies.nameOf(run.programme) } })
  requirePayable(compiled.policy)
  const related = keepRelated(run.programme, policies.related(run.region, run.month))
  await tx
    .updateTable('benefit_run')
    .set({
      state: 'draft',
      version: run.version + 1,
      policy: JSON.stringify(compiled.policy),
      related: JSON.stringify(related),
    })
    .where('county', '=', run.county)
    .where('id', '=', run.id)
    .execute()
  await tx
    .updateTable('benefit_run_progress')
    .set({ working: true, failed: false, done: 0 })
    .where('county', '=', run.county)
    .where('run_id', '=', run.id)
    .execute()
  await sendToDecide(work, run)
}

function sendToDecide({ tx, actor, jobs }: Work, run: RunPlace): Promise<void> {
  const job: DecideJob = { county: run.county, runId: run.id, accountId: actor.accountId }
  return jobs.send(tx, decideQueue, job)
}

/** Sets aside the payments named, or all of one finding; what is left is checked anew. */
export async function holdPaymentsOf(work: Work, place: RunPlace, asked: BodyOf<typeof holdPayments>): Promise<void> {
  const { tx, actor } = work
  const run = await lockRun(tx, place, asked.version)
  const state = stateAfter(run, 'hold', actor)
  const elders = findingsOf(run).find((finding) => finding.code === asked.finding)?.elderIds ?? []
  const { rows: held } = await sql`
    update benefit_payment set state = 'held', reason = ${asked.reason}
    where county = ${run.county} and run_id = ${run.id} and state = 'drafted'
      and (id = any (${asked.paymentIds ?? []}::uuid[]) or elder_id = any (${elders}::uuid[]))
    returning id`.execute(tx)
  const found = await findFindings(tx, run, await readRows(tx, run))
  await recordRun(work, run, {
    event: 'hold',
    state,
    action: 'benefits.run-held',
    reason: asked.reason,
    drafting: true,
    change: { findings: JSON.stringify(found), ...(await totalOf(tx, run)) },
    detail: { held: held.length },
  })
}

export async function submitRunOf(work: Work, place: RunPlace, { version }: AtVersion): Promise<void> {
  const run = await lockRun(work.tx, place, version)
  const state = stateAfter(run, 'submit', work.actor)
  await recordRun(work, run, { event: 'submit', state, action: 'benefits.run-submitted', drafting: true })
}

/** Takes every person's month for this county and commits the money. @throws paidTwice, selfApproval */
export async function approveRunOf(work: Work, place: RunPlace, { version }: AtVersion): Promise<void> {
  const { tx, actor } = work
  const run = await lockRun(tx, place, version)
  const state = stateAfter(run, 'approve', actor)
  await movePayments(tx, run, 'drafted', { state: 'approved' })
  await takeClaims(work, run)
  await moveCommitment(work, run, 'commit')
  await recordRun(work, run, {
    event: 'approve',
    state,
    action: 'benefits.run-approved',
    change: { approved_by: actor.accountId, approved_at: actor.now },
  })
}

async function takeClaims({ tx }: Work, run: RunRecord): Promise<void> {
  await whileIndexesStand(tx)
  const { rows: taken } = await sql`
    insert into benefit_claim (person_index, programme, month, county, payment_id)
    select coalesce(changed.new, p.person_index), p.programme, p.month, p.county, p.id from benefit_payment p
    left join blind_index_change changed on changed.old = p.person_index
    where p.county = ${run.county} and p.run_id = ${run.id} and p.state = 'approved'
    on conflict do nothing returning payment_id`.execute(tx)
  const { people } = await totalOf(tx, run)
  if (taken.length < people) throw problems.paidTwice({ values: { count: people - taken.length } })
  const again = await takeOtherNumbers(tx, run)
  if (again > 0) throw problems.paidTwice({ values: { count: again } })
}

/**
 * Since the draft was decided, two files may have turned out to be one person's, or a number may have been corrected: the
 * month is taken under the present number too. @returns how many are paid under it already, by this run or another
 */
async function takeOtherNumbers(tx: Work['tx'], run: RunRecord): Promise<number> {
  const { rows } = await sql<{ changed: number; taken: number }>`
    with changed as (
      select coalesce(present.new, e.document_number_index) as person_index, p.programme, p.month, p.county, p.id
      from benefit_payment p join elder e on e.county = p.elder_county and e.id = p.elder_id
      left join blind_index_change decided on decided.old = p.person_index
      left join blind_index_change present on present.old = e.document_number_index
      where p.county = ${run.county} and p.run_id = ${run.id} and p.state = 'approved'
        and coalesce(present.new, e.document_number_index) <> coalesce(decided.new, p.person_index)
    ), taken as (
      insert into benefit_claim (person_index, programme, month, county, payment_id) select * from changed
      on conflict do nothing returning payment_id
    )
    select (select count(*)::int from changed) as changed, (select count(*)::int from taken) as taken`.execute(tx)
  const [counted] = rows
  return (counted?.changed ?? 0) - (counted?.taken ?? 0)
}

/** Back to the drafter; of an approved run the money is released and nobody's month is taken any more. */
export async function returnRunOf(work: Work, place: RunPlace, { version, reason }: Because): Promise<void> {
  const { tx, actor } = work
  const run = await lockRun(tx, place, version)
  const state = stateAfter(run, 'return', actor)
  if (run.state === 'approved') {
    await moveCommitment(work, run, 'release')
    await sql`
      delete from benefit_claim c using benefit_payment p
      where p.county = ${run.county} and p.run_id = ${run.id} and p.state = 'approved'
        and c.county = p.county and c.payment_id = p.id`.execute(tx)
    await movePayments(tx, run, 'approved', { state: 'drafted' })
  }
  await recordRun(work, run, {
    event: 'return',
    state,
    action: 'benefits.run-returned',
    reason,
    change: { approved_by: null, approved_at: null },
  })
}

export async function cancelRunOf(work: Work, place: RunPlace, { version, reason }: Because): Promise<void> {
  const run = await lockRun(work.tx, place, version)
  const state = stateAfter(run, 'cancel', work.actor)
  await movePayments(work.tx, run, 'drafted', { state: 'cancelled' })
  await recordRun(work, run, { event: 'cancel', state, action: 'benefits.run-cancelled', reason })
}

/** The whole run's money between treasury and programme; the version tells one approval of a run from the next. */
async function moveCommitment(work: Work, run: RunRecord, purpose: 'commit' | 'release'): Promise<void> {
  const { fen } = await totalOf(work.tx, run)
  if (fen === 0) return
  const [treasury, payable] = [{ kind: 'treasury' as const }, { kind: 'payable' as const, programme: run.programme }]
  const [from, to] = purpose === 'commit' ? [treasury, payable] : [payable, treasury]
  await postTransfers(work, run.county, [
    { key: `run:${run.id}:${purpose}:${run.version}`, purpose, from, to, fen, runId: run.id },
  ])
}
