import { type AccessEnding, accessEndings } from '@yinian/core/access/person-accounts.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { audit } from '../audit.ts'

export interface NewElderAccess {
  readonly elder: { readonly county: string; readonly id: string; readonly region: RegionCode }
  readonly accountId: string
  readonly holderName: string
  readonly standsAs: 'self' | 'relative'
  readonly relation: string
  /** What the officer was shown. */
  readonly identitySeen: string
  readonly consentId: string | null
  readonly from: Day
  readonly to: Day | null
}

/** Lets an account see an elder's file. @returns its id; absent where the account has it already */
export async function giveElderAccess(work: Work, given: NewElderAccess): Promise<string | undefined> {
  const { tx, actor } = work
  const { elder } = given
  const made = await tx
    .insertInto('elder_access')
    .values({
      county: elder.county,
      id: newId(actor.now),
      region: elder.region,
      elder_id: elder.id,
      account_id: given.accountId,
      holder_name: given.holderName,
      stands_as: given.standsAs,
      relation: given.relation,
      identity_seen: given.identitySeen,
      consent_id: given.consentId,
      valid_from: given.from,
      valid_to: given.to,
      given_at: actor.now,
      given_by: actor.accountId,
      given_by_name: actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return undefined
  await audit(work, 'access.elder-access-given', {
    region: elder.region,
    subjectType: 'elder-access',
    subjectId: made.id,
    elderId: elder.id,
    detail: { standsAs: given.standsAs, from: given.from, to: given.to },
  })
  return made.id
}

/** What is ended: one access, those that rest on a consent, or all of an elder. */
export type AccessToEnd = { readonly county: string } & (
  | { readonly id: string }
  | { readonly consentId: string }
  | { readonly elderId: string }
)

/** Ends access at once: the next request of whoever had it finds nothing. @returns what was ended */
export async function endElderAccess(
  work: Work,
  which: AccessToEnd,
  why: { readonly reason: AccessEnding; readonly note?: string },
): Promise<string[]> {
  const { tx, actor } = work
  const ended = await tx
    .updateTable('elder_access')
    .set({
      ended_at: actor.now,
      ended_by: actor.accountId,
      ended_by_name: actor.name,
      ended_reason: why.reason,
      ended_note: why.note ?? '',
    })
    .where('county', '=', which.county)
    .where('ended_at', 'is', null)
    .$if('id' in which, (one) => one.where('id', '=', 'id' in which ? which.id : ''))
    .$if('consentId' in which, (one) => one.where('consent_id', '=', 'consentId' in which ? which.consentId : ''))
    .$if('elderId' in which, (one) => one.where('elder_id', '=', 'elderId' in which ? which.elderId : ''))
    .returning(['id', 'region', 'elder_id'])
    .execute()
  for (const { id, region, elder_id } of ended)
    await audit(work, 'access.elder-access-ended', {
      region,
      subjectType: 'elder-access',
      subjectId: id,
      elderId: elder_id,
      detail: { reason: accessEndings[why.reason].zh },
    })
  return ended.map(({ id }) => id)
}

/** Opens again what was ended by a death that turned out to be a mistake, where its time has not run out. */
export async function reopenElderAccess(work: Work, county: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await work.tx
    .updateTable('elder_access')
    .set({ ended_at: null, ended_by: null, ended_by_name: null, ended_reason: null, ended_note: '' })
    .where('county', '=', county)
    .where('id', 'in', ids)
    .where('ended_reason', '=', 'died')
    .execute()
}

/** Access is looked after where the elder lives. */
export async function moveAccessWithElder(
  tx: Tx,
  elder: { readonly county: string; readonly id: string },
  region: RegionCode,
): Promise<void> {
  await tx
    .updateTable('elder_access')
    .set({ region })
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .execute()
}
