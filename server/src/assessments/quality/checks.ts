import { type Instrument, itemsOf } from '@yinian/core/assessments/instrument.ts'
import { organisationNotEligible, sameOrganisation, stepNotPossible } from '@yinian/core/assessments/problems.ts'
import { type Comparison, compareAssessments } from '@yinian/core/assessments/quality.ts'
import type { decideCheck, getComparison, QualityCheck } from '@yinian/core/assessments/quality-api.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Selectable, Updateable } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { QualityCheck as Row } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'
import { getElderRow, removeServingOrganisation } from '../../people/index.ts'
import { instrumentOf } from '../instruments.ts'
import { assignTo } from '../operations/assign.ts'
import { holdFor, move } from '../operations/move.ts'
import { contactLabel, openRequest } from '../operations/request.ts'
import { answersOf, findHeld, type Place } from '../read.ts'

export async function describeChecks(
  { tx }: Work,
  which: { county: string; sampleId?: string; id?: string },
): Promise<QualityCheck[]> {
  const rows = await tx
    .selectFrom('quality_check')
    .innerJoin('assessment as first', (join) =>
      join.onRef('first.county', '=', 'quality_check.county').onRef('first.id', '=', 'quality_check.assessment_id'),
    )
    .leftJoin('assessment as second', (join) =>
      join.onRef('second.county', '=', 'quality_check.county').onRef('second.id', '=', 'quality_check.second_id'),
    )
    .leftJoin('elder', (join) =>
      join.onRef('elder.county', '=', 'first.county').onRef('elder.id', '=', 'first.elder_id'),
    )
    .selectAll('quality_check')
    .select(['first.number', 'elder.name as elder_name', 'second.state as second_state'])
    .where('quality_check.county', '=', which.county)
    .$if(which.sampleId !== undefined, (select) => select.where('quality_check.sample_id', '=', which.sampleId ?? ''))
    .$if(which.id !== undefined, (select) => select.where('quality_check.id', '=', which.id ?? ''))
    .orderBy('quality_check.organisation_name')
    .orderBy('quality_check.id')
    .execute()
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    assessmentId: row.assessment_id,
    number: row.number,
    elderName: row.elder_name,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    strata: row.strata,
    state: row.state as QualityCheck['state'],
    secondId: row.second_id,
    secondState: row.second_state,
    outcome: row.outcome as QualityCheck['outcome'],
    reason: row.reason,
    decidedBy: row.decided_by_name,
  }))
}

async function describeOne(work: Work, { county, id }: Place): Promise<QualityCheck> {
  const [check] = await describeChecks(work, { county, id })
  if (!check) throw notFound()
  return check
}

async function lockCheck(tx: Tx, { county, id }: Place): Promise<Selectable<Row>> {
  const row = await tx
    .selectFrom('quality_check')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

async function change(work: Work, held: Selectable<Row>, changes: Updateable<Row>): Promise<void> {
  await work.tx
    .updateTable('quality_check')
    .set(changes)
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .execute()
}

const aboutCheck = (held: Selectable<Row>, detail: Record<string, unknown> = {}) => ({
  region: held.region,
  subjectType: 'quality-check',
  subjectId: held.id,
  detail,
})

/**
 * Has another organisation assess again. The case it gets is a new request like any other: nothing in it says that it is
 * a check or what the first one found.
 * @throws notFound, stepNotPossible, sameOrganisation, organisationNotEligible, alreadyOpen, elderNotActive
 */
export async function startSecondOf(
  work: Work,
  place: Place,
  { organisationId }: { organisationId: string },
): Promise<QualityCheck> {
  const { tx, vault } = work
  const held = await lockCheck(tx, place)
  if (held.state !== 'drawn') throw stepNotPossible()
  if (held.organisation_id === organisationId) throw sameOrganisation({ at: '/organisationId' })
  const first = await findHeld(tx, { county: held.county, id: held.assessment_id })
  if (!first) throw notFound()
  const second = await openRequest(work, {
    elder: await getElderRow(tx, first.elder_id),
    instrument: await instrumentOf(tx, first.instrument_id, first.instrument_version),
    reason: 'other',
    reasonNote: '',
    contactName: first.contact_name,
    phone: await vault.open(first.county, contactLabel(first.id), first.phone_sealed),
    checkOf: first.id,
  })
  const assigned = await assignTo(work, { organisationId, assessments: [{ ...second, version: 1 }] })
  const problem = assigned.rows[0]?.problem
  if (problem)
    throw organisationNotEligible({
      at: '/organisationId',
      faults: [{ at: '/organisationId', message: problem.message }],
    })
  await change(work, held, { state: 'under-way', second_id: second.id })
  await audit(work, 'assessments.check-started', aboutCheck(held, { organisationId }))
  return describeOne(work, place)
}

export async function giveUp(work: Work, place: Place, { reason }: { reason: string }): Promise<QualityCheck> {
  const held = await lockCheck(work.tx, place)
  const second = held.second_id ? await findHeld(work.tx, { county: held.county, id: held.second_id }) : undefined
  // A second assessment that runs is cancelled first, where everybody sees it.
  if (held.state !== 'drawn' && !(held.state === 'under-way' && second?.state === 'cancelled')) throw stepNotPossible()
  await change(work, held, {
    state: 'not-possible',
    reason,
    decided_at: work.actor.now,
    decided_by: work.actor.accountId,
    decided_by_name: work.actor.name,
  })
  await audit(work, 'assessments.check-not-possible', aboutCheck(held, { reason }))
  return describeOne(work, place)
}

/** Both assessments item by item, once the second is signed. @throws notFound */
export async function comparisonOf(work: Work, place: Place): Promise<ReplyOf<typeof getComparison>> {
  const check = await describeOne(work, place)
  const compared = await compare(work, check)
  if (!compared) return { ...check, comparison: null }
  const { comparison, instrument } = compared
  const names = new Map(itemsOf(instrument).map(({ id, name }) => [id, name]))
  return {
    ...check,
    comparison: {
      ...comparison,
      items: comparison.items.map((item) => ({ ...item, name: { ...(names.get(item.id) ?? { zh: '', en: '' }) } })),
      totals: [...comparison.totals],
      levels: [...comparison.levels],
    },
  }
}

async function compare(
  { tx }: Work,
  { county, assessmentId, secondId }: Pick<QualityCheck, 'county' | 'assessmentId' | 'secondId'>,
): Promise<{ comparison: Comparison; instrument: Instrument } | undefined> {
  if (secondId === null) return undefined
  const [first, second] = [
    await findHeld(tx, { county, id: assessmentId }),
    await findHeld(tx, { county, id: secondId }),
  ]
  if (!first || !second || !['signed', 'compared'].includes(second.state)) return undefined
  const instrument = await instrumentOf(tx, first.instrument_id, first.instrument_version)
  const assessed = (held: typeof first) => ({
    answers: answersOf(held),
    total: held.total ?? 0,
    level: held.final_level ?? 0,
  })
  return { comparison: compareAssessments(instrument, assessed(first), assessed(second)), instrument }
}

/**
 * Says what the comparison means. `rejected` takes the first result's fee; its level stays until somebody orders a
 * re-assessment, because an elder does not lose a level by somebody else's fault.
 * @throws notFound, stepNotPossible
 */
export async function decide(
  work: Work,
  place: Place,
  { outcome, reason }: BodyOf<typeof decideCheck>,
): Promise<QualityCheck> {
  const { actor } = work
  const held = await lockCheck(work.tx, place)
  if (held.state !== 'under-way' || held.second_id === null) throw stepNotPossible()
  const compared = await compare(work, {
    county: held.county,
    assessmentId: held.assessment_id,
    secondId: held.second_id,
  })
  if (!compared) throw stepNotPossible()
  const second = await findHeld(work.tx, { county: held.county, id: held.second_id })
  if (!second) throw notFound()
  const seconds = await holdFor(work, { county: held.county, id: held.second_id }, 'compare', second.version)
  await move(work, seconds, 'compare')
  if (seconds.organisation_id) await removeServingOrganisation(work, seconds.elder_id, seconds.organisation_id)
  await change(work, held, {
    state: 'compared',
    outcome,
    comparison: JSON.stringify(compared.comparison),
    reason,
    decided_at: actor.now,
    decided_by: actor.accountId,
    decided_by_name: actor.name,
  })
  await audit(work, 'assessments.check-decided', aboutCheck(held, { outcome, reason }))
  return describeOne(work, place)
}
