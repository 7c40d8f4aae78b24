import type { Day } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { groupsOf, ruleIdOf } from './judge.ts'
import { rulesInForce } from './rules.ts'

/** Some elders of one county, or everybody of it. */
export type Whose = { readonly county: string; readonly ids?: readonly string[] }

export interface Moment {
  readonly today: Day
  readonly now: Date
}

/**
 * Writes down who has entered and left which group of elders in special difficulty (A09) since it was last looked at, and
 * what holds today on each elder's row. Doing it twice changes nothing more.
 * @returns how many elders changed
 */
export async function refreshMembership(tx: Tx, whose: Whose, { today, now }: Moment): Promise<number> {
  const rules = await rulesInForce(tx, today)
  const { rows } = await sql<{ changed: number }>`
    with judged as (
      select elder.county, elder.id, elder.special_difficulty as before, ${groupsOf(rules, today)} as groups, ${ruleIdOf(rules)} as rule_id
      from elder where ${among(whose)}
    ),
    changed as (
      update elder set special_difficulty = j.groups
      from judged j
      where ${among(whose)} and elder.county = j.county and elder.id = j.id and j.before is distinct from j.groups
      returning elder.county, elder.id, elder.region, elder.state, elder.categories, elder.ability_level, elder.birth, j.groups, j.rule_id
    ),
    left_group as (
      update special_difficulty_membership m
      set valid_to = greatest(m.valid_from, ${today}::date), ended_at = ${now},
        ended_as = case when c.state = 'died' then 'died' when c.state <> 'active' then 'moved'
          when m.rule_id is distinct from c.rule_id then 'rule' else 'facts' end
      from changed c
      where m.county = c.county and m.elder_id = c.id and m.valid_to is null
        and not exists (select from jsonb_array_elements(c.groups) g where g ->> 'id' = m.group_id)
    ),
    entered as (
      insert into special_difficulty_membership (county, id, elder_id, region, group_id, group_name, rule_id, valid_from, because, recorded_at)
      select c.county, gen_random_uuid(), c.id, c.region, g ->> 'id', g - 'id', c.rule_id, ${today}::date,
        jsonb_build_object('categories', c.categories, 'level', c.ability_level, 'birth', c.birth), ${now}
      from changed c cross join lateral jsonb_array_elements(c.groups) g
      where not exists (select from special_difficulty_membership m
        where m.county = c.county and m.elder_id = c.id and m.group_id = g ->> 'id' and m.valid_to is null)
    )
    select count(*)::int as changed from changed`.execute(tx)
  return rows[0]?.changed ?? 0
}

function among({ county, ids }: Whose): RawBuilder<boolean> {
  return ids === undefined
    ? sql<boolean>`elder.county = ${county} and in_scope(elder.region)`
    : sql<boolean>`elder.county = ${county} and elder.id = any (${[...ids]}::uuid[]) and in_scope(elder.region)`
}
