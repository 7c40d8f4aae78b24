import type { Text } from '@yinian/core/language/text.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'

interface Place {
  readonly table: string
  readonly column: string
}

/**
 * What a column that names a division does when the division gets another code.
 * - `code`: it takes the new code. `list` is an array of codes; `anywhere`: rows of other counties name it too.
 * - `parent`: the row lies where another row of the same county lies and goes with it.
 * - `itself`: its module carries it, because more hangs on it than the code.
 * - `stays`: what was is told by the division it was in.
 */
export type RegionRows = Place &
  (
    | { readonly follows: 'code'; readonly list?: true; readonly anywhere?: true }
    | { readonly follows: 'parent'; readonly parent: string; readonly by: string }
    | { readonly follows: 'itself' }
    | { readonly stays: Text }
  )

/** What the preview of a change counts by division; each module names its own. */
export interface RegionCount {
  readonly name: Text
  /** What happens to them, or what somebody has to do. */
  readonly outcome: Text
  /** How many there are by code, of those within the scope of the transaction. */
  readonly count: (
    tx: Tx,
    codes: readonly RegionCode[],
  ) => Promise<readonly { readonly code: RegionCode; readonly count: number }[]>
}

const declared = new Map<string, RegionRows>()
const counts = new Map<string, RegionCount>()

/** Says what becomes of a module's rows when a division changes; called once at start. */
export function declareRegionRows(rows: readonly RegionRows[]): void {
  for (const one of rows) declared.set(`${one.table}.${one.column}`, one)
}

/** Lets a module tell before a change what it means for its records; called once at start. */
export function declareRegionCount(key: string, count: RegionCount): void {
  counts.set(key, count)
}

export function declaredRegionRows(): readonly RegionRows[] {
  return [...declared.values()]
}

export function declaredRegionCounts(): readonly RegionCount[] {
  return [...counts.values()]
}

/** Counts the rows of a table by the division that a column names; the usual `count` of a `RegionCount`. */
export function countRows(table: string, column: string, where: RawBuilder<unknown> = sql`true`): RegionCount['count'] {
  return async (tx, codes) => {
    const { rows } = await sql<{ code: RegionCode; count: number }>`
      select t.${sql.ref(column)} as code, count(*)::int as count from ${sql.table(table)} t
       where t.${sql.ref(column)} = any(${[...codes]}::text[]) and ${where} group by t.${sql.ref(column)}`.execute(tx)
    return rows
  }
}

/** What has to be worked out again after a change; told in the transaction that finishes it. */
type AfterChange = (work: Work, change: { readonly region: RegionCode; readonly day: Day }) => Promise<void>

const after = new Map<string, AfterChange>()

/** Lets a module do something once a change has been applied; called once at start. */
export function declareAfterChange(module: string, run: AfterChange): void {
  after.set(module, run)
}

export async function tellAfterChange(work: Work, change: Parameters<AfterChange>[1]): Promise<void> {
  for (const run of after.values()) await run(work, change)
}
