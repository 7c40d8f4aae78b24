import type { Actor } from '@yinian/core/access/actor.ts'
import { detailFor } from '@yinian/core/assessments/detail.ts'
import type { Answers, Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import type { AssessmentEvent, AssessmentState } from '@yinian/core/assessments/procedure.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { type Score, scoreAssessment } from '@yinian/core/assessments/score.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { ageOn } from '@yinian/core/time/day.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Assessment as Held } from '../db/generated.ts'
import type { Work } from '../http/work.ts'
import { findOrganisation } from '../organisations/index.ts'
import type { ElderReference } from '../people/index.ts'
import { nameRegions } from '../regions/index.ts'
import { findAssessors } from '../workforce/index.ts'
import { isOpen, selectRows, toRows } from './assessment-row.ts'
import { shownOf } from './detail.ts'
import { findElder } from './elder.ts'
import { openInformation } from './information.ts'
import { instrumentOf } from './instruments.ts'
import { recordLook } from './looks.ts'
import { mayReadInformation, possibleEvents } from './rights.ts'
import { settingsFrom } from './settings.ts'

export interface Place {
  readonly county: string
  readonly id: string
}

/** An assessment as a reader opens it; whoever is shown health data leaves a trace. @throws notFound */
export async function openAssessment(work: Work, place: Place): Promise<Assessment> {
  const read = await readAssessment(work, place)
  if (!read.mayReadInformation) return read.assessment
  if (!read.named) await recordLook(work, read.held)
  return { ...read.assessment, information: { ...read.information } as NonNullable<Assessment['information']> }
}

/** An assessment as the answer to a command: without health data, because the answer is kept. @throws notFound */
export async function answerWith(work: Work, place: Place): Promise<Assessment> {
  return (await readAssessment(work, place)).assessment
}

interface Read {
  readonly held: Selectable<Held>
  readonly assessment: Assessment
  readonly information: Information
  readonly instrument: Instrument
  readonly mayReadInformation: boolean
  /** Whether the reader is one of the two assessors. */
  readonly named: boolean
}

export async function readAssessment(work: Work, { county, id }: Place): Promise<Read> {
  const { tx, actor, vault } = work
  const held = await findHeld(tx, { county, id })
  const rows = await selectRows(tx).where('assessment.county', '=', county).where('assessment.id', '=', id).execute()
  const [row] = await toRows(tx, rows, actor.today)
  if (!held || !row) throw notFound()
  const state = held.state as AssessmentState
  const elder = await findElder(tx, held.elder_id)
  const named = await namedFor(tx, held, actor)
  const me = named.find(({ isMe }) => isMe)
  const signatures = await signaturesOf(tx, held)
  const information = await openInformation(vault, county, id, held.information_sealed)
  const subject = {
    region: held.region,
    organisationId: held.organisation_id,
    state,
    named: me !== undefined,
    signed: signatures.some((one) => one.withdrawnAt === null && one.assessorId === me?.id),
    expired: held.valid_until !== null && held.valid_until < actor.today,
    second: held.check_of !== null,
  }
  const instrument = await instrumentOf(tx, held.instrument_id, held.instrument_version)
  const detail = detailFor(actor, held.region)
  const whole: Assessment = {
    ...row,
    detail,
    instrumentId: held.instrument_id,
    instrumentVersion: held.instrument_version,
    reasonNote: held.reason_note === '' ? null : held.reason_note,
    askerName: elder && held.asker_name !== '' ? held.asker_name : null,
    askedAs: held.asked_as === '' ? null : (held.asked_as as 'self'),
    wishedPlace: held.wished_place as Assessment['wishedPlace'],
    wishedTime: held.wished_time as Assessment['wishedTime'],
    contact: elder ? { name: held.contact_name, telephoneMasked: held.phone_masked } : null,
    elder: elder ? await describeElder(tx, elder, actor) : null,
    answers: { ...answersOf(held) },
    information: null,
    score: toScore(scoreOf(instrument, held, information)),
    scoring: { ...settingsFrom(held.settings).scoring },
    assessorsNamed: named,
    objectedId: held.objected_id,
    signatures,
    steps: await stepsOf(tx, held),
    possible: possibleEvents(actor, subject),
    warnings: await warningsOf(tx, held, actor),
  }
  return {
    held,
    assessment: shownOf(whole, detail),
    information,
    instrument,
    named: subject.named,
    mayReadInformation: detail === 'form' && mayReadInformation(actor, { ...subject, open: isOpen(state) }),
  }
}

/** The row itself; absent when the reader does not see it. */
export function findHeld(tx: Tx, { county, id }: Place): Promise<Selectable<Held> | undefined> {
  return tx.selectFrom('assessment').selectAll().where('county', '=', county).where('id', '=', id).executeTakeFirst()
}

export function answersOf(held: Selectable<Held>): Answers {
  return held.answers as unknown as Answers
}

/** The score by the instrument and the settings of the assessment. */
export function scoreOf(instrument: Instrument, held: Selectable<Held>, information: Information): Score {
  return scoreAssessment(instrument, answersOf(held), information, settingsFrom(held.settings).scoring)
}

/** Whether a change of level holds follows from health data; a reader of the score sees the reason, not the forms. */
export function toScore(score: Score): Assessment['score'] {
  return {
    ...score,
    indicators: score.indicators.map((one) => ({ ...one })),
    missing: [...score.missing],
    changes: score.changes.map((change) => ({ ...change, reason: { ...change.reason } })),
    toConfirm: score.toConfirm.map((text) => ({ ...text })),
  }
}

async function describeElder(tx: Tx, elder: ElderReference, actor: Actor): Promise<Assessment['elder']> {
  const names = await nameRegions(tx, [elder.region])
  return {
    id: elder.id,
    name: elder.name,
    sex: elder.sex,
    birth: elder.birth,
    age: ageOn(elder.birth, actor.today),
    identityNumberMasked: elder.documentNumberMasked,
    telephoneMasked: elder.phoneMasked ?? '',
    regionPath: names(elder.region).path,
  }
}

/** The two named now, by the names copied when they were named: other counties do not see the register of assessors. */
async function namedFor(tx: Tx, held: Place, actor: Actor): Promise<Assessment['assessorsNamed']> {
  const rows = await namedNow(tx, held)
  const seen = await findAssessors(
    tx,
    rows.map((row) => row.assessor_id),
  )
  return rows.map((row) => ({
    id: row.assessor_id,
    name: row.assessor_name,
    isMe: seen.some(({ id, accountId }) => id === row.assessor_id && accountId === actor.accountId),
  }))
}

export function namedNow(tx: Tx, { county, id }: Place) {
  return tx
    .selectFrom('assessment_assessor')
    .select(['assessor_id', 'assessor_name', 'background'])
    .where('county', '=', county)
    .where('assessment_id', '=', id)
    .where('replaced_at', 'is', null)
    .orderBy('id')
    .execute()
}

async function signaturesOf(tx: Tx, { county, id }: Place): Promise<Assessment['signatures']> {
  const rows = await tx
    .selectFrom('assessment_signature')
    .select(['assessor_id', 'assessor_name', 'signed_at', 'content_hash', 'withdrawn_at'])
    .where('county', '=', county)
    .where('assessment_id', '=', id)
    .orderBy('signed_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    assessorId: row.assessor_id,
    assessorName: row.assessor_name,
    signedAt: row.signed_at.toISOString(),
    contentHash: row.content_hash.toString('hex'),
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
  }))
}

async function stepsOf(tx: Tx, { county, id }: Place): Promise<Assessment['steps']> {
  const rows = await tx
    .selectFrom('assessment_step')
    .select(['at', 'event', 'state', 'account_name', 'reason'])
    .where('county', '=', county)
    .where('assessment_id', '=', id)
    .orderBy('at')
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    at: row.at.toISOString(),
    event: row.event as AssessmentEvent | null,
    state: row.state as AssessmentState,
    by: row.account_name,
    reason: row.reason,
  }))
}

/** What the organisation's register says, while it still matters. */
async function warningsOf(tx: Tx, held: Selectable<Held>, actor: Actor): Promise<Assessment['warnings']> {
  if (held.organisation_id === null || !isOpen(held.state as AssessmentState)) return []
  return (await findOrganisation(tx, held.organisation_id, actor.today))?.warnings ?? []
}
