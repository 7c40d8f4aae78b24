import type { Actor } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

type Waiting = ReplyOf<typeof home>['waiting']

/** What surveys wait for, by who can deal with it. */
export const surveysAtHome: readonly {
  readonly permission: Permission
  readonly waiting: (tx: Tx, actor: Actor) => Promise<Waiting>
}[] = [
  {
    permission: 'surveys:answer',
    waiting: async (tx, { accountId, today }) => {
      const { rows } = await sql<{ count: number; overdue: number }>`
        select count(*)::int as count, count(*) filter (where l.to_on < ${today}::date)::int as overdue
        from survey_list l join survey_respondent r on r.campaign_id = l.campaign_id and r.region = l.region
        where l.assigned_to = ${accountId}::uuid and l.open and r.state in ('to-ask', 'not-met')`.execute(tx)
      const title = { zh: '摸底调查待询问', en: 'Elders to be asked in surveys' }
      return [{ module: 'surveys', title, link: '/surveys/door', count: 0, overdue: 0, ...rows[0] }]
    },
  },
  {
    permission: 'surveys:decide',
    waiting: async (tx) => {
      const { rows } = await sql<{ proposals: number; referrals: number }>`
        select (select count(*) from survey_proposal where state = 'proposed')::int as proposals,
          (select count(*) from survey_referral where state = 'noted')::int as referrals`.execute(tx)
      const { proposals = 0, referrals = 0 } = rows[0] ?? {}
      return [
        {
          module: 'surveys',
          title: { zh: '摸底调查提出的变更待处理', en: 'Changes proposed by surveys to decide' },
          link: '/surveys/proposals?state=proposed',
          count: proposals,
          overdue: 0,
        },
        {
          module: 'surveys',
          title: { zh: '摸底调查需求待转介', en: 'Needs found by surveys to pass on' },
          link: '/surveys/referrals?state=noted',
          count: referrals,
          overdue: 0,
        },
      ]
    },
  },
  {
    permission: 'surveys:approve',
    waiting: async (tx, { accountId }) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from survey_campaign where state = 'drafted' and drafted_by <> ${accountId}::uuid`.execute(
        tx,
      )
      const title = { zh: '摸底调查待批准', en: 'Surveys to approve' }
      return [{ module: 'surveys', title, link: '/surveys?state=drafted', count: rows[0]?.count ?? 0, overdue: 0 }]
    },
  },
]
