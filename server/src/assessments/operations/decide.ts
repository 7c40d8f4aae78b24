import type {
  cancelAssessment,
  objectToResult,
  returnAssessment,
  settleObjection,
  withdrawRequest,
} from '@yinian/core/assessments/api.ts'
import { dementiaRecorded } from '@yinian/core/assessments/information.ts'
import { objectionTooLate, stepNotPossible } from '@yinian/core/assessments/problems.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { validUntil } from '@yinian/core/assessments/validity.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Work } from '../../http/work.ts'
import { getElderRow, removeServingOrganisation, setAbility } from '../../people/index.ts'
import { openInformation } from '../information.ts'
import { instrumentInForce } from '../instruments.ts'
import { answerWith, type Place } from '../read.ts'
import { settingsFrom } from '../settings.ts'
import { holdFor, type Movable, move, voidSignatures } from './move.ts'
import { contactLabel, openRequest } from './request.ts'

/** Confirms the result: from this day on it is the elder's level, and the organisation's part is over. */
export async function confirmResult(work: Work, place: Place, { version }: { version: number }): Promise<Assessment> {
  const { actor, vault } = work
  const held = await holdFor(work, place, 'confirm', version)
  // A second assessment of a quality check is compared; it never becomes anybody's level.
  if (held.check_of !== null) throw stepNotPossible()
  const level = held.final_level
  if (level === null) throw new Error(`Assessment ${held.id} is signed without a level`)
  const { until } = validUntil(actor.today, level, settingsFrom(held.settings).validity)
  await move(work, held, 'confirm', {
    changes: {
      confirmed_at: actor.now,
      confirmed_by: actor.accountId,
      confirmed_on: actor.today,
      valid_until: until,
    },
    detail: { level, validUntil: until },
  })
  const information = await openInformation(vault, held.county, held.id, held.information_sealed)
  await setAbility(work, held.elder_id, {
    level,
    validUntil: until,
    dementia: dementiaRecorded(information),
    source: held.number,
  })
  if (held.organisation_id) await removeServingOrganisation(work, held.elder_id, held.organisation_id)
  return answerWith(work, place)
}

type Because = BodyOf<typeof returnAssessment>

/** Hands the signed assessment back; nobody has signed what will be corrected. */
export async function returnForCorrection(work: Work, place: Place, because: Because): Promise<Assessment> {
  const held = await holdFor(work, place, 'return', because.version)
  await voidSignatures(work, held)
  await move(work, held, 'return', { changes: { signed_at: null }, reason: because.reason })
  return answerWith(work, place)
}

/** @throws objectionTooLate */
export async function objectTo(work: Work, place: Place, because: BodyOf<typeof objectToResult>): Promise<Assessment> {
  await objectWith(work, await holdFor(work, place, 'object', because.version), because)
  return answerWith(work, place)
}

/** @throws objectionTooLate */
export async function objectWith(
  work: Work,
  held: Movable & Pick<Held, 'valid_until'>,
  because: { readonly reason: string; readonly by?: string },
): Promise<void> {
  if (held.valid_until !== null && held.valid_until < work.actor.today) throw objectionTooLate()
  await move(
    work,
    held,
    'object',
    because.by === undefined ? { reason: because.reason } : { ...because, by: because.by },
  )
}

/** Upholds the result, or orders a new assessment; until that is confirmed the old result stays in force. */
export async function settle(
  work: Work,
  place: Place,
  { decision, reason, version }: BodyOf<typeof settleObjection>,
): Promise<ReplyOf<typeof settleObjection>> {
  const held = await holdFor(work, place, decision, version)
  await move(work, held, decision, { reason })
  const reassessment = decision === 'reassess' ? await reassess(work, held) : null
  return { assessment: await answerWith(work, place), reassessment }
}

type Held = Awaited<ReturnType<typeof holdFor>>

async function reassess(work: Work, held: Held): Promise<Place> {
  const elder = await getElderRow(work.tx, held.elder_id)
  return openRequest(work, {
    elder,
    instrument: await instrumentInForce(work.tx, held.instrument_id, elder.region, work.actor.today),
    reason: 'doubt',
    reasonNote: '',
    contactName: held.contact_name,
    phone: await work.vault.open(held.county, contactLabel(held.id), held.phone_sealed),
    objectedId: held.id,
  })
}

export async function cancelFor(
  work: Work,
  place: Place,
  because: BodyOf<typeof cancelAssessment>,
): Promise<Assessment> {
  const held = await holdFor(work, place, 'cancel', because.version)
  await voidSignatures(work, held)
  await move(work, held, 'cancel', { reason: because.reason })
  if (held.organisation_id) await removeServingOrganisation(work, held.elder_id, held.organisation_id)
  return answerWith(work, place)
}

/** For whoever asked by telephone or at the counter. Nobody has been named, so there is nothing signed to void. */
export async function withdrawFor(
  work: Work,
  place: Place,
  because: BodyOf<typeof withdrawRequest>,
): Promise<Assessment> {
  const held = await holdFor(work, place, 'withdraw', because.version)
  // A second assessment was asked for by nobody; whoever drew the sample gives it up.
  if (held.check_of !== null) throw stepNotPossible()
  await move(work, held, 'withdraw', { reason: because.reason })
  if (held.organisation_id) await removeServingOrganisation(work, held.elder_id, held.organisation_id)
  return answerWith(work, place)
}
