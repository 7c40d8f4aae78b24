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
 * statement, whatever the number of elders; recognised results of elsewhere count alike. An older result does not come
 * back when the last has run out.
 */
export async function levelsInForce(
  tx: Tx,
  { county, day }: { readonly county: string; readonly day: Day },
): Promise<LevelInForce[]> {
  const { rows } = await sql<LevelInForce>`
    select "elderId", level, "confirmedOn", "validUntil", "assessmentId" from (
      select distinct on ("elderId") * from (
        select elder_id as "elderId", final_level as level, confirmed_on as "confirmedOn",
          valid_until as "validUntil", id as "assessmentId", confirmed_at as at
        from assessment
        where county = ${county} and state = any (${sql.val(resultStates)}::text[]) and confirmed_on <= ${day}::date
        union all
        select elder_id, level, assessed_on, valid_until, id, recorded_at
        from instrument_record
        where county = ${county} and kind = 'recognised' and voided_at is null and assessed_on <= ${day}::date
      ) result
      order by "elderId", "confirmedOn" desc, at desc, "assessmentId" desc
    ) last
    where "validUntil" >= ${day}::date`.execute(tx)
  return rows
}
