import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { staleVersion } from '@yinian/core/http/problems.ts'
import type { ElderFile, recordDeath as endpoint } from '@yinian/core/people/api.ts'
import { deathInFuture } from '@yinian/core/people/problems.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { type ClosedLife, closeLife, joinClosed } from '../deaths/close-life.ts'
import { type ElderReference, getElderFile, lockElder } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { refreshMembership } from '../special-difficulty/membership.ts'

/**
 * Records a death that an officer knows of: a report and its confirmation in one. Recording it again corrects the day.
 * @throws notFound, staleVersion, deathInFuture
 */
export async function recordDeath(
  work: Work,
  id: string,
  { version, diedOn, source }: BodyOf<typeof endpoint>,
): Promise<ElderFile> {
  const elder = await lockElder(work.tx, id)
  if (elder.version !== version) throw staleVersion()
  await confirmDeath(work, elder, diedOn, source)
  return getElderFile(work.tx, id, work.actor.today)
}

/** Closes the life and keeps what was closed with the report: the one waiting, the one confirmed before, or a new one. */
export async function confirmDeath(work: Work, elder: ElderReference, diedOn: Day, reason: string): Promise<void> {
  const { tx, actor } = work
  if (!isDay(diedOn) || diedOn > actor.today || diedOn < elder.birth) throw deathInFuture({ at: '/diedOn' })
  const held = await tx
    .selectFrom('death_report')
    .select(['county', 'id', 'state', 'closed'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('state', 'in', ['reported', 'confirmed', 'undo-asked'])
    .orderBy('state')
    .orderBy('id')
    .execute()
  const before = held.find(({ state }) => state !== 'reported')
  const closed = joinClosed((before?.closed ?? {}) as Partial<ClosedLife>, await closeLife(work, elder, diedOn))
  const decided = {
    died_on: diedOn,
    state: 'confirmed',
    decided_at: actor.now,
    decided_by: actor.accountId,
    decided_by_name: actor.name,
    decision_reason: reason,
  }
  const keeper = before ?? held[0]
  for (const one of held)
    await tx
      .updateTable('death_report')
      .set({ ...decided, ...(one === keeper ? { closed: JSON.stringify(closed) } : {}) })
      .where('county', '=', one.county)
      .where('id', '=', one.id)
      .execute()
  if (!keeper)
    await tx
      .insertInto('death_report')
      .values({
        county: elder.county,
        id: newId(actor.now),
        region: elder.region,
        registered_region: elder.registeredRegion,
        reported_region: elder.region,
        elder_id: elder.id,
        elder_name: elder.name,
        document_masked: elder.documentNumberMasked,
        source: 'officer',
        evidence: reason,
        reported_at: actor.now,
        reported_by: actor.accountId,
        reported_by_name: actor.name,
        closed: JSON.stringify(closed),
        ...decided,
      })
      .execute()
  await refreshMembership(tx, { county: elder.county, ids: [elder.id] }, actor)
  await audit(work, 'people.death-recorded', {
    ...lookAt(elder),
    detail: { diedOn, source: reason, before: elder.diedOn },
  })
}
