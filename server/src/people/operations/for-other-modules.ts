import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Work } from '../../http/work.ts'
import { withFormer } from '../as-of/keep-former.ts'
import { lockElder } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { refreshCategoriesOf } from '../snapshot.ts'
import { refreshMembership } from '../special-difficulty/membership.ts'
import { writePeriod } from './circumstances.ts'

export interface Ability {
  /** 0–4 of GB/T 42195-2022; null where a result was withdrawn and none is in force. */
  readonly level: number | null
  /** The last valid day. */
  readonly validUntil: Day | null
  /** Diagnosed dementia; true begins the circumstance, false ends it, undefined leaves it. */
  readonly dementia?: boolean
  /** Number or name of what it was written from. */
  readonly source: string
}

/** Writes the result of an assessment to the elder's file (catalogue A04). Level of a dead elder stays as death left it. @throws notFound */
export async function setAbility(work: Work, elderId: string, ability: Ability): Promise<void> {
  const { tx, actor } = work
  const elder = await lockElder(tx, elderId)
  if (elder.state === 'died') return
  await tx
    .updateTable('elder')
    .set({ ability_level: ability.level, ability_valid_until: ability.validUntil, updated_at: actor.now })
    .where('county', '=', elder.county)
    .where('id', '=', elder.id)
    .execute()
  if (ability.dementia !== undefined) {
    const running = await tx
      .selectFrom('elder_circumstance')
      .select('id')
      .where('county', '=', elder.county)
      .where('elder_id', '=', elder.id)
      .where('kind', '=', 'dementia')
      .where('valid_from', '<=', actor.today)
      .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', actor.today)]))
      .executeTakeFirst()
    if (ability.dementia && !running)
      await writePeriod(work, elder, {
        kind: 'dementia',
        value: 'diagnosed',
        from: actor.today,
        source: ability.source,
      })
    if (!ability.dementia && running)
      await tx
        .updateTable('elder_circumstance')
        .set({
          valid_to: actor.today,
          ended_at: actor.now,
          ended_by: actor.accountId,
          former: withFormer(work, 'valid_to'),
        })
        .where('county', '=', elder.county)
        .where('id', '=', running.id)
        .execute()
    await refreshCategoriesOf(tx, elder.county, elder.id, actor.today)
  }
  await refreshMembership(tx, { county: elder.county, ids: [elder.id] }, actor)
  await audit(work, 'people.ability-set', {
    ...lookAt(elder),
    detail: {
      level: ability.level,
      validUntil: ability.validUntil,
      before: elder.abilityLevel,
      source: ability.source,
    },
  })
}

/** From now on the organisation sees this elder, because it serves them. @throws notFound */
export async function addServingOrganisation(work: Work, elderId: string, organisationId: string): Promise<void> {
  const elder = await lockElder(work.tx, elderId)
  if (elder.servedBy.includes(organisationId)) return
  await sql`update elder set served_by = array_append(served_by, ${organisationId}::uuid)
    where county = ${elder.county} and id = ${elder.id}`.execute(work.tx)
  await audit(work, 'people.serving-added', { ...lookAt(elder), detail: { organisation: organisationId } })
}

/** The organisation serves this elder no longer and no longer sees them. @throws notFound */
export async function removeServingOrganisation(work: Work, elderId: string, organisationId: string): Promise<void> {
  const elder = await lockElder(work.tx, elderId)
  if (!elder.servedBy.includes(organisationId)) return
  await sql`update elder set served_by = array_remove(served_by, ${organisationId}::uuid)
    where county = ${elder.county} and id = ${elder.id}`.execute(work.tx)
  await audit(work, 'people.serving-removed', { ...lookAt(elder), detail: { organisation: organisationId } })
}
