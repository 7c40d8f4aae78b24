import type { CountyCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { declaredRegionRows, type RegionRows } from '../regions/index.ts'

type Parent = Extract<RegionRows, { follows: 'parent' }>
type Code = Extract<RegionRows, { follows: 'code' }>

/** Which change the rows follow. */
export interface Followed {
  readonly county: CountyCode
  readonly id: string
}

const codeRows = (): Code[] =>
  declaredRegionRows().flatMap((rows) => ('follows' in rows && rows.follows === 'code' ? [rows] : []))
const parentRows = (): Parent[] =>
  declaredRegionRows().flatMap((rows) => ('follows' in rows && rows.follows === 'parent' ? [rows] : []))
const isParent = (table: string): boolean => parentRows().some(({ parent }) => parent === table)

/**
 * What hangs on rows that have another division now goes with them, and what hangs on that in turn.
 * @returns how many rows changed
 */
export async function carryDependents(
  tx: Tx,
  change: Followed,
  county: CountyCode,
  parent: string,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0
  let carried = 0
  for (const { table, column, by } of parentRows().filter((one) => one.parent === parent)) {
    const { rows } = await sql<{ carried: number }>`
      select carry_division_with_parent(${change.county}, ${change.id}, ${county}, ${table}, ${column}, ${parent}, ${by}, ${[...ids]}::uuid[]) as carried`.execute(
      tx,
    )
    carried += rows[0]?.carried ?? 0
    if (!isParent(table)) continue
    const found = await sql<{ id: string }>`
      select t.id from ${sql.table(table)} t where t.county = ${county} and t.${sql.ref(by)} = any(${[...ids]}::uuid[])`.execute(
      tx,
    )
    carried += await carryDependents(
      tx,
      change,
      county,
      table,
      found.rows.map(({ id }) => id),
    )
  }
  return carried
}

/** Rows of one county that name an old division take its one successor; what hangs on them follows. */
export async function carryCodes(tx: Tx, change: Followed, county: CountyCode): Promise<number> {
  let carried = 0
  for (const rows of codeRows().filter((one) => one.anywhere !== true)) {
    const ids = await carryColumn(tx, change, rows, county)
    carried += ids.length
    if (isParent(rows.table))
      carried += await carryDependents(
        tx,
        change,
        county,
        rows.table,
        ids.flatMap((id) => id ?? []),
      )
  }
  return carried
}

/** Rows that name a division of another county, or of none: accounts, territories. Within every county at once. */
export async function carryCodesAnywhere(tx: Tx, change: Followed): Promise<number> {
  let carried = 0
  for (const rows of codeRows().filter((one) => one.anywhere === true))
    carried += (await carryColumn(tx, change, rows, null)).length
  return carried
}

async function carryColumn(
  tx: Tx,
  change: Followed,
  { table, column, list }: Code,
  county: CountyCode | null,
): Promise<(string | null)[]> {
  const { rows } = await sql<{ id: string | null }>`
    select carry_division_codes(${change.county}, ${change.id}, ${table}, ${column}, ${county}, ${list === true}) as id`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}
