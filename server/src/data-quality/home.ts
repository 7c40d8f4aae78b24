import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { prefixOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** Cases to be worked off where one answers for records, and samples drawn but not signed. */
export const dataQualityAtHome = {
  permission: 'people:write',
  async waiting(tx: Tx, actor: Actor): Promise<ReplyOf<typeof home>['waiting']> {
    const regions = [...(scopeOf(actor, 'people:write')?.regions ?? [])]
    const [region] = regions.sort((one, other) => prefixOf(one).length - prefixOf(other).length)
    if (region === undefined) return []
    const { rows } = await sql<{ cases: number; samples: number }>`
      select coalesce((select sum(cases)::int from data_quality_value v where v.county = ${region.slice(0, 6)} and v.region = ${region}
          and v.day = (select max(day) from data_quality_value d where d.county = v.county and d.region = ${region})), 0) as cases,
        (select count(*)::int from data_quality_sample where state = 'drawn') as samples`.execute(tx)
    const { cases = 0, samples = 0 } = rows[0] ?? {}
    const one = (zh: string, en: string, count: number, link: string) => ({
      module: 'data-quality',
      title: { zh, en },
      count,
      overdue: 0,
      link,
    })
    return [
      one('数据质量问题待处理', 'Faults of data to work off', cases, '/data-quality'),
      one('准确性抽查待核对', 'Samples of accuracy to check', samples, '/data-quality/samples'),
    ]
  },
} as const
