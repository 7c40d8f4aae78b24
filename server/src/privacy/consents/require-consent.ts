import type { Actor } from '@yinian/core/access/actor.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import { consentMissing } from '@yinian/core/privacy/problems.ts'
import { kindOf, type ProcessingKindId } from '@yinian/core/privacy/processing-kinds.ts'
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'

interface Asked {
  readonly tx: Tx
  readonly actor: Pick<Actor, 'today'>
}

/**
 * Whether a kind of processing is allowed for an elder today: always for a statutory duty, otherwise by a consent in force.
 * @param recipient the account it has to be given to, where it is given to somebody in particular
 */
export async function hasConsent(
  { tx, actor }: Asked,
  elder: { readonly county: string; readonly id: string },
  kind: ProcessingKindId,
  recipient: string | null = null,
): Promise<boolean> {
  if (kindOf(kind).basis === 'statutory-duty') return true
  const held = await tx
    .selectFrom('consent')
    .select('id')
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('kind', '=', kind)
    .where('given_on', '<=', actor.today)
    .where((where) => where.or([where('withdrawn_on', 'is', null), where('withdrawn_on', '>', actor.today)]))
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', actor.today)]))
    .where('recipient', recipient === null ? 'is' : '=', recipient)
    .limit(1)
    .executeTakeFirst()
  return held !== undefined
}

/** To be called by whatever needs it, in the transaction of what it does. @throws consentMissing */
export async function requireConsent(
  work: Asked,
  elder: { readonly county: string; readonly id: string },
  kind: ProcessingKindId,
  recipient: string | null = null,
): Promise<void> {
  if (!(await hasConsent(work, elder, kind, recipient))) throw withTexts(consentMissing, { kind: kindOf(kind).name })
}

/** The same as a condition on rows of `elder`, for lists. */
export function consentedTo(kind: ProcessingKindId, today: string): Expression<SqlBool> {
  if (kindOf(kind).basis === 'statutory-duty') return sql<SqlBool>`true`
  return sql<SqlBool>`exists (
    select from consent where consent.county = elder.county and consent.elder_id = elder.id and consent.kind = ${kind}
      and consent.given_on <= ${today} and (consent.withdrawn_on is null or consent.withdrawn_on > ${today})
      and (consent.valid_to is null or consent.valid_to > ${today}) and consent.recipient is null)`
}
