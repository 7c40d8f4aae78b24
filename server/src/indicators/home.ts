import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { prefixOf } from '@yinian/core/regions/code.ts'
import { addToMonth, type Month, monthOf } from '@yinian/core/time/day.ts'
import type { Tx } from '../db/database.ts'
import { getIndicatorById } from './queries.ts'
import { readValues } from './values.ts'

const ofToday = ['R-01', 'R-03', 'R-12']
/** The running month is paid towards its end, so its take-up says nothing yet. */
const ofLastMonth = ['R-21']

/** A few figures of the widest division somebody answers for, each leading to its page. */
export const indicatorsAtHome = {
  permission: 'indicators:read',
  async figures(tx: Tx, actor: Actor): Promise<ReplyOf<typeof home>['figures']> {
    const regions = [...(scopeOf(actor, 'indicators:read')?.regions ?? [])]
    const [region] = regions.sort((one, other) => prefixOf(one).length - prefixOf(other).length)
    if (region === undefined) return []
    const month = monthOf(actor.today)
    const before = addToMonth(month, -1)
    const values = await readValues(tx, { regions: [region], periods: [month, before] })
    const figure = (id: string, period: Month) => {
      const value = values(region, id, period)?.value
      if (value === null || value === undefined) return []
      const { name, unit } = getIndicatorById(id)
      const title = period === month ? { ...name } : { zh: `${name.zh}（上月）`, en: `${name.en}, last month` }
      const link = `/indicators/${id}?region=${region}${period === month ? '' : `&period=${period}`}`
      return [{ title, value, unit: { ...unit }, link }]
    }
    return [...ofToday.flatMap((id) => figure(id, month)), ...ofLastMonth.flatMap((id) => figure(id, before))]
  },
} as const
