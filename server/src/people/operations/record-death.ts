import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { staleVersion } from '@yinian/core/http/problems.ts'
import type { ElderFile, recordDeath as endpoint } from '@yinian/core/people/api.ts'
import { deathInFuture } from '@yinian/core/people/problems.ts'
import { addDays, isDay } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Work } from '../../http/work.ts'
import { getElderFile, lockElder } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { refreshMembership } from '../special-difficulty/membership.ts'

/**
 * Records a death and ends what ends with it: every circumstance, the part of everybody around the elder, the level and
 * the sight of those who served them. The day of death still belongs to each period. Recording it again corrects the day.
 * @throws notFound, staleVersion, deathInFuture
 */
export async function recordDeath(
  work: Work,
  id: string,
  { version, diedOn, source }: BodyOf<typeof endpoint>,
): Promise<ElderFile> {
  const { tx, actor } = work
  const elder = await lockElder(tx, id)
  if (elder.version !== version) throw staleVersion()
  if (!isDay(diedOn) || diedOn > actor.today || diedOn < elder.birth) throw deathInFuture({ at: '/diedOn' })
  const end = addDays(diedOn, 1)
  await sql`update elder_circumstance set valid_to = greatest(valid_from, ${end}::date), ended_at = ${actor.now}, ended_by = ${actor.accountId}
    where county = ${elder.county} and elder_id = ${id} and (valid_to is null or valid_to > greatest(valid_from, ${end}::date))`.execute(
    tx,
  )
  await sql`update related_person set valid_to = greatest(valid_from, ${end}::date)
    where county = ${elder.county} and elder_id = ${id} and (valid_to is null or valid_to > greatest(valid_from, ${end}::date))`.execute(
    tx,
  )
  await tx
    .updateTable('elder')
    .set({
      state: 'died',
      died_on: diedOn,
      categories: [],
      served_by: [],
      ability_level: null,
      ability_valid_until: null,
      version: elder.version + 1,
      updated_at: actor.now,
    })
    .where('county', '=', elder.county)
    .where('id', '=', id)
    .execute()
  await refreshMembership(tx, { county: elder.county, ids: [id] }, actor)
  await audit(work, 'people.death-recorded', { ...lookAt(elder), detail: { diedOn, source, before: elder.diedOn } })
  return getElderFile(tx, id, actor.today)
}
