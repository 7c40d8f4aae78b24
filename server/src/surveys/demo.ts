import { scopeOf } from '@yinian/core/access/actor.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import { notAllowed } from '@yinian/core/http/problems.ts'
import { addDays, dayAt } from '@yinian/core/time/day.ts'
import { getActor } from '../access/index.ts'
import { newId } from '../db/ids.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { draftCampaignOf, stepCampaign } from './campaigns.ts'
import { makeList } from './make-list.ts'
import { listRespondentsOf } from './respondents.ts'
import { recordVisitOf } from './visits.ts'

/** Account ids; whoever approves did not plan. */
export interface SurveyCast {
  readonly planner: string
  readonly approver: string
  readonly asker: string
}

const askedAtFirst = 24
const askedAtLeast = 4

/** One survey of a county of the demo region, under way and partly answered, by the operations everybody uses. */
export async function makeDemoSurvey(ground: Ground, region: string, cast: SurveyCast): Promise<void> {
  const as = async <T>(accountId: string, permission: Permission, run: (work: Work) => Promise<T>): Promise<T> => {
    const actor = await getActor(ground.database, accountId, ground.clock.now())
    const scope = scopeOf(actor, permission)
    if (!scope) throw notAllowed()
    return inTransaction(ground.database, scope, (tx) => run({ tx, actor, vault: ground.vault, jobs: ground.jobs }))
  }
  const today = dayAt(ground.clock.now())
  const drafted = await as(cast.planner, 'surveys:plan', (work) =>
    draftCampaignOf(work, {
      region,
      title: '养老服务需求摸底调查',
      document: '演示数据',
      purpose: '了解老人现在怎么过、需要哪些服务、愿不愿意住机构',
      legalBasis: '履行法定职责（个人信息保护法第十三条第三项）',
      fromOn: addDays(today, -14),
      toOn: addDays(today, 21),
      whom: { kind: 'households' },
      instrumentId: 'survey-needs',
    }),
  )
  const approved = await as(cast.approver, 'surveys:approve', (work) =>
    stepCampaign(work, drafted, 'approve', { version: drafted.version }),
  )
  const open = await as(cast.planner, 'surveys:plan', (work) =>
    stepCampaign(work, approved, 'open', { version: approved.version }),
  )
  await makeList(ground, open)
  await as(cast.asker, 'surveys:answer', async (work) => {
    const { rows } = await listRespondentsOf(work, { campaignId: open.id, limit: askedAtFirst })
    // In a small region somebody is left to be asked.
    for (const [index, respondent] of rows.slice(0, Math.max(askedAtLeast, Math.ceil(rows.length / 2))).entries())
      await recordVisitOf(work, respondent, {
        id: newId(work.actor.now),
        madeAt: work.actor.now.toISOString(),
        ...visitOf(index),
      })
  })
}

const lives = ['alone', 'with-spouse', 'with-children', 'with-spouse'] as const
const needs = [['meals'], ['cleaning', 'bathing'], [], ['medical', 'visiting'], ['retrofit'], ['meals', 'smart-device']]

/** Invented answers, so that a report has something to show. */
function visitOf(index: number) {
  if (index % 8 === 7) return { outcome: 'not-met' as const }
  if (index === 11) return { outcome: 'refused' as const }
  return {
    outcome: 'asked' as const,
    answers: {
      'living-arrangement': lives[index % lives.length] ?? 'alone',
      'self-care': ['well', 'some-help', 'much-help'][index % 3] ?? 'well',
      needs: needs[index % needs.length] ?? [],
      'institution-wish': index % 5 === 0 ? 'wishes' : 'declines',
      'smart-phone': ['uses', 'none', 'with-help'][index % 3] ?? 'none',
      'contact-wish': 'yes',
    },
  }
}
