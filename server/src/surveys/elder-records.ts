import { sql } from 'kysely'
import type { ElderTrace } from '../db/elder-trace.ts'
import type { ElderRecords, OnDeath } from '../people/index.ts'
import { declareRegionRows } from '../regions/index.ts'

/** What was asked of either file was asked of the person. */
export const surveyRecords: readonly ElderRecords[] = [
  {
    relation: 'survey_respondent',
    name: { zh: '摸底调查', en: 'Surveys' },
    how: 'moves',
    follows: true,
    // Both files stood on the list of one survey: each keeps its place there.
    same: async (tx, { county, survivorId, mergedId }) => {
      const { rows } = await sql<{ id: string }>`
        select id from survey_respondent m where county = ${county} and elder_id = ${mergedId} and exists (
          select from survey_respondent s where s.county = m.county and s.campaign_id = m.campaign_id
            and s.elder_id = ${survivorId})`.execute(tx)
      return rows.map(({ id }) => id)
    },
  },
  { relation: 'survey_answer', name: { zh: '调查答卷', en: 'Answers to surveys' }, how: 'moves', follows: true },
  {
    relation: 'survey_proposal',
    name: { zh: '调查提出的变更', en: 'Proposals of surveys' },
    how: 'moves',
    follows: true,
  },
  { relation: 'survey_referral', name: { zh: '调查转介', en: 'Referrals of surveys' }, how: 'moves', follows: true },
]

export const elderTraces: readonly ElderTrace[] = [
  { table: 'survey_referral', erase: 'rows' },
  { table: 'survey_proposal', erase: 'rows' },
  { table: 'survey_answer', erase: 'rows' },
  { table: 'survey_respondent', erase: 'rows' },
]

/** Nobody asks for somebody who has died; a mistaken death puts them back where they stood. */
export const onDeath: OnDeath = {
  closed: async ({ tx }, elder) => {
    const { rows } = await sql<{ id: string; before: string }>`
      update survey_respondent r set state = 'died' from (
        select id, state from survey_respondent where county = ${elder.county} and elder_id = ${elder.id}
          and state in ('to-ask', 'not-met') for update) as held
      where r.county = ${elder.county} and r.id = held.id returning r.id, held.state as before`.execute(tx)
    return rows.map(({ id, before }) => `${before} ${id}`)
  },
  undone: async ({ tx }, elder, closed) => {
    for (const one of closed) {
      const [before = 'to-ask', id = ''] = one.split(' ')
      await sql`update survey_respondent set state = ${before} where county = ${elder.county} and id = ${id}::uuid
        and state = 'died'`.execute(tx)
    }
  },
}

export function declareSurveyRows(): void {
  declareRegionRows([
    { table: 'survey_campaign', column: 'region', follows: 'code' },
    { table: 'survey_list', column: 'region', follows: 'code' },
    { table: 'survey_respondent', column: 'region', follows: 'code' },
    { table: 'survey_answer', column: 'region', follows: 'parent', parent: 'survey_respondent', by: 'respondent_id' },
    { table: 'survey_proposal', column: 'region', follows: 'parent', parent: 'survey_respondent', by: 'respondent_id' },
    { table: 'survey_referral', column: 'region', follows: 'parent', parent: 'survey_respondent', by: 'respondent_id' },
  ])
}
