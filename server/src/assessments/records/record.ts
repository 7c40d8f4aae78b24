import { scopeOf } from '@yinian/core/access/actor.ts'
import { adviseBy } from '@yinian/core/assessments/grade.ts'
import { checkInformation, missingInformation } from '@yinian/core/assessments/information.ts'
import type { Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import {
  dayNotPast,
  elderNotActive,
  informationWrong,
  recordedAlready,
  recordIncomplete,
  stepNotPossible,
} from '@yinian/core/assessments/problems.ts'
import type { InstrumentRecord, recordByInstrument } from '@yinian/core/assessments/record-api.ts'
import { scoreAssessment } from '@yinian/core/assessments/score.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { addDays, addMonths, type Day, isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { organisationNames } from '../../organisations/index.ts'
import { type ElderReference, getElderRow } from '../../people/index.ts'
import { instrumentOf } from '../instruments.ts'
import type { Place } from '../read.ts'
import { aboutRecord, type Content, describeRecord, findRecord, sealContent } from './read.ts'

type Input = BodyOf<typeof recordByInstrument>

/** Records one filled-in form. It is scored here, whatever the page showed. @throws see the endpoint */
export async function recordOne(work: Work, input: Input): Promise<InstrumentRecord> {
  const { tx } = work
  const elder = await getElderRow(tx, input.elderId)
  if (elder.county !== input.county || !mayRecordFor(work, elder)) throw notFound({ at: '/elderId' })
  if (elder.state === 'died') throw elderNotActive({ at: '/elderId' })
  const instrument = await instrumentOf(tx, input.instrumentId, input.instrumentVersion)
  // The ability assessment needs two assessors and an officer and is never entered by one hand.
  if (instrument.kind === 'ability') throw notFound({ at: '/instrumentId' })
  const content = { answers: input.answers, information: input.information as Information }
  const id = await writeRecord(work, {
    elder,
    instrument,
    assessedOn: input.assessedOn,
    content,
    organisationName: input.organisationName ?? '',
    paperNumber: input.paperNumber ?? null,
    origin: 'form',
  })
  const held = await findRecord(tx, { county: elder.county, id })
  if (!held) throw notFound()
  return describeRecord(tx, held)
}

/** An officer records for those they are responsible for, an organisation for those it serves. */
function mayRecordFor({ actor }: Work, elder: ElderReference): boolean {
  const scope = scopeOf(actor, 'assessments:record')
  return scope?.role === 'organisation' ? elder.servedBy.includes(scope.organisationId ?? '') : elder.responsible
}

export interface NewRecord {
  readonly elder: ElderReference
  readonly instrument: Instrument
  readonly assessedOn: Day
  readonly content: Content
  readonly organisationName: string
  readonly paperNumber: string | null
  readonly origin: 'form' | 'import' | 'recognition'
  /** A recognised result brings its own days, place and document. */
  readonly recognised?: {
    readonly level: number
    readonly validUntil: Day
    readonly issuedIn: string
    readonly documentId: string
    readonly id: string
  }
}

/** @throws dayNotPast, informationWrong, recordIncomplete, answerNotAnOption, recordedAlready */
export async function writeRecord(work: Work, input: NewRecord): Promise<string> {
  const { tx, actor, vault } = work
  const { elder, instrument, assessedOn, content, recognised } = input
  if (!isDay(assessedOn) || assessedOn > actor.today) throw dayNotPast({ at: '/assessedOn' })
  const graded = recognised ? null : gradeContent(instrument, content, elder, actor.today)
  const id = recognised?.id ?? newId(actor.now)
  const organisationId = scopeOf(actor, 'assessments:record')?.organisationId ?? null
  const own = organisationId === null ? undefined : (await organisationNames(tx, [organisationId])).get(organisationId)
  const written = await tx
    .insertInto('instrument_record')
    .values({
      county: elder.county,
      id,
      region: elder.region,
      elder_id: elder.id,
      kind: recognised ? 'recognised' : instrument.kind,
      instrument_id: instrument.id,
      instrument_version: instrument.version,
      assessed_on: assessedOn,
      valid_until: recognised?.validUntil ?? lastDay(instrument, assessedOn),
      level: recognised?.level ?? graded?.level ?? null,
      total: graded?.total ?? null,
      advice: graded?.advice ?? [],
      content_sealed: await sealContent(vault, elder.county, id, content),
      organisation_id: organisationId,
      organisation_name: own ?? input.organisationName.trim(),
      issued_in: recognised?.issuedIn ?? '',
      paper_number: input.paperNumber,
      origin: input.origin,
      document_id: recognised?.documentId ?? null,
      recorded_at: actor.now,
      recorded_by: actor.accountId,
      recorded_by_name: actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!written) throw recordedAlready()
  await audit(work, 'assessments.recorded', {
    ...aboutRecord({ id, region: elder.region, elder_id: elder.id }),
    detail: { instrument: `${instrument.id} ${instrument.version}`, on: assessedOn },
  })
  return id
}

function lastDay({ validMonths }: Instrument, on: Day): Day | null {
  return validMonths === undefined ? null : addDays(addMonths(on, validMonths), -1)
}

/** The level, the sum and the advice of a complete form. */
export function gradeContent(instrument: Instrument, content: Content, elder: ElderReference, today: Day) {
  const faults = checkInformation(instrument, content.information)
  if (faults.length > 0) throw informationWrong({ faults: [...faults] })
  const score = scoreAssessment(instrument, content.answers, content.information)
  const missing = [...score.missing, ...missingInformation(instrument, content.information)]
  const graded = instrument.grading?.kind !== 'none'
  if (missing.length > 0 || (graded && score.initialLevel === null))
    throw recordIncomplete({ faults: [...new Set(missing)].map((at) => ({ at: `/${at}`, message: notFilledIn(at) })) })
  const inForce = elder.abilityValidUntil !== null && elder.abilityValidUntil >= today
  const level = score.finalLevel
  const advice = adviseBy(instrument, {
    information: content.information,
    level,
    ability: inForce ? elder.abilityLevel : null,
  })
  const sums = instrument.indicators.length > 0
  return { level: graded ? level : null, total: sums ? score.total : null, advice: advice.map(({ id }) => id) }
}

const notFilledIn = (at: string): Text => ({ zh: `${at} 还没有填写`, en: `${at} is not filled in yet` })

/** @throws notFound, stepNotPossible */
export async function voidOne(work: Work, place: Place, { reason }: { reason: string }): Promise<InstrumentRecord> {
  const { tx, actor } = work
  const held = await findRecord(tx, place)
  if (!held) throw notFound()
  // A recognised result is in force as a level; it is replaced by a new assessment, never taken away in passing.
  if (held.voided_at !== null || held.kind === 'recognised') throw stepNotPossible()
  await tx
    .updateTable('instrument_record')
    .set({ voided_at: actor.now, voided_by: actor.accountId, void_reason: reason })
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .where('voided_at', 'is', null)
    .execute()
  await audit(work, 'assessments.record-voided', { ...aboutRecord(held), detail: { reason } })
  return describeRecord(tx, { ...held, voided_at: actor.now, void_reason: reason })
}
