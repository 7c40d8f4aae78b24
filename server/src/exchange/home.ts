import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Tx } from '../db/database.ts'
import { countFindingsWaiting } from './findings/read-finding.ts'

type Waiting = ReplyOf<typeof home>['waiting']
interface Source {
  readonly permission: Permission
  readonly waiting: (tx: Tx, actor: Actor) => Promise<Waiting>
}

const one = (zh: string, en: string, count: number, link: string): Waiting[number] => ({
  module: 'exchange',
  title: { zh, en },
  count,
  overdue: 0,
  link,
})

const findings: Source = {
  permission: 'exchange:compare',
  async waiting(tx, actor) {
    if (scopeOf(actor, 'exchange:compare')?.role !== 'official') return []
    const count = await countFindingsWaiting(tx)
    return [
      one('与其他部门的差异待核实', 'Differences with other departments', count, '/exchange/findings?state=waiting'),
    ]
  },
}

const decisions: Source = {
  permission: 'exchange:approve',
  async waiting(tx, actor) {
    const connectors = await tx
      .selectFrom('exchange_connector')
      .select((some) => some.fn.countAll<number>().as('count'))
      .where('state', '=', 'asked')
      .where('changed_by', '<>', actor.accountId)
      .executeTakeFirstOrThrow()
    const clients = await tx
      .selectFrom('exchange_client')
      .select((some) => some.fn.countAll<number>().as('count'))
      .where('state', '=', 'requested')
      .where('registered_by', '<>', actor.accountId)
      .executeTakeFirstOrThrow()
    return [
      one(
        '数据接口待复核启用',
        'Connectors to switch on',
        Number(connectors.count),
        '/exchange/connectors?state=asked',
      ),
      one('第三方应用待复核', 'Applications to approve', Number(clients.count), '/exchange/clients?state=requested'),
    ]
  },
}

export const exchangeAtHome: readonly Source[] = [findings, decisions]
