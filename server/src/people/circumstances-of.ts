import type { Day } from '@yinian/core/time/day.ts'
import type { Tx } from '../db/database.ts'

/** Circumstances of some kinds that hold for an elder on a day, the last begun first. */
export function listCircumstancesOf(
  tx: Tx,
  elder: { readonly county: string; readonly id: string },
  kinds: readonly string[],
  day: Day,
) {
  return tx
    .selectFrom('elder_circumstance')
    .select(['kind', 'value', 'valid_from as from', 'valid_to as to', 'source'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('kind', 'in', kinds)
    .where('valid_from', '<=', day)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', day)]))
    .orderBy('valid_from', 'desc')
    .execute()
}
