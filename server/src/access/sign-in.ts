import type { Scope } from '@yinian/core/access/actor.ts'
import { accountLocked, signInRefused } from '@yinian/core/access/problems.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { isPassword, nobodysHash } from '../crypto/password.ts'
import { hashToken, makeToken } from '../crypto/vault.ts'
import type { Database, Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import { inTransaction } from '../db/transaction.ts'

export const gate: Scope = { role: 'gatekeeper', accountId: null, regions: [], organisationId: null }

const tries = 5
const lockMinutes = 15
export const sessionHours = 12

/**
 * Checks a name and a password and opens a session.
 * Five wrong passwords lock the account for a quarter of an hour; an unknown name takes as long and answers the same.
 * @returns the session's token, which is kept nowhere but in the browser
 * @throws signInRefused, accountLocked
 */
export async function signInWith(
  database: Database,
  input: { name: string; password: string; device: string },
  now: Date,
): Promise<{ token: string; accountId: string }> {
  const outcome = await inTransaction(database, gate, (tx) => tryToSignIn(tx, input, now))
  if ('refused' in outcome) throw outcome.refused
  return outcome
}

async function tryToSignIn(
  tx: Tx,
  input: { name: string; password: string; device: string },
  now: Date,
): Promise<{ token: string; accountId: string } | { refused: Error }> {
  const account = await tx
    .selectFrom('account')
    .select(['id', 'display_name', 'region', 'password_hash', 'state', 'failed_sign_ins', 'locked_until'])
    .where('name', '=', input.name.trim().toLowerCase())
    .forUpdate()
    .executeTakeFirst()
  const right = await isPassword(input.password, account?.password_hash ?? nobodysHash).catch(() => false)
  if (!account) return { refused: signInRefused() }
  if (account.locked_until && account.locked_until > now) return { refused: lockedFor(account.locked_until, now) }
  if (!right || account.state !== 'active') {
    const failed = account.failed_sign_ins + 1
    const lockedUntil = failed >= tries ? new Date(now.getTime() + lockMinutes * 60_000) : null
    await tx
      .updateTable('account')
      .set({ failed_sign_ins: lockedUntil ? 0 : failed, locked_until: lockedUntil })
      .where('id', '=', account.id)
      .execute()
    await record(tx, account, now, lockedUntil ? 'access.locked' : 'access.refused', input.device)
    return { refused: lockedUntil ? lockedFor(lockedUntil, now) : signInRefused() }
  }
  await tx
    .updateTable('account')
    .set({ failed_sign_ins: 0, locked_until: null, last_sign_in_at: now })
    .where('id', '=', account.id)
    .execute()
  await record(tx, account, now, 'access.signed-in', input.device)
  return { token: await openSession(tx, account.id, input.device, now), accountId: account.id }
}

function lockedFor(until: Date, now: Date): Error {
  return accountLocked({ values: { minutes: Math.ceil((until.getTime() - now.getTime()) / 60_000) } })
}

async function openSession(tx: Tx, accountId: string, device: string, now: Date): Promise<string> {
  const token = makeToken()
  const endsAt = new Date(now.getTime() + sessionHours * 3_600_000)
  await tx
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      started_at: now,
      seen_at: now,
      ends_at: endsAt,
      device,
    })
    .execute()
  return token
}

async function record(
  tx: Tx,
  account: { id: string; display_name: string; region: string },
  now: Date,
  action: string,
  device: string,
): Promise<void> {
  await tx
    .insertInto('audit_event')
    .values({
      county: countyOf(account.region),
      id: newId(now),
      at: now,
      actor_id: account.id,
      actor_name: account.display_name,
      action,
      subject_type: 'account',
      subject_id: account.id,
      region: account.region,
      detail: JSON.stringify({ device }),
    })
    .execute()
}

export async function endSession(database: Database, token: string): Promise<void> {
  await inTransaction(database, gate, (tx) =>
    tx.deleteFrom('session').where('token_hash', '=', hashToken(token)).execute(),
  )
}
