import { type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** What the register says of one elder as of a day; programmes and indicators make their own facts of it. */
export interface ElderFacts {
  readonly county: string
  readonly id: string
  readonly name: string
  readonly sex: 'male' | 'female'
  readonly birth: Day
  readonly state: 'active' | 'moved-out' | 'died'
  readonly diedOn: Day | null
  /** Where the elder lived and was registered on the day. */
  readonly region: RegionCode
  readonly registeredRegion: RegionCode
  /** The assessment in force on the day, as far as the register knows: null where the present one had ended by then. */
  readonly abilityLevel: number | null
  readonly abilityValidUntil: Day | null
  /** In force on the day, as `kind:value`. */
  readonly circumstances: readonly string[]
}

/** Which elders: some of them, those a county is responsible for, or those living or registered within a division. */
export type WhichElders =
  | { readonly ids: readonly string[] }
  | { readonly county: string; readonly after?: string; readonly limit?: number }
  | { readonly within: RegionCode; readonly basis: 'residence' | 'registration' }

/**
 * The statement behind `elderFacts`, for whoever embeds it in a larger one. Circumstances are gathered for the whole set
 * at once. One of another county, seen through household registration, comes without circumstances and level.
 */
export function selectElderFacts(which: WhichElders, day: Day): RawBuilder<ElderFacts> {
  return sql<ElderFacts>`
    with chosen as (select e.* from elder e where ${chosenBy(which)}),
    held as (
      select c.county, c.elder_id, array_agg(c.kind || ':' || c.value order by c.kind, c.value) as circumstances
      from chosen join elder_circumstance c on c.county = chosen.county and c.elder_id = chosen.id
      where c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to > ${day}::date)
      group by c.county, c.elder_id
    ),
    lived as (
      select distinct on (f.county, f.elder_id) f.county, f.elder_id, f.former_region, f.former_registered_region
      from chosen join former_residence f on f.county = chosen.county and f.elder_id = chosen.id
      where f.valid_to > ${day}::date
      order by f.county, f.elder_id, f.valid_to, f.id
    )
    select e.county, e.id, e.name, e.sex, e.birth, e.state, e.died_on as "diedOn",
      coalesce(lived.former_region, e.region) as region,
      coalesce(lived.former_registered_region, e.registered_region) as "registeredRegion",
      case when in_scope(e.region) and (e.ability_valid_until is null or e.ability_valid_until >= ${day}::date)
        then e.ability_level end as "abilityLevel",
      case when in_scope(e.region) then e.ability_valid_until end as "abilityValidUntil",
      coalesce(held.circumstances, '{}') as circumstances
    from chosen e
    left join held on held.county = e.county and held.elder_id = e.id
    left join lived on lived.county = e.county and lived.elder_id = e.id
    order by e.id`
}

export async function elderFacts(tx: Tx, which: WhichElders, day: Day): Promise<ElderFacts[]> {
  const { rows } = await selectElderFacts(which, day).execute(tx)
  return rows
}

function chosenBy(which: WhichElders): RawBuilder<unknown> {
  if ('ids' in which) return sql`e.id = any (${which.ids}::uuid[])`
  if ('county' in which) {
    const after = which.after === undefined ? sql`` : sql`and e.id > ${which.after}::uuid`
    const limit = which.limit === undefined ? sql`` : sql`order by e.id limit ${which.limit}`
    return sql`e.county = ${which.county} ${after} ${limit}`
  }
  const { from, to } = rangeOf(which.within)
  const column = sql.ref(which.basis === 'residence' ? 'e.region' : 'e.registered_region')
  return sql`${column} >= ${from} and ${column} <= ${to}`
}
