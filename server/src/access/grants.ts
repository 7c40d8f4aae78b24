import type { HeldGrant } from '@yinian/core/access/actor.ts'
import type { Account } from '@yinian/core/access/api.ts'
import type { addGrant, GrantRequest } from '@yinian/core/access/grant-api.ts'
import { needsApproval, newPermissions } from '@yinian/core/access/grant-request.ts'
import { goesWith } from '@yinian/core/access/offices.ts'
import { grantHeld, grantNeedsOnePlace, oneOffice, unknownRole } from '@yinian/core/access/problems.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { getAccountById, type OrganisationNames } from './account-queries.ts'
import { lockAccount, requireWithin } from './accounts.ts'
import { audit } from './audit.ts'
import { grantsHeldBy, permissionsOf } from './held-grants.ts'
import { getRequest } from './request-queries.ts'

export interface WantedGrant {
  readonly accountId: string
  readonly role: string
  readonly region: string | null
  readonly organisationId: string | null
}

/**
 * Asks for a role to be granted. What widens nothing takes effect at once, everything else waits for a second person.
 * @throws unknownRole, grantNeedsOnePlace, beyondOwnScope, ownAccount, oneOffice, grantHeld
 */
export async function askForGrant(
  work: Work,
  id: string,
  input: BodyOf<typeof addGrant>,
  organisations: OrganisationNames,
): Promise<{ account: Account; request: GrantRequest | null }> {
  const accountRegion = await lockAccount(work, id)
  const wanted = await wantedGrant(work, id, input, organisations)
  const held = await grantsHeldBy(work.tx, id)
  await refuseHeld(work.tx, wanted, held)
  const added = newPermissions(held, wanted, await permissionsOf(work.tx, wanted.role))
  const request = needsApproval(added)
    ? await insertRequest(work, wanted, accountRegion, input.reason.trim())
    : await giveGrant(work, { ...wanted, accountRegion }, { grantedBy: work.actor.accountId, approvedBy: null })
  return {
    account: await getAccountById(work.tx, id, organisations),
    request: request === null ? null : await getRequest(work.tx, work.actor, request, organisations),
  }
}

async function wantedGrant(
  { tx, actor }: Work,
  accountId: string,
  input: BodyOf<typeof addGrant>,
  organisations: OrganisationNames,
): Promise<WantedGrant> {
  const role = await tx.selectFrom('role').select(['over']).where('id', '=', input.role).executeTakeFirst()
  if (!role) throw unknownRole({ at: '/role', values: { role: input.role } })
  if (role.over === 'region') {
    if (!input.region) throw grantNeedsOnePlace({ at: '/region', values: { place: '区划 division' } })
    requireWithin(actor, 'grants:manage', input.region, '/region')
    return { accountId, role: input.role, region: input.region, organisationId: null }
  }
  if (!input.organisationId) throw grantNeedsOnePlace({ at: '/organisationId', values: { place: '机构 organisation' } })
  if (!(await organisations(tx, [input.organisationId])).size) throw notFound({ at: '/organisationId' })
  return { accountId, role: input.role, region: null, organisationId: input.organisationId }
}

async function refuseHeld(tx: Tx, wanted: WantedGrant, held: readonly HeldGrant[]): Promise<void> {
  const roles = held.map(({ role }) => role)
  if (!goesWith(roles, wanted.role)) throw oneOffice({ at: '/role' })
  const same = held.some(
    ({ role, region, organisationId }) =>
      role === wanted.role && region === wanted.region && organisationId === wanted.organisationId,
  )
  const asked = await tx
    .selectFrom('grant_request')
    .select('id')
    .where('state', '=', 'waiting')
    .where('account_id', '=', wanted.accountId)
    .where('role', '=', wanted.role)
    .where('region', 'is not distinct from', wanted.region)
    .where('organisation_id', 'is not distinct from', wanted.organisationId)
    .executeTakeFirst()
  if (same || asked) throw grantHeld({ at: '/role' })
}

async function insertRequest(work: Work, wanted: WantedGrant, accountRegion: string, reason: string): Promise<string> {
  const { tx, actor } = work
  const id = newId(actor.now)
  await tx
    .insertInto('grant_request')
    .values({
      id,
      kind: 'grant',
      account_region: accountRegion,
      account_id: wanted.accountId,
      role: wanted.role,
      region: wanted.region,
      organisation_id: wanted.organisationId,
      reason,
      requested_by: actor.accountId,
      requested_by_name: actor.name,
      requested_at: actor.now,
    })
    .execute()
  await audit(work, 'access.grant-requested', {
    region: accountRegion,
    subjectType: 'account',
    subjectId: wanted.accountId,
    detail: detailOf(wanted, { reason }),
  })
  return id
}

/**
 * Puts a grant in force. Its holder signs in again, with a new token and the second factor it may ask for.
 * @throws oneOffice, grantHeld
 */
export async function giveGrant(
  work: Work,
  wanted: WantedGrant & { readonly accountRegion: string },
  by: { readonly grantedBy: string; readonly approvedBy: string | null },
): Promise<null> {
  const { tx, actor } = work
  const made = await tx
    .insertInto('access_grant')
    .values({
      id: newId(actor.now),
      account_id: wanted.accountId,
      role: wanted.role,
      region: wanted.region,
      organisation_id: wanted.organisationId,
      granted_by: by.grantedBy,
      granted_at: actor.now,
      approved_by: by.approvedBy,
      approved_at: by.approvedBy === null ? null : actor.now,
    })
    .onConflict((conflict) => conflict.constraint('access_grant_unique').doNothing())
    .returning('id')
    .executeTakeFirst()
    .catch((error: { constraint?: string }) => {
      // what the account holds beyond the administrator's own area is not seen, but the table knows it
      throw error.constraint === 'access_grant_one_office' ? oneOffice({ at: '/role' }) : error
    })
  if (!made) throw grantHeld({ at: '/role' })
  await tx.deleteFrom('session').where('account_id', '=', wanted.accountId).execute()
  await audit(work, 'access.granted', {
    region: wanted.accountRegion,
    subjectType: 'account',
    subjectId: wanted.accountId,
    detail: detailOf(wanted, {}),
  })
  return null
}

/** Withdraws a grant, and with it every loan of it, at once. @throws notFound, ownAccount */
export async function withdrawGrant(
  work: Work,
  id: string,
  grantId: string,
  organisations: OrganisationNames,
): Promise<Account> {
  const { tx } = work
  const region = await lockAccount(work, id)
  const removed = await tx
    .deleteFrom('access_grant')
    .where('id', '=', grantId)
    .where('account_id', '=', id)
    .returning(['role', 'region', 'organisation_id as organisationId'])
    .executeTakeFirst()
  if (!removed) throw notFound()
  await tx.deleteFrom('session').where('account_id', '=', id).execute()
  await audit(work, 'access.withdrawn', {
    region,
    subjectType: 'account',
    subjectId: id,
    detail: detailOf({ accountId: id, ...removed }, {}),
  })
  return getAccountById(tx, id, organisations)
}

function detailOf({ role, region, organisationId }: WantedGrant, more: Record<string, string>): Record<string, string> {
  return {
    role,
    ...(region === null ? {} : { region }),
    ...(organisationId === null ? {} : { organisationId }),
    ...more,
  }
}
