import type { Actor } from '@yinian/core/access/actor.ts'
import { detailFor } from '@yinian/core/assessments/detail.ts'
import { getInstrument } from '@yinian/core/assessments/instruments.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { acceptAsEvidence, DisabilityConclusion, getElderDisability } from '@yinian/core/insurance/elder-api.ts'
import { nameOfGrade } from '@yinian/core/insurance/grading.ts'
import * as problems from '@yinian/core/insurance/problems.ts'
import { type DisabilityState, decidedStates } from '@yinian/core/insurance/procedure.ts'
import { reassessmentDue } from '@yinian/core/insurance/rule.ts'
import { compareSeverity, noConversion } from '@yinian/core/insurance/severity.ts'
import { abilityLevelNames } from '@yinian/core/people/exported-columns.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { audit } from '../access/index.ts'
import { latestResult } from '../assessments/index.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { getElderRow } from '../people/index.ts'
import { gradingInstrument } from './grading.ts'
import { type Held, settingsOf, subjectOf } from './move.ts'
import type { Place } from './rows.ts'
import { findRule } from './rules.ts'

/** Decided grades of an elder, the last first: for whoever reads the civil file, and nothing of the cases. */
export function decidedOf(tx: Tx, { county, id }: Place): Promise<Held[]> {
  return tx
    .selectFrom('disability_assessment')
    .selectAll()
    .where('county', '=', county)
    .where('elder_id', '=', id)
    .where('state', 'in', decidedStates)
    .orderBy('decided_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** The grade in force beside the ability level in force, and whether the two name the same severity. @throws notFound */
export async function readElderGrade(work: Work, place: Place): Promise<ReplyOf<typeof getElderDisability>> {
  const { tx, actor } = work
  const elder = await getElderRow(tx, place.id)
  if (elder.county !== place.county || !elder.responsible) throw notFound()
  const detail = detailFor(actor, elder.region)
  const rule = await findRule(tx, elder.region, actor.today)
  const held = await decidedOf(tx, elder)
  const latest = await latestResult(tx, elder, actor.today)
  const valid = held.find((one) => (one.valid_until ?? '') >= actor.today)
  const { agreement, says } = compareSeverity(valid?.grade ?? null, latest?.level ?? null)
  const name = latest === undefined ? undefined : abilityLevelNames[latest.level]
  if (held.length > 0) await recordLook(work, elder)
  return {
    running: rule?.running ?? false,
    acceptsEvidence: rule?.running === true && rule.settings.acceptsEvidence,
    conclusions: held.map((one) => toConclusion(one, actor.today, detail !== 'level')),
    ability:
      latest && name
        ? {
            level: latest.level,
            name: { ...name },
            confirmedOn: detail === 'level' ? null : latest.confirmedOn,
            validUntil: detail === 'level' ? null : latest.validUntil,
          }
        : null,
    agreement,
    says: { ...says },
    noConversion: { ...noConversion },
  }
}

function toConclusion(held: Held, today: Day, dates: boolean): DisabilityConclusion {
  const grade = held.grade ?? 0
  const state = held.state as DisabilityState
  return {
    id: held.id,
    grade,
    gradeName: { ...gradeName(held) },
    decidedOn: dates ? held.decided_on : null,
    validUntil: dates ? held.valid_until : null,
    valid: (held.valid_until ?? '') >= today,
    reassessmentDueOn: dates && held.valid_until ? reassessmentDue(held.valid_until, settingsOf(held)) : null,
    objected: state === 'objected' || state === 'reassessment-ordered',
    carriedFrom: held.carried_from,
    acceptedAsEvidence:
      dates && held.evidence_on !== null
        ? { on: held.evidence_on, by: held.evidence_by_name ?? '', note: held.evidence_note ?? '' }
        : null,
  }
}

/** What a grade is called; the grades of the standard are the same in every version of the instrument. */
export const gradeName = (held: Pick<Held, 'grade'>) => nameOfGrade(getInstrument(gradingInstrument), held.grade ?? 0)

const lookedMinutes = 30

async function recordLook(work: Work, elder: { county: string; id: string; region: string }): Promise<void> {
  const { tx, actor } = work
  const seen = await tx
    .selectFrom('audit_event')
    .select('id')
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('actor_id', '=', actor.accountId)
    .where('action', '=', 'insurance.grade-looked')
    .where('at', '>', new Date(actor.now.getTime() - lookedMinutes * 60_000))
    .limit(1)
    .executeTakeFirst()
  if (seen) return
  await audit(work, 'insurance.grade-looked', {
    region: elder.region,
    subjectType: 'elder',
    subjectId: elder.id,
    elderId: elder.id,
  })
}

/** Civil affairs take the grade as evidence; it gives no ability level. @throws notFound, evidenceNotAccepted, decidedAlready */
export async function acceptEvidence(
  work: Work,
  place: Place,
  { assessmentId, note }: BodyOf<typeof acceptAsEvidence>,
): Promise<{ accepted: boolean }> {
  const { tx, actor } = work
  const elder = await getElderRow(tx, place.id)
  if (elder.county !== place.county || !elder.responsible || !mayAccept(actor)) throw notFound()
  const held = (await decidedOf(tx, elder)).find(({ id }) => id === assessmentId)
  if (!held || (held.valid_until ?? '') < actor.today) throw notFound({ at: '/assessmentId' })
  const rule = await findRule(tx, elder.region, actor.today)
  if (rule?.running !== true || !rule.settings.acceptsEvidence) throw problems.evidenceNotAccepted()
  if (held.evidence_on !== null) throw problems.decidedAlready()
  await tx
    .updateTable('disability_assessment')
    .set({
      evidence_on: actor.today,
      evidence_by: actor.accountId,
      evidence_by_name: actor.name,
      evidence_note: note.trim(),
      version: held.version + 1,
    })
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .execute()
  await audit(work, 'insurance.evidence-accepted', { ...subjectOf(held), detail: { grade: held.grade } })
  return { accepted: true }
}

const mayAccept = (actor: Actor): boolean =>
  actor.grants.some(({ region, permissions }) => region !== null && permissions.has('assessments:confirm'))
