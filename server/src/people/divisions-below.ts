import { type Level, levelOf, levels, type RegionCode } from '@yinian/core/regions/code.ts'
import { type RawBuilder, sql } from 'kysely'

const digits: Readonly<Record<Level, number>> = { nation: 0, province: 2, city: 4, county: 6, town: 9, village: 12 }

/** Which division directly below a place a code lies in; a village is its own. */
export function divisionsBelow(code: RawBuilder<unknown>, place: RegionCode): RawBuilder<RegionCode> {
  const below = levels[Math.min(levels.indexOf(levelOf(place)) + 1, levels.length - 1)] ?? 'village'
  return sql<RegionCode>`rpad(left(${code}, ${sql.lit(digits[below])}), 12, '0')`
}
