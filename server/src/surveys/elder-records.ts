import { sql } from 'kysely'
import type { ElderTrace } from '../db/elder-trace.ts'
import type { ElderRecords, OnDeath } from '../people/index.ts'
import { declareRegionRows } from '../regions/index.ts'
import { lapseProposals, lapseReferrals, restoreProposal, restoreReferral } from './lapse.ts'

/** What was asked of either file was asked of the person. */
export const surveyRecords: readonly ElderRecords[] = [
  {
    relation: 'survey_respondent',
    name: { zh: '摸底调查', en: 'Surveys' },
    how: 'moves',
    onTransfer: {
      ends: 'Nobody there knocks any more; a survey that is also under way in the place moved to asks there.',
    },
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
  {
    relation: 'survey_answer',
    name: { zh: '调查答卷', en: 'Answers to surveys' },
    how: 'moves',
    follows: true,
    onTransfer: { stays: 'What was said at that door counts in that survey.' },
  },
  {
    relation: 'survey_proposal',
    name: { zh: '调查提出的变更', en: 'Proposals of surveys' },
    how: 'moves',
    onTransfer: { ends: 'Nothing is changed on a file that has gone; the county moved to is told what was found.' },
    follows: true,
  },
  {
    relation: 'survey_referral',
    name: { zh: '调查转介', en: 'Referrals of surveys' },
    how: 'moves',
    follows: true,
    onTransfer: { ends: 'Passed on to somebody of the former place; the county moved to is told what is needed.' },
  },
]

export const elderTraces: readonly ElderTrace[] = [
  { table: 'survey_referral', erase: 'rows' },
  { table: 'survey_proposal', erase: 'rows' },
  { table: 'survey_answer', erase: 'rows' },
  { table: 'survey_respondent', erase: 'rows' },
]

/**
 * Nobody asks for somebody who has died, and what was found and not dealt with is no longer needed; a mistaken death puts
 * all of it back where it stood.
 */
export const onDeath: OnDeath = {
  closed: async (work, elder, reason) => {
    const { rows } = await sql<{ id: string; before: string }>`
      update survey_respondent r set state = 'died' from (
        select id, state from survey_respondent where county = ${elder.county} and elder_id = ${elder.id}
          and state in ('to-ask', 'not-met') for update) as held
      where r.county = ${elder.county} and r.id = held.id returning r.id, held.state as before`.execute(work.tx)
    const told = (of: string, lapsed: readonly { id: string; before: string }[]) =>
      lapsed.map(({ id, before }) => `${before} ${id}${of}`)
    return [
      ...told('', rows),
      ...told(' proposal', await lapseProposals(work, elder, reason)),
      ...told(' referral', await lapseReferrals(work, elder)),
    ]
  },
  undone: async (work, elder, closed) => {
    for (const one of closed) {
      const [before = 'to-ask', id = '', of = 'respondent'] = one.split(' ')
      if (of === 'proposal') await restoreProposal(work, elder, { id, before })
      else if (of === 'referral') await restoreReferral(work, elder, { id, before })
      else
        await sql`update survey_respondent set state = ${before} where county = ${elder.county} and id = ${id}::uuid
          and state = 'died'`.execute(work.tx)
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
