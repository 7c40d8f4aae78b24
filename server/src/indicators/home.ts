import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { prefixOf } from '@yinian/core/regions/code.ts'
import { monthOf } from '@yinian/core/time/day.ts'
import type { Tx } from '../db/database.ts'
import { getIndicatorById } from './queries.ts'
import { readValues } from './values.ts'

const shown = ['R-01', 'R-03', 'R-12', 'R-21']

/** A few figures of the widest division somebody answers for, each leading to its page. */
export const indicatorsAtHome = {
  permission: 'indicators:read',
  async figures(tx: Tx, actor: Actor): Promise<ReplyOf<typeof home>['figures']> {
    const regions = [...(scopeOf(actor, 'indicators:read')?.regions ?? [])]
    const [region] = regions.sort((one, other) => prefixOf(one).length - prefixOf(other).length)
    if (region === undefined) return []
    const period = monthOf(actor.today)
    const values = await readValues(tx, { regions: [region], periods: [period] })
    return shown.flatMap((id) => {
      const value = values(region, id, period)?.value
      if (value === null || value === undefined) return []
      const { name, unit } = getIndicatorById(id)
      return [{ title: { ...name }, value, unit: { ...unit }, link: `/indicators/${id}?region=${region}` }]
    })
  },
} as const
