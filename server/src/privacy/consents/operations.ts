import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Consent, giveConsent, withdrawConsent } from '@yinian/core/privacy/consents-api.ts'
import * as problems from '@yinian/core/privacy/problems.ts'
import { findConsentKind } from '@yinian/core/privacy/processing-kinds.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { toConsent } from './consent-row.ts'
import type { ElderOfFile, Elders } from './elders.ts'

/**
 * Records that an elder, a guardian or an agent agreed to something, in the words they agreed to.
 * @throws notFound, noConsentNeeded, elderNotLiving, giverMissing, fileNumberMissing, consentDayWrong, wordingChanged, consentHolds
 */
export async function giveConsentOf(
  work: Work,
  elders: Elders,
  elderId: string,
  given: BodyOf<typeof giveConsent>,
): Promise<Consent> {
  const { tx, actor } = work
  const elder = await elders.lock(tx, elderId)
  const kind = findConsentKind(given.kind)
  if (!kind) throw problems.noConsentNeeded({ at: '/kind' })
  if (elder.state !== 'active') throw problems.elderNotLiving()
  const giverName = given.givenBy === 'elder' ? '' : (given.giverName ?? '').trim()
  if (given.givenBy !== 'elder' && giverName === '') throw problems.giverMissing({ at: '/giverName' })
  const fileNumber = (given.fileNumber ?? '').trim()
  if (given.manner !== 'signature' && fileNumber === '') throw problems.fileNumberMissing({ at: '/fileNumber' })
  if (!isDay(given.givenOn) || given.givenOn > actor.today) throw problems.consentDayWrong({ at: '/givenOn' })
  if (given.wordingVersion !== kind.wording.version) throw problems.wordingChanged()
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
  await audit(work, 'privacy.consent-withdrawn', {
    ...subject(elder, consentId),
    detail: { processing: held.kind, from: on },
  })
  return toConsent(row)
}

function subject(elder: ElderOfFile, id: string) {
  return { region: elder.region, subjectType: 'consent', subjectId: id, elderId: elder.id }
}
