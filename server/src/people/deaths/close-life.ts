import { addDays, type Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Work } from '../../http/work.ts'
import { keepParticulars, withFormer } from '../as-of/keep-former.ts'
import type { ElderReference } from '../elder-file.ts'
import { refreshCareState } from '../left-behind/state.ts'
import { refreshCategoriesOf } from '../snapshot.ts'
import { refreshMembership } from '../special-difficulty/membership.ts'
import { onDeaths } from './on-death.ts'

/** What a death closed: enough to open it all again. */
export interface ClosedLife {
  readonly circumstances: readonly { readonly id: string; readonly to: Day | null }[]
  readonly relatedPersons: readonly { readonly id: string; readonly to: Day | null }[]
  readonly level: { readonly level: number | null; readonly validUntil: Day | null }
  readonly servedBy: readonly string[]
  readonly modules: Readonly<Record<string, readonly string[]>>
}

/**
 * Ends what ends with a life: every circumstance, the part of everybody around the elder, the level, the sight of those who
 * served them, and what other modules have in hand. The day of death still belongs to each period.
 */
export async function closeLife(work: Work, elder: ElderReference, diedOn: Day): Promise<ClosedLife> {
  const { tx, actor } = work
  const { county, id } = elder
  const end = addDays(diedOn, 1)
  const open = sql`county = ${county} and elder_id = ${id} and (valid_to is null or valid_to > greatest(valid_from, ${end}::date))`
  const { rows: circumstances } = await sql<{ id: string; to: Day | null }>`
    select id, valid_to as to from elder_circumstance where ${open} order by id`.execute(tx)
  const { rows: relatedPersons } = await sql<{ id: string; to: Day | null }>`
    select id, valid_to as to from related_person where ${open} order by id`.execute(tx)
  await sql`update elder_circumstance set valid_to = greatest(valid_from, ${end}::date), ended_at = ${actor.now},
    ended_by = ${actor.accountId}, former = ${withFormer(work, 'valid_to')} where ${open}`.execute(tx)
  await sql`update related_person set valid_to = greatest(valid_from, ${end}::date),
    former = ${withFormer(work, 'valid_to')} where ${open}`.execute(tx)
  await keepParticulars(work, elder, [{ field: 'death', why: 'correction', next: diedOn }])
  const modules: Record<string, readonly string[]> = {}
  for (const [module, { closed }] of onDeaths()) modules[module] = await closed(work, elder, '老人已去世')
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
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
  await refreshCareState(tx, county, [id])
  return {
    circumstances,
    relatedPersons,
    level: { level: elder.abilityLevel, validUntil: elder.abilityValidUntil },
    servedBy: elder.servedBy,
    modules,
  }
}

/** What an earlier confirmation closed counts before what a corrected day closes now. */
export function joinClosed(before: Partial<ClosedLife>, now: ClosedLife): ClosedLife {
  const first = <R extends { readonly id: string }>(one: readonly R[] = [], other: readonly R[]) => [
    ...one,
    ...other.filter(({ id }) => !one.some((held) => held.id === id)),
  ]
  return {
    circumstances: first(before.circumstances, now.circumstances),
    relatedPersons: first(before.relatedPersons, now.relatedPersons),
    level: before.level ?? now.level,
    servedBy: before.servedBy ?? now.servedBy,
    modules: { ...now.modules, ...before.modules },
  }
}

/** Opens again what a mistaken death closed. */
export async function reopenLife(work: Work, elder: ElderReference, closed: ClosedLife): Promise<void> {
  const { tx, actor } = work
  const { county, id } = elder
  await keepParticulars(work, elder, [{ field: 'death', why: 'correction' }])
  await tx
    .updateTable('elder')
    .set({
      state: 'active',
      died_on: null,
      served_by: [...closed.servedBy],
      ability_level: closed.level.level,
      ability_valid_until: closed.level.validUntil,
      version: elder.version + 1,
      updated_at: actor.now,
    })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
  for (const one of closed.circumstances)
    await sql`update elder_circumstance set valid_to = ${one.to}::date, ended_at = null, ended_by = null,
      former = ${withFormer(work, 'valid_to')} where county = ${county} and elder_id = ${id} and id = ${one.id}`.execute(
      tx,
    )
  for (const one of closed.relatedPersons)
    await sql`update related_person set valid_to = ${one.to}::date, former = ${withFormer(work, 'valid_to')}
      where county = ${county} and elder_id = ${id} and id = ${one.id}`.execute(tx)
  await refreshCategoriesOf(tx, county, id, actor.today)
  await refreshMembership(tx, { county, ids: [id] }, actor)
  for (const [module, { undone }] of onDeaths()) await undone(work, elder, closed.modules[module] ?? [])
}
