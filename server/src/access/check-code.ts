import { createHash, randomInt } from 'node:crypto'
import { codeLocked, codeRefused, noSecondFactor } from '@yinian/core/access/problems.ts'
import { readCode } from '@yinian/core/access/second-factor.ts'
import type { Problem } from '@yinian/core/http/problem.ts'
import { Secret, TOTP } from 'otpauth'
import type { Vault } from '../crypto/vault.ts'
import type { Tx } from '../db/database.ts'

const tries = 5
const lockMinutes = 15
const period = 30

/** What an authenticator is told: RFC 6238 with SHA-1, six digits, thirty seconds, which all of them understand. */
export function authenticator(accountName: string, secret: string): TOTP {
  return new TOTP({
    issuer: '颐年 Yinian',
    label: accountName,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: Secret.fromBase32(secret),
  })
}

export function makeSecret(): string {
  return new Secret({ size: 20 }).base32
}

export function labelOfSecret(accountId: string): string {
  return `second_factor.secret:${accountId}`
}

/**
 * Checks a code of the authenticator (one step early or late, each once) or a recovery code, and counts what is wrong: five
 * in a row lock for a quarter of an hour.
 * @returns why it is refused; the caller commits, so that the count stays
 */
export async function checkCode(
  tx: Tx,
  vault: Vault,
  accountId: string,
  typed: string,
  now: Date,
  which: 'confirmed' | 'new' = 'confirmed',
): Promise<Problem | undefined> {
  const factor = await tx
    .selectFrom('second_factor')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('confirmed_at', which === 'new' ? 'is' : 'is not', null)
    .forUpdate()
    .executeTakeFirst()
  if (!factor) return noSecondFactor()
  if (factor.locked_until && factor.locked_until > now) return lockedFor(factor.locked_until, now)
  const { kind, code } = readCode(typed)
  if (kind === 'digits') {
    const secret = await vault.open(factor.county, labelOfSecret(accountId), factor.secret_sealed)
    const step = stepOf(secret, code, now)
    if (step !== undefined && step > factor.last_step) return passed(tx, accountId, { last_step: step })
  } else if (which === 'confirmed' && (await useRecoveryCode(tx, accountId, code, now)))
    return passed(tx, accountId, {})
  const failed = factor.failed + 1
  const lockedUntil = failed >= tries ? new Date(now.getTime() + lockMinutes * 60_000) : null
  await tx
    .updateTable('second_factor')
    .set({ failed: lockedUntil ? 0 : failed, locked_until: lockedUntil })
    .where('account_id', '=', accountId)
    .execute()
  return lockedUntil ? lockedFor(lockedUntil, now) : codeRefused({ at: '/code' })
}

async function passed(tx: Tx, accountId: string, used: { last_step?: number }): Promise<undefined> {
  await tx
    .updateTable('second_factor')
    .set({ failed: 0, locked_until: null, ...used })
    .where('account_id', '=', accountId)
    .execute()
}

function stepOf(secret: string, code: string, now: Date): number | undefined {
  const totp = authenticator('', secret)
  const timestamp = now.getTime()
  const delta = totp.validate({ token: code, timestamp, window: 1 })
  return delta === null ? undefined : totp.counter({ timestamp }) + delta
}

async function useRecoveryCode(tx: Tx, accountId: string, code: string, now: Date): Promise<boolean> {
  const used = await tx
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hashOf(accountId, code))
    .where('used_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst()
  return used !== undefined
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten codes of 4 × 4 characters, about 79 bits each: their hash needs no stretching. Earlier ones stop working. */
export async function makeRecoveryCodes(
  tx: Tx,
  account: { readonly id: string; readonly region: string },
  now: Date,
): Promise<string[]> {
  const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  const codes = Array.from({ length: 10 }, () => `${group()}-${group()}-${group()}-${group()}`)
  await tx.deleteFrom('recovery_code').where('account_id', '=', account.id).execute()
  await tx
    .insertInto('recovery_code')
    .values(
      codes.map((code) => ({
        account_id: account.id,
        region: account.region,
        code_hash: hashOf(account.id, readCode(code).code),
        made_at: now,
      })),
    )
    .execute()
  return codes
}

function hashOf(accountId: string, code: string): Buffer {
  return createHash('sha256').update(`${accountId}:${code}`).digest()
}

function lockedFor(until: Date, now: Date): Problem {
  return codeLocked({ values: { minutes: Math.ceil((until.getTime() - now.getTime()) / 60_000) } })
}
