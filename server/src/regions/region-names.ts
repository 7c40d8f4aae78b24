import { ancestorsOf, nation, type RegionCode } from '@yinian/core/regions/code.ts'
import { pathOf } from '@yinian/core/regions/names.ts'
import type { Tx } from '../db/database.ts'

export interface RegionName {
  readonly name: string
  /** From the province down: `江西省 赣州市 章贡区`. */
  readonly path: string
}

/** Names and full paths of divisions, in one query; a code that does not exist stands for itself. */
export async function nameRegions(tx: Tx, codes: readonly RegionCode[]): Promise<(code: RegionCode) => RegionName> {
  const wanted = [...new Set(codes.flatMap((code) => [...ancestorsOf(code), code]))]
  const rows = wanted.length
    ? await tx.selectFrom('region').select(['code', 'name']).where('code', 'in', wanted).execute()
    : []
  const names = new Map(rows.map((row) => [row.code, row.name]))
  return (code) => {
    const own = names.get(code) ?? code
    const path = code === nation ? [own] : [...ancestorsOf(code), code].flatMap((part) => names.get(part) ?? [])
    return { name: own, path: pathOf(path) || own }
  }
}
