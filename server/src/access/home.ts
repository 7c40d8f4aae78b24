import type { Actor } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Tx } from '../db/database.ts'
import { countWaitingClassRequests } from './class-rules/queries.ts'
import { countWaitingRequests } from './request-queries.ts'

/** What the security office asked for and somebody else of it has to decide. */
export const grantsAtHome = {
  permission: 'grants:manage' satisfies Permission,
  waiting: async (tx: Tx, actor: Actor): Promise<ReplyOf<typeof home>['waiting']> => [
    {
      module: 'access',
      title: { zh: '授权申请待复核', en: 'Requests for grants to decide' },
      count: await countWaitingRequests(tx, actor),
      overdue: 0,
      link: '/grant-requests?state=waiting',
    },
    {
      module: 'access',
      title: { zh: '数据分级分类申请待复核', en: 'Requests about data classes to decide' },
      count: await countWaitingClassRequests(tx, actor),
      overdue: 0,
      link: '/data-classes/requests?state=waiting',
    },
  ],
} as const
