import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { rangeOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { isOfKeyGroup } from '../key-groups/is-of-key-group.ts'

type Waiting = ReplyOf<typeof home>['waiting']

/** Counting for the home page ends here: it says that there is much to do, and the list says how much. */
const most = 1000

/** Elders somebody promised to look in on and has not. */
export async function careWaiting(tx: Tx, actor: Actor): Promise<Waiting> {
  const scope = scopeOf(actor, 'people:write')
  if (scope?.role !== 'official') return []
  const within = scope.regions.map((region) => {
    const { from, to } = rangeOf(region)
    return sql`s.region between ${from} and ${to}`
  })
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from care_state s join elder on elder.county = s.county and elder.id = s.elder_id and elder.state = 'active'
      where s.next_due < ${actor.today}::date and (${sql.join(within, sql` or `)}) limit ${most}) as overdue`.execute(
    tx,
  )
  const count = rows[0]?.count ?? 0
  const { rows: arrived } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from care_state s join elder on elder.county = s.county and elder.id = s.elder_id and elder.state = 'active'
      where s.plan_due_since is not null and ${isOfKeyGroup} and (${sql.join(within, sql` or `)}) limit ${most}) as due`.execute(
    tx,
  )
  return [
    {
      module: 'people',
      title: { zh: '外县迁入，待重新安排关爱', en: 'Moved here from another county, care plan due' },
      count: arrived[0]?.count ?? 0,
      overdue: 0,
      link: '/key-groups/elders?planDue=true',
    },
    {
      module: 'people',
      title: { zh: '关爱联系逾期', en: 'Elders to look in on, overdue' },
      count,
      overdue: count,
      link: '/key-groups/elders?overdue=true',
    },
  ]
}
