import { faultsOfPair } from '@yinian/core/assessments/signing.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { assignDisability, DisabilityCase } from '@yinian/core/insurance/api.ts'
import * as problems from '@yinian/core/insurance/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { qualifiesForAssessments } from '@yinian/core/organisations/organisation.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { findOrganisation } from '../organisations/index.ts'
import { addServingOrganisation } from '../people/index.ts'
import { findAssessors, type RegisteredAssessor } from '../workforce/index.ts'
import { leave } from './apply.ts'
import { isDesignated } from './designations.ts'
import { type Held, holdFor, move } from './move.ts'
import { describeCase } from './read.ts'
import type { Place } from './rows.ts'

/** Names two who may assess; whoever assessed before is not one of them. @throws see the endpoint */
export async function assignPair(
  work: Work,
  place: Place,
  { organisationId, assessorIds, version }: BodyOf<typeof assignDisability>,
): Promise<DisabilityCase> {
  const { tx, actor } = work
  const held = await holdFor(work, place, 'assign', version)
  const organisation = await findOrganisation(tx, organisationId, actor.today)
  if (!organisation) throw notFound({ at: '/organisationId' })
  if (!(await isDesignated(tx, organisation.id, held.region, actor.today)))
    throw problems.organisationNotDesignated({ at: '/organisationId' })
  const pair = await findAssessors(tx, assessorIds)
  const { refusals } = qualifiesForAssessments(organisation, held.region, organisation.qualifiedAssessors, actor.today)
  // The same pair of rules as for the ability assessment; besides, nobody assesses who handles the case or applied for it.
  refuse([
    ...refusals,
    ...faultsOfPair(pair, organisation.id, actor.today),
    ...pair.flatMap((assessor) => tooNear(held, assessor)),
  ])
  await requireNew(work, held, pair)
  await endNaming(work, held)
  if (held.organisation_id !== null && held.organisation_id !== organisation.id) await leave(work, held)
  await tx
    .insertInto('disability_assessor')
    .values(
      pair.map((assessor) => ({
        county: held.county,
        id: newId(actor.now),
        region: held.region,
        assessment_id: held.id,
        organisation_id: organisation.id,
        assessor_id: assessor.id,
        assessor_name: assessor.name,
        account_id: assessor.accountId,
        named_at: actor.now,
        named_by: actor.accountId,
      })),
    )
    .execute()
  await move(work, held, 'assign', {
    changes: {
      organisation_id: organisation.id,
      organisation_county: organisation.county,
      organisation_name: organisation.name,
      conclusion: null,
      concluded_on: null,
      notice_from: null,
      notice_until: null,
    },
    detail: { organisationId: organisation.id, assessorIds },
  })
  await addServingOrganisation(work, held.elder_id, organisation.id)
  return describeCase(work, place)
}

function refuse(faults: readonly Text[]): void {
  if (faults.length === 0) return
  throw problems.assessorsNotFit({
    at: '/assessorIds',
    faults: faults.map((message, index) => ({ at: `/assessorIds/${index}`, message })),
  })
}

function tooNear(held: Held, { name, accountId }: RegisteredAssessor): Text[] {
  const reasons: Text[] = []
  if (accountId === null)
    reasons.push({ zh: `${name}：没有登录账号，不能签名`, en: `${name}: has no account to sign with` })
  if (accountId !== null && (held.handled_by.includes(accountId) || held.applied_by === accountId))
    reasons.push({ zh: `${name}：经办过本件`, en: `${name}: has handled this case` })
  if (name === held.applicant_name)
    reasons.push({ zh: `${name}：与申请人同名，须回避`, en: `${name}: bears the applicant’s name and stands aside` })
  return reasons
}

/** Who has signed a sheet of this case that fell, or of the one objected to. @throws assessedBefore */
async function requireNew({ tx }: Work, held: Held, pair: readonly RegisteredAssessor[]): Promise<void> {
  if (held.state === 'assigned' || held.state === 'differing') return
  const before = await tx
    .selectFrom('disability_sheet')
    .select('assessor_id')
    .where('county', '=', held.county)
    .where('assessment_id', 'in', held.objected_id === null ? [held.id] : [held.id, held.objected_id])
    .where(
      'assessor_id',
      'in',
      pair.map(({ id }) => id),
    )
    .executeTakeFirst()
  if (before) throw problems.assessedBefore({ at: '/assessorIds' })
}

/** Others are named: what was handed in before stays on record and counts no longer. */
async function endNaming({ tx, actor }: Work, { county, id }: Held): Promise<void> {
  await tx
    .updateTable('disability_assessor')
    .set({ replaced_at: actor.now })
    .where('county', '=', county)
    .where('assessment_id', '=', id)
    .where('replaced_at', 'is', null)
    .execute()
  await tx
    .updateTable('disability_sheet')
    .set({ superseded_at: actor.now })
    .where('county', '=', county)
    .where('assessment_id', '=', id)
    .where('superseded_at', 'is', null)
    .execute()
}
