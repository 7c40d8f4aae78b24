import { type Scope, scopeOf } from '@yinian/core/access/actor.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import type { RunState } from '@yinian/core/benefits/run.ts'
import { notAllowed } from '@yinian/core/http/problems.ts'
import type { Month } from '@yinian/core/time/day.ts'
import { getActor } from '../access/index.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { decideRun } from './jobs.ts'
import { recordPaidOf } from './pay-operations.ts'
import { makePolicyShelf, type PolicyShelf } from './policy-shelf.ts'
import { approveRunOf, draftRunOf, holdPaymentsOf, submitRunOf } from './run-operations.ts'
import { findingsOf, lockRun, type RunPlace, type RunRecord } from './run-record.ts'

export interface MonthToRun {
  readonly county: string
  readonly programme: string
  readonly month: Month
  /** Account ids; the approver is not the drafter. */
  readonly drafter: string
  readonly approver: string
  readonly payer: string
  readonly bankReference?: string
}

/**
 * One month of one programme from draft to payment, by the same operations three people use, at the ground's time. Whoever
 * is named by a blocking finding is set aside. Done again after a crash it goes on where it was; a paid month is left alone.
 */
export async function runMonth(
  ground: Ground,
  asked: MonthToRun,
  shelf: PolicyShelf = makePolicyShelf(),
): Promise<RunPlace> {
  const as = <T>(accountId: string, permission: Permission, run: (work: Work) => Promise<T>) =>
    actAs(ground, accountId, permission, run)
  const place =
    (await as(asked.drafter, 'benefits:draft', ({ tx }) => findLatest(tx, asked))) ??
    (await as(asked.drafter, 'benefits:draft', async (work) => draftRunOf(work, await shelf.at(work.tx), asked)))
  const read = () => as(asked.drafter, 'benefits:draft', ({ tx }) => lockRun(tx, place))

  let run = await read()
  if (is(run, 'draft')) {
    await decideRun(ground, { county: place.county, runId: place.id, accountId: asked.drafter })
    run = await read()
  }
  for (let finding = blocking(run); finding !== undefined; finding = blocking(run)) {
    const hold = { version: run.version, finding: finding.code, reason: finding.message.zh }
    await as(asked.drafter, 'benefits:draft', (work) => holdPaymentsOf(work, place, hold))
    run = await read()
  }
  if (is(run, 'checked')) {
    const { version } = run
    await as(asked.drafter, 'benefits:draft', (work) => submitRunOf(work, place, { version }))
    run = await read()
  }
  if (is(run, 'submitted')) {
    const { version } = run
    await as(asked.approver, 'benefits:approve', (work) => approveRunOf(work, place, { version }))
    run = await read()
  }
  if (is(run, 'approved')) {
    const body = {
      version: run.version,
      paidAt: ground.clock.now().toISOString(),
      bankReference: asked.bankReference ?? `${asked.month} ${asked.programme}`,
      returned: [],
    }
    await as(asked.payer, 'benefits:pay', (work) => recordPaidOf(work, place, body))
  }
  return place
}

/** Of a checked run, a finding whose people have to be set aside before it can go on. */
function blocking(run: RunRecord) {
  return is(run, 'checked')
    ? findingsOf(run).find((finding) => finding.severity === 'blocking' && finding.elderIds.length > 0)
    : undefined
}

const is = (run: RunRecord, state: RunState): boolean => run.state === state

function findLatest(tx: Work['tx'], { county, programme, month }: MonthToRun): Promise<RunPlace | undefined> {
  return tx
    .selectFrom('benefit_run')
    .select(['county', 'id'])
    .where('county', '=', county)
    .where('programme', '=', programme)
    .where('month', '=', month)
    .where('state', '<>', 'cancelled')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function actAs<T>(
  ground: Ground,
  accountId: string,
  permission: Permission,
  run: (work: Work) => Promise<T>,
): Promise<T> {
  const actor = await getActor(ground.database, accountId, ground.clock.now())
  const scope: Scope | undefined = scopeOf(actor, permission)
  if (!scope) throw notAllowed()
  return inTransaction(ground.database, scope, (tx) => run({ tx, actor, vault: ground.vault, jobs: ground.jobs }))
}
