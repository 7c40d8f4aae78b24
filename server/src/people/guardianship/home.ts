import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Tx } from '../../db/database.ts'
import { countStates } from './list.ts'

type Waiting = ReplyOf<typeof home>['waiting']

/** Elders without guardian for whom nobody has begun, and arrangements somebody has to take further. */
export async function guardianshipWaiting(tx: Tx, actor: Actor): Promise<Waiting> {
  if (scopeOf(actor, 'people:write')?.role !== 'official') return []
  const counts = await countStates(tx, undefined, actor.today)
  return [
    {
      module: 'people',
      title: { zh: '无监护人，尚未开始监护安排', en: 'Without guardian, nobody has begun' },
      count: counts.unopened,
      overdue: 0,
      link: '/guardianships?state=unopened',
    },
    {
      module: 'people',
      title: { zh: '监护安排办理中', en: 'Guardianship arrangements under way' },
      count: counts.open,
      overdue: counts.overdue,
      link: counts.overdue > 0 ? '/guardianships?state=open&overdue=true' : '/guardianships?state=open',
    },
    {
      module: 'people',
      title: { zh: '监护回访到期', en: 'Reviews of guardianships due' },
      count: counts.reviewsDue,
      overdue: counts.reviewsDue,
      link: '/guardianships?state=in-force&overdue=true',
    },
  ]
}
