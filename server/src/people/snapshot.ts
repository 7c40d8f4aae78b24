import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** Brings the categories of one elder to what is in force today, after a change of their circumstances. */
export async function refreshCategoriesOf(tx: Tx, county: string, id: string, today: Day): Promise<void> {
  await sql`
    update elder set categories = case when state = 'died' then '{}' else coalesce((
      select array_agg(distinct c.kind || ':' || c.value) from elder_circumstance c
      where c.county = ${county} and c.elder_id = ${id}
        and c.valid_from <= ${today}::date and (c.valid_to is null or c.valid_to > ${today}::date)), '{}') end
    where county = ${county} and id = ${id}`.execute(tx)
}

/**
 * Brings the categories of everybody up to date whose circumstances began or ended after `since`, without anybody writing
 * anything: for the day's first minutes. Doing it twice changes nothing more.
 * @returns how many elders changed
 */
export async function refreshCategories(tx: Tx, { since, today }: { since: Day; today: Day }): Promise<number> {
  const changed = await sql`
    with touched as (
      select county, elder_id from elder_circumstance where valid_from > ${since}::date and valid_from <= ${today}::date
      union
      select county, elder_id from elder_circumstance where valid_to > ${since}::date and valid_to <= ${today}::date
    ),
    held as (
      select t.county, t.elder_id,
        coalesce(array_agg(distinct c.kind || ':' || c.value) filter (where c.kind is not null), '{}') as categories
      from touched t
      left join elder_circumstance c on c.county = t.county and c.elder_id = t.elder_id
        and c.valid_from <= ${today}::date and (c.valid_to is null or c.valid_to > ${today}::date)
      group by t.county, t.elder_id
    )
    update elder set categories = held.categories
    from held
    where elder.county = held.county and elder.id = held.elder_id and elder.state <> 'died'
      and elder.categories is distinct from held.categories`.execute(tx)
  return Number(changed.numAffectedRows ?? 0)
}
