import type { acceptAssessment, declineAssessment } from '@yinian/core/assessments/api.ts'
import { assessorNotOfOrganisation, assessorsNotTwo, mayNotSign } from '@yinian/core/assessments/problems.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { faultsOfPair } from '@yinian/core/assessments/signing.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { findAssessors, type RegisteredAssessor } from '../../workforce/index.ts'
import { answerWith, namedNow, type Place } from '../read.ts'
import { settingsFrom } from '../settings.ts'
import { type Held, holdFor, move } from './move.ts'

/** Accepts and names the two, or names others. @throws assessorsNotTwo, assessorNotOfOrganisation, mayNotSign */
export async function acceptWith(
  work: Work,
  place: Place,
  input: BodyOf<typeof acceptAssessment>,
): Promise<Assessment> {
  const held = await holdFor(work, place, 'accept', input.version)
  const pair = await fittingPair(work, held, input.assessorIds)
  await name(work, held, pair)
  await move(work, held, 'accept', { detail: { assessorIds: pair.map(({ id }) => id) } })
  return answerWith(work, place)
}

/** Hands the assignment back. The organisation stays on the row until an officer assigns to another. */
export async function declineFor(
  work: Work,
  place: Place,
  { reason, version }: BodyOf<typeof declineAssessment>,
): Promise<Assessment> {
  const held = await holdFor(work, place, 'decline', version)
  await move(work, held, 'decline', { reason })
  return answerWith(work, place)
}

async function fittingPair(work: Work, held: Held, ids: readonly string[]): Promise<RegisteredAssessor[]> {
  if (new Set(ids).size !== 2) throw assessorsNotTwo({ at: '/assessorIds' })
  const pair = await findAssessors(work.tx, ids)
  const organisationId = held.organisation_id ?? ''
  if (pair.length !== 2 || pair.some((one) => one.organisationId !== organisationId))
    throw assessorNotOfOrganisation({ at: '/assessorIds' })
  const faults = faultsOfPair(pair, organisationId, work.actor.today, settingsFrom(held.settings).signing)
  if (faults.length > 0)
    throw mayNotSign({
      at: '/assessorIds',
      faults: faults.map((message, index) => ({ at: `/assessorIds/${index}`, message })),
    })
  return pair
}

/** Whoever is named again stays named since then. */
async function name({ tx, actor }: Work, held: Held, pair: readonly RegisteredAssessor[]): Promise<void> {
  const before = (await namedNow(tx, held)).map((row) => row.assessor_id)
  const ids = pair.map(({ id }) => id)
  const replaced = before.filter((id) => !ids.includes(id))
  if (replaced.length > 0)
    await tx
      .updateTable('assessment_assessor')
      .set({ replaced_at: actor.now })
      .where('county', '=', held.county)
      .where('assessment_id', '=', held.id)
      .where('assessor_id', 'in', replaced)
      .where('replaced_at', 'is', null)
      .execute()
  const added = pair.filter(({ id }) => !before.includes(id))
  if (added.length === 0) return
  await tx
    .insertInto('assessment_assessor')
    .values(
      added.map((assessor) => ({
        county: held.county,
        id: newId(actor.now),
        region: held.region,
        assessment_id: held.id,
        organisation_id: assessor.organisationId,
        assessor_id: assessor.id,
        assessor_name: assessor.name,
        background: assessor.background,
        named_at: actor.now,
        named_by: actor.accountId,
      })),
    )
    .execute()
}
