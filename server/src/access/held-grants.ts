import type { Actor, HeldGrant } from '@yinian/core/access/actor.ts'
import { isPermission, type Permission } from '@yinian/core/access/permissions.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** What an account holds in its own name, as far as it lies in the reader’s area. */
export async function grantsHeldBy(tx: Tx, accountId: string): Promise<(HeldGrant & { readonly id: string })[]> {
  const rows = await tx
    .selectFrom('access_grant')
    .leftJoin('role_permission', 'role_permission.role', 'access_grant.role')
    .select([
      'access_grant.id',
      'access_grant.role',
      'region',
      'organisation_id as organisationId',
      sql<string[]>`array_remove(array_agg(permission), null)`.as('permissions'),
    ])
    .where('account_id', '=', accountId)
    .groupBy(['access_grant.id', 'access_grant.role', 'region', 'organisation_id'])
    .execute()
  return rows.map((row) => ({ ...row, permissions: new Set(row.permissions.filter(isPermission)) }))
}

export async function permissionsOf(tx: Tx, role: string): Promise<Permission[]> {
  const rows = await tx.selectFrom('role_permission').select('permission').where('role', '=', role).execute()
  return rows.map(({ permission }) => permission).filter(isPermission)
}

/** Whether somebody looks after grants in the whole installation. */
export function managesEverywhere(actor: Actor): boolean {
  return actor.grants.some((grant) => grant.permissions.has('grants:manage') && grant.region === nation)
}
