import { scopeOf } from '@yinian/core/access/actor.ts'
import { notAllowed } from '@yinian/core/http/problems.ts'
import { sql } from 'kysely'
import { getActor } from '../access/index.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { findFindings } from './check-rows.ts'
import { decideEverybody } from './decide-run.ts'
import { countPersons } from './persons.ts'
import { compileKept, compileRelated } from './policies.ts'
import { lockRun, recordRun, stateAfter } from './run-record.ts'

export const decideQueue = 'benefits.decide-run'

export interface DecideJob {
  readonly county: string
  readonly runId: string
  readonly accountId: string
}

type Told = (progress: { total?: number; done?: number; failed?: boolean }) => Promise<void>

/**
 * Works out and checks a drafted run, in one transaction and with the rights of whoever asked. Done again after a crash it
 * begins anew; done again after it succeeded it finds nothing to do.
 */
export async function decideRun(ground: Ground, job: DecideJob): Promise<void> {
  const actor = await getActor(ground.database, job.accountId, ground.clock.now())
  const scope = scopeOf(actor, 'benefits:draft')
  if (!scope) throw notAllowed()
  const told: Told = ({ total, done, failed }) =>
    inTransaction(ground.database, scope, async (tx) => {
      await tx
        .updateTable('benefit_run_progress')
        .set({
          ...(total === undefined ? {} : { total }),
          ...(done === undefined ? {} : { done: sql<number>`least(total, ${done}::int)` }),
          ...(failed === undefined ? {} : { failed }),
        })
        .where('county', '=', job.county)
        .where('run_id', '=', job.runId)
        .execute()
    })
  try {
    await inTransaction(ground.database, scope, (tx) =>
      workOut({ tx, actor, vault: ground.vault, jobs: ground.jobs }, job, told),
    )
  } catch (error) {
    await told({ failed: true })
    throw error
  }
}

async function workOut(work: Work, job: DecideJob, told: Told): Promise<void> {
  const { tx, actor } = work
  const run = await lockRun(tx, { county: job.county, id: job.runId })
  if (run.state !== 'draft') return
  const compiled = compileKept(run.policy)
  await told({ total: await countPersons(tx, run.county, compiled.policy.basis), done: 0, failed: false })
  const related = compileRelated(compiled, run.related)
  const { decided, rows } = await decideEverybody(work, { ...run, compiled, related }, (done) => told({ done }))
  const findings = await findFindings(tx, run, rows)
  const fen = rows.reduce((sum, row) => sum + row.fen, 0)
  await recordRun(work, run, {
    event: 'check',
    state: stateAfter(run, 'check', actor),
    action: 'benefits.run-checked',
    drafting: true,
    change: { findings: JSON.stringify(findings), people: rows.length, fen },
    detail: { decided, people: rows.length, fen, findings: findings.length },
  })
  await tx
    .updateTable('benefit_run_progress')
    .set({ total: decided, done: decided, working: false, failed: false })
    .where('county', '=', run.county)
    .where('run_id', '=', run.id)
    .execute()
}
