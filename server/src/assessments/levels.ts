import { resultStates } from '@yinian/core/assessments/procedure.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** The result that an elder's benefits and services go by on a day (catalogue B07). */
export interface LevelInForce {
  readonly elderId: string
  readonly level: number
  readonly confirmedOn: Day
  readonly validUntil: Day
  readonly assessmentId: string
}

/**
 * The level of everybody in a county who has one on a day: the last confirmed result, where it has not run out. One
 * statement, whatever the number of elders. An older result does not come back when the last has run out.
 */
export async function levelsInForce(
  tx: Tx,
  { county, day }: { readonly county: string; readonly day: Day },
): Promise<LevelInForce[]> {
  const { rows } = await sql<LevelInForce>`
    select * from (
      select distinct on (elder_id) elder_id as "elderId", final_level as level, confirmed_on as "confirmedOn",
        valid_until as "validUntil", id as "assessmentId"
      from assessment
      where county = ${county} and state = any (${sql.val(resultStates)}::text[]) and confirmed_on <= ${day}::date
      order by elder_id, confirmed_on desc, confirmed_at desc, id desc
    ) last
    where "validUntil" >= ${day}::date`.execute(tx)
  return rows
}
