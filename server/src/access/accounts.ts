import type { Actor } from '@yinian/core/access/actor.ts'
import type { Account, createAccount, setAccountState } from '@yinian/core/access/api.ts'
import { goesWith } from '@yinian/core/access/offices.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import {
  accountNameTaken,
  beyondOwnScope,
  currentPasswordWrong,
  grantNeedsOnePlace,
  oneOffice,
  ownAccount,
  passwordTooWeak,
  unknownRole,
} from '@yinian/core/access/problems.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { isWithin, type RegionCode } from '@yinian/core/regions/code.ts'
import { hashPassword, isPassword, makeFirstPassword } from '../crypto/password.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { getAccountById, type OrganisationNames } from './account-queries.ts'
import { audit } from './audit.ts'

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

/**
 * Grants a role. Nobody grants over a wider area than their own administration reaches.
 * @throws unknownRole, grantNeedsOnePlace, beyondOwnScope, ownAccount
 */
export async function grantRole(
  work: Work,
  id: string,
  input: { role: string; region?: RegionCode | undefined; organisationId?: string | undefined },
  organisations: OrganisationNames,
): Promise<Account> {
  const { tx, actor } = work
  const region = await lockAccount(work, id)
  const role = await tx.selectFrom('role').select(['over']).where('id', '=', input.role).executeTakeFirst()
  if (!role) throw unknownRole({ at: '/role', values: { role: input.role } })
  if (role.over === 'region' && !input.region)
    throw grantNeedsOnePlace({ at: '/region', values: { place: '区划 division' } })
  if (role.over === 'organisation' && !input.organisationId)
    throw grantNeedsOnePlace({ at: '/organisationId', values: { place: '机构 organisation' } })
  if (role.over === 'region' && input.region) requireWithin(actor, 'grants:manage', input.region, '/region')
  if (role.over === 'organisation' && !(await organisations(tx, [input.organisationId ?? ''])).size)
    throw notFound({ at: '/organisationId' })
  const held = await tx.selectFrom('access_grant').select('role').where('account_id', '=', id).execute()
  if (
    !goesWith(
      held.map((grant) => grant.role),
      input.role,
    )
  )
    throw oneOffice({ at: '/role' })
  await tx
    .insertInto('access_grant')
    .values({
      id: newId(actor.now),
      account_id: id,
      role: input.role,
      region: role.over === 'region' ? (input.region ?? null) : null,
      organisation_id: role.over === 'organisation' ? (input.organisationId ?? null) : null,
      granted_by: actor.accountId,
      granted_at: actor.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await audit(work, 'access.granted', { region, subjectType: 'account', subjectId: id, detail: { ...input } })
  return getAccountById(tx, id, organisations)
}

export async function withdrawGrant(
  work: Work,
  id: string,
  grantId: string,
  organisations: OrganisationNames,
): Promise<Account> {
  const region = await lockAccount(work, id)
  const removed = await work.tx
    .deleteFrom('access_grant')
    .where('id', '=', grantId)
    .where('account_id', '=', id)
    .returning(['role', 'region', 'organisation_id as organisationId'])
    .executeTakeFirst()
  if (!removed) throw notFound()
  await audit(work, 'access.withdrawn', { region, subjectType: 'account', subjectId: id, detail: withoutNull(removed) })
  return getAccountById(work.tx, id, organisations)
}

function withoutNull(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}

/** The account's division, with the row held; row rights hide accounts beyond the administrator's own area. */
async function lockAccount({ tx, actor }: Work, id: string): Promise<RegionCode> {
  if (id === actor.accountId) throw ownAccount()
  const account = await tx.selectFrom('account').select('region').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!account) throw notFound()
  return account.region
}

function requireWithin(actor: Actor, permission: Permission, region: RegionCode, at: string): void {
  const reach = actor.grants.filter((grant) => grant.permissions.has(permission))
  if (!reach.some((grant) => grant.region !== null && isWithin(region, grant.region))) throw beyondOwnScope({ at })
}
