import { scopeOf } from '@yinian/core/access/actor.ts'
import type { scheduleComparison as endpoint, listSchedules } from '@yinian/core/exchange/finding-api.ts'
import type { PurposeId } from '@yinian/core/exchange/kinds.ts'
import { fileMissing, notOn, purposeNotAgreed } from '@yinian/core/exchange/problems.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { nextDay, type Rhythm } from '@yinian/core/lists/rhythm.ts'
import { isWithin, regionCode } from '@yinian/core/regions/code.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { audit, getActor } from '../access/index.ts'
import { newId } from '../db/ids.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { startComparisonOf } from './comparisons/start.ts'
import { getConnectorRow, isInUse } from './connectors/read-connector.ts'
import { platformScope } from './platform-scope.ts'

type Schedules = ReplyOf<typeof listSchedules>

/**
 * Has a whole county compared again and again, in the name of whoever sets it; without a rhythm no longer.
 * @throws notFound, notOn, purposeNotAgreed, fileMissing
 */
export async function scheduleComparisonOf(work: Work, wanted: BodyOf<typeof endpoint>): Promise<Schedules> {
  const { tx, actor } = work
  const region = regionCode(wanted.county)
  if (!scopeOf(actor, 'exchange:compare')?.regions.some((own) => isWithin(region, own))) throw notFound()
  const connector = await getConnectorRow(tx, wanted.connector)
  await tx
    .deleteFrom('exchange_schedule')
    .where('county', '=', wanted.county)
    .where('connector_id', '=', connector.id)
    .execute()
  if (wanted.rhythm !== null) {
    if (!isInUse(connector, actor.today) || !isWithin(region, connector.region)) throw notOn()
    if (connector.transport !== 'http') throw fileMissing()
    if (!connector.purposes.includes(wanted.purpose)) throw purposeNotAgreed({ at: '/purpose' })
    await tx
      .insertInto('exchange_schedule')
      .values({
        county: wanted.county,
        id: newId(actor.now),
        region,
        connector_county: connector.county,
        connector_id: connector.id,
        connector_name: connector.name,
        purpose: wanted.purpose,
        rhythm: wanted.rhythm,
        next_on: nextDay(wanted.rhythm, actor.today),
        account_id: actor.accountId,
        account_name: actor.name,
      })
      .execute()
  }
  await audit(work, 'exchange.schedule-changed', {
    region,
    subjectType: 'connector',
    subjectId: connector.id,
    detail: { connector: connector.name, period: wanted.rhythm },
  })
  return listSchedulesFor(work)
}

export async function listSchedulesFor({ tx }: Pick<Work, 'tx'>): Promise<Schedules> {
  const rows = await tx.selectFrom('exchange_schedule').selectAll().orderBy('id', 'desc').limit(200).execute()
  return {
    rows: rows.map((row) => ({
      county: row.county,
      id: row.id,
      connectorCounty: row.connector_county,
      connectorId: row.connector_id,
      connectorName: row.connector_name,
      purpose: row.purpose as PurposeId,
      rhythm: row.rhythm as Rhythm,
      nextOn: row.next_on,
      setBy: row.account_name,
    })),
  }
}

/** Starts what is due today, each in the name of whoever set it and with the rights they have now. */
export async function runComparisonSchedules(ground: Ground): Promise<void> {
  const now = ground.clock.now()
  const today = dayAt(now)
  const due = await inTransaction(ground.database, platformScope, (tx) =>
    tx.selectFrom('exchange_schedule').selectAll().where('next_on', '<=', today).execute(),
  )
  for (const one of due) {
    const actor = await getActor(ground.database, one.account_id, now)
    const scope = scopeOf(actor, 'exchange:compare')
    try {
      if (scope)
        await inTransaction(ground.database, scope, async (tx) => {
          const work = { tx, actor, vault: ground.vault, jobs: ground.jobs }
          const connector = { county: one.connector_county, id: one.connector_id }
          await startComparisonOf(work, { connector, county: one.county, purpose: one.purpose as PurposeId })
        })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      ground.log.warn({ connector: one.connector_id, code: error.kind.code }, 'a comparison by the clock did not start')
    }
    await inTransaction(ground.database, platformScope, (tx) =>
      tx
        .updateTable('exchange_schedule')
        .set({ next_on: nextDay(one.rhythm as Rhythm, today) })
        .where('county', '=', one.county)
        .where('id', '=', one.id)
        .execute(),
    )
  }
}
