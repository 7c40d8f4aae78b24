import { ancestorsOf, nation, type RegionCode } from '@yinian/core/regions/code.ts'
import { pathOf } from '@yinian/core/regions/names.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { askPrepared, prepare } from '../db/statements.ts'

export interface RegionName {
  readonly name: string
  /** From the province down: `江西省 赣州市 章贡区`. */
  readonly path: string
}

const selectNames = prepare('regions.names', ({ codes }: { readonly codes: readonly RegionCode[] }) => {
  return sql<{ code: RegionCode; name: string }>`select code, name from region where code = any (${codes}::text[])`
})

/**
 * Names and full paths of divisions, in one query; a code that does not exist stands for itself.
 * @param ask in what manner: `askLastPrepared` where nothing else is asked in the transaction
 */
export async function nameRegions(
  tx: Tx,
  codes: readonly RegionCode[],
  ask: typeof askPrepared = askPrepared,
): Promise<(code: RegionCode) => RegionName> {
  const wanted = [...new Set([...new Set(codes)].flatMap((code) => [...ancestorsOf(code), code]))]
  if (wanted.length === 0) return pathsFrom({})
  const rows = await ask(tx, selectNames, { codes: wanted })
  return pathsFrom(Object.fromEntries(rows.map((row) => [row.code, row.name])))
}

/** What is read with a row so that `pathsFrom` can name the divisions in some of its columns. */
export function namesBeside(...columns: readonly string[]): RawBuilder<Record<RegionCode, string>> {
  const codes = columns.flatMap((column) => {
    const own = sql.ref(column)
    return [sql`${own}`, ...[2, 4, 6, 9].map((digits) => sql`rpad(left(${own}, ${sql.lit(digits)}), 12, '0')`)]
  })
  return sql`coalesce((select json_object_agg(code, name) from region where code = any (array[${sql.join(codes)}])), '{}')`
}

/** @param names own names of the divisions and of everything above them, by code */
export function pathsFrom(names: Readonly<Record<RegionCode, string>>): (code: RegionCode) => RegionName {
  const told = new Map<RegionCode, RegionName>()
  return (code) => {
    const before = told.get(code)
    if (before) return before
    const own = names[code] ?? code
    const path = code === nation ? [own] : [...ancestorsOf(code), code].flatMap((part) => names[part] ?? [])
    const name = { name: own, path: pathOf(path) || own }
    told.set(code, name)
    return name
  }
}
