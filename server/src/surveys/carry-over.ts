import type { Text } from '@yinian/core/language/text.ts'
import { nameOfCategory } from '@yinian/core/people/circumstances.ts'
import { nameOfNeed } from '@yinian/core/surveys/referrals.ts'
import { sql } from 'kysely'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import type { CarryOver, FileOf } from '../people/index.ts'
import { lapseProposals, lapseReferrals } from './lapse.ts'
import { wordsOfNeeds } from './referrals.ts'

const movedAway = '老人已迁往外县'

/**
 * Nobody of the former village asks any more. What was found and not yet dealt with ends there, and the county moved to is
 * told in words what it was; a survey under way in both places goes on where the elder is now.
 */
export const surveysCarryOver: CarryOver = {
  name: { zh: '摸底调查', en: 'Surveys' },
  carry: async (work, from, to) => {
    const asking = await askThere(work, from, to)
    const proposals = await lapseProposals(work, from, movedAway)
    const referrals = await lapseReferrals(work, from)
    const words = await wordsOfNeeds(work.tx, referrals)
    return {
      along: 0,
      ended: [
        { name: { zh: '摸底调查待询问', en: 'To be asked in surveys' }, count: asking.ended },
        { name: { zh: '调查提出的变更', en: 'Proposals of surveys' }, count: proposals.length },
        { name: { zh: '调查转介', en: 'Referrals of surveys' }, count: referrals.length },
      ],
      due: [
        ...asking.due,
        ...proposals.flatMap(({ kind, field, wanted }) => {
          if (kind === 'move') return []
          const what: Text =
            kind === 'circumstance'
              ? nameOfCategory(`${field}:${wanted}`)
              : { zh: '身边的人有变化', en: 'people around have changed' }
          return [{ zh: `核实摸底调查所得：${what.zh}`, en: `Verify what a survey found: ${what.en}` }]
        }),
        ...referrals.map(({ need }) => {
          const what = nameOfNeed(need, words)
          return { zh: `摸底调查提出的需求：${what.zh}`, en: `A need raised in a survey: ${what.en}` }
        }),
      ],
    }
  },
}

/** Takes the elder off the lists of the former place, and puts them on those of the same surveys in the place moved to. */
async function askThere({ tx, actor }: Work, from: FileOf, to: FileOf): Promise<{ ended: number; due: Text[] }> {
  const { rows } = await sql<{ campaign_id: string }>`
    update survey_respondent set state = 'moved', draft_sealed = null, draft_at = null
    where county = ${from.county} and elder_id = ${from.id} and state in ('to-ask', 'not-met') returning campaign_id`.execute(
    tx,
  )
  const due: Text[] = []
  for (const { campaign_id } of rows) {
    const list = await tx
      .selectFrom('survey_list')
      .select('title')
      .where('campaign_id', '=', campaign_id)
      .where('region', '=', to.region)
      .where('open', '=', true)
      .executeTakeFirst()
    if (!list) continue
    await tx
      .insertInto('survey_respondent')
      .values({ county: to.county, id: newId(actor.now), region: to.region, campaign_id, elder_id: to.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    due.push({ zh: `摸底调查“${list.title}”：上门询问`, en: `Survey “${list.title}”: ask at the door` })
  }
  return { ended: rows.length, due }
}
