import { createHash } from 'node:crypto'
import type { Answers, Instrument } from '@yinian/core/assessments/instrument.ts'
import { compareAssessments } from '@yinian/core/assessments/quality.ts'
import { scoreAssessment } from '@yinian/core/assessments/score.ts'
import { canonicalText } from '@yinian/core/assessments/signed-content.ts'
import { decideSignature } from '@yinian/core/assessments/signing.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { DisabilityCase, recordSheet } from '@yinian/core/insurance/api.ts'
import * as problems from '@yinian/core/insurance/problems.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { instrumentOf } from '../assessments/index.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { findOrganisation } from '../organisations/index.ts'
import { findAssessors, type RegisteredAssessor } from '../workforce/index.ts'
import { type Held, holdFor, move } from './move.ts'
import { describeCase, live, namedFor, sheetsOf } from './read.ts'
import type { Place } from './rows.ts'

/**
 * Hands in one assessor’s sheet, which is signed with it. Two that agree in every item make the assessment; where they
 * differ the two look again, and each changes their own with a reason. @throws see the endpoint
 */
export async function handInSheet(work: Work, place: Place, body: BodyOf<typeof recordSheet>): Promise<DisabilityCase> {
  const { tx, actor } = work
  const held = await holdFor(work, place, 'differ', body.version)
  const signer = await getSigner(work, held)
  if (!isDay(body.visitedOn) || body.visitedOn > actor.today || body.visitedOn < held.applied_on)
    throw problems.dayWrong({ at: '/visitedOn' })
  const instrument = await instrumentOf(tx, held.instrument_id, held.instrument_version)
  const total = requireComplete(instrument, body.answers)
  const sheets = live(await sheetsOf(work, held))
  const before = sheets.find(({ assessor_id }) => assessor_id === signer.id)
  const other = sheets.find(({ assessor_id }) => assessor_id !== signer.id)
  const reason = body.reason?.trim() ?? ''
  if (before) {
    if (differing(instrument, before.answers as Answers, body.answers) === 0) throw problems.sheetUnchanged()
    if (reason.length < 2) throw problems.changeUnexplained({ at: '/reason' })
    await tx
      .updateTable('disability_sheet')
      .set({ superseded_at: actor.now })
      .where('county', '=', held.county)
      .where('id', '=', before.id)
      .execute()
  }
  const hash = contentHash(held, body.answers, total)
  await tx
    .insertInto('disability_sheet')
    .values({
      county: held.county,
      id: newId(actor.now),
      region: held.region,
      assessment_id: held.id,
      organisation_id: signer.organisationId,
      assessor_id: signer.id,
      assessor_name: signer.name,
      account_id: actor.accountId,
      visited_on: body.visitedOn,
      answers: JSON.stringify(body.answers),
      reason,
      content_hash: hash,
      signed_at: actor.now,
    })
    .execute()
  const apart = other ? differing(instrument, other.answers as Answers, body.answers) : 0
  const event = !other ? (held.state === 'assigned' ? 'record' : 'differ') : apart === 0 ? 'agree' : 'differ'
  await move(work, held, event, {
    ...(reason === '' ? {} : { reason }),
    detail: { assessorId: signer.id, contentHash: hash.toString('hex'), differing: apart },
  })
  return describeCase(work, place)
}

/** The one of the two whose account acts, fit to sign on this day. @throws notTheAssessor, assessorsNotFit */
async function getSigner(work: Work, held: Held): Promise<RegisteredAssessor> {
  const { tx, actor } = work
  const named = await namedFor(work, held)
  const pair = await findAssessors(
    tx,
    named.map((one) => one.assessor_id),
  )
  const mine = pair.find(({ accountId }) => accountId === actor.accountId)
  if (!mine) throw problems.notTheAssessor()
  const organisation = await findOrganisation(tx, held.organisation_id ?? '', actor.today)
  if (!organisation) throw notFound()
  const { refusals } = decideSignature(
    {
      region: held.region,
      organisation,
      qualifiedAssessors: organisation.qualifiedAssessors,
      assessors: pair,
      signedBy: [],
    },
    mine.id,
    actor.today,
  )
  if (refusals.length > 0)
    throw problems.assessorsNotFit({
      faults: refusals.map((message, index) => ({ at: `/signature/${index}`, message })),
    })
  return mine
}

/** @throws answerNotAnOption, sheetIncomplete */
function requireComplete(instrument: Instrument, answers: Answers): number {
  const { missing, total } = scoreAssessment(instrument, answers, {})
  if (missing.length > 0)
    throw problems.sheetIncomplete({
      values: { count: missing.length },
      faults: missing.map((item) => ({
        at: `/answers/${item}`,
        message: { zh: `${item} 还没有评分`, en: `${item} has no score yet` },
      })),
    })
  return total
}

/** In how many items two sheets differ; none may. */
function differing(instrument: Instrument, one: Answers, other: Answers): number {
  const assessed = (answers: Answers) => ({ answers, total: 0, level: 0 })
  return compareAssessments(instrument, assessed(one), assessed(other), { itemsMayDiffer: 0 }).differing
}

/** SHA-256 of what an assessor puts their name to; the grade is not theirs to give. */
function contentHash(held: Held, answers: Answers, total: number): Buffer {
  const content = canonicalText({
    assessmentId: held.id,
    elderId: held.elder_id,
    instrument: { id: held.instrument_id, version: held.instrument_version },
    answers,
    information: {},
    total,
    finalLevel: -1,
  })
  return createHash('sha256').update(content).digest()
}
