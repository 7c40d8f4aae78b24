import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { listOrganisations, Organisation } from '@yinian/core/organisations/api.ts'
import { normaliseCreditCode } from '@yinian/core/organisations/credit-code.ts'
import {
  type LegalForm,
  type OrganisationKind,
  type OrganisationStatus,
  qualifiesForAssessments,
} from '@yinian/core/organisations/organisation.ts'
import { ancestorsOf, nation, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { DB, Organisation as OrganisationRow } from '../db/generated.ts'
import { nameRegions } from '../regions/index.ts'

type Query = QueryOf<typeof listOrganisations>

/** Organisations by name, as the reader may see them. */
export async function listOrganisationsFor(
  tx: Tx,
  query: Query,
  today: Day,
): Promise<ReplyOf<typeof listOrganisations>> {
  const limit = query.limit ?? 50
  const filtered = narrow(tx.selectFrom('organisation'), query)
  const { total } = await filtered
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  let page = filtered.selectAll()
  if (query.after) {
    const [name, id] = [query.after.slice(0, -37), query.after.slice(-36)]
    page = page.where(sql<boolean>`(name, id) > (${name}, ${id}::uuid)`)
  }
  const rows = await page
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last ? `${last.name} ${last.id}` : null
  return { rows: await describe(tx, shown, today), next, total }
}

function narrow<O>(select: SelectQueryBuilder<DB, 'organisation', O>, query: Query) {
  let filtered = select
  if (query.q) {
    const code = normaliseCreditCode(query.q)
    const like = `%${query.q.trim().replaceAll(/[\\%_]/g, '\\$&')}%`
    filtered = filtered.where((where) => where.or([where('name', 'like', like), where('credit_code', '=', code)]))
  }
  if (query.kind) filtered = filtered.where('kind', '=', query.kind)
  if (query.status) filtered = filtered.where('status', '=', query.status)
  if (query.region) {
    const { from, to } = rangeOf(query.region)
    filtered = filtered.where('region', '>=', from).where('region', '<=', to)
  }
  if (query.serves) {
    const above = [nation, ...ancestorsOf(query.serves), query.serves]
    filtered = filtered.where(sql<boolean>`territory && ${sql.val(above)}::text[]`)
  }
  return filtered
}

/** @throws notFound */
export async function getOrganisationById(tx: Tx, county: string, id: string, today: Day): Promise<Organisation> {
  const row = await tx
    .selectFrom('organisation')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  const [found] = row ? await describe(tx, [row], today) : []
  if (!found) throw notFound()
  return found
}

/** Organisations by their ids alone; those the reader does not see are absent. */
export async function findOrganisations(tx: Tx, ids: readonly string[], today: Day): Promise<Organisation[]> {
  if (ids.length === 0) return []
  return describe(tx, await tx.selectFrom('organisation').selectAll().where('id', 'in', ids).execute(), today)
}

export async function findOrganisation(tx: Tx, id: string, today: Day): Promise<Organisation | undefined> {
  return (await findOrganisations(tx, [id], today))[0]
}

/** Names by id; those the reader does not see are absent. */
export async function organisationNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('organisation').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

async function describe(tx: Tx, rows: readonly Selectable<OrganisationRow>[], today: Day): Promise<Organisation[]> {
  const names = await nameRegions(
    tx,
    rows.map((row) => row.region),
  )
  return rows.map((row) => toOrganisation(row, names(row.region).path, today))
}

function toOrganisation(row: Selectable<OrganisationRow>, regionPath: string, today: Day): Organisation {
  const kind = row.kind as OrganisationKind
  const legalForm = row.legal_form as LegalForm
  const status = row.status as OrganisationStatus
  const looked = { id: row.id, kind, legalForm, status, territory: row.territory, contractUntil: row.contract_until }
  return {
    county: row.county,
    region: row.region,
    regionPath,
    id: row.id,
    creditCode: row.credit_code,
    name: row.name,
    kind,
    legalForm,
    address: row.address,
    telephone: row.telephone,
    contactName: row.contact_name,
    territory: row.territory,
    contractNumber: row.contract_number,
    contractFrom: row.contract_from,
    contractUntil: row.contract_until,
    feePerAssessment: row.fee_per_assessment,
    status,
    statusReason: row.status_reason,
    assessors: row.assessors,
    qualifiedAssessors: row.qualified_assessors,
    warnings: kind === 'assessment-organisation' ? warningsOf(looked, row.qualified_assessors, today) : [],
    registeredAt: row.registered_at.toISOString(),
    version: row.version,
  }
}

function warningsOf(
  organisation: Parameters<typeof qualifiesForAssessments>[0],
  qualified: number,
  today: Day,
): { zh: string; en: string }[] {
  const region: RegionCode = organisation.territory[0] ?? nation
  const { refusals, warnings } = qualifiesForAssessments(organisation, region, qualified, today)
  return [...refusals, ...warnings].map((text) => ({ ...text }))
}
