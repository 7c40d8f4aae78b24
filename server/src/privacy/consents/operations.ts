import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Consent, giveConsent, withdrawConsent } from '@yinian/core/privacy/consents-api.ts'
import * as problems from '@yinian/core/privacy/problems.ts'
import { findConsentKind, givenToOnePerson } from '@yinian/core/privacy/processing-kinds.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { audit, endElderAccess } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { toConsent } from './consent-row.ts'
import type { ElderOfFile, Elders } from './elders.ts'

/** Whom a consent is given to, where that is one person in particular, and the day it ends by itself. */
export interface GivenTo {
  readonly accountId: string
  readonly name: string
  readonly validTo: string
}

/**
 * Records that an elder, a guardian or an agent agreed to something, in the words they agreed to.
 * @throws notFound, noConsentNeeded, elderNotLiving, recipientMissing, giverMissing, fileNumberMissing, consentDayWrong, wordingChanged, consentHolds
 */
export async function giveConsentOf(
  work: Work,
  elders: Elders,
  elderId: string,
  given: BodyOf<typeof giveConsent>,
  to?: GivenTo,
): Promise<Consent> {
  const { tx, actor } = work
  const elder = await elders.lock(tx, elderId)
  const kind = findConsentKind(given.kind)
  if (!kind) throw problems.noConsentNeeded({ at: '/kind' })
  if (elder.state !== 'active') throw problems.elderNotLiving()
  if (givenToOnePerson.includes(given.kind) !== (to !== undefined)) throw problems.recipientMissing({ at: '/kind' })
  const giverName = given.givenBy === 'elder' ? '' : (given.giverName ?? '').trim()
  if (given.givenBy !== 'elder' && giverName === '') throw problems.giverMissing({ at: '/giverName' })
  const fileNumber = (given.fileNumber ?? '').trim()
  if (given.manner !== 'signature' && fileNumber === '') throw problems.fileNumberMissing({ at: '/fileNumber' })
  if (!isDay(given.givenOn) || given.givenOn > actor.today) throw problems.consentDayWrong({ at: '/givenOn' })
  if (given.wordingVersion !== kind.wording.version) throw problems.wordingChanged()
  if (to) await closeRunOut(work, elder, given.kind, to)
  const row = await tx
    .insertInto('consent')
    .values({
      county: elder.county,
      id: newId(actor.now),
      region: elder.region,
      elder_id: elder.id,
      kind: given.kind,
      wording_version: kind.wording.version,
      wording: JSON.stringify(kind.wording.text),
      given_by: given.givenBy,
      giver_name: giverName,
      manner: given.manner,
      file_number: fileNumber,
      given_on: given.givenOn,
      recorded_at: actor.now,
      recorded_by: actor.accountId,
      recorded_by_name: actor.name,
      ...(to ? { recipient: to.accountId, recipient_name: to.name, valid_to: to.validTo } : {}),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw problems.consentHolds()
  await audit(work, 'privacy.consent-given', {
    ...subject(elder, row.id),
    detail: { processing: given.kind, how: given.manner, givenBy: given.givenBy },
  })
  return toConsent(row)
}

/** One that ended by itself makes room for another to the same person. */
async function closeRunOut({ tx, actor }: Work, elder: ElderOfFile, kind: string, to: GivenTo): Promise<void> {
  await tx
    .updateTable('consent')
    .set((was) => ({
      withdrawn_on: was.ref('valid_to'),
      withdrawn_at: actor.now,
      withdrawn_by: actor.accountId,
      withdrawn_by_name: actor.name,
      withdrawal_reason: '到期',
    }))
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('kind', '=', kind)
    .where('recipient', '=', to.accountId)
    .where('withdrawn_on', 'is', null)
    .where('valid_to', '<=', actor.today)
    .execute()
}

/**
 * Ends a consent from a day on. What was done before stays lawful (§15); every check from that day on finds none.
 * @throws notFound, consentEnded, consentDayWrong
 */
export async function withdrawConsentOf(
  work: Work,
  elders: Elders,
  { id, consentId }: { id: string; consentId: string },
  { on, reason = '' }: BodyOf<typeof withdrawConsent>,
): Promise<Consent> {
  const { tx, actor } = work
  const elder = await elders.lock(tx, id)
  const held = await tx
    .selectFrom('consent')
    .select(['given_on', 'withdrawn_on', 'kind'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('id', '=', consentId)
    .forUpdate()
    .executeTakeFirst()
  if (!held) throw notFound()
  if (held.withdrawn_on !== null) throw problems.consentEnded()
  if (!isDay(on) || on > actor.today || on < held.given_on) throw problems.consentDayWrong({ at: '/on' })
  return endConsent(work, elder, { id: consentId, kind: held.kind, on, reason })
}

/**
 * The elder’s own withdrawal, today, from their own account.
 * @throws notFound, consentEnded
 */
export async function withdrawConsentBy(
  work: Work,
  elder: Pick<ElderOfFile, 'county' | 'id' | 'region'>,
  consentId: string,
): Promise<Consent> {
  const held = await work.tx
    .selectFrom('consent')
    .select(['withdrawn_on', 'kind', 'given_on'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('id', '=', consentId)
    .executeTakeFirst()
  if (!held) throw notFound()
  if (held.withdrawn_on !== null) throw problems.consentEnded()
  return endConsent(work, elder, { id: consentId, kind: held.kind, on: work.actor.today, reason: '' })
}

async function endConsent(
  work: Work,
  elder: Pick<ElderOfFile, 'county' | 'id' | 'region'>,
  { id: consentId, kind, on, reason }: { id: string; kind: string; on: string; reason: string },
): Promise<Consent> {
  const { tx, actor } = work
  const row = await tx
    .updateTable('consent')
    .set({
      withdrawn_on: on,
      withdrawn_at: actor.now,
      withdrawn_by: actor.accountId,
      withdrawn_by_name: actor.name,
      withdrawal_reason: reason.trim(),
    })
    .where('county', '=', elder.county)
    .where('id', '=', consentId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await endElderAccess(work, { county: elder.county, consentId }, { reason: 'withdrawn', note: reason.trim() })
  await audit(work, 'privacy.consent-withdrawn', {
    ...subject(elder, consentId),
    detail: { processing: kind, from: on },
  })
  return toConsent(row)
}

function subject(elder: Pick<ElderOfFile, 'region' | 'id'>, id: string) {
  return { region: elder.region, subjectType: 'consent', subjectId: id, elderId: elder.id }
}
