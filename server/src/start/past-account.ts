import type { RoleId } from '@yinian/core/access/roles.ts'
import type { Client } from 'pg'
import { newId } from '../db/ids.ts'

/** Somebody who did things in the demo region's past; an account without a password that anybody knows. */
export async function makePastAccount(
  owner: Client,
  now: Date,
  { name, displayName, role, region }: { name: string; displayName: string; role: RoleId; region: string },
): Promise<string> {
  const id = newId(now)
  const made = await owner.query<{ id: string }>(
    `insert into account (id, name, display_name, title, region, password_hash, state, created_at)
     values ($1, $2, $3, '演示数据', $4, '', 'closed', $5)
     on conflict (name) do update set display_name = excluded.display_name returning id`,
    [id, name, displayName, region, now],
  )
  const accountId = made.rows[0]?.id ?? id
  await owner.query(
    `insert into access_grant (id, account_id, role, region, granted_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [newId(now), accountId, role, region, now],
  )
  return accountId
}
