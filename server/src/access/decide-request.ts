import type { decideGrantRequest, GrantRequest } from '@yinian/core/access/grant-api.ts'
import { mayTake, type RequestState, requestProcedure } from '@yinian/core/access/grant-request.ts'
import { needsSecondPerson, reasonNeeded } from '@yinian/core/access/problems.ts'
import { next } from '@yinian/core/cases/procedure.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import type { Work } from '../http/work.ts'
import type { OrganisationNames } from './account-queries.ts'
import { requireWithin } from './accounts.ts'
import { audit } from './audit.ts'
import { giveGrant } from './grants.ts'
import { getRequest, type RequestRow } from './request-queries.ts'
import { applyRole } from './role-changes.ts'

/**
 * Approves, refuses or takes back a request; approved, it takes effect in the same moment.
 * @throws notFound, staleVersion, needsSecondPerson, beyondOwnScope, reasonNeeded, oneOffice, grantHeld, eventRefused
 */
export async function decideRequest(
  work: Work,
  id: string,
  { event, reason, version }: BodyOf<typeof decideGrantRequest>,
  organisations: OrganisationNames,
): Promise<GrantRequest> {
  const { tx, actor } = work
  const row = await tx.selectFrom('grant_request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw staleVersion()
  const state = next(requestProcedure, row.state as RequestState, event)
  const parties = { requestedBy: row.requested_by, accountId: row.account_id }
  if (!mayTake(event, parties, actor.accountId)) throw needsSecondPerson()
  if (event === 'refuse' && reason.trim() === '') throw reasonNeeded({ at: '/reason' })
  await tx
    .updateTable('grant_request')
    .set({
      state,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
      decided_at: actor.now,
      decision_reason: reason.trim() === '' ? null : reason.trim(),
      version: version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (event === 'approve') await putInForce(work, row, organisations)
  else
    await audit(work, event === 'refuse' ? 'access.grant-refused' : 'access.grant-request-withdrawn', {
      region: row.account_region,
      ...subjectOf(row),
      detail: { role: row.role, ...(row.region === null ? {} : { region: row.region }), reason: reason.trim() },
    })
  return getRequest(tx, actor, id, organisations)
}

async function putInForce(work: Work, row: RequestRow, organisations: OrganisationNames): Promise<void> {
  const { tx, actor } = work
  if (row.account_id === null) {
    const wanted = { permissions: row.permissions ?? [], secondFactor: row.second_factor ?? '' }
    return applyRole(work, row.role, wanted, row.role_version ?? 0, row.requested_by_name)
  }
  if (row.region !== null) requireWithin(actor, 'grants:manage', row.region, '/region')
  else if (!(await organisations(tx, [row.organisation_id ?? ''])).size) throw notFound()
  const wanted = {
    accountId: row.account_id,
    role: row.role,
    region: row.region,
    organisationId: row.organisation_id,
    accountRegion: row.account_region,
  }
  await giveGrant(work, wanted, { grantedBy: row.requested_by, approvedBy: actor.accountId })
}

function subjectOf(row: RequestRow): { subjectType: string; subjectId: string } {
  return row.account_id === null
    ? { subjectType: 'role', subjectId: row.role }
    : { subjectType: 'account', subjectId: row.account_id }
}
