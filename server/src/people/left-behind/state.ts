import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'

/**
 * Works out anew what plans and ledgers come to for some elders of one county: the same rows give the same result, so that
 * doing it twice changes nothing. A file that is out of sight, because it was merged, has none; nor has anybody who died or moved
 * away.
 */
export async function refreshCareState(
  tx: Pick<Tx, 'getExecutor'>,
  county: string,
  ids: readonly string[],
): Promise<void> {
  await sql`delete from care_state where county = ${county} and elder_id = any (${[...ids]}::uuid[])`.execute(tx)
  await sql`
    insert into care_state (county, id, elder_id, region, person_name, interval_days, last_contact_on, last_finding, needs, next_due, plan_due_since)
    select e.county, e.id, e.id, e.region, p.person_name, p.interval_days, m.on_day, l.finding, coalesce(l.needs, '{}'),
      -- of nothing and a day the greatest is the day: where nobody has looked in yet it is due when the plan begins
      case when p.id is not null then greatest(p.valid_from, m.on_day + p.interval_days) end,
      a.valid_from
    from elder e
    left join lateral (select * from (
        select * from care_plan p where p.county = e.county and p.elder_id = e.id and p.ended_as is null order by p.id desc limit 1) last
      where not exists (select from care_plan n where n.county = last.county and n.ends = last.id)) p on true
    left join lateral (select a.valid_from from care_plan a where a.county = e.county and a.elder_id = e.id
      and a.ended_as = 'moved' and a.ends is null and p.id is null order by a.id desc limit 1) a on true
    left join lateral (select c.on_day from care_contact c where c.county = e.county and c.elder_id = e.id and c.finding <> 'not-met' and ${holds}
      order by c.on_day desc, c.id desc limit 1) m on true
    left join lateral (select c.finding, c.needs from care_contact c where c.county = e.county and c.elder_id = e.id and ${holds}
      order by c.on_day desc, c.id desc limit 1) l on true
    where e.county = ${county} and e.id = any (${[...ids]}::uuid[]) and e.state = 'active'
      and (p.id is not null or l.finding is not null or a.valid_from is not null)`.execute(tx as Tx)
}

/** The rows that hold (`effectiveContacts`), said once for many. */
const holds = sql<boolean>`not c.void and not exists (
  select from care_contact n where n.county = c.county and n.corrects = c.id)`
