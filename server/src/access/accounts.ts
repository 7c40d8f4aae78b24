import type { Actor } from '@yinian/core/access/actor.ts'
import type { Account, createAccount, setAccountState } from '@yinian/core/access/api.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import {
  accountNameTaken,
  administratorsPassword,
  beyondOwnScope,
  currentPasswordWrong,
  ownAccount,
  passwordTooWeak,
} from '@yinian/core/access/problems.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { isWithin, type RegionCode } from '@yinian/core/regions/code.ts'
import { hashPassword, isPassword, makeFirstPassword } from '../crypto/password.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { getAccountById, type OrganisationNames } from './account-queries.ts'
import { audit } from './audit.ts'
import { endOtherSessionsOf } from './sessions.ts'

/** @throws accountNameTaken, beyondOwnScope */
export async function createAccountWith(
  work: Work,
  input: BodyOf<typeof createAccount>,
  organisations: OrganisationNames,
): Promise<{ account: Account; firstPassword: string }> {
  const { tx, actor } = work
  requireWithin(actor, 'accounts:manage', input.region, '/region')
  const firstPassword = makeFirstPassword()
  const created = await tx
    .insertInto('account')
    .values({
      id: newId(actor.now),
      name: input.name,
      display_name: input.displayName,
      title: input.title,
      region: input.region,
      password_hash: await hashPassword(firstPassword),
      created_at: actor.now,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!created) throw accountNameTaken({ at: '/name', values: { name: input.name } })
  await audit(work, 'access.account-created', { region: input.region, subjectType: 'account', subjectId: created.id })
  return { account: await getAccountById(tx, created.id, organisations), firstPassword }
}

export async function resetPasswordOf(work: Work, id: string): Promise<{ firstPassword: string }> {
  const region = await lockAccount(work, id)
  await refuseForAdministrators(work.tx, id)
  const firstPassword = makeFirstPassword()
  await work.tx
    .updateTable('account')
    .set({ password_hash: await hashPassword(firstPassword), failed_sign_ins: 0, locked_until: null })
    .where('id', '=', id)
    .execute()
  await work.tx.deleteFrom('session').where('account_id', '=', id).execute()
  await audit(work, 'access.password-reset', { region, subjectType: 'account', subjectId: id })
  return { firstPassword }
}

/** @throws currentPasswordWrong, passwordTooWeak */
export async function changeOwnPassword(work: Work, input: { current: string; next: string }): Promise<void> {
  const { tx, actor } = work
  const account = await tx
    .selectFrom('account')
    .select(['name', 'region', 'password_hash'])
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  if (!(await isPassword(input.current, account.password_hash))) throw currentPasswordWrong({ at: '/current' })
  if (input.next.toLowerCase().includes(account.name) || new Set(input.next).size < 5)
    throw passwordTooWeak({ at: '/next' })
  await tx
    .updateTable('account')
    .set({ password_hash: await hashPassword(input.next) })
    .where('id', '=', actor.accountId)
    .execute()
  await endOtherSessionsOf(work, { id: actor.accountId, region: account.region })
  await audit(work, 'access.password-changed', {
    region: account.region,
    subjectType: 'account',
    subjectId: actor.accountId,
  })
}

export async function changeAccountState(
  work: Work,
  id: string,
  input: BodyOf<typeof setAccountState>,
  organisations: OrganisationNames,
): Promise<Account> {
  const region = await lockAccount(work, id)
  const changed = await work.tx
    .updateTable('account')
    .set((change) => ({
      state: input.state,
      locked_until: null,
      failed_sign_ins: 0,
      version: change('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('version', '=', input.version)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw staleVersion()
  if (input.state !== 'active') await work.tx.deleteFrom('session').where('account_id', '=', id).execute()
  await audit(work, 'access.state-changed', {
    region,
    subjectType: 'account',
    subjectId: id,
    detail: { state: input.state },
  })
  return getAccountById(work.tx, id, organisations)
}

/** @throws notFound when the account does not exist or lies outside the reader's area */
export async function accountRegion(tx: Tx, id: string): Promise<RegionCode> {
  const account = await tx
    .selectFrom('account')
    .select('region')
    .where('id', '=', id)
    .where('kind', '=', 'official')
    .executeTakeFirst()
  if (!account) throw notFound()
  return account.region
}

/** The account's division, with the row held; row rights hide accounts beyond the administrator's own area. */
export async function lockAccount({ tx, actor }: Work, id: string): Promise<RegionCode> {
  if (id === actor.accountId) throw ownAccount()
  const account = await tx
    .selectFrom('account')
    .select('region')
    .where('id', '=', id)
    .where('kind', '=', 'official')
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw notFound()
  return account.region
}

export function requireWithin(actor: Actor, permission: Permission, region: RegionCode, at: string): void {
  const reach = actor.grants.filter((grant) => grant.permissions.has(permission))
  if (!reach.some((grant) => grant.region !== null && isWithin(region, grant.region))) throw beyondOwnScope({ at })
}

/**
 * A system administrator who gives a security or audit administrator a new way in would hold two offices the moment they
 * used it. Where a second factor stands behind the password, they cannot.
 * @throws administratorsPassword
 */
export async function refuseForAdministrators(tx: Tx, id: string): Promise<void> {
  const held = await tx
    .selectFrom('access_grant')
    .leftJoin('second_factor', 'second_factor.account_id', 'access_grant.account_id')
    .select('confirmed_at')
    .where('access_grant.account_id', '=', id)
    .where('office', 'in', ['security', 'audit'])
    .execute()
  if (held.some((grant) => grant.confirmed_at === null)) throw administratorsPassword()
}
