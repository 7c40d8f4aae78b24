import type { changeRole, GrantRequest, RoleShown } from '@yinian/core/access/grant-api.ts'
import { needsApproval } from '@yinian/core/access/grant-request.ts'
import { findOffice, permissionsOfOffices } from '@yinian/core/access/offices.ts'
import { isOfClients, isPermission, type Permission, permissions } from '@yinian/core/access/permissions.ts'
import { grantHeld, nothingChanged, roleFixed, roleNotYours, unknownRole } from '@yinian/core/access/problems.ts'
import { asksForSecondFactor, type SecondFactorPolicy } from '@yinian/core/access/second-factor.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { staleVersion } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import type { OrganisationNames } from './account-queries.ts'
import { audit } from './audit.ts'
import { managesEverywhere, permissionsOf } from './held-grants.ts'
import { getRequest, nameOf } from './request-queries.ts'

export async function listRolesShown(tx: Tx): Promise<RoleShown[]> {
  const rows = await tx
    .selectFrom('role')
    .leftJoin('role_permission', 'role_permission.role', 'role.id')
    .select([
      'role.id',
      'role.name',
      'role.over',
      'role.second_factor',
      'role.version',
      sql<string[]>`array_remove(array_agg(permission), null)`.as('held'),
    ])
    .groupBy('role.id')
    .orderBy('role.id')
    .execute()
  return rows.map((row) => {
    const held = row.held.filter(isPermission)
    const secondFactor = row.second_factor as SecondFactorPolicy
    return {
      id: row.id,
      name: { ...(row.name as unknown as Text) },
      over: row.over as RoleShown['over'],
      permissions: inOrder(held).map(nameOf),
      secondFactor,
      asksForSecondFactor: asksForSecondFactor(row.id, secondFactor, held),
      changeable: findOffice(row.id) === undefined,
      version: row.version,
    }
  })
}

/** Everything a role of daily work can carry, in the order of the vocabulary. */
export function permissionsOfDailyWork(): ReturnType<typeof nameOf>[] {
  const kept: readonly string[] = permissionsOfOffices
  return inOrder(Object.keys(permissions).filter(isPermission))
    .filter((permission) => !kept.includes(permission) && !isOfClients(permission))
    .map(nameOf)
}

function inOrder(some: readonly Permission[]): Permission[] {
  return Object.keys(permissions)
    .filter(isPermission)
    .filter((permission) => some.includes(permission))
}

const strictness: readonly string[] = ['never', 'by-permission', 'always'] satisfies SecondFactorPolicy[]

/**
 * Changes what a role may do, everywhere. What only narrows holds at once; as soon as anything is widened or a second
 * factor no longer asked for, the whole change waits for a second person.
 * @throws unknownRole, roleFixed, roleNotYours, staleVersion, nothingChanged, grantHeld
 */
export async function changeRoleOf(
  work: Work,
  id: string,
  input: BodyOf<typeof changeRole>,
  organisations: OrganisationNames,
): Promise<{ role: RoleShown; request: GrantRequest | null }> {
  const { tx, actor } = work
  if (findOffice(id) !== undefined) throw roleFixed()
  if (!managesEverywhere(actor)) throw roleNotYours()
  const role = await tx.selectFrom('role').selectAll().where('id', '=', id).executeTakeFirst()
  if (!role) throw unknownRole({ values: { role: id } })
  if (role.version !== input.version) throw staleVersion()
  const wanted = [...new Set(input.permissions)].sort()
  const kept: readonly string[] = permissionsOfOffices
  if (wanted.some((one) => !isPermission(one) || kept.includes(one) || isOfClients(one)))
    throw roleFixed({ at: '/permissions' })
  const now = await permissionsOf(tx, id)
  const added = wanted.filter(isPermission).filter((permission) => !now.includes(permission))
  const same = added.length === 0 && now.length === wanted.length && role.second_factor === input.secondFactor
  if (same) throw nothingChanged()
  const looser = strictness.indexOf(input.secondFactor) < strictness.indexOf(role.second_factor)
  const change = { permissions: wanted, secondFactor: input.secondFactor }
  let request: string | null = null
  if (needsApproval(added) || looser) request = await askForRole(work, id, change, role.version, input.reason.trim())
  else await applyRole(work, id, change, role.version, null)
  const shown = (await listRolesShown(tx)).find((one) => one.id === id)
  if (!shown) throw unknownRole({ values: { role: id } })
  return { role: shown, request: request === null ? null : await getRequest(tx, actor, request, organisations) }
}

interface RoleChange {
  readonly permissions: readonly string[]
  readonly secondFactor: string
}

async function askForRole(
  work: Work,
  role: string,
  change: RoleChange,
  version: number,
  reason: string,
): Promise<string> {
  const { tx, actor } = work
  const made = await tx
    .insertInto('grant_request')
    .values({
      id: newId(actor.now),
      kind: 'role',
      account_region: nation,
      role,
      permissions: [...change.permissions],
      second_factor: change.secondFactor,
      role_version: version,
      reason,
      requested_by: actor.accountId,
      requested_by_name: actor.name,
      requested_at: actor.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw grantHeld()
  await audit(work, 'access.role-change-requested', {
    region: nation,
    subjectType: 'role',
    subjectId: role,
    detail: { role, permissions: [...change.permissions], secondFactor: change.secondFactor, reason },
  })
  return made.id
}

/** Puts a change of a role in force. Who gains by it signs in again. @throws staleVersion when the role was changed since */
export async function applyRole(
  work: Work,
  role: string,
  change: RoleChange,
  version: number,
  requestedBy: string | null,
): Promise<void> {
  const { tx } = work
  const changed = await tx
    .updateTable('role')
    .set({ second_factor: change.secondFactor, version: version + 1 })
    .where('id', '=', role)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw staleVersion()
  const now: readonly string[] = await permissionsOf(tx, role)
  const added = change.permissions.filter((permission) => !now.includes(permission))
  const removed = now.filter((permission) => !change.permissions.includes(permission))
  if (removed.length > 0)
    await tx.deleteFrom('role_permission').where('role', '=', role).where('permission', 'in', removed).execute()
  if (added.length > 0)
    await tx
      .insertInto('role_permission')
      .values(added.map((permission) => ({ role, permission })))
      .execute()
  if (added.length > 0)
    await tx
      .deleteFrom('session')
      .where('account_id', 'in', tx.selectFrom('access_grant').select('account_id').where('role', '=', role))
      .execute()
  await audit(work, 'access.role-changed', {
    region: nation,
    subjectType: 'role',
    subjectId: role,
    detail: {
      role,
      added,
      removed,
      secondFactor: change.secondFactor,
      ...(requestedBy === null ? {} : { requestedBy }),
    },
  })
}
