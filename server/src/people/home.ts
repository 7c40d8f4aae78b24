import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Tx } from '../db/database.ts'
import { countReportsWaiting } from './deaths/read-report.ts'
import { guardianshipWaiting } from './guardianship/home.ts'
import { careWaiting } from './left-behind/home.ts'
import { countPairs } from './matching/list-pairs.ts'
import { countTransfersToDecide } from './transfer/read-transfer.ts'

type Waiting = ReplyOf<typeof home>['waiting']

/** What waits in the register for those who keep it. */
export const peopleAtHome: {
  readonly permission: Permission
  readonly waiting: (tx: Tx, actor: Actor) => Promise<Waiting>
} = {
  permission: 'people:write',
  waiting: async (tx, actor) => {
    if (scopeOf(actor, 'people:write')?.role !== 'official') return []
    const one = (zh: string, en: string, count: number, link: string): Waiting[number] => ({
      module: 'people',
      title: { zh, en },
      count,
      overdue: 0,
      link,
    })
    return [
      one('疑似重复档案待判断', 'Possible duplicates to decide', await countPairs(tx, 'open'), '/duplicates'),
      one(
        '跨县迁移待办理',
        'Moves between counties to decide',
        await countTransfersToDecide(tx),
        '/moves?state=requested',
      ),
      one('死亡报告待核实', 'Reports of deaths to check', await countReportsWaiting(tx, actor), '/deaths'),
      ...(await guardianshipWaiting(tx, actor)),
      ...(await careWaiting(tx, actor)),
    ]
  },
}
