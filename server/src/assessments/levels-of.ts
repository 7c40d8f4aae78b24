import { resultStates } from '@yinian/core/assessments/procedure.ts'
import { sql } from 'kysely'
import type { LevelKept, TellLevels } from '../people/index.ts'

/** Results that gave elders a level: known since they were confirmed or recognised, in the order of `levelsInForce`. */
export const tellLevels: TellLevels = async (tx, county, elderIds) => {
  const { rows } = await sql<LevelKept['row'] & { relation: string; at: Date; voided: Date | null }>`
    select 'assessment' as relation, id, elder_id, final_level as level, confirmed_on as valid_from, valid_until,
      confirmed_at as at, null::timestamptz as voided
    from assessment where county = ${county} and elder_id = any (${elderIds}::uuid[])
      and state = any (${sql.val(resultStates)}::text[])
    union all
    select 'instrument_record', id, elder_id, level, assessed_on, valid_until, recorded_at, voided_at
    from instrument_record where county = ${county} and elder_id = any (${elderIds}::uuid[]) and kind = 'recognised'
    order by id`.execute(tx)
  return rows.map(({ relation, at, voided, ...row }) => ({
    row,
    relation,
    since: at.toISOString(),
    versions: [],
    voided: voided?.toISOString() ?? null,
  }))
}
