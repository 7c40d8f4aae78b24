import type { RegionStep, StepKind } from '@yinian/core/regions/chain.ts'
import * as chain from '@yinian/core/regions/chain.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

export interface RegionChange extends RegionStep {
  readonly kind: StepKind
  readonly document: string
  readonly fromName: string
  readonly toName: string
}

/** Everything that ever happened to divisions within one and to those they came of or became, oldest first. */
export async function readChangesOf(tx: Tx, code: RegionCode): Promise<RegionChange[]> {
  const { rows } = await sql<RegionChange>`
    with recursive family (code) as (
      select ${code}::text collate "C" union
      select case when c.from_code = f.code then c.to_code::text else c.from_code::text end collate "C"
        from region_change c join family f on c.from_code = f.code or c.to_code = f.code)
    select from_code as "from", to_code as "to", kind, day, document, from_name as "fromName", to_name as "toName"
      from region_change
     where from_code in (select code from family) or to_code in (select code from family)
     order by day, from_code, to_code`.execute(tx)
  return rows
}

/** The steps of all divisions, in one answer: some thousands in a generation. */
export async function readSteps(tx: Tx): Promise<RegionStep[]> {
  const { rows } = await sql<RegionStep>`select from_code as "from", to_code as "to", day from region_change`.execute(
    tx,
  )
  return rows
}

/** The divisions that stand in the place of one on a later day; itself where nothing happened to it. */
export async function successorsOf(tx: Tx, code: RegionCode, day: Day): Promise<RegionCode[]> {
  return chain.successorsAt(await readChangesOf(tx, code), code, day)
}

/** The divisions that stood in the place of one on an earlier day; itself where nothing had happened yet. */
export async function predecessorsOf(tx: Tx, code: RegionCode, day: Day): Promise<RegionCode[]> {
  return chain.predecessorsAt(await readChangesOf(tx, code), code, day)
}
