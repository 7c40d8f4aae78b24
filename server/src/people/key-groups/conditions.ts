import { isOwnKeyGroup, keyGroups, keyGroupsFor } from '@yinian/core/people/key-groups/groups.ts'
import { groupUnknown } from '@yinian/core/people/key-groups/problems.ts'
import { nation, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { belongsTo } from '../special-difficulty/judge.ts'
import { rulesInForce } from '../special-difficulty/rules.ts'
import { isOfKeyGroup } from './is-of-key-group.ts'

export type Group = ReturnType<typeof keyGroupsFor>[number]

/** The groups that are looked at in a place: those of the catalogue, and what the rules in force add. */
export async function groupsIn(tx: Tx, region: RegionCode, today: Day): Promise<readonly Group[]> {
  return keyGroupsFor(region, await rulesInForce(tx, today))
}

/** @throws groupUnknown */
export function requireGroup(groups: readonly Group[], id: string, at: string): Group {
  const group = groups.find((one) => one.id === id)
  if (!group) throw groupUnknown({ at, values: { group: id } })
  return group
}

/** Whether an elder is of a group today: by their own row for those of the catalogue, by what the rule came to for the others. */
export function isOf({ id }: Pick<Group, 'id'>, today: Day): RawBuilder<boolean> {
  const own = keyGroups.find((group) => group.id === id)
  if (own && isOwnKeyGroup(id)) return belongsTo(own, today)
  return sql<boolean>`elder.special_difficulty @> ${JSON.stringify([{ id }])}::jsonb`
}

/** Living elders of the reader’s area in a place who are of any of the groups today. */
export function ofAnyGroup(region: RegionCode | undefined, groups: readonly Group[], today: Day): RawBuilder<boolean> {
  const { from, to } = rangeOf(region ?? nation)
  const any = sql.join(
    groups.map((group) => isOf(group, today)),
    sql` or `,
  )
  return sql<boolean>`elder.region between ${from} and ${to} and ${isOfKeyGroup} and elder.state = 'active'
    and in_scope(elder.region) and (${any})`
}

/** The care of an elder beside their row. */
export const eldersWithCare = sql`elder left join care_state s on s.county = elder.county and s.elder_id = elder.id`
