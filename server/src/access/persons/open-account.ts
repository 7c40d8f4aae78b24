import { randomInt } from 'node:crypto'
import { codeDays } from '@yinian/core/access/person-accounts.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { countyOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { hashPassword, nobodysHash } from '../../crypto/password.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { audit } from '../audit.ts'

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('')

/** Opens an account for an elder or relative; nobody can sign in with it before it was activated. */
export async function openPersonAccount(
  work: Work,
  holder: { readonly region: RegionCode },
): Promise<{ accountId: string; accountName: string }> {
  const { tx, actor } = work
  const accountId = newId(actor.now)
  const accountName = await takeName(tx, accountId, holder, actor.now)
  await tx
    .insertInto('person_account')
    .values({
      county: countyOf(holder.region),
      id: newId(actor.now),
      region: holder.region,
      account_id: accountId,
      opened_at: actor.now,
      opened_by: actor.accountId,
      opened_by_name: actor.name,
    })
    .execute()
  await audit(work, 'access.person-account-opened', {
    region: holder.region,
    subjectType: 'account',
    subjectId: accountId,
  })
  return { accountId, accountName }
}

/** Eight digits, which a telephone types with its large keys, and which say nothing of whose account it is. */
async function takeName(tx: Tx, id: string, holder: { readonly region: RegionCode }, now: Date): Promise<string> {
  for (let tried = 0; tried < 20; tried++) {
    const name = `${1 + randomInt(9)}${digits(7)}`
    const made = await tx
      .insertInto('account')
      .values({
        id,
        name,
        // the trail names who acts by this; it is kept when the file is erased, so it says nothing of a person
        display_name: name,
        region: holder.region,
        password_hash: nobodysHash,
        created_at: now,
        kind: 'person',
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) return name
  }
  throw new Error('No account name is free.')
}

export interface ActivationCode {
  readonly accountName: string
  /** In two groups of four digits; kept nowhere but on the slip. */
  readonly code: string
  readonly endsAt: Date
}

/**
 * Makes a one-time code for an account. Codes and passwords of before stop working and whoever is signed in is signed out,
 * because the slip is asked for when one of them was lost.
 * @throws notFound when there is none in the actor's scope
 */
export async function renewActivation(work: Work, accountId: string): Promise<ActivationCode> {
  const { tx, actor } = work
  const account = await tx
    .selectFrom('account')
    .select(['name', 'region'])
    .where('id', '=', accountId)
    .where('kind', '=', 'person')
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw notFound()
  const code = digits(8)
  const endsAt = new Date(actor.now.getTime() + codeDays * 86_400_000)
  const renewed = await tx
    .updateTable('person_account')
    .set({ code_hash: await hashPassword(code), code_ends_at: endsAt, code_failed: 0 })
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (renewed.numUpdatedRows === 0n) throw notFound()
  await tx
    .updateTable('account')
    .set({ password_hash: nobodysHash, failed_sign_ins: 0, locked_until: null })
    .where('id', '=', accountId)
    .execute()
  await tx.deleteFrom('session').where('account_id', '=', accountId).execute()
  await audit(work, 'access.activation-issued', {
    region: account.region,
    subjectType: 'account',
    subjectId: accountId,
  })
  return { accountName: account.name, code: `${code.slice(0, 4)} ${code.slice(4)}`, endsAt }
}
