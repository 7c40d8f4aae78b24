import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import type { searchRegions } from '@yinian/core/regions/api.ts'
import { levels, nation, type RegionCode, rangeOf, regionCode } from '@yinian/core/regions/code.ts'
import { type RegionSearch, readRegionSearch, wholeForms } from '@yinian/core/regions/search.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'

type Condition = RawBuilder<boolean>

/** Codes of the divisions found, best first. What only contains the words is looked for when too few begin with them: it reads every name. */
export async function findRegionCodes(tx: Tx, query: QueryOf<typeof searchRegions>, today: Day): Promise<RegionCode[]> {
  const search = readRegionSearch(query.q)
  if (search === null) return []
  const limit = query.limit ?? 50
  const { same, beginning, containing } = conditionsOf(search)
  const first = await find(tx, query, today, same, beginning, limit)
  if (first.length === limit || containing === null) return first
  const rest = sql<boolean>`${containing} and not (${beginning})`
  return [...first, ...(await find(tx, query, today, same, rest, limit - first.length))]
}

function conditionsOf(search: RegionSearch): { same: Condition; beginning: Condition; containing: Condition | null } {
  const { text } = search
  const pattern = text.replaceAll(/[\\%_]/g, '\\$&')
  const from = `${pattern}%`
  const inside = `%${pattern}%`
  if (search.by === 'code')
    return { same: sql`code = ${regionCode(text)}`, beginning: sql`code like ${from}`, containing: null }
  if (search.by === 'name')
    return {
      same: sql`name = any (${wholeForms(text, 'name')})`,
      beginning: sql`name like ${from}`,
      containing: sql`name like ${inside}`,
    }
  return {
    same: sql`(pinyin = any (${wholeForms(text, 'pinyin')}) or initials = any (${wholeForms(text, 'initials')}))`,
    beginning: sql`(pinyin like ${from} or initials like ${from})`,
    containing: text.length < 3 ? null : sql`pinyin like ${inside}`,
  }
}

async function find(
  tx: Tx,
  { within, level }: QueryOf<typeof searchRegions>,
  today: Day,
  same: Condition,
  matches: Condition,
  limit: number,
): Promise<RegionCode[]> {
  const { from, to } = rangeOf(within ?? nation)
  const rows = await tx
    .selectFrom('region')
    .select('code')
    .where(matches)
    .where(inForce(today))
    .$if(within !== undefined, (some) => some.where('code', '>=', from).where('code', '<=', to))
    .$if(level !== undefined, (some) => some.where('level', '=', level ?? ''))
    .orderBy(same, 'desc')
    .orderBy(sql`array_position(${sql.val([...levels])}::text[], level)`)
    .orderBy(sql`length(name)`)
    .orderBy('code')
    .limit(limit)
    .execute()
  return rows.map((row) => row.code)
}

/** In force on a day. */
export function inForce(today: Day): Condition {
  return sql`(valid_to is null or valid_to > ${today}) and (valid_from is null or valid_from <= ${today})`
}
