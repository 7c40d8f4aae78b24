import type { Actor } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

type Waiting = ReplyOf<typeof home>['waiting']

/** Runs, returned payments and policies that wait, by who can deal with them; counted in the scope of that permission. */
export const benefitsAtHome: readonly {
  readonly permission: Permission
  readonly waiting: (tx: Tx, actor: Actor) => Promise<Waiting>
}[] = [
  {
    permission: 'benefits:draft',
    waiting: async (tx) => {
      const count = await countRuns(tx, ['draft', 'checked'])
      return [waiting({ zh: '发放批次待核对提交', en: 'Payment runs to check and submit' }, count, '/benefits')]
    },
  },
  {
    permission: 'benefits:approve',
    waiting: async (tx, actor) => {
      const count = await countRuns(tx, ['submitted'], actor)
      const title = { zh: '发放批次待审批', en: 'Payment runs to approve' }
      return [waiting(title, count, '/benefits?state=submitted')]
    },
  },
  {
    permission: 'benefits:pay',
    waiting: async (tx) => {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from benefit_payment where state = 'returned'`.execute(tx)
      const approved = { zh: '已审批批次待发放', en: 'Approved runs to pay' }
      const returned = { zh: '银行退回待处理', en: 'Payments returned by the bank' }
      return [
        waiting(approved, await countRuns(tx, ['approved']), '/benefits?state=approved'),
        waiting(returned, rows[0]?.count ?? 0, '/benefits/returned'),
      ]
    },
  },
  {
    permission: 'policies:draft',
    waiting: async (tx, actor) => {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from policy_version
        where state = 'draft' and ${actor.accountId}::uuid = any (drafted_by) and in_scope(area)`.execute(tx)
      const drafts = { zh: '我起草的政策待完成', en: 'Policies I have drafted and not proposed' }
      return [waiting(drafts, rows[0]?.count ?? 0, '/programmes/versions?state=draft')]
    },
  },
  {
    permission: 'policies:publish',
    waiting: async (tx, actor) => {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from policy_version
        where state = 'proposed' and not (${actor.accountId}::uuid = any (drafted_by)) and in_scope(area)`.execute(tx)
      const proposed = { zh: '政策待发布', en: 'Policies to publish' }
      return [waiting(proposed, rows[0]?.count ?? 0, '/programmes/versions?state=proposed')]
    },
  },
]

function waiting(title: Text, count: number, link: string): Waiting[number] {
  return { module: 'benefits', title: { ...title }, count, overdue: 0, link }
}

/** Runs in one of the states; those somebody drafted themselves do not wait for their approval. */
async function countRuns(tx: Tx, states: readonly string[], approver?: Actor): Promise<number> {
  let runs = tx
    .selectFrom('benefit_run')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('state', 'in', states)
  if (approver) runs = runs.where(sql<boolean>`not (${approver.accountId}::uuid = any (drafted_by))`)
  return (await runs.executeTakeFirstOrThrow()).count
}
