import { hashToken, makeToken } from '../../server/src/crypto/vault.ts'
import { newId } from '../../server/src/db/ids.ts'
import type { Kept } from './kept.ts'

/** Signs somebody in without a password: a real account, grant and session, as signing in would have made them. */
export async function signIn(
  { owner }: Kept,
  role: string,
  region: string,
): Promise<{ cookie: string; accountId: string }> {
  const [accountId, token, now] = [newId(), makeToken(), new Date()]
  await owner.query(
    `insert into account (id, name, display_name, region, password_hash, created_at) values ($1, $2, $2, $3, '-', $4)`,
    [accountId, `bench-${accountId}`, region, now],
  )
  await owner.query('insert into access_grant (id, account_id, role, region, granted_at) values ($1, $2, $3, $4, $5)', [
    newId(),
    accountId,
    role,
    region,
    now,
  ])
  await owner.query(
    'insert into session (token_hash, account_id, region, started_at, seen_at, ends_at) values ($1, $2, $3, $4, $4, $5)',
    [hashToken(token), accountId, region, now, new Date(now.getTime() + 12 * 3_600_000)],
  )
  return { cookie: `yinian_session=${token}`, accountId }
}

/** Takes away who was signed in for a bench; what they did stays in the audit trail, as it would. */
export async function forget({ owner }: Kept): Promise<void> {
  for (const statement of [
    `delete from session where account_id in (select id from account where name like 'bench-%')`,
    `delete from access_grant where account_id in (select id from account where name like 'bench-%')`,
    `delete from account where name like 'bench-%'`,
  ])
    await owner.query(statement)
}
