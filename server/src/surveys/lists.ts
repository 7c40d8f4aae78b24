import type { BodyOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { rangeOf } from '@yinian/core/regions/code.ts'
import type { assignSurveyLists, listAskers } from '@yinian/core/surveys/api.ts'
import type { RespondentState } from '@yinian/core/surveys/campaigns.ts'
import type { listSurveyLists, SurveyList } from '@yinian/core/surveys/lists-api.ts'
import { cannotAsk } from '@yinian/core/surveys/problems.ts'
import { type Selectable, sql } from 'kysely'
import { audit, listHoldersOver } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { SurveyList as ListTable } from '../db/generated.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import type { Place } from './campaign-queries.ts'
import { eachAlone } from './each-alone.ts'
import { toProgress } from './progress.ts'

/** Lists of villages, those that end first on top. */
export async function listListsOf(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  { campaignId, region, open, mine, after, limit = 50 }: QueryOf<typeof listSurveyLists>,
): Promise<ReplyOf<typeof listSurveyLists>> {
  let asked = tx
    .selectFrom('survey_list')
    .selectAll()
    .orderBy('id')
    .limit(limit + 1)
  if (campaignId) asked = asked.where('campaign_id', '=', campaignId)
  if (region) asked = asked.where('region', '>=', rangeOf(region).from).where('region', '<=', rangeOf(region).to)
  if (open !== undefined) asked = asked.where('open', '=', open)
  if (mine) asked = asked.where('assigned_to', '=', actor.accountId)
  if (after) asked = asked.where('id', '>', after)
  const rows = await asked.execute()
  const page = rows.slice(0, limit)
  return { rows: await toLists(tx, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** @throws notFound */
export async function getListRow(tx: Tx, place: Place): Promise<Selectable<ListTable>> {
  const row = await tx
    .selectFrom('survey_list')
    .selectAll()
    .where('county', '=', place.county)
    .where('id', '=', place.id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export async function toLists(tx: Tx, rows: readonly Selectable<ListTable>[]): Promise<SurveyList[]> {
  if (rows.length === 0) return []
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  const { rows: counted } = await sql<{
    campaign_id: string
    region: string
    state: RespondentState
    found: boolean
    count: number
  }>`
    select r.campaign_id, r.region, r.state, r.newly_found as found, count(*)::int as count from survey_respondent r
    where (r.campaign_id, r.region) in (select * from unnest(${rows.map((row) => row.campaign_id)}::uuid[], ${rows.map(({ region }) => region)}::text[]))
    group by 1, 2, 3, 4`.execute(tx)
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    region: row.region,
    regionPath: names(row.region).path,
    campaignCounty: row.campaign_county,
    campaignId: row.campaign_id,
    title: row.title,
    fromOn: row.from_on,
    toOn: row.to_on,
    open: row.open,
    assignedTo: row.assigned_to,
    assignedToName: row.assigned_to_name,
    ...toProgress(counted.filter((one) => one.campaign_id === row.campaign_id && one.region === row.region)),
  }))
}

/** @throws notFound */
export async function listAskersOf(tx: Tx, place: Place): Promise<ReplyOf<typeof listAskers>> {
  const { region } = await getListRow(tx, place)
  return { rows: await listHoldersOver(tx, 'surveys:answer', region) }
}

/** Gives lists to somebody who may ask there; a list that cannot be given says why and takes no other with it. */
export function assignLists(
  work: Work,
  { lists, accountId }: BodyOf<typeof assignSurveyLists>,
): Promise<ReplyOf<typeof assignSurveyLists>> {
  return eachAlone(work.tx, lists, async (place) => {
    const list = await getListRow(work.tx, place)
    const asker = (await listHoldersOver(work.tx, 'surveys:answer', list.region)).find(({ id }) => id === accountId)
    if (!asker) throw cannotAsk({ at: '/accountId' })
    await work.tx
      .updateTable('survey_list')
      .set({ assigned_to: asker.id, assigned_to_name: asker.name, assigned_at: work.actor.now })
      .where('county', '=', list.county)
      .where('id', '=', list.id)
      .execute()
    await audit(work, 'surveys.assigned', {
      region: list.region,
      subjectType: 'survey-list',
      subjectId: list.id,
      detail: { account: asker.name },
    })
  })
}
