import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { DeathReport, decideDeath } from '@yinian/core/people/death-api.ts'
import { type DeathState, deathStates, nextDeathState } from '@yinian/core/people/death-reports.ts'
import { deathInOtherState, secondPerson } from '@yinian/core/people/one-person-problems.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import type { Updateable } from 'kysely'
import { audit } from '../../access/index.ts'
import type { DeathReport as ReportTable } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'
import { type ElderReference, lockElder } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { confirmDeath } from '../operations/record-death.ts'
import { type ClosedLife, reopenLife } from './close-life.ts'
import { findReport, getReport, type HeldReport, type ReportPlace } from './read-report.ts'

type Asked = BodyOf<typeof decideDeath>

/**
 * Confirms a report or finds it mistaken; a confirmed death that was a mistake is undone when a second person approves.
 * @throws notFound, deathInOtherState, secondPerson, deathInFuture
 */
export async function decideReport(work: Work, place: ReportPlace, asked: Asked): Promise<DeathReport> {
  const { tx, actor } = work
  const seen = await findReport(tx, place)
  if (!seen?.mine) throw notFound()
  const elder = await lockElder(tx, seen.elder_id)
  const report = await findReport(tx, place)
  const state = report ? nextDeathState(report.state as DeathState, asked.decision) : undefined
  if (!report || state === undefined)
    throw withTexts(deathInOtherState, { state: deathStates[(report ?? seen).state as DeathState] })
  if (asked.decision === 'undo' && report.undo_asked_by === actor.accountId) throw secondPerson()
  if (asked.decision === 'confirm') await confirmDeath(work, elder, asked.diedOn ?? report.died_on, asked.reason)
  else await write(work, report, { state, ...(await changesOf(work, report, elder, asked)) })
  await audit(work, asked.decision === 'undo' ? 'people.death-undone' : 'people.death-decided', {
    ...lookAt(elder),
    detail: { decision: asked.decision, reason: asked.reason },
  })
  return getReport(work, place)
}

async function changesOf(
  work: Work,
  report: HeldReport,
  elder: ElderReference,
  { decision, reason }: Asked,
): Promise<Updateable<ReportTable>> {
  const { actor } = work
  switch (decision) {
    case 'mistaken':
      return {
        decided_at: actor.now,
        decided_by: actor.accountId,
        decided_by_name: actor.name,
        decision_reason: reason,
      }
    case 'ask-undo':
      return {
        undo_asked_at: actor.now,
        undo_asked_by: actor.accountId,
        undo_asked_by_name: actor.name,
        undo_reason: reason,
      }
    case 'undo':
      await reopenLife(work, elder, report.closed as unknown as ClosedLife)
      return { undone_at: actor.now, undone_by: actor.accountId, undone_by_name: actor.name }
    default:
      return {}
  }
}

async function write({ tx }: Work, { county, id }: HeldReport, change: Updateable<ReportTable>): Promise<void> {
  await tx.updateTable('death_report').set(change).where('county', '=', county).where('id', '=', id).execute()
}
