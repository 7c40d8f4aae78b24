import type { Scope } from '@yinian/core/access/actor.ts'
import { accountLocked, identityUnknown, signInExpired, signInRefused } from '@yinian/core/access/problems.ts'
import type { Problem } from '@yinian/core/http/problem.ts'
import type { AccessConfig } from '../config/access-config.ts'
import { isPassword, nobodysHash } from '../crypto/password.ts'
import { hashToken, makeToken, type Vault } from '../crypto/vault.ts'
import type { Database, Tx } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import { checkCode } from './check-code.ts'
import { recordSignIn } from './record-sign-in.ts'

export const gate: Scope = { role: 'gatekeeper', accountId: null, regions: [], organisationId: null }

const tries = 5
const lockMinutes = 15
export const codeMinutes = 5

/** What a first step led to: a session, or the code being asked for. Tokens are kept nowhere but in the browser. */
export type SignedIn =
  | { readonly next: 'in'; readonly token: string; readonly accountId: string }
  | { readonly next: 'code'; readonly pending: string }

/** Two kinds of accounts, each with an entrance of its own. */
export type AccountKind = 'official' | 'person'

export type Outcome<T> = T | { readonly refused: Problem }

interface SigningIn {
  readonly id: string
  readonly display_name: string
  readonly region: string
}

/**
 * Checks a name and a password. Five wrong passwords lock the account for a quarter of an hour; an unknown name takes as
 * long and answers the same. An account with a second factor is asked for its code before it has a session.
 * @throws signInRefused, accountLocked
 */
export async function signInWith(
  database: Database,
  input: { name: string; password: string; device: string },
  now: Date,
  config: AccessConfig,
  kind: AccountKind = 'official',
): Promise<SignedIn> {
  return decided(
    await inTransaction(database, gate, async (tx): Promise<Outcome<SignedIn>> => {
      const account = await checkPassword(tx, { ...input, kind }, now)
      return 'refused' in account ? account : admit(tx, account, { ...input, method: 'password' }, now, config)
    }),
  )
}

/** The second step: the code of the authenticator, or a recovery code. @throws codeRefused, codeLocked, signInExpired */
export async function signInWithCode(
  database: Database,
  vault: Vault,
  input: { pending: string; code: string; device: string },
  now: Date,
  config: AccessConfig,
): Promise<{ token: string; accountId: string }> {
  return decided(
    await inTransaction(database, gate, async (tx): Promise<Outcome<{ token: string; accountId: string }>> => {
      const pending = await tx
        .selectFrom('pending_sign_in')
        .innerJoin('account', 'account.id', 'account_id')
        .select(['account.id', 'display_name', 'region', 'state', 'method'])
        .where('token_hash', '=', hashToken(input.pending))
        .where('ends_at', '>', now)
        .executeTakeFirst()
      if (pending?.state !== 'active') return { refused: signInExpired() }
      const refused = await checkCode(tx, vault, pending.id, input.code, now)
      if (refused) {
        await recordSignIn(tx, pending, now, 'access.code-refused', input.device)
        return { refused }
      }
      await tx.deleteFrom('pending_sign_in').where('account_id', '=', pending.id).execute()
      const token = await openSession(
        tx,
        pending,
        { ...input, method: pending.method, secondFactorAt: now },
        now,
        config,
      )
      return { token, accountId: pending.id }
    }),
  )
}

/** Signs in whoever an identity provider says it is. @throws identityUnknown, accountLocked */
export async function signInAs(
  database: Database,
  input: { issuer: string; subject: string; device: string },
  now: Date,
  config: AccessConfig,
): Promise<SignedIn> {
  return decided(
    await inTransaction(database, gate, async (tx): Promise<Outcome<SignedIn>> => {
      const account = await tx
        .selectFrom('account_identity')
        .innerJoin('account', 'account.id', 'account_id')
        .select(['account.id', 'display_name', 'account.region', 'state', 'locked_until'])
        .where('issuer', '=', input.issuer)
        .where('subject', '=', input.subject)
        .where('account.kind', '=', 'official')
        .executeTakeFirst()
      if (!account) return { refused: identityUnknown() }
      if (account.locked_until && account.locked_until > now) return { refused: lockedFor(account.locked_until, now) }
      if (account.state !== 'active') {
        await recordSignIn(tx, account, now, 'access.refused', input.device)
        return { refused: identityUnknown() }
      }
      return admit(tx, account, { ...input, method: 'identity' }, now, config)
    }),
  )
}

async function checkPassword(
  tx: Tx,
  input: { name: string; password: string; device: string; kind: AccountKind },
  now: Date,
): Promise<Outcome<SigningIn>> {
  const account = await tx
    .selectFrom('account')
    .select(['id', 'display_name', 'region', 'password_hash', 'state', 'failed_sign_ins', 'locked_until'])
    .where('name', '=', input.name.trim().toLowerCase())
    // at the other entrance the name is as good as unknown
    .where('kind', '=', input.kind)
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
    await recordSignIn(tx, account, now, lockedUntil ? 'access.locked' : 'access.refused', input.device)
    return { refused: lockedUntil ? lockedFor(lockedUntil, now) : signInRefused() }
  }
  await tx.updateTable('account').set({ failed_sign_ins: 0, locked_until: null }).where('id', '=', account.id).execute()
  return account
}

function lockedFor(until: Date, now: Date): Problem {
  return accountLocked({ values: { minutes: Math.ceil((until.getTime() - now.getTime()) / 60_000) } })
}

type Method = 'password' | 'identity'

/** The first step is done: in at once, or on to the code where the account has a second factor. */
async function admit(
  tx: Tx,
  account: SigningIn,
  how: { device: string; method: Method },
  now: Date,
  config: AccessConfig,
): Promise<SignedIn> {
  const factor = await tx
    .selectFrom('second_factor')
    .select('account_id')
    .where('account_id', '=', account.id)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  if (!factor) {
    const token = await openSession(tx, account, { ...how, secondFactorAt: null }, now, config)
    return { next: 'in', token, accountId: account.id }
  }
  const pending = makeToken()
  await tx
    .insertInto('pending_sign_in')
    .values({
      token_hash: hashToken(pending),
      account_id: account.id,
      method: how.method,
      device: how.device,
      ends_at: new Date(now.getTime() + codeMinutes * 60_000),
    })
    .execute()
  return { next: 'code', pending }
}

export async function openSession(
  tx: Tx,
  account: SigningIn,
  how: { device: string; method: string; secondFactorAt: Date | null },
  now: Date,
  config: Pick<AccessConfig, 'sessionHours'>,
): Promise<string> {
  await tx.updateTable('account').set({ last_sign_in_at: now }).where('id', '=', account.id).execute()
  await recordSignIn(tx, account, now, 'access.signed-in', how.device)
  const token = makeToken()
  await tx
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      account_id: account.id,
      region: account.region,
      started_at: now,
      seen_at: now,
      ends_at: new Date(now.getTime() + config.sessionHours * 3_600_000),
      device: how.device,
      method: how.method,
      second_factor_at: how.secondFactorAt,
    })
    .execute()
  return token
}

/** A refusal is thrown only now, so that what was counted and recorded with it stays. */
export function decided<T extends object>(outcome: Outcome<T>): T {
  if ('refused' in outcome) throw outcome.refused
  return outcome as T
}

export async function endSession(database: Database, token: string): Promise<void> {
  await inTransaction(database, gate, (tx) =>
    tx.deleteFrom('session').where('token_hash', '=', hashToken(token)).execute(),
  )
}
