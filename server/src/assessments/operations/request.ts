import type { requestAssessment } from '@yinian/core/assessments/api.ts'
import type { Instrument } from '@yinian/core/assessments/instrument.ts'
import { alreadyOpen, elderNotActive, instrumentSuperseded, telephoneWrong } from '@yinian/core/assessments/problems.ts'
import { assessmentProcedure, openStates } from '@yinian/core/assessments/procedure.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import type { WishedPlace, WishedTime } from '@yinian/core/assessments/wishes.ts'
import type { Channel } from '@yinian/core/family/channels.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { maskPhone, readPhone } from '@yinian/core/people/phone.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { type ElderReference, getElderRow } from '../../people/index.ts'
import { assessmentNumber } from '../assessment-number.ts'
import { instrumentInForce } from '../instruments.ts'
import { subjectOf } from '../looks.ts'
import { answerWith, type Place } from '../read.ts'
import { defaultSettings } from '../settings.ts'
import { recordStep } from './move.ts'

/** @throws notFound, elderNotActive, instrumentSuperseded, telephoneWrong, alreadyOpen */
export async function requestFor(work: Work, input: BodyOf<typeof requestAssessment>): Promise<Assessment> {
  const elder = await getElderRow(work.tx, input.elderId)
  if (!elder.responsible || elder.county !== input.county) throw notFound({ at: '/elderId' })
  const phone = readPhone(input.contact.telephone)
  if (phone === null) throw telephoneWrong({ at: '/contact/telephone' })
  const instrument = await instrumentInForce(work.tx, input.instrumentId ?? 'gbt-42195', elder.region, work.actor.today)
  if (instrument.status !== 'in-force' || instrument.kind !== 'ability')
    throw instrumentSuperseded({ at: '/instrumentId' })
  const place = await openRequest(work, {
    elder,
    instrument,
    reason: input.reason,
    reasonNote: input.reasonNote?.trim() ?? '',
    askerName: input.askedBy?.trim() ?? '',
    ...(input.askedBy?.trim() ? { askedAs: 'relative' } : {}),
    ...(input.wishedPlace === undefined ? {} : { wishedPlace: input.wishedPlace }),
    ...(input.wishedTime === undefined ? {} : { wishedTime: input.wishedTime }),
    contactName: input.contact.name.trim(),
    phone,
    channel: input.channel ?? 'counter',
  })
  return answerWith(work, place)
}

export interface NewRequest {
  readonly elder: Pick<ElderReference, 'county' | 'id' | 'region' | 'state'>
  readonly instrument: Instrument
  readonly reason: Assessment['reason']
  readonly reasonNote: string
  readonly contactName: string
  /** As `readPhone` gives it. */
  readonly phone: string
  /** How it came; at the counter unless said. */
  readonly channel?: Channel
  /** Who asked, where that is known. */
  readonly askedAs?: 'self' | 'relative'
  readonly askerName?: string
  readonly wishedPlace?: WishedPlace
  readonly wishedTime?: WishedTime
  readonly objectedId?: string
  /** The assessment it assesses a second time. */
  readonly checkOf?: string
}

/** Opens a request where the elder has none open. @throws elderNotActive, alreadyOpen */
export async function openRequest(work: Work, request: NewRequest): Promise<Place> {
  const { tx, actor, vault } = work
  const { elder, instrument } = request
  if (elder.state !== 'active') throw elderNotActive({ at: '/elderId' })
  const id = newId(actor.now)
  const made = await tx
    .insertInto('assessment')
    .values({
      county: elder.county,
      id,
      region: elder.region,
      number: assessmentNumber(elder.county, id, actor.today),
      elder_id: elder.id,
      instrument_id: instrument.id,
      instrument_version: instrument.version,
      reason: request.reason,
      reason_note: request.reasonNote,
      objected_id: request.objectedId ?? null,
      check_of: request.checkOf ?? null,
      contact_name: request.contactName,
      phone_sealed: await vault.seal(elder.county, contactLabel(id), request.phone),
      phone_masked: maskPhone(request.phone),
      settings: JSON.stringify(defaultSettings),
      requested_at: actor.now,
      requested_by: actor.accountId,
      channel: request.channel ?? 'counter',
      asked_as: request.askedAs ?? '',
      asker_name: request.askerName ?? '',
      wished_place: request.wishedPlace ?? 'any',
      wished_time: request.wishedTime ?? 'any',
    })
    .onConflict((conflict) =>
      conflict
        .columns(['county', 'elder_id'])
        .where(sql<boolean>`state in (${sql.join(openStates.map((state) => sql.lit(state)))})`)
        .doNothing(),
    )
    .returning(['county', 'region', 'id', 'elder_id', 'organisation_id'])
    .executeTakeFirst()
  if (!made) throw alreadyOpen({ at: '/elderId' })
  const by = request.channel === 'online' && request.askerName ? { by: request.askerName } : {}
  await recordStep(work, made, { event: null, state: assessmentProcedure.start, position: 1, ...by })
  await audit(work, 'assessments.request', {
    ...subjectOf(made),
    detail: {
      reason: request.reason,
      channel: request.channel ?? 'counter',
      ...(request.askedAs ? { askedAs: request.askedAs } : {}),
    },
  })
  return { county: made.county, id }
}

export const contactLabel = (id: string): string => `assessment.phone:${id}`
