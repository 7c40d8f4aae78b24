import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type {
  addCircumstance as addEndpoint,
  ElderFile,
  endCircumstance as endEndpoint,
} from '@yinian/core/people/api.ts'
import { checkCircumstance, planPeriod, type WantedPeriod } from '@yinian/core/people/circumstance-periods.ts'
import { findCircumstanceKind } from '@yinian/core/people/circumstances.ts'
import { alreadyEnded, periodUpsideDown, withTexts, writtenElsewhere } from '@yinian/core/people/problems.ts'
import { addDays, isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { withFormer } from '../as-of/keep-former.ts'
import { getElderFile, lockElder } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { refreshCategoriesOf } from '../snapshot.ts'
import { refreshMembership } from '../special-difficulty/membership.ts'

interface Whose {
  readonly county: string
  readonly id: string
  readonly region: string
}

/** @throws notFound, unknownCategory, writtenElsewhere, periodUpsideDown */
export async function addCircumstance(
  work: Work,
  elderId: string,
  wanted: BodyOf<typeof addEndpoint>,
): Promise<ElderFile> {
  const { tx, actor } = work
  const elder = await lockElder(tx, elderId)
  const fault = checkCircumstance(wanted)
  if (fault) throw fault
  const until = elder.diedOn === null ? (wanted.to ?? null) : earlier(wanted.to ?? null, addDays(elder.diedOn, 1))
  if (until !== null && until < wanted.from) throw periodUpsideDown({ at: '/from', values: { from: wanted.from } })
  const written = await writePeriod(work, elder, { ...wanted, to: until })
  await refreshCategoriesOf(tx, elder.county, elder.id, actor.today)
  await refreshMembership(tx, { county: elder.county, ids: [elder.id] }, actor)
  await touch(work, elder)
  await audit(work, 'people.circumstance-added', {
    ...lookAt(elder),
    detail: {
      circumstance: written.id,
      category: `${wanted.kind}:${wanted.value}`,
      from: wanted.from,
      to: written.to,
      ended: written.ended,
    },
  })
  return getElderFile(tx, elder.id, actor.today)
}

const earlier = (one: string | null, other: string): string => (one !== null && one < other ? one : other)

/** Writes a period and closes what it takes the place of. Who calls it refreshes the categories afterwards. */
export async function writePeriod(
  { tx, actor }: Work,
  elder: Whose,
  wanted: WantedPeriod & { readonly source: string; readonly evidence?: string },
): Promise<{ id: string; to: string | null; ended: string[] }> {
  const kept = await tx
    .selectFrom('elder_circumstance')
    .select(['id', 'kind', 'value', 'valid_from as from', 'valid_to as to'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('kind', '=', wanted.kind)
    .execute()
  const plan = planPeriod(kept, wanted)
  for (const { id, to } of plan.ended)
    await tx
      .updateTable('elder_circumstance')
      .set({ valid_to: to, ended_at: actor.now, ended_by: actor.accountId, former: withFormer({ actor }, 'valid_to') })
      .where('county', '=', elder.county)
      .where('id', '=', id)
      .execute()
  const id = newId(actor.now)
  await tx
    .insertInto('elder_circumstance')
    .values({
      county: elder.county,
      id,
      elder_id: elder.id,
      region: elder.region,
      kind: wanted.kind,
      value: wanted.value,
      valid_from: wanted.from,
      valid_to: plan.to,
      source: wanted.source,
      evidence: wanted.evidence ?? '',
      recorded_at: actor.now,
      recorded_by: actor.accountId,
      recorded_by_name: actor.name,
    })
    .execute()
  return { id, to: plan.to, ended: plan.ended.map((one) => one.id) }
}

/**
 * Ends a period on a day; ending it on its first day voids it.
 * @throws notFound, writtenElsewhere, periodUpsideDown, alreadyEnded
 */
export async function endCircumstance(
  work: Work,
  elderId: string,
  circumstanceId: string,
  { to, reason }: BodyOf<typeof endEndpoint>,
): Promise<ElderFile> {
  const { tx, actor } = work
  const elder = await lockElder(tx, elderId)
  const period = await tx
    .selectFrom('elder_circumstance')
    .select(['kind', 'value', 'valid_from', 'valid_to'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('id', '=', circumstanceId)
    .executeTakeFirst()
  if (!period) throw notFound()
  const kind = findCircumstanceKind(period.kind)
  if (kind && kind.writtenBy !== 'officer') throw withTexts(writtenElsewhere, { kind: kind.name })
  if (!isDay(to) || to < period.valid_from) throw periodUpsideDown({ at: '/to', values: { from: period.valid_from } })
  if (period.valid_to !== null && period.valid_to <= to)
    throw alreadyEnded({ at: '/to', values: { to: period.valid_to } })
  await tx
    .updateTable('elder_circumstance')
    .set({ valid_to: to, ended_at: actor.now, ended_by: actor.accountId, former: withFormer({ actor }, 'valid_to') })
    .where('county', '=', elder.county)
    .where('id', '=', circumstanceId)
    .execute()
  await refreshCategoriesOf(tx, elder.county, elder.id, actor.today)
  await refreshMembership(tx, { county: elder.county, ids: [elder.id] }, actor)
  await touch(work, elder)
  await audit(work, 'people.circumstance-ended', {
    ...lookAt(elder),
    detail: { circumstance: circumstanceId, category: `${period.kind}:${period.value}`, to, reason },
  })
  return getElderFile(tx, elder.id, actor.today)
}

/** Says that something of the file was changed, without making a stale edit of the particulars out of it. */
export async function touch({ tx, actor }: Work, elder: Whose): Promise<void> {
  await tx
    .updateTable('elder')
    .set({ updated_at: actor.now })
    .where('county', '=', elder.county)
    .where('id', '=', elder.id)
    .execute()
}
