import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import type {
  changeOrganisation,
  Organisation,
  registerOrganisation,
  setOrganisationStatus,
} from '@yinian/core/organisations/api.ts'
import { isCreditCode, normaliseCreditCode } from '@yinian/core/organisations/credit-code.ts'
import { mayBecome, type OrganisationStatus } from '@yinian/core/organisations/organisation.ts'
import {
  contractDaysWrong,
  creditCodeTaken,
  creditCodeWrong,
  hasOpenAssessments,
  statusRefused,
  territoryUnknown,
} from '@yinian/core/organisations/problems.ts'
import { countyOf, isWithin, type RegionCode } from '@yinian/core/regions/code.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { getOrganisationById } from './queries.ts'
import { countUnfinished } from './unfinished.ts'

type New = BodyOf<typeof registerOrganisation>

export async function registerOrganisationWith(work: Work, input: New): Promise<Organisation> {
  const { tx, actor } = work
  requireInReach(actor, input.region)
  const creditCode = normaliseCreditCode(input.creditCode)
  if (!isCreditCode(creditCode)) throw creditCodeWrong({ at: '/creditCode' })
  if ((await unknownRegions(tx, [input.region])).length > 0) throw notFound({ at: '/region' })
  await requireTerritory(tx, input.territory)
  requireContractDays(input)
  const county = countyOf(input.region)
  const registered = await tx
    .insertInto('organisation')
    .values({
      county,
      id: newId(actor.now),
      region: input.region,
      credit_code: creditCode,
      kind: input.kind,
      ...described(input),
      name: input.name.trim(),
      legal_form: input.legalForm,
      territory: input.territory,
      registered_at: actor.now,
      registered_by: actor.accountId,
      updated_at: actor.now,
    })
    .onConflict((conflict) => conflict.columns(['county', 'credit_code', 'kind']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!registered) throw creditCodeTaken({ at: '/creditCode' })
  await audit(work, 'organisations.registered', subject(input.region, registered.id, { name: input.name.trim() }))
  return getOrganisationById(tx, county, registered.id, actor.today)
}

export async function changeOrganisationWith(
  work: Work,
  { county, id }: { county: string; id: string },
  { version, ...input }: BodyOf<typeof changeOrganisation>,
): Promise<Organisation> {
  const { tx, actor } = work
  const held = await lockOrganisation(tx, county, id)
  if (held.version !== version) throw staleVersion()
  if (input.territory) await requireTerritory(tx, input.territory)
  requireContractDays({ contractFrom: held.contract_from, contractUntil: held.contract_until, ...input })
  await tx
    .updateTable('organisation')
    .set({ ...described(input), updated_at: actor.now, version: held.version + 1 })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'organisations.changed', subject(held.region, id, { fields: Object.keys(input) }))
  return getOrganisationById(tx, county, id, actor.today)
}

/** Suspends, restores or removes. An organisation with work in hand is not removed. */
export async function setStatusOf(
  work: Work,
  { county, id }: { county: string; id: string },
  { status, reason, version }: BodyOf<typeof setOrganisationStatus>,
): Promise<Organisation> {
  const { tx, actor } = work
  const held = await lockOrganisation(tx, county, id)
  if (held.version !== version) throw staleVersion()
  if (!mayBecome(held.status as OrganisationStatus, status)) throw statusRefused({ at: '/status' })
  const unfinished = status === 'removed' ? await countUnfinished(tx, id) : 0
  if (unfinished > 0) throw hasOpenAssessments({ values: { count: unfinished } })
  await tx
    .updateTable('organisation')
    .set({ status, status_reason: reason, updated_at: actor.now, version: held.version + 1 })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'organisations.status-changed', subject(held.region, id, { from: held.status, status, reason }))
  return getOrganisationById(tx, county, id, actor.today)
}

/** Holds the row; what another county registered is not the actor's to change. */
async function lockOrganisation(tx: Tx, county: string, id: string) {
  const row = await tx
    .selectFrom('organisation')
    .select(['region', 'status', 'version', 'contract_from', 'contract_until'])
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** The columns of what was given; what was left out stays. */
function described(input: Partial<New>) {
  return {
    ...(input.name === undefined ? {} : { name: input.name.trim() }),
    ...(input.kind === undefined ? {} : { kind: input.kind }),
    ...(input.legalForm === undefined ? {} : { legal_form: input.legalForm }),
    ...(input.address === undefined ? {} : { address: input.address.trim() }),
    ...(input.telephone === undefined ? {} : { telephone: input.telephone.trim() }),
    ...(input.contactName === undefined ? {} : { contact_name: input.contactName.trim() }),
    ...(input.territory === undefined ? {} : { territory: input.territory }),
    ...(input.contractNumber === undefined ? {} : { contract_number: input.contractNumber }),
    ...(input.contractFrom === undefined ? {} : { contract_from: input.contractFrom }),
    ...(input.contractUntil === undefined ? {} : { contract_until: input.contractUntil }),
    ...(input.feePerAssessment === undefined ? {} : { fee_per_assessment: input.feePerAssessment }),
  }
}

function requireInReach(actor: Actor, region: RegionCode): void {
  const reach = scopeOf(actor, 'organisations:write')?.regions ?? []
  if (!reach.some((held) => isWithin(region, held))) throw notFound({ at: '/region' })
}

async function requireTerritory(tx: Tx, territory: readonly RegionCode[]): Promise<void> {
  const [region] = await unknownRegions(tx, territory)
  if (region !== undefined) throw territoryUnknown({ at: '/territory', values: { region } })
}

async function unknownRegions(tx: Tx, codes: readonly RegionCode[]): Promise<RegionCode[]> {
  const rows = await tx.selectFrom('region').select('code').where('code', 'in', codes).execute()
  const known = new Set(rows.map((row) => row.code))
  return codes.filter((code) => !known.has(code))
}

function requireContractDays(contract: { contractFrom?: Day | null; contractUntil?: Day | null }): void {
  const { contractFrom: from = null, contractUntil: until = null } = contract
  if (from !== null && !isDay(from)) throw contractDaysWrong({ at: '/contractFrom' })
  if (until !== null && (!isDay(until) || (from !== null && until < from)))
    throw contractDaysWrong({ at: '/contractUntil' })
}

function subject(region: RegionCode, id: string, detail: Record<string, unknown>) {
  return { region, subjectType: 'organisation', subjectId: id, detail }
}
