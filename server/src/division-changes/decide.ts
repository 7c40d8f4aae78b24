import type { DivisionChange } from '@yinian/core/division-changes/api.ts'
import { countiesOf } from '@yinian/core/division-changes/difference.ts'
import { notReady } from '@yinian/core/division-changes/problems.ts'
import { audit } from '../access/index.ts'
import type { Work } from '../http/work.ts'
import { arrowsOf, type ChangeRecord, lockFor, readLines, subjectOf, withPreparer } from './change-record.ts'
import { blocksOf } from './preview.ts'
import { getChangeById } from './queries.ts'

export const applyQueue = 'division-changes.apply'

/** What the queue carries. */
export interface ApplyJob {
  readonly county: string
  readonly id: string
}

/** @throws notFound, staleVersion, inOtherState, notReady */
export async function submitChange(work: Work, id: string, version: number): Promise<DivisionChange> {
  const { change, reached } = await lockFor(work, id, 'submit', version)
  await requireReady(work, change)
  await set(work, change, { state: reached, prepared_by: withPreparer(change, work.actor.accountId) })
  await audit(work, 'division-changes.submitted', subjectOf(change))
  return getChangeById(work, id)
}

/** @throws notFound, staleVersion, inOtherState */
export async function returnChange(work: Work, id: string, version: number, reason: string): Promise<DivisionChange> {
  const { change, reached } = await lockFor(work, id, 'return', version)
  await set(work, change, { state: reached })
  await audit(work, 'division-changes.returned', { ...subjectOf(change), detail: { reason } })
  return getChangeById(work, id)
}

/** From here on the job works with the scope of whoever approved. @throws notFound, staleVersion, inOtherState, notReady, ownChange, notYetInForce */
export async function approveChange(work: Work, id: string, version: number): Promise<DivisionChange> {
  const { tx, actor } = work
  const { change, reached } = await lockFor(work, id, 'approve', version)
  await requireReady(work, change)
  const lines = await readLines(tx, change)
  await set(work, change, {
    state: reached,
    approved_by: actor.accountId,
    approved_by_name: actor.name,
    approved_at: actor.now,
    total: countiesOf(arrowsOf(lines)).length,
  })
  await audit(work, 'division-changes.approved', { ...subjectOf(change), detail: { rows: lines.length } })
  await work.jobs.send(tx, applyQueue, { county: change.county, id } satisfies ApplyJob)
  return getChangeById(work, id)
}

/** @throws notFound, inOtherState */
export async function resumeChange(work: Work, id: string): Promise<DivisionChange> {
  const { change } = await lockFor(work, id, 'resume', null)
  await set(work, change, { fault: null })
  await work.jobs.send(work.tx, applyQueue, { county: change.county, id } satisfies ApplyJob)
  return getChangeById(work, id)
}

/** @throws notFound, staleVersion, inOtherState */
export async function cancelChange(work: Work, id: string, version: number): Promise<DivisionChange> {
  const { change, reached } = await lockFor(work, id, 'cancel', version)
  await set(work, change, { state: reached })
  await audit(work, 'division-changes.cancelled', subjectOf(change))
  return getChangeById(work, id)
}

async function requireReady(work: Work, change: ChangeRecord): Promise<void> {
  const [block] = await blocksOf(work.tx, change)
  if (block !== undefined) throw notReady({ values: { reasonZh: block.zh, reasonEn: block.en } })
}

async function set({ tx }: Work, change: ChangeRecord, values: Partial<ChangeRecord>): Promise<void> {
  await tx
    .updateTable('division_change')
    .set({ ...values, version: change.version + 1 } as never)
    .where('county', '=', change.county)
    .where('id', '=', change.id)
    .execute()
}
