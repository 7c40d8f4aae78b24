import type { Actor } from '@yinian/core/access/actor.ts'
import { identityNotOffered, identityRefused, identityTaken } from '@yinian/core/access/problems.ts'
import type { Identity } from '@yinian/core/access/second-factor-api.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { hashToken, makeToken } from '../crypto/vault.ts'
import type { Database, Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Work } from '../http/work.ts'
import { lockAccount, refuseForAdministrators } from './accounts.ts'
import { audit } from './audit.ts'
import type { IdentityProvider, Proof } from './identity-provider.ts'
import { gate } from './sign-in.ts'

const attemptMinutes = 10

export async function listIdentities(tx: Tx, accountId: string): Promise<Identity[]> {
  const rows = await tx
    .selectFrom('account_identity')
    .select(['id', 'issuer', 'subject', 'linked_at'])
    .where('account_id', '=', accountId)
    .orderBy('linked_at')
    .orderBy('id')
    .execute()
  return rows.map(({ linked_at, ...row }) => ({ ...row, linkedAt: linked_at.toISOString() }))
}

/** An identity is somebody’s who has shown it or whom an administrator has named; names are never compared. @throws identityTaken */
export async function linkIdentity(
  work: Pick<Work, 'tx' | 'actor'>,
  account: { id: string; region: string },
  identity: { issuer: string; subject: string },
): Promise<void> {
  const { tx, actor } = work
  const linked = await tx
    .insertInto('account_identity')
    .values({
      id: newId(actor.now),
      account_id: account.id,
      region: account.region,
      ...identity,
      linked_by: actor.accountId,
      linked_at: actor.now,
    })
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!linked) throw identityTaken({ at: '/subject' })
  await record(work, account, 'access.identity-linked', identity.issuer)
}

export async function unlinkIdentity(work: Work, account: { id: string; region: string }, id: string): Promise<void> {
  const gone = await work.tx
    .deleteFrom('account_identity')
    .where('id', '=', id)
    .where('account_id', '=', account.id)
    .returning('issuer')
    .executeTakeFirst()
  if (!gone) throw notFound()
  await record(work, account, 'access.identity-unlinked', gone.issuer)
}

/** An administrator names the identity of somebody else. @throws identityNotOffered, identityTaken, administratorsPassword */
export async function linkIdentityOfAccount(
  work: Work,
  id: string,
  issuer: string | undefined,
  subject: string,
): Promise<Identity[]> {
  const region = await lockAccount(work, id)
  if (issuer === undefined) throw identityNotOffered()
  await refuseForAdministrators(work.tx, id)
  await linkIdentity(work, { id, region }, { issuer, subject: subject.trim() })
  return listIdentities(work.tx, id)
}

function record(
  work: Pick<Work, 'tx' | 'actor'>,
  account: { id: string; region: string },
  action: 'access.identity-linked' | 'access.identity-unlinked',
  issuer: string,
): Promise<void> {
  const thing = { region: account.region, subjectType: 'account', subjectId: account.id, detail: { issuer } }
  return audit(work, action, thing)
}

/** What comes back from the provider is held against what was begun in the same browser, once. */
export interface Begun {
  readonly accountId: string | null
  readonly wayBack: string
  readonly proof: Proof
}

/**
 * Begins a way to the provider. Signing in is bound to this browser by a token; linking to whoever is signed in.
 * @returns the address to go to, and the token where nobody is signed in
 */
export async function beginIdentity(
  database: Database,
  provider: IdentityProvider,
  input: { back: string; wayBack: string; accountId: string | null },
  now: Date,
): Promise<{ address: string; browser: string | null }> {
  const { proof, address } = await provider.begin(input.back)
  const browser = input.accountId === null ? makeToken() : null
  await inTransaction(database, gate, (tx) =>
    tx
      .insertInto('identity_attempt')
      .values({
        state_hash: hashToken(proof.state),
        browser_hash: browser === null ? null : hashToken(browser),
        account_id: input.accountId,
        nonce: proof.nonce,
        verifier: proof.verifier,
        way_back: input.wayBack,
        ends_at: new Date(now.getTime() + attemptMinutes * 60_000),
      })
      .execute(),
  )
  return { address, browser }
}

/** Takes what was begun; a second return with the same state finds nothing. @throws identityRefused */
export async function takeBegun(
  database: Database,
  input: { state: string; browser: string | undefined; actor: Actor | undefined },
  now: Date,
): Promise<Begun> {
  const begun = await inTransaction(database, gate, (tx) =>
    tx
      .deleteFrom('identity_attempt')
      .where('state_hash', '=', hashToken(input.state))
      .returningAll()
      .executeTakeFirst(),
  )
  if (!begun || begun.ends_at <= now) throw identityRefused()
  const sameBrowser =
    begun.browser_hash !== null && input.browser && hashToken(input.browser).equals(begun.browser_hash)
  const samePerson = begun.account_id !== null && begun.account_id === input.actor?.accountId
  if (!sameBrowser && !samePerson) throw identityRefused()
  const { nonce, verifier } = begun
  return { accountId: begun.account_id, wayBack: begun.way_back, proof: { state: input.state, nonce, verifier } }
}

/** What a page of the console is told of a refusal; anything else is a surprise and thrown on. */
export function refusalCode(error: unknown): string {
  if (error instanceof Problem) return error.kind.code
  throw error
}
