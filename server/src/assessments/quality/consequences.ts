import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import { secondPersonNeeded, stepNotPossible } from '@yinian/core/assessments/problems.ts'
import {
  type ConsequenceKind,
  type ConsequenceState,
  defaultQuality,
  mayApply,
  proposeConsequence,
} from '@yinian/core/assessments/quality.ts'
import type {
  announceConsequence,
  QualityConsequence,
  settleConsequence,
} from '@yinian/core/assessments/quality-api.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { isWithin, regionCode } from '@yinian/core/regions/code.ts'
import { addDays } from '@yinian/core/time/day.ts'
import type { Selectable, Updateable } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { QualityConsequence as Row } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { findOrganisation, setStatusOf } from '../../organisations/index.ts'
import type { Place } from '../read.ts'
import { requireCounty, sampleWithChecks } from './sample.ts'

/** @throws notFound, stepNotPossible */
export async function announce(work: Work, input: BodyOf<typeof announceConsequence>): Promise<QualityConsequence> {
  const { tx, actor } = work
  requireCounty(work, input.county)
  const sample = await sampleWithChecks(work, { county: input.county, id: input.sampleId })
  const found = sample.organisations.find(({ organisationId }) => organisationId === input.organisationId)
  if (!found) throw notFound({ at: '/organisationId' })
  if (found.compared === 0) throw stepNotPossible()
  const organisation = await findOrganisation(tx, input.organisationId, actor.today)
  if (!organisation) throw notFound({ at: '/organisationId' })
  const id = newId(actor.now)
  const made = await tx
    .insertInto('quality_consequence')
    .values({
      county: input.county,
      id,
      region: regionCode(input.county),
      organisation_id: organisation.id,
      organisation_name: organisation.name,
      organisation_county: organisation.county,
      month: sample.month,
      compared: found.compared,
      deviating: found.deviating,
      proposed: proposeConsequence(found.compared, found.deviating),
      kind: input.kind,
      reason: input.reason,
      object_until: addDays(actor.today, defaultQuality.objectionDays),
      announced_at: actor.now,
      announced_by: actor.accountId,
      announced_by_name: actor.name,
    })
    .onConflict((conflict) => conflict.columns(['county', 'organisation_id', 'month']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw stepNotPossible()
  return said(work, { county: input.county, id }, 'announced', { kind: input.kind, reason: input.reason })
}

/** @throws notFound, staleVersion, stepNotPossible */
export async function objectFor(
  work: Work,
  place: Place,
  input: { reason: string; version: number },
): Promise<QualityConsequence> {
  const held = await hold(work.tx, place, input.version)
  if (!possibleFor(work.actor, held).includes('object')) throw stepNotPossible()
  await change(work, held, { state: 'objected', objection: input.reason, objected_at: work.actor.now })
  return said(work, place, 'objected', { reason: input.reason })
}

/** @throws notFound, staleVersion, stepNotPossible, secondPersonNeeded */
export async function settleFor(
  work: Work,
  place: Place,
  input: BodyOf<typeof settleConsequence>,
): Promise<QualityConsequence> {
  const { actor } = work
  const held = await hold(work.tx, place, input.version)
  if (held.state !== 'objected') throw stepNotPossible()
  if (held.announced_by === actor.accountId) throw secondPersonNeeded()
  await change(work, held, {
    state: input.decision === 'uphold' ? 'upheld' : 'withdrawn',
    settled_reason: input.reason,
    settled_at: actor.now,
    settled_by: actor.accountId,
    settled_by_name: actor.name,
  })
  return said(work, place, 'settled', { decision: input.decision, reason: input.reason })
}

/** Suspends or removes the organisation; a warning only becomes final. @throws see the endpoint */
export async function applyFor(
  work: Work,
  place: Place,
  { version }: { version: number },
): Promise<QualityConsequence> {
  const { tx, actor } = work
  const held = await hold(tx, place, version)
  if (!mayApply(held.state as ConsequenceState, held.object_until, actor.today)) throw stepNotPossible()
  const organisation = await findOrganisation(tx, held.organisation_id, actor.today)
  if (!organisation) throw notFound()
  const status = { warn: null, rectify: null, suspend: 'suspended', remove: 'removed' } as const
  const to = status[held.kind as ConsequenceKind]
  if (to !== null && organisation.status !== to)
    await setStatusOf(work, organisation, { status: to, reason: held.reason, version: organisation.version })
  await change(work, held, { state: 'applied', applied_at: actor.now })
  return said(work, place, 'applied', { kind: held.kind })
}

export async function listConsequencesFor(
  work: Work,
  organisationId?: string,
): Promise<{ rows: QualityConsequence[] }> {
  const rows = await work.tx
    .selectFrom('quality_consequence')
    .selectAll()
    .$if(organisationId !== undefined, (select) => select.where('organisation_id', '=', organisationId ?? ''))
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return { rows: rows.map((row) => toConsequence(row, work.actor)) }
}

async function hold(tx: Tx, { county, id }: Place, version: number): Promise<Selectable<Row>> {
  const row = await tx
    .selectFrom('quality_consequence')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw staleVersion()
  return row
}

async function change({ tx }: Work, held: Selectable<Row>, changes: Updateable<Row>): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('quality_consequence')
    .set({ ...changes, version: held.version + 1 })
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .where('version', '=', held.version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw staleVersion()
}

async function said(
  work: Work,
  { county, id }: Place,
  what: string,
  detail: Record<string, unknown>,
): Promise<QualityConsequence> {
  const row = await work.tx
    .selectFrom('quality_consequence')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await audit(work, `assessments.consequence-${what}`, {
    region: row.region,
    subjectType: 'quality-consequence',
    subjectId: row.id,
    detail: { ...detail, organisationId: row.organisation_id },
  })
  return toConsequence(row, work.actor)
}

function possibleFor(actor: Actor, row: Selectable<Row>): QualityConsequence['possible'] {
  const state = row.state as ConsequenceState
  const answering = scopeOf(actor, 'assessment-fees:answer')
  const over = (permission: 'assessments:supervise' | 'organisations:write') => {
    const scope = scopeOf(actor, permission)
    return scope?.role === 'official' && scope.regions.some((held) => isWithin(row.region, held))
  }
  const object =
    answering?.organisationId === row.organisation_id && state === 'announced' && actor.today <= row.object_until
  const settle = over('assessments:supervise') && state === 'objected' && row.announced_by !== actor.accountId
  const apply = over('organisations:write') && mayApply(state, row.object_until, actor.today)
  return [
    ...(object ? (['object'] as const) : []),
    ...(settle ? (['settle'] as const) : []),
    ...(apply ? (['apply'] as const) : []),
  ]
}

function toConsequence(row: Selectable<Row>, actor: Actor): QualityConsequence {
  return {
    county: row.county,
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    month: row.month,
    compared: row.compared,
    deviating: row.deviating,
    proposed: row.proposed as ConsequenceKind | null,
    kind: row.kind as ConsequenceKind,
    reason: row.reason,
    state: row.state as ConsequenceState,
    objectUntil: row.object_until,
    announcedBy: row.announced_by_name,
    objection: row.objection,
    settledReason: row.settled_reason,
    settledBy: row.settled_by_name,
    possible: possibleFor(actor, row),
    version: row.version,
  }
}
