import { checkInformation, missingInformation } from '@yinian/core/assessments/information.ts'
import type { Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { alreadyReported } from '@yinian/core/people/one-person-problems.ts'
import { type RespondentState, stateAfter } from '@yinian/core/surveys/campaigns.ts'
import type { keepDraft, recordVisit } from '@yinian/core/surveys/door-api.ts'
import { divideAnswers } from '@yinian/core/surveys/findings.ts'
import { answersWrong, notOpen } from '@yinian/core/surveys/problems.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Work } from '../http/work.ts'
import { takeReport } from '../people/index.ts'
import type { Place } from './campaign-queries.ts'
import { triedAlone } from './each-alone.ts'
import { proposeFrom, proposeMove } from './propose.ts'
import { getRespondentRow, listOfRespondent, type RespondentRow } from './respondents.ts'
import { labels } from './seals.ts'

/** Keeps answers that are not yet complete, as far as they are right. @throws notFound, notOpen, answersWrong */
export async function keepDraftOf(
  work: Work,
  place: Place,
  { answers }: BodyOf<typeof keepDraft>,
): Promise<ReplyOf<typeof keepDraft>> {
  const { tx, actor, vault } = work
  const row = await lockRespondent(work, place)
  const list = await listOfRespondent(tx, row)
  if (!list.open) throw notOpen()
  requireRight(list.instrument, answers, false)
  await tx
    .updateTable('survey_respondent')
    .set({
      draft_sealed: await vault.seal(row.county, labels.draft(row.id), JSON.stringify(answers)),
      draft_at: actor.now,
    })
    .where('county', '=', row.county)
    .where('id', '=', row.id)
    .execute()
  return { keptAt: actor.now.toISOString() }
}

/**
 * Takes down what came of one visit. The device makes the id: a visit that has arrived already is answered as it was, so
 * that a device which never heard the answer may send it as often as it likes. One made while the survey was under way is
 * taken after its end too.
 * @throws notFound, notOpen, answersWrong, deathInFuture
 */
export async function recordVisitOf(
  work: Work,
  place: Place,
  visit: BodyOf<typeof recordVisit>,
): Promise<ReplyOf<typeof recordVisit>> {
  const { tx, actor, vault } = work
  const row = await lockRespondent(work, place)
  const before = await tx
    .selectFrom('survey_answer')
    .select('respondent_id')
    .where('county', '=', row.county)
    .where('id', '=', visit.id)
    .executeTakeFirst()
  if (before) {
    if (before.respondent_id !== row.id) throw notFound()
    return resultOf(work, row, visit.id)
  }
  const list = await listOfRespondent(tx, row)
  const madeAt = new Date(Math.min(Date.parse(visit.madeAt), actor.now.getTime()))
  if (!list.open && (list.closed_at === null || madeAt > list.closed_at)) throw notOpen()
  const answers: Information = visit.outcome === 'asked' ? (visit.answers ?? {}) : {}
  if (visit.outcome === 'asked') requireRight(list.instrument, answers, true)
  if (visit.outcome === 'died' && visit.diedOn === undefined)
    throw answersWrong({ at: '/diedOn', values: { count: 1 } })
  const { counted, words } = divideAnswers(list.instrument, answers)
  await tx
    .insertInto('survey_answer')
    .values({
      county: row.county,
      id: visit.id,
      region: row.region,
      campaign_id: row.campaign_id,
      respondent_id: row.id,
      elder_id: row.elder_id,
      outcome: visit.outcome,
      answers: JSON.stringify(counted),
      texts_sealed:
        Object.keys(words).length === 0
          ? null
          : await vault.seal(row.county, labels.texts(visit.id), JSON.stringify(words)),
      made_at: madeAt,
      received_at: actor.now,
      received_by: actor.accountId,
      received_by_name: actor.name,
    })
    .execute()
  const state = stateAfter(row.state as RespondentState, visit.outcome)
  await tx
    .updateTable('survey_respondent')
    .set({
      state,
      tries: row.tries + 1,
      ...(state === visit.outcome
        ? { answer_id: visit.id, answered_on: dayAt(madeAt), answered_by_name: actor.name }
        : {}),
      ...(visit.outcome === 'asked' ? { draft_sealed: null, draft_at: null } : {}),
    })
    .where('county', '=', row.county)
    .where('id', '=', row.id)
    .execute()
  await audit(work, 'surveys.visited', {
    region: row.region,
    subjectType: 'survey-respondent',
    subjectId: row.id,
    elderId: row.elder_id,
    detail: { outcome: visit.outcome },
  })
  if (visit.outcome === 'asked') await proposeFrom(work, row, list.instrument, answers)
  if (visit.outcome === 'moved') await proposeMove(work, row, visit.movedTo ?? '')
  if (visit.outcome === 'died' && row.elder_id !== null)
    await reportDied(work, row.elder_id, visit.diedOn ?? '', list.title)
  return resultOf(work, row, visit.id)
}

/** A death heard of at the door is a report like any other: an officer confirms it. */
async function reportDied(work: Work, elderId: string, diedOn: string, title: string): Promise<void> {
  const refused = await triedAlone(work.tx, () =>
    takeReport(work, { elderId, source: 'village', diedOn, evidence: title, reporter: work.actor.name }),
  )
  if (refused && refused.kind.code !== alreadyReported.code) throw refused
}

/** @throws notFound */
async function lockRespondent({ tx }: Work, place: Place): Promise<RespondentRow> {
  await sql`select from survey_respondent where county = ${place.county} and id = ${place.id}::uuid for update`.execute(
    tx,
  )
  return getRespondentRow(tx, place)
}

/** @throws answersWrong with a fault for each question */
function requireRight(instrument: Instrument, answers: Information, complete: boolean): void {
  const faults = checkInformation(instrument, answers)
  const missing = complete ? missingInformation(instrument, answers) : []
  const all = [
    ...faults.map(({ at, message }) => ({ at: at.replace('/information/', '/answers/'), message })),
    ...missing.map((id) => ({ at: `/answers/${id}`, message: { zh: '还没有填', en: 'Not answered yet' } })),
  ]
  if (all.length > 0) throw answersWrong({ values: { count: all.length }, faults: all })
}

async function resultOf({ tx }: Work, row: RespondentRow, id: string): Promise<ReplyOf<typeof recordVisit>> {
  const { rows } = await sql<{ state: RespondentState; proposals: number; referrals: number }>`
    select r.state,
      (select count(*) from survey_proposal p where p.county = r.county and p.respondent_id = r.id)::int as proposals,
      (select count(*) from survey_referral f where f.county = r.county and f.respondent_id = r.id)::int as referrals
    from survey_respondent r where r.county = ${row.county} and r.id = ${row.id}::uuid`.execute(tx)
  const result = rows[0]
  if (!result) throw notFound()
  return { id, ...result }
}
