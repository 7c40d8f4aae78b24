import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { badRequest } from '@yinian/core/http/problems.ts'
import type { KeyGroupElder, KeyGroupFilter, listKeyGroupElders } from '@yinian/core/people/key-groups/api.ts'
import { nation, type RegionCode } from '@yinian/core/regions/code.ts'
import { ageOn, type Day } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { nameRegions } from '../../regions/index.ts'
import { budgetsAround } from './budgets.ts'
import { eldersWithCare, type Group, groupsIn, isOf, ofAnyGroup, requireGroup } from './conditions.ts'

type Query = KeyGroupFilter & { readonly after?: string; readonly limit?: number }

interface Found {
  readonly id: string
  readonly name: string
  readonly birth: Day
  readonly region: RegionCode
  readonly ability_level: number | null
  readonly ability_valid_until: Day | null
  readonly of: readonly boolean[]
  readonly person_name: string | null
  readonly last_contact_on: Day | null
  readonly next_due: Day | null
}

/** By village. @throws groupUnknown, badRequest when `after` is no cursor of this list */
export async function listOfKeyGroups(tx: Tx, query: Query, today: Day): Promise<ReplyOf<typeof listKeyGroupElders>> {
  const { after, limit = 50, ...filter } = query
  const groups = await groupsOfFilter(tx, filter, today)
  const cursor = readCursor(after)
  const of = sql.join(groups.all.map((group) => isOf(group, today)))
  const { rows: found } = await sql<Found>`
    select elder.id, elder.name, elder.birth, elder.region, elder.ability_level, elder.ability_valid_until,
      array[${of}] as of, s.last_contact_on, s.next_due,
      coalesce(s.person_name, (select p.name from related_person p where p.county = elder.county and p.elder_id = elder.id
        and 'contact-person' = any (p.roles) and (p.valid_to is null or p.valid_to > ${today}::date)
        order by p.id desc limit 1)) as person_name
    from ${eldersWithCare} where ${conditions(filter, groups.asked, today)}
      and ${cursor ? sql`(elder.region, elder.id) > (${cursor.region}, ${cursor.id}::uuid)` : sql`true`}
    order by elder.region, elder.id limit ${limit + 1}`.execute(tx)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: await told(tx, page, groups, today),
    next: found.length > limit && last ? `${last.region}_${last.id}` : null,
  }
}

const pageOfStream = 500

/** Every row, page by page. */
export async function* streamKeyGroups(tx: Tx, filter: KeyGroupFilter, today: Day): AsyncGenerator<KeyGroupElder> {
  let after: string | undefined
  do {
    const page = await listOfKeyGroups(tx, { ...filter, limit: pageOfStream, ...(after ? { after } : {}) }, today)
    yield* page.rows
    after = page.next ?? undefined
  } while (after !== undefined)
}

/** @param limit where counting ends; absent to count everybody. @throws groupUnknown */
export async function countOfKeyGroups(
  tx: Tx,
  filter: KeyGroupFilter,
  today: Day,
  limit?: number,
): Promise<{ count: number; more: boolean }> {
  const { asked } = await groupsOfFilter(tx, filter, today)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from ${eldersWithCare} where ${conditions(filter, asked, today)}
      ${limit === undefined ? sql`` : sql`limit ${limit + 1}`}) as matching`.execute(tx)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, limit ?? count), more: limit !== undefined && count > limit }
}

interface Groups {
  readonly all: readonly Group[]
  readonly asked: readonly Group[]
}

async function groupsOfFilter(tx: Tx, { region, group }: KeyGroupFilter, today: Day): Promise<Groups> {
  const all = await groupsIn(tx, region ?? nation, today)
  return { all, asked: group === undefined ? all : [requireGroup(all, group, '/query/group')] }
}

function conditions(filter: KeyGroupFilter, asked: readonly Group[], today: Day): RawBuilder<boolean> {
  return sql<boolean>`${ofAnyGroup(filter.region, asked, today)}
    and ${filter.overdue ? sql`s.next_due < ${today}::date` : sql`true`}
    and ${filter.planDue ? sql`s.plan_due_since is not null` : sql`true`}
    and ${filter.unplanned ? sql`s.person_name is null` : sql`true`}`
}

async function told(tx: Tx, rows: readonly Found[], { all, asked }: Groups, today: Day): Promise<KeyGroupElder[]> {
  const regions = rows.map(({ region }) => region)
  const budgetFor = await budgetsAround(tx, regions, Number(today.slice(0, 4)))
  const names = await nameRegions(tx, regions)
  return rows.map((row) => {
    const groups = all.filter((_group, index) => row.of[index] === true)
    const wanted = groups.filter(({ id }) => asked.some((one) => one.id === id))
    return {
      elderId: row.id,
      name: row.name,
      age: ageOn(row.birth, today),
      region: row.region,
      regionPath: names(row.region).path,
      groups: groups.map(({ id, name }) => ({ id, name: { ...name } })),
      abilityLevel: row.ability_level,
      abilityValidUntil: row.ability_valid_until,
      personName: row.person_name,
      lastContactOn: row.last_contact_on,
      nextDue: row.next_due,
      overdue: row.next_due !== null && row.next_due < today,
      budget: wanted.map(({ id }) => budgetFor(row.region, id)).find((budget) => budget !== null) ?? null,
    }
  })
}

function readCursor(after: string | undefined): { region: string; id: string } | undefined {
  if (after === undefined) return undefined
  const [region = '', id = ''] = after.split('_')
  if (!/^\d{12}$/.test(region) || !/^[0-9a-f-]{36}$/.test(id)) throw badRequest({ at: '/query/after' })
  return { region, id }
}
