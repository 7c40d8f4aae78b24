import { codeTries, isFitPassword, readActivationCode } from '@yinian/core/access/person-accounts.ts'
import { activationRefused, currentPasswordWrong, personPasswordTooWeak } from '@yinian/core/access/problems.ts'
import type { AccessConfig } from '../../config/access-config.ts'
import { hashPassword, isPassword, nobodysHash } from '../../crypto/password.ts'
import type { Database } from '../../db/database.ts'
import { inTransaction } from '../../db/transaction.ts'
import { recordSignIn } from '../record-sign-in.ts'
import { decided, gate, type Outcome, openSession } from '../sign-in.ts'

/**
 * Takes the one-time code of a slip, sets the password that was chosen and signs in. An unknown account, a wrong code and
 * one that has expired are answered alike; the fifth wrong try voids the code.
 * @throws activationRefused, personPasswordTooWeak
 */
export async function activateWith(
  database: Database,
  input: { name: string; code: string; password: string; device: string },
  now: Date,
  config: AccessConfig,
): Promise<{ token: string }> {
  const name = input.name.replaceAll(/\s/g, '')
  if (!isFitPassword(input.password, name)) throw personPasswordTooWeak({ at: '/password' })
  return decided(
    await inTransaction(database, gate, async (tx): Promise<Outcome<{ token: string }>> => {
      const account = await tx
        .selectFrom('account')
        .innerJoin('person_account', 'account_id', 'account.id')
        .select(['account.id', 'display_name', 'account.region', 'state', 'code_hash', 'code_ends_at', 'code_failed'])
        .where('name', '=', name)
        .where('kind', '=', 'person')
        .forUpdate()
        .executeTakeFirst()
      const right = await isPassword(readActivationCode(input.code), account?.code_hash ?? nobodysHash).catch(
        () => false,
      )
      if (account?.state !== 'active' || account.code_ends_at === null) return { refused: activationRefused() }
      const held = tx.updateTable('person_account').where('account_id', '=', account.id)
      if (!right || account.code_ends_at <= now) {
        const failed = account.code_failed + 1
        const voided = failed >= codeTries ? { code_hash: null, code_ends_at: null } : {}
        await held.set({ code_failed: failed, ...voided }).execute()
        await recordSignIn(tx, account, now, 'access.refused', input.device)
        return { refused: activationRefused() }
      }
      await held.set({ code_hash: null, code_ends_at: null, code_failed: 0, activated_at: now }).execute()
      await tx
        .updateTable('account')
        .set({ password_hash: await hashPassword(input.password), failed_sign_ins: 0, locked_until: null })
        .where('id', '=', account.id)
        .execute()
      await recordSignIn(tx, account, now, 'access.activated', input.device)
      const how = { device: input.device, method: 'password', secondFactorAt: null }
      return { token: await openSession(tx, account, how, now, config) }
    }),
  )
}

/** @throws currentPasswordWrong, personPasswordTooWeak */
export async function changePersonPassword(
  database: Database,
  accountId: string,
  input: { current: string; next: string; device: string },
  now: Date,
): Promise<void> {
  await inTransaction(database, gate, async (tx) => {
    const account = await tx
      .selectFrom('account')
      .select(['id', 'name', 'display_name', 'region', 'password_hash'])
      .where('id', '=', accountId)
      .where('kind', '=', 'person')
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (!(await isPassword(input.current, account.password_hash))) throw currentPasswordWrong({ at: '/current' })
    if (!isFitPassword(input.next, account.name)) throw personPasswordTooWeak({ at: '/next' })
    await tx
      .updateTable('account')
      .set({ password_hash: await hashPassword(input.next) })
      .where('id', '=', accountId)
      .execute()
    await recordSignIn(tx, account, now, 'access.password-changed', input.device)
  })
}
