import type { Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { rangeOf } from '@yinian/core/regions/code.ts'
import type { Outcome, RespondentState } from '@yinian/core/surveys/campaigns.ts'
import type {
  getRespondent,
  getSurveyList,
  listRespondents,
  Respondent,
  SurveyAnswers,
} from '@yinian/core/surveys/door-api.ts'
import { ageOn } from '@yinian/core/time/day.ts'
import type { Static } from 'typebox'
import { audit } from '../access/index.ts'
import { instrumentOf } from '../assessments/index.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import type { Place } from './campaign-queries.ts'
import { getListRow, toLists } from './lists.ts'
import { labels } from './seals.ts'

type Reading = Pick<Work, 'tx' | 'actor' | 'vault'>
type Answers = Static<typeof SurveyAnswers>

/** As many as a device takes along of one village. */
const takenAlong = 2000

function selectRespondents(tx: Tx) {
  return tx
    .selectFrom('survey_respondent as r')
    .leftJoin('elder as e', (join) => join.onRef('e.county', '=', 'r.county').onRef('e.id', '=', 'r.elder_id'))
    .select([
      'r.county',
      'r.id',
      'r.campaign_id',
      'r.elder_id',
      'r.region',
      'r.newly_found',
      'r.state',
      'r.tries',
      'r.answered_on',
      'r.answered_by_name',
      'r.draft_at',
      'r.answer_id',
      'e.name',
      'e.sex',
      'e.birth',
    ])
    .orderBy('r.id')
}
export type RespondentRow = Awaited<ReturnType<ReturnType<typeof selectRespondents>['execute']>>[number]

/** Who is to be asked, in the order in which they were listed. */
export async function listRespondentsOf(
  work: Reading,
  { campaignId, region, state, newlyFound, after, limit = 50 }: QueryOf<typeof listRespondents>,
): Promise<ReplyOf<typeof listRespondents>> {
  let asked = selectRespondents(work.tx).limit(limit + 1)
  if (campaignId) asked = asked.where('r.campaign_id', '=', campaignId)
  if (region) asked = asked.where('r.region', '>=', rangeOf(region).from).where('r.region', '<=', rangeOf(region).to)
  if (state) asked = asked.where('r.state', '=', state)
  if (newlyFound !== undefined) asked = asked.where('r.newly_found', '=', newlyFound)
  if (after) asked = asked.where('r.id', '>', after)
  const rows = await asked.execute()
  const page = rows.slice(0, limit)
  return { rows: await toRespondents(work, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** Those an elder stands among, the newest survey first. */
export async function listRespondentsOfElder(work: Reading, elder: Place): Promise<Respondent[]> {
  const rows = await selectRespondents(work.tx)
    .clearOrderBy()
    .where('r.county', '=', elder.county)
    .where('r.elder_id', '=', elder.id)
    .orderBy('r.id', 'desc')
    .execute()
  return toRespondents(work, rows)
}

export async function toRespondents(work: Reading, rows: readonly RespondentRow[]): Promise<Respondent[]> {
  const names = await nameRegions(
    work.tx,
    rows.map(({ region }) => region),
  )
  const found = await namesOfFound(
    work,
    rows.filter(({ elder_id }) => elder_id === null),
  )
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    campaignId: row.campaign_id,
    elderId: row.elder_id,
    name: row.name ?? found.get(row.id) ?? '',
    sex: row.sex as Respondent['sex'],
    age: row.birth === null ? null : ageOn(row.birth, work.actor.today),
    region: row.region,
    regionPath: names(row.region).path,
    newlyFound: row.newly_found,
    state: row.state as RespondentState,
    tries: row.tries,
    answeredOn: row.answered_on,
    answeredBy: row.answered_by_name,
    drafted: row.draft_at !== null,
  }))
}

/** Somebody newly found who may be on file already has no file yet: the name waits with the proposal. */
async function namesOfFound({ tx, vault }: Reading, rows: readonly RespondentRow[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map()
  const proposals = await tx
    .selectFrom('survey_proposal')
    .select(['county', 'id', 'respondent_id', 'wanted_sealed'])
    .where('kind', '=', 'register')
    .where(
      'respondent_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  const names = new Map<string, string>()
  for (const { county, id, respondent_id, wanted_sealed } of proposals)
    if (wanted_sealed !== null) {
      const { name } = JSON.parse(await vault.open(county, labels.wanted(id), wanted_sealed)) as { name: string }
      names.set(respondent_id, name)
    }
  return names
}

/** @throws notFound */
export async function getRespondentRow(tx: Tx, place: Place): Promise<RespondentRow> {
  const row = await selectRespondents(tx)
    .where('r.county', '=', place.county)
    .where('r.id', '=', place.id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** One village’s list, whole: what a device takes along. That it was taken is recorded. @throws notFound */
export async function takeListAlong(work: Reading, place: Place): Promise<ReplyOf<typeof getSurveyList>> {
  const row = await getListRow(work.tx, place)
  const [list] = await toLists(work.tx, [row])
  if (!list) throw notFound()
  const rows = await selectRespondents(work.tx)
    .where('r.campaign_id', '=', row.campaign_id)
    .where('r.region', '=', row.region)
    .limit(takenAlong + 1)
    .execute()
  await audit(work, 'surveys.taken-along', {
    region: row.region,
    subjectType: 'survey-list',
    subjectId: row.id,
    detail: { rows: Math.min(rows.length, takenAlong) },
  })
  return {
    list,
    purpose: row.purpose,
    instrumentId: row.instrument_id,
    instrumentVersion: row.instrument_version,
    instrument: await instrumentOf(work.tx, row.instrument_id, row.instrument_version),
    respondents: await toRespondents(work, rows.slice(0, takenAlong)),
    more: rows.length > takenAlong,
  }
}

/** The list somebody is asked on: it says whether the survey is under way and by which questionnaire. @throws notFound */
export async function listOfRespondent(tx: Tx, { campaign_id, region }: Pick<RespondentRow, 'campaign_id' | 'region'>) {
  const list = await tx
    .selectFrom('survey_list')
    .select(['title', 'open', 'closed_at', 'instrument_id', 'instrument_version'])
    .where('campaign_id', '=', campaign_id)
    .where('region', '=', region)
    .limit(1)
    .executeTakeFirst()
  const instead =
    list ??
    (await tx
      .selectFrom('survey_list')
      .select(['title', 'open', 'closed_at', 'instrument_id', 'instrument_version'])
      .where('campaign_id', '=', campaign_id)
      .limit(1)
      .executeTakeFirst())
  if (!instead) throw notFound()
  const instrument: Instrument = await instrumentOf(tx, instead.instrument_id, instead.instrument_version)
  return { ...instead, instrument }
}

/** What somebody answered, opened; the look is recorded. @throws notFound */
export async function readRespondent(work: Work, place: Place): Promise<ReplyOf<typeof getRespondent>> {
  const { tx, vault } = work
  const row = await getRespondentRow(tx, place)
  const [respondent] = await toRespondents(work, [row])
  if (!respondent) throw notFound()
  const { title, instrument } = await listOfRespondent(tx, row)
  const visits = await tx
    .selectFrom('survey_answer')
    .select(['id', 'outcome', 'made_at', 'received_at', 'received_by_name', 'answers', 'texts_sealed'])
    .where('county', '=', place.county)
    .where('respondent_id', '=', place.id)
    .orderBy('received_at', 'desc')
    .execute()
  const counted = visits.find(({ id }) => id === row.answer_id)
  const words =
    counted?.texts_sealed == null
      ? {}
      : JSON.parse(await vault.open(place.county, labels.texts(counted.id), counted.texts_sealed))
  const draft = await tx
    .selectFrom('survey_respondent')
    .select('draft_sealed')
    .where('county', '=', place.county)
    .where('id', '=', place.id)
    .executeTakeFirst()
  await audit(work, 'surveys.looked', {
    region: row.region,
    subjectType: 'survey-respondent',
    subjectId: row.id,
    elderId: row.elder_id,
  })
  return {
    respondent,
    title,
    instrument,
    answers: { ...((counted?.answers ?? {}) as unknown as Information), ...words } as Answers,
    draft: draft?.draft_sealed
      ? JSON.parse(await vault.open(place.county, labels.draft(place.id), draft.draft_sealed))
      : null,
    visits: visits.map(({ id, outcome, made_at, received_at, received_by_name }) => ({
      id,
      outcome: outcome as Outcome,
      madeAt: made_at.toISOString(),
      receivedAt: received_at.toISOString(),
      by: received_by_name,
    })),
  }
}
