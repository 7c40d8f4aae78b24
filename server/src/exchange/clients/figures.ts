import type { askFigures } from '@yinian/core/exchange/open-api.ts'
import { sandboxFigures } from '@yinian/core/exchange/sandbox.ts'
import { fewest, hideSmall } from '@yinian/core/exchange/small-cells.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { isWithin, levelOf, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import { addMonths } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Work } from '../../http/work.ts'
import { clientFor } from './answers.ts'
import { tell } from './told.ts'

const digits = { nation: 2, province: 4, city: 6, county: 9, town: 12, village: 12 } as const

/** Counts of the divisions one level below, without anybody in them: cells below five are not told. @throws notFound */
export async function answerFigures(
  work: Work,
  { region, purpose }: QueryOf<typeof askFigures>,
): Promise<ReplyOf<typeof askFigures>> {
  const { tx, actor } = work
  const client = clientFor(work, purpose)
  if (!isWithin(region, client.region)) throw notFound()
  const asOf = actor.today
  if (client.kind === 'test') return { asOf, rows: [{ region, name: '测试区划', ...sandboxFigures() }] }
  const { from, to } = rangeOf(region)
  const length = digits[levelOf(region)]
  const { rows } = await sql<Counted>`
    select rpad(left(elder.region, ${sql.lit(length)}), 12, '0') as division, count(*)::int as elders,
      count(*) filter (where birth <= ${addMonths(asOf, -80 * 12)}::date)::int as aged80,
      ${sql.join([0, 1, 2, 3, 4].map((level) => countOfLevel(level, asOf)))}
    from elder where state = 'active' and elder.region >= ${from} and elder.region <= ${to}
    group by 1 order by 1`.execute(tx)
  const names = await namesOf(work, rows)
  tell(client, { fields: ['elders', 'aged80', 'levels'] })
  return {
    asOf,
    rows: rows.map((row) => {
      const enough = row.elders >= fewest
      const levels = hideSmall([row.level0, row.level1, row.level2, row.level3, row.level4])
      return {
        region: row.division,
        name: names.get(row.division) ?? row.division,
        elders: enough ? row.elders : null,
        aged80: enough ? (hideSmall([row.aged80, row.elders - row.aged80])[0] ?? null) : null,
        levels: enough ? levels : [null, null, null, null, null],
      }
    }),
  }
}

interface Counted {
  readonly division: RegionCode
  readonly elders: number
  readonly aged80: number
  readonly level0: number
  readonly level1: number
  readonly level2: number
  readonly level3: number
  readonly level4: number
}

const countOfLevel = (level: number, today: string) =>
  sql`count(*) filter (where ability_level = ${sql.lit(level)} and ability_valid_until >= ${today}::date)::int as ${sql.id(`level${level}`)}`

async function namesOf({ tx }: Work, rows: readonly Counted[]): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map()
  const codes = rows.map(({ division }) => division)
  const found = await tx.selectFrom('region').select(['code', 'name']).where('code', 'in', codes).execute()
  return new Map(found.map(({ code, name }) => [code, name]))
}
