import type { assignAssessments } from '@yinian/core/assessments/api.ts'
import { organisationNotEligible, sameOrganisation } from '@yinian/core/assessments/problems.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Organisation } from '@yinian/core/organisations/api.ts'
import { qualifiesForAssessments } from '@yinian/core/organisations/organisation.ts'
import { addDays } from '@yinian/core/time/day.ts'
import type { Work } from '../../http/work.ts'
import { findOrganisation } from '../../organisations/index.ts'
import { addServingOrganisation, lockElder, removeServingOrganisation } from '../../people/index.ts'
import { findHeld } from '../read.ts'
import { settingsFrom } from '../settings.ts'
import { type Held, holdFor, move, voidSignatures } from './move.ts'

type Input = BodyOf<typeof assignAssessments>
type Reply = ReplyOf<typeof assignAssessments>

/** Assigns each assessment on its own: those refused say why and the others are assigned. @throws notFound, organisationNotEligible */
export async function assignTo(work: Work, { organisationId, assessments }: Input): Promise<Reply> {
  const organisation = await findOrganisation(work.tx, organisationId, work.actor.today)
  if (!organisation) throw notFound({ at: '/organisationId' })
  const [anywhere = ''] = organisation.territory
  requireEligible(work, organisation, anywhere)
  const rows: Reply['rows'] = []
  for (const asked of assessments) rows.push(await assignOne(work, organisation, asked))
  return { rows, assigned: rows.filter((row) => row.assigned).length, warnings: organisation.warnings }
}

async function assignOne(
  work: Work,
  organisation: Organisation,
  { county, id, version }: Input['assessments'][number],
): Promise<Reply['rows'][number]> {
  let held: Held
  try {
    // Everything that may be refused is refused here, before the first row is written.
    held = await holdFor(work, { county, id }, 'assign', version)
    requireEligible(work, organisation, held.region)
    await requireAnother(work, held, organisation)
    await lockElder(work.tx, held.elder_id)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, message, faults } = error.toReply()
    const said = faults?.[0]?.message ?? message
    return { county, id, assigned: false, version: null, problem: { code, message: { ...said } } }
  }
  await assign(work, held, organisation)
  return { county, id, assigned: true, version: version + 1, problem: null }
}

async function assign(work: Work, held: Held, organisation: Organisation): Promise<void> {
  const { actor } = work
  const elsewhere = held.organisation_id !== null && held.organisation_id !== organisation.id
  await voidSignatures(work, held)
  await endNaming(work, held)
  await move(work, held, 'assign', {
    changes: {
      organisation_id: organisation.id,
      organisation_county: organisation.county,
      organisation_name: organisation.name,
      assigned_at: actor.now,
      assigned_by: actor.accountId,
      due_on: addDays(actor.today, settingsFrom(held.settings).turnaround.days),
      signed_at: null,
      ...(elsewhere ? nothingFilledIn : {}),
    },
    detail: { organisationId: organisation.id },
  })
  if (elsewhere && held.organisation_id) await removeServingOrganisation(work, held.elder_id, held.organisation_id)
  await addServingOrganisation(work, held.elder_id, organisation.id)
}

/** What one organisation found out is not handed to another: it assesses by itself. */
const nothingFilledIn = {
  answers: '{}',
  information_sealed: null,
  scores: '{}',
  total: null,
  initial_level: null,
  final_level: null,
  changes: '[]',
}

/** Ends the naming of the pair; the two stay on record. */
async function endNaming({ tx, actor }: Work, { county, id }: Held): Promise<void> {
  await tx
    .updateTable('assessment_assessor')
    .set({ replaced_at: actor.now })
    .where('county', '=', county)
    .where('assessment_id', '=', id)
    .where('replaced_at', 'is', null)
    .execute()
}

function requireEligible({ actor }: Work, organisation: Organisation, region: string): void {
  const { refusals } = qualifiesForAssessments(organisation, region, organisation.qualifiedAssessors, actor.today)
  if (refusals.length === 0) return
  throw organisationNotEligible({
    at: '/organisationId',
    faults: refusals.map((message, index) => ({ at: `/organisationId/${index}`, message })),
  })
}

/** A second assessment is blind: the organisation of the first one has the first result in its own files. */
async function requireAnother({ tx }: Work, held: Held, organisation: Organisation): Promise<void> {
  if (held.check_of === null) return
  const first = await findHeld(tx, { county: held.county, id: held.check_of })
  if (first?.organisation_id === organisation.id) throw sameOrganisation({ at: '/organisationId' })
}
