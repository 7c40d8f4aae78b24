import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import type { DisabilityCase, stepOfDecision } from '@yinian/core/insurance/api.ts'
import { noticeRunning } from '@yinian/core/insurance/problems.ts'
import { lastValidDay } from '@yinian/core/insurance/rule.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import { dayText } from '@yinian/core/time/write-day.ts'
import type { Work } from '../http/work.ts'
import { getElderRow } from '../people/index.ts'
import { openApplication } from './application.ts'
import { leave, openCaseFor } from './apply.ts'
import { type Held, holdFor, move, settingsOf } from './move.ts'
import { describeCase } from './read.ts'
import { requireOfficial } from './review.ts'
import type { Place } from './rows.ts'

/** One step of the second person. @throws see the endpoint */
export async function stepForDecision(
  work: Work,
  place: Place,
  { event, version, reason }: BodyOf<typeof stepOfDecision>,
): Promise<DisabilityCase> {
  const held = await holdFor(work, place, event, version)
  if (event === 'decide') await decideGrade(work, held, reason)
  else await move(work, held, event, { reason })
  if (event === 'reassess') return describeCase(work, await openAnew(work, held))
  return describeCase(work, place)
}

/** From this day on it is the grade; the organisation’s part is over. @throws noticeRunning, gradingUnconfirmed, conclusionChanged */
async function decideGrade(work: Work, held: Held, reason: string | undefined): Promise<void> {
  const { actor } = work
  if (held.notice_until === null || held.notice_until >= actor.today)
    throw withTexts(noticeRunning, { day: dayText(held.notice_until ?? actor.today) })
  const conclusion = await requireOfficial(work, held)
  const validUntil = lastValidDay(actor.today, settingsOf(held))
  await move(work, held, 'decide', {
    reason,
    changes: {
      conclusion: JSON.stringify(conclusion),
      grade: conclusion.grade,
      decided_on: actor.today,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
      valid_until: validUntil,
    },
    detail: { grade: conclusion.grade, validUntil },
  })
  await leave(work, held)
}

/** A new case, accepted with the objection; until it is decided the grade objected to stays in force. */
async function openAnew(work: Work, held: Held): Promise<Place> {
  const elder = await getElderRow(work.tx, held.elder_id)
  const application = await openApplication(work.vault, held)
  return openCaseFor(work, {
    elder,
    channel: held.channel,
    applicantKind: held.applicant_kind,
    applicantName: held.applicant_name,
    enrolment: held.enrolment,
    application: application ?? {
      selfAssessment: 'some',
      selfAssessmentNote: '',
      disabledSince: held.applied_on,
      papers: [],
      phone: '',
    },
    objectedId: held.id,
    accepted: true,
  })
}
