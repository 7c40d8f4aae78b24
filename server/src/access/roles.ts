import { initialRoles, type Role } from '@yinian/core/access/roles.ts'
import type { Client } from 'pg'

/** Gives a new installation its roles. Roles that exist are left as the administrators have made them. */
export async function loadInitialRoles(owner: Client): Promise<void> {
  for (const [id, role] of Object.entries<Role>(initialRoles)) {
    const made = await owner.query('insert into role (id, name, over) values ($1, $2, $3) on conflict do nothing', [
      id,
      JSON.stringify(role.name),
      role.over,
    ])
    if (made.rowCount === 0) continue
    await owner.query('insert into role_permission (role, permission) select $1, unnest($2::text[])', [
      id,
      role.permissions,
    ])
  }
}
