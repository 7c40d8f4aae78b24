import { createHash } from 'node:crypto'
import type { withdrawSignature } from '@yinian/core/assessments/api.ts'
import { missingInformation } from '@yinian/core/assessments/information.ts'
import type { Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import { mayNotSign, notComplete } from '@yinian/core/assessments/problems.ts'
import type { AssessmentState } from '@yinian/core/assessments/procedure.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import type { Score } from '@yinian/core/assessments/score.ts'
import { canonicalText } from '@yinian/core/assessments/signed-content.ts'
import { decideSignature } from '@yinian/core/assessments/signing.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { findOrganisation } from '../../organisations/index.ts'
import type { RegisteredAssessor } from '../../workforce/index.ts'
import { openInformation } from '../information.ts'
import { instrumentOf } from '../instruments.ts'
import { answersOf, answerWith, type Place, scoreOf } from '../read.ts'
import { settingsFrom } from '../settings.ts'
import { type Held, holdFor, move, voidSignatures } from './move.ts'
import { getSigner, namedAssessors } from './save.ts'

const signing = (state: AssessmentState) => (state === 'signed-once' ? 'countersign' : 'sign')

/** Signs as the first or the second of the two. @throws notTheAssessor, notComplete, mayNotSign */
export async function signAs(work: Work, place: Place, { version }: { version: number }): Promise<Assessment> {
  const { tx, actor, vault } = work
  const held = await holdFor(work, place, signing, version)
  const signer = await getSigner(work, held)
  const information = await openInformation(vault, held.county, held.id, held.information_sealed)
  const instrument = await instrumentOf(tx, held.instrument_id, held.instrument_version)
  const score = scoreOf(instrument, held, information)
  requireComplete(instrument, information, score)
  await requireMaySign(work, held, signer)
  const hash = contentHash(held, information, score)
  await tx
    .insertInto('assessment_signature')
    .values({
      county: held.county,
      id: newId(actor.now),
      region: held.region,
      assessment_id: held.id,
      organisation_id: signer.organisationId,
      assessor_id: signer.id,
      assessor_name: signer.name,
      account_id: actor.accountId,
      content_hash: hash,
      signed_at: actor.now,
    })
    .execute()
  const event = signing(held.state as AssessmentState)
  await move(work, held, event, {
    changes: event === 'countersign' ? { signed_at: actor.now } : {},
    detail: { assessorId: signer.id, contentHash: hash.toString('hex') },
  })
  return answerWith(work, place)
}

/** Takes both signatures back, so that the content can be corrected. @throws notTheAssessor */
export async function withdrawSignatureOf(
  work: Work,
  place: Place,
  { reason, version }: BodyOf<typeof withdrawSignature>,
): Promise<Assessment> {
  const held = await holdFor(work, place, 'withdraw-signature', version)
  await getSigner(work, held)
  await voidSignatures(work, held)
  await move(work, held, 'withdraw-signature', { changes: { signed_at: null }, reason })
  return answerWith(work, place)
}

/** SHA-256 of what the assessors put their names to. */
function contentHash(held: Held, information: Information, score: Score): Buffer {
  const content = canonicalText({
    assessmentId: held.id,
    elderId: held.elder_id,
    instrument: { id: held.instrument_id, version: held.instrument_version },
    answers: answersOf(held),
    information,
    total: score.total,
    finalLevel: score.finalLevel ?? -1,
  })
  return createHash('sha256').update(content).digest()
}

function requireComplete(instrument: Instrument, information: Information, score: Score): void {
  const missing = [...new Set([...score.missing, ...missingInformation(instrument, information)])]
  if (missing.length === 0) return
  const message: Text = { zh: '还没有填写', en: 'Not filled in yet' }
  throw notComplete({
    values: { count: missing.length },
    faults: missing.map((entry) => ({
      at: `/${entry.startsWith('A.') ? 'information' : 'answers'}/${entry}`,
      message: { zh: `${entry} ${message.zh}`, en: `${entry}: ${message.en}` },
    })),
  })
}

async function requireMaySign(work: Work, held: Held, signer: RegisteredAssessor): Promise<void> {
  const { tx, actor } = work
  const organisation = await findOrganisation(tx, held.organisation_id ?? '', actor.today)
  if (!organisation) throw notFound()
  const signed = await tx
    .selectFrom('assessment_signature')
    .select('assessor_id')
    .where('county', '=', held.county)
    .where('assessment_id', '=', held.id)
    .where('withdrawn_at', 'is', null)
    .execute()
  const { refusals } = decideSignature(
    {
      region: held.region,
      organisation,
      qualifiedAssessors: organisation.qualifiedAssessors,
      assessors: await namedAssessors(tx, held),
      signedBy: signed.map((row) => row.assessor_id),
    },
    signer.id,
    actor.today,
    settingsFrom(held.settings).signing,
  )
  if (refusals.length > 0)
    throw mayNotSign({ faults: refusals.map((message, index) => ({ at: `/signature/${index}`, message })) })
}
