import type { Actor } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

type Waiting = ReplyOf<typeof home>['waiting']

/** What elders and relatives wait for. */
export const familyAtHome: readonly {
  readonly permission: Permission
  readonly waiting: (tx: Tx, actor: Actor) => Promise<Waiting>
}[] = [
  {
    permission: 'family:answer',
    waiting: (tx, actor) =>
      waitingIn(tx, actor, 'look_question', {
        title: { zh: '老人和家属的提问待答复', en: 'Questions of elders and relatives to answer' },
        link: '/look-questions?state=asked',
      }),
  },
  {
    permission: 'people:write',
    waiting: (tx, actor) =>
      waitingIn(tx, actor, 'correction_request', {
        title: { zh: '更正申请待办理', en: 'Requests for corrections to decide' },
        link: '/correction-requests?state=asked',
      }),
  },
]

async function waitingIn(
  tx: Tx,
  { today }: Actor,
  table: 'look_question' | 'correction_request',
  row: Pick<Waiting[number], 'title' | 'link'>,
): Promise<Waiting> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::int as count, count(*) filter (where due_on < ${today})::int as overdue
    from ${sql.table(table)} where state = 'asked'`.execute(tx)
  return [{ module: 'family', ...row, count: rows[0]?.count ?? 0, overdue: rows[0]?.overdue ?? 0 }]
}
