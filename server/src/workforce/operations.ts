import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import type { Organisation } from '@yinian/core/organisations/api.ts'
import { isIdentityNumber, maskDocument, normaliseNumber } from '@yinian/core/people/identity-document.ts'
import { maskPhone, readPhone } from '@yinian/core/people/phone.ts'
import { isWithin } from '@yinian/core/regions/code.ts'
import { isDay } from '@yinian/core/time/day.ts'
import type { Assessor, changeAssessor, registerAssessor, setAssessorStatus } from '@yinian/core/workforce/api.ts'
import {
  accountTaken,
  daysOutOfOrder,
  identityTaken,
  identityWrong,
  organisationNotFitting,
  statusRefused,
  telephoneWrong,
} from '@yinian/core/workforce/problems.ts'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { findOrganisation } from '../organisations/index.ts'
import { recount } from './counts.ts'
import { getAssessorById } from './queries.ts'

export const numberIndexKind = 'assessor.document_number'

export const assessorLabels = {
  documentNumber: (id: string) => `assessor.document_number:${id}`,
  phone: (id: string) => `assessor.phone:${id}`,
}

type New = BodyOf<typeof registerAssessor>
type Changed = Omit<BodyOf<typeof changeAssessor>, 'version'>

/** Registers somebody with an assessment organisation of the actor's own area. */
export async function registerAssessorWith(work: Work, input: New): Promise<Assessor> {
  const { tx, actor, vault } = work
  const organisation = await fittingOrganisation(work, input.organisationId)
  const number = normaliseNumber(input.identityNumber)
  if (!isIdentityNumber(number)) throw identityWrong({ at: '/identityNumber' })
  requireDays(actor, input)
  await requireFreeAccount(tx, input.accountId)
  const { county, region } = organisation
  await requireNew(work, organisation, number)
  const id = newId(actor.now)
  const registered = await tx
    .insertInto('assessor')
    .values({
      county,
      id,
      region,
      organisation_id: organisation.id,
      document_number_sealed: await vault.seal(county, assessorLabels.documentNumber(id), number),
      document_number_index: vault.index(numberIndexKind, number),
      document_number_masked: maskDocument(number),
      ...(await columns(work, county, id, input)),
      name: input.name.trim(),
      education: input.education,
      background: input.background,
      practice_since: input.practiceSince,
      full_time: input.fullTime,
      registered_at: actor.now,
      registered_by: actor.accountId,
      updated_at: actor.now,
    })
    .onConflict((conflict) => conflict.columns(['county', 'organisation_id', 'document_number_index']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!registered) throw identityTaken({ at: '/identityNumber' })
  await recount(tx, county, organisation.id, actor.today)
  await audit(work, 'workforce.assessor-registered', {
    region,
    subjectType: 'assessor',
    subjectId: id,
    detail: { organisationId: organisation.id },
  })
  return getAssessorById(tx, county, id, actor.today)
}

export async function changeAssessorWith(
  work: Work,
  { county, id }: { county: string; id: string },
  { version, ...input }: BodyOf<typeof changeAssessor>,
): Promise<Assessor> {
  const { tx, actor } = work
  const held = await lockAssessor(tx, county, id)
  if (held.version !== version) throw staleVersion()
  requireDays(actor, {
    practiceSince: held.practice_since,
    trainedOn: held.trained_on,
    trainingUntil: held.training_until,
    ...input,
  })
  if (input.accountId !== undefined && input.accountId !== held.account_id)
    await requireFreeAccount(tx, input.accountId)
  await tx
    .updateTable('assessor')
    .set({ ...(await columns(work, county, id, input)), updated_at: actor.now, version: held.version + 1 })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
  await recount(tx, county, held.organisation_id, actor.today)
  await audit(work, 'workforce.assessor-changed', {
    region: held.region,
    subjectType: 'assessor',
    subjectId: id,
    detail: { fields: Object.keys(input) },
  })
  return getAssessorById(tx, county, id, actor.today)
}

export async function setAssessorStatusWith(
  work: Work,
  { county, id }: { county: string; id: string },
  { status, reason, version }: BodyOf<typeof setAssessorStatus>,
): Promise<Assessor> {
  const { tx, actor } = work
  const held = await lockAssessor(tx, county, id)
  if (held.version !== version) throw staleVersion()
  if (held.status === 'removed' || held.status === status) throw statusRefused({ at: '/status' })
  await tx
    .updateTable('assessor')
    .set({ status, status_reason: reason, updated_at: actor.now, version: held.version + 1 })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
  await recount(tx, county, held.organisation_id, actor.today)
  await audit(work, 'workforce.assessor-status-changed', {
    region: held.region,
    subjectType: 'assessor',
    subjectId: id,
    detail: { from: held.status, status, reason },
  })
  return getAssessorById(tx, county, id, actor.today)
}

/** The columns of what was given; what was left out stays. */
async function columns(work: Work, county: string, id: string, input: Changed) {
  return {
    ...(input.name === undefined ? {} : { name: input.name.trim() }),
    ...(input.telephone === undefined ? {} : await telephone(work, county, id, input.telephone)),
    ...(input.education === undefined ? {} : { education: input.education }),
    ...(input.background === undefined ? {} : { background: input.background }),
    ...(input.practiceSince === undefined ? {} : { practice_since: input.practiceSince }),
    ...(input.trainedOn === undefined ? {} : { trained_on: input.trainedOn }),
    ...(input.trainingUntil === undefined ? {} : { training_until: input.trainingUntil }),
    ...(input.certificate === undefined ? {} : { certificate: input.certificate }),
    ...(input.certificateNumber === undefined ? {} : { certificate_number: input.certificateNumber }),
    ...(input.fullTime === undefined ? {} : { full_time: input.fullTime }),
    ...(input.accountId === undefined ? {} : { account_id: input.accountId }),
  }
}

/** Somebody registered under the index before is met here, everybody else by the unique constraint. @throws identityTaken */
async function requireNew({ tx, vault }: Work, { county, id }: Organisation, number: string): Promise<void> {
  const held = await tx
    .selectFrom('assessor')
    .select('id')
    .where('county', '=', county)
    .where('organisation_id', '=', id)
    .where('document_number_index', 'in', vault.indexes(numberIndexKind, number))
    .executeTakeFirst()
  if (held) throw identityTaken({ at: '/identityNumber' })
}

async function telephone({ vault }: Work, county: string, id: string, typed: string) {
  if (typed.trim() === '') return { phone_sealed: null, phone_masked: null }
  const phone = readPhone(typed)
  if (phone === null) throw telephoneWrong({ at: '/telephone' })
  return { phone_sealed: await vault.seal(county, assessorLabels.phone(id), phone), phone_masked: maskPhone(phone) }
}

async function fittingOrganisation({ tx, actor }: Work, id: string): Promise<Organisation> {
  const organisation = await findOrganisation(tx, id, actor.today)
  const reach = scopeOf(actor, 'organisations:write')?.regions ?? []
  if (!organisation || !reach.some((region) => isWithin(organisation.region, region)))
    throw notFound({ at: '/organisationId' })
  if (organisation.kind !== 'assessment-organisation' || organisation.status !== 'active')
    throw organisationNotFitting({ at: '/organisationId' })
  return organisation
}

function requireDays(
  actor: Actor,
  days: { practiceSince?: string; trainedOn?: string | null; trainingUntil?: string | null },
): void {
  const { practiceSince = actor.today, trainedOn = null, trainingUntil = null } = days
  if (!isDay(practiceSince) || practiceSince > actor.today) throw daysOutOfOrder({ at: '/practiceSince' })
  if (trainedOn !== null && (!isDay(trainedOn) || trainedOn > actor.today)) throw daysOutOfOrder({ at: '/trainedOn' })
  if (trainingUntil !== null && (!isDay(trainingUntil) || (trainedOn !== null && trainingUntil < trainedOn)))
    throw daysOutOfOrder({ at: '/trainingUntil' })
}

/** An account signs in one name only; one the officer does not see cannot be given. */
async function requireFreeAccount(tx: Tx, accountId: string | null): Promise<void> {
  if (accountId === null) return
  const account = await tx.selectFrom('account').select('id').where('id', '=', accountId).executeTakeFirst()
  if (!account) throw notFound({ at: '/accountId' })
  const taken = await tx.selectFrom('assessor').select('id').where('account_id', '=', accountId).executeTakeFirst()
  if (taken) throw accountTaken({ at: '/accountId' })
}

async function lockAssessor(tx: Tx, county: string, id: string) {
  const row = await tx
    .selectFrom('assessor')
    .select(['region', 'organisation_id', 'account_id', 'status', 'practice_since', 'trained_on', 'training_until'])
    .select('version')
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}
