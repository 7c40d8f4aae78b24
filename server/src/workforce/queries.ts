import type { Signer } from '@yinian/core/assessments/signing.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import type { Assessor, listAssessorAccounts, listAssessors } from '@yinian/core/workforce/api.ts'
import { type CertificateKind, qualifiesAsAssessor } from '@yinian/core/workforce/assessor.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Assessor as AssessorRow } from '../db/generated.ts'
import { organisationNames } from '../organisations/index.ts'
import { countCompleted } from './completed.ts'
import { qualificationOf } from './qualification.ts'

/** Assessors by name, as the reader may see them. */
export async function listAssessorsFor(
  tx: Tx,
  query: QueryOf<typeof listAssessors>,
  today: Day,
): Promise<ReplyOf<typeof listAssessors>> {
  const limit = query.limit ?? 50
  let filtered = tx.selectFrom('assessor')
  if (query.q) filtered = filtered.where('name', 'like', `%${query.q.trim().replaceAll(/[\\%_]/g, '\\$&')}%`)
  if (query.organisationId) filtered = filtered.where('organisation_id', '=', query.organisationId)
  if (query.status) filtered = filtered.where('status', '=', query.status)
  if (query.region) {
    const { from, to } = rangeOf(query.region)
    filtered = filtered.where('region', '>=', from).where('region', '<=', to)
  }
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

/** @throws notFound */
export async function getAssessorById(tx: Tx, county: string, id: string, today: Day): Promise<Assessor> {
  const row = await tx
    .selectFrom('assessor')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  const [found] = row ? await describe(tx, [row], today) : []
  if (!found) throw notFound()
  return found
}

/** Accounts with a role inside an organisation, and the assessor each belongs to. */
export async function listAccountsOf(tx: Tx, organisationId: string): Promise<ReplyOf<typeof listAssessorAccounts>> {
  const rows = await tx
    .selectFrom('account')
    .leftJoin('assessor', (join) =>
      join.onRef('assessor.account_id', '=', 'account.id').on('assessor.organisation_id', '=', organisationId),
    )
    .select(['account.id', 'account.name', 'account.display_name as displayName', 'assessor.id as assessorId'])
    .where('account.state', '=', 'active')
    .where((where) =>
      where.exists(
        where
          .selectFrom('access_grant')
          .select('access_grant.id')
          .whereRef('access_grant.account_id', '=', 'account.id')
          .where('access_grant.organisation_id', '=', organisationId),
      ),
    )
    .orderBy('account.display_name')
    .limit(200)
    .execute()
  return { rows }
}

/** An assessor as signing looks at one, with the account that signs in this name. */
export interface RegisteredAssessor extends Signer {
  readonly accountId: string | null
}

/** The assessors of these ids that the reader sees. */
export async function findAssessors(tx: Tx, ids: readonly string[]): Promise<RegisteredAssessor[]> {
  if (ids.length === 0) return []
  const rows = await tx.selectFrom('assessor').selectAll().where('id', 'in', ids).execute()
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    name: row.name,
    accountId: row.account_id,
    ...qualificationOf(row),
  }))
}

/** The assessors somebody is when signed in with an account: one in each organisation at most. */
export async function findAssessorIdsOf(tx: Tx, accountId: string): Promise<string[]> {
  const rows = await tx.selectFrom('assessor').select('id').where('account_id', '=', accountId).execute()
  return rows.map((row) => row.id)
}

async function describe(tx: Tx, rows: readonly Selectable<AssessorRow>[], today: Day): Promise<Assessor[]> {
  const names = await organisationNames(tx, [...new Set(rows.map((row) => row.organisation_id))])
  const completed = await countCompleted(
    tx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const qualification = qualificationOf(row)
    const { qualifies, reasons } = qualifiesAsAssessor(qualification, today)
    return {
      county: row.county,
      region: row.region,
      id: row.id,
      organisationId: row.organisation_id,
      organisationName: names.get(row.organisation_id) ?? '',
      name: row.name,
      identityNumberMasked: row.document_number_masked,
      telephoneMasked: row.phone_masked ?? '',
      ...qualification,
      certificate: row.certificate as CertificateKind | null,
      certificateNumber: row.certificate_number,
      fullTime: row.full_time,
      accountId: row.account_id,
      statusReason: row.status_reason,
      qualifies,
      reasons: reasons.map((text) => ({ ...text })),
      completed: completed.get(row.id) ?? 0,
      registeredAt: row.registered_at.toISOString(),
      version: row.version,
    }
  })
}
