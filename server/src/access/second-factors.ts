import type { Actor } from '@yinian/core/access/actor.ts'
import { noSecondFactor, secondFactorExists } from '@yinian/core/access/problems.ts'
import { asksForSecondFactor, type SecondFactorPolicy } from '@yinian/core/access/second-factor.ts'
import type { SecondFactorShown } from '@yinian/core/access/second-factor-api.ts'
import type { Problem } from '@yinian/core/http/problem.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Vault } from '../crypto/vault.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import type { accessActions } from './actions.ts'
import { audit } from './audit.ts'
import { authenticator, checkCode, labelOfSecret, makeRecoveryCodes, makeSecret } from './check-code.ts'

/** What is known of somebody's second factor without its secret. */
export async function describeSecondFactor(tx: Tx, accountId: string): Promise<SecondFactorShown> {
  const factor = await tx
    .selectFrom('second_factor')
    .select('confirmed_at')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  const { left } = await tx
    .selectFrom('recovery_code')
    .select((select) => select.fn.countAll<number>().as('left'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  const roles = await tx
    .selectFrom('access_grant')
    .innerJoin('role', 'role.id', 'access_grant.role')
    .innerJoin('role_permission', 'role_permission.role', 'role.id')
    .select(['role.id', 'second_factor', sql<string[]>`array_agg(permission)`.as('permissions')])
    .where('account_id', '=', accountId)
    .groupBy(['role.id', 'second_factor'])
    .execute()
  return {
    confirmedAt: factor?.confirmed_at?.toISOString() ?? null,
    recoveryCodes: left,
    asked: roles.some((role) =>
      asksForSecondFactor(role.id, role.second_factor as SecondFactorPolicy, role.permissions),
    ),
  }
}

/** Makes a secret for an authenticator; it counts once its first code has confirmed it. */
export async function beginSecondFactorOf(
  tx: Tx,
  vault: Vault,
  actor: Actor,
): Promise<{ address: string; secret: string } | Problem> {
  const account = await accountOf(tx, actor)
  const secret = makeSecret()
  const county = countyOf(account.region)
  const made = await tx
    .insertInto('second_factor')
    .values({
      county,
      account_id: account.id,
      region: account.region,
      secret_sealed: await vault.seal(county, labelOfSecret(account.id), secret),
      made_at: actor.now,
    })
    .onConflict((conflict) =>
      conflict
        .column('account_id')
        .doUpdateSet((set) => ({ secret_sealed: set.ref('excluded.secret_sealed'), made_at: actor.now, last_step: 0 }))
        .where('second_factor.confirmed_at', 'is', null),
    )
    .returning('account_id')
    .executeTakeFirst()
  if (!made) return secondFactorExists()
  return { address: authenticator(account.name, secret).toString(), secret }
}

/** @returns the recovery codes, which are shown once */
export async function confirmSecondFactorOf(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  code: string,
): Promise<string[] | Problem> {
  const refused = await checkCode(tx, vault, actor.accountId, code, actor.now, 'new')
  if (refused) return refused
  await tx
    .updateTable('second_factor')
    .set({ confirmed_at: actor.now })
    .where('account_id', '=', actor.accountId)
    .execute()
  if (actor.session)
    await tx.updateTable('session').set({ second_factor_at: actor.now }).where('id', '=', actor.session.id).execute()
  return withNewCodes(tx, actor, 'access.second-factor-set')
}

export async function renewRecoveryCodesOf(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  code: string,
): Promise<string[] | Problem> {
  const refused = await checkCode(tx, vault, actor.accountId, code, actor.now)
  return refused ?? withNewCodes(tx, actor, 'access.recovery-codes-renewed')
}

export async function removeSecondFactorOf(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  code: string,
): Promise<Record<never, never> | Problem> {
  const refused = await checkCode(tx, vault, actor.accountId, code, actor.now)
  if (refused) return refused
  await forgetFactor(tx, actor.accountId)
  await tx.updateTable('session').set({ second_factor_at: null }).where('account_id', '=', actor.accountId).execute()
  await recordOwn(tx, actor, await accountOf(tx, actor), 'access.second-factor-removed')
  return {}
}

/** Takes somebody's second factor away, so that they can set up another; their sessions end. @throws noSecondFactor */
export async function resetSecondFactorOf(
  work: Work,
  account: { id: string; region: string },
  reason: string,
): Promise<void> {
  const { tx } = work
  if (!(await forgetFactor(tx, account.id))) throw noSecondFactor()
  await tx.deleteFrom('session').where('account_id', '=', account.id).execute()
  await audit(work, 'access.second-factor-reset', {
    region: account.region,
    subjectType: 'account',
    subjectId: account.id,
    detail: { reason },
  })
}

async function forgetFactor(tx: Tx, accountId: string): Promise<boolean> {
  const gone = await tx.deleteFrom('second_factor').where('account_id', '=', accountId).executeTakeFirst()
  await tx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  return gone.numDeletedRows > 0n
}

async function withNewCodes(tx: Tx, actor: Actor, action: keyof typeof accessActions): Promise<string[]> {
  const account = await accountOf(tx, actor)
  await recordOwn(tx, actor, account, action)
  return makeRecoveryCodes(tx, account, actor.now)
}

function recordOwn(
  tx: Tx,
  actor: Actor,
  account: { id: string; region: string },
  action: keyof typeof accessActions,
): Promise<void> {
  const thing = { region: account.region, subjectType: 'account', subjectId: account.id }
  return audit({ tx, actor }, action, thing)
}

function accountOf(tx: Tx, actor: Actor): Promise<{ id: string; name: string; region: string }> {
  return tx
    .selectFrom('account')
    .select(['id', 'name', 'region'])
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
}
