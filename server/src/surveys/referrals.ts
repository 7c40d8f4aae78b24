import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import { findInstrument } from '@yinian/core/assessments/instruments.ts'
import { eventsOf, next } from '@yinian/core/cases/procedure.ts'
import type { BodyOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { isWithin, rangeOf } from '@yinian/core/regions/code.ts'
import { needWords } from '@yinian/core/surveys/findings.ts'
import { passToWhom } from '@yinian/core/surveys/problems.ts'
import { nameOfNeed, type ReferralState, referralProcedure } from '@yinian/core/surveys/referrals.ts'
import type { listElderSurveys, listReferrals, moveReferral, Referral } from '@yinian/core/surveys/results-api.ts'
import { audit } from '../access/index.ts'
import { instrumentOf } from '../assessments/index.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { getElderRow } from '../people/index.ts'
import { nameRegions } from '../regions/index.ts'
import type { Place } from './campaign-queries.ts'
import { listRespondentsOfElder } from './respondents.ts'
import { labels } from './seals.ts'

type Reading = Pick<Work, 'tx' | 'actor'>

function selectReferrals(tx: Tx) {
  return tx
    .selectFrom('survey_referral as f')
    .leftJoin('elder as e', (join) => join.onRef('e.county', '=', 'f.county').onRef('e.id', '=', 'f.elder_id'))
    .selectAll('f')
    .select('e.name as elder_name')
    .orderBy('f.id', 'desc')
}
type ReferralRow = Awaited<ReturnType<ReturnType<typeof selectReferrals>['execute']>>[number]

export async function listReferralsOf(
  work: Reading,
  { campaignId, region, need, state, after, limit = 50 }: QueryOf<typeof listReferrals>,
): Promise<ReplyOf<typeof listReferrals>> {
  let asked = selectReferrals(work.tx).limit(limit + 1)
  if (campaignId) asked = asked.where('f.campaign_id', '=', campaignId)
  if (region) asked = asked.where('f.region', '>=', rangeOf(region).from).where('f.region', '<=', rangeOf(region).to)
  if (need) asked = asked.where('f.need', '=', need)
  if (state) asked = asked.where('f.state', '=', state)
  if (after) asked = asked.where('f.id', '<', after)
  const rows = await asked.execute()
  const page = rows.slice(0, limit)
  return { rows: await toReferrals(work, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

async function toReferrals({ tx, actor }: Reading, rows: readonly ReferralRow[]): Promise<Referral[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  const words = await wordsOfNeeds(tx, rows)
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    respondentId: row.respondent_id,
    elderId: row.elder_id,
    elderName: row.elder_name ?? '',
    region: row.region,
    regionPath: names(row.region).path,
    need: row.need,
    needName: { ...nameOfNeed(row.need, words) },
    state: row.state as ReferralState,
    passedTo: row.passed_to,
    notedAt: row.noted_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by_name,
    version: row.version,
    may: inReach(actor, row.region) ? eventsOf(referralProcedure, row.state as ReferralState) : [],
  }))
}

const inReach = (actor: Actor, region: string): boolean =>
  scopeOf(actor, 'surveys:decide')?.regions.some((held) => isWithin(region, held)) ?? false

/** A need is called what the platform’s own questionnaire calls it, or that of its survey where it asks for others. */
export async function wordsOfNeeds(
  tx: Tx,
  rows: readonly Pick<ReferralRow, 'need' | 'campaign_id'>[],
): Promise<Map<string, Text>> {
  const own = findInstrument('survey-needs')
  const words = own ? needWords(own) : new Map<string, Text>()
  const unknown = rows.filter(({ need }) => nameOfNeed(need, words).zh === need)
  for (const campaign of new Set(unknown.map(({ campaign_id }) => campaign_id))) {
    const list = await tx
      .selectFrom('survey_list')
      .select(['instrument_id', 'instrument_version'])
      .where('campaign_id', '=', campaign)
      .limit(1)
      .executeTakeFirst()
    if (!list) continue
    for (const [code, text] of needWords(await instrumentOf(tx, list.instrument_id, list.instrument_version)))
      if (!words.has(code)) words.set(code, text)
  }
  return words
}

/** Takes a referral one step on. @throws notFound, staleVersion, eventRefused, passToWhom */
export async function moveReferralOn(
  work: Work,
  place: Place,
  { version, event, passedTo = '', note = '' }: BodyOf<typeof moveReferral>,
): Promise<Referral> {
  const { tx, actor, vault } = work
  const held = await tx
    .selectFrom('survey_referral')
    .selectAll()
    .where('county', '=', place.county)
    .where('id', '=', place.id)
    .forUpdate()
    .executeTakeFirst()
  if (!held) throw notFound()
  if (held.version !== version) throw staleVersion()
  const state = next(referralProcedure, held.state as ReferralState, event)
  if (event === 'pass-on' && passedTo.trim() === '') throw passToWhom({ at: '/passedTo' })
  await tx
    .updateTable('survey_referral')
    .set({
      state,
      ...(event === 'pass-on' ? { passed_to: passedTo.trim() } : {}),
      changed_at: actor.now,
      changed_by_name: actor.name,
      ...(note.trim() === '' ? {} : { note_sealed: await vault.seal(held.county, labels.note(held.id), note.trim()) }),
      version: held.version + 1,
    })
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .execute()
  await audit(work, 'surveys.referral-moved', {
    region: held.region,
    subjectType: 'survey-referral',
    subjectId: held.id,
    elderId: held.elder_id,
    detail: { kind: held.need, outcome: state },
  })
  const row = await selectReferrals(tx)
    .where('f.county', '=', place.county)
    .where('f.id', '=', place.id)
    .executeTakeFirst()
  const [referral] = row ? await toReferrals(work, [row]) : []
  if (!referral) throw notFound()
  return referral
}

/** What surveys know of one elder, for whoever is responsible. @throws notFound */
export async function listSurveysOfElder(work: Work, id: string): Promise<ReplyOf<typeof listElderSurveys>> {
  const elder = await getElderRow(work.tx, id)
  if (!elder.responsible) return { rows: [], referrals: [] }
  const respondents = await listRespondentsOfElder(work, elder)
  const titles = new Map(
    respondents.length === 0
      ? []
      : (
          await work.tx
            .selectFrom('survey_list')
            .select(['campaign_id', 'title'])
            .distinct()
            .where(
              'campaign_id',
              'in',
              respondents.map(({ campaignId }) => campaignId),
            )
            .execute()
        ).map(({ campaign_id, title }) => [campaign_id, title]),
  )
  const referrals = await selectReferrals(work.tx)
    .where('f.county', '=', elder.county)
    .where('f.elder_id', '=', elder.id)
    .execute()
  return {
    rows: respondents.map((respondent) => ({ title: titles.get(respondent.campaignId) ?? '', respondent })),
    referrals: await toReferrals(work, referrals),
  }
}
