import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { badRequest } from '@yinian/core/http/problems.ts'
import type {
  countLeftBehindByDivision,
  LeftBehindFilter,
  LeftBehindRow,
  listLeftBehind,
} from '@yinian/core/people/left-behind/api.ts'
import { nation, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import { ageOn, type Day, firstDayOf, monthOf } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { nameRegions } from '../../regions/index.ts'
import { divisionsBelow } from '../divisions-below.ts'
import { isOfKeyGroup } from '../key-groups/is-of-key-group.ts'

type Query = LeftBehindFilter & { readonly after?: string; readonly limit?: number }

interface Found {
  readonly id: string
  readonly name: string
  readonly birth: Day
  readonly region: RegionCode
  readonly children: number
  readonly children_known: number
  readonly person_name: string | null
  readonly interval_days: number | null
  readonly last_contact_on: Day | null
  readonly last_finding: LeftBehindRow['lastFinding']
  readonly needs: LeftBehindRow['needs']
  readonly next_due: Day | null
}

/** By village. @throws badRequest when `after` is no cursor of this list */
export async function listOfLeftBehind(tx: Tx, query: Query, today: Day): Promise<ReplyOf<typeof listLeftBehind>> {
  const limit = query.limit ?? 50
  const found = await findRows(tx, query, today, limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const names = await nameRegions(
    tx,
    page.map(({ region }) => region),
  )
  return {
    rows: page.map((row) => ({
      elderId: row.id,
      name: row.name,
      age: ageOn(row.birth, today),
      region: row.region,
      regionPath: names(row.region).path,
      children: row.children,
      childrenKnown: row.children_known,
      personName: row.person_name,
      intervalDays: row.interval_days,
      lastContactOn: row.last_contact_on,
      lastFinding: row.last_finding,
      needs: row.needs ?? [],
      nextDue: row.next_due,
      overdue: row.next_due !== null && row.next_due < today,
    })),
    next: found.length > limit && last ? `${last.region}_${last.id}` : null,
  }
}

const pageOfStream = 500

/** Every row, page by page. */
export async function* streamLeftBehind(tx: Tx, filter: LeftBehindFilter, today: Day): AsyncGenerator<LeftBehindRow> {
  let after: string | undefined
  do {
    const page = await listOfLeftBehind(tx, { ...filter, limit: pageOfStream, ...(after ? { after } : {}) }, today)
    yield* page.rows
    after = page.next ?? undefined
  } while (after !== undefined)
}

/** @param limit where counting ends; absent to count everybody */
export async function countOfLeftBehind(
  tx: Tx,
  filter: LeftBehindFilter,
  today: Day,
  limit?: number,
): Promise<{ count: number; more: boolean }> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from ${source} where ${conditions(filter, today)}
      ${limit === undefined ? sql`` : sql`limit ${limit + 1}`}) as matching`.execute(tx)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, limit ?? count), more: limit !== undefined && count > limit }
}

/** A city's or county's figures by the divisions below it: one statement over one range of the index. */
export async function countByDivision(
  tx: Tx,
  region: RegionCode,
  today: Day,
): Promise<ReplyOf<typeof countLeftBehindByDivision>> {
  const below = divisionsBelow(sql.ref('elder.region'), region)
  const { rows } = await sql<Omit<Counted, 'name'>>`
    select ${below} as code, count(*)::int as people, count(s.person_name)::int as planned,
      count(*) filter (where s.next_due < ${today}::date)::int as overdue,
      count(*) filter (where s.last_contact_on >= ${firstDayOf(monthOf(today))}::date)::int as "contactedThisMonth",
      count(*) filter (where s.needs <> '{}')::int as needs
    from ${source} where ${conditions({ region }, today)} group by 1 order by 1`.execute(tx)
  const names = await nameRegions(tx, [...rows.map(({ code }) => code), region])
  const sum = (key: 'people' | 'planned' | 'overdue' | 'contactedThisMonth' | 'needs') =>
    rows.reduce((total, row) => total + row[key], 0)
  return {
    region,
    rows: rows.map((row) => ({ ...row, name: names(row.code).name })),
    total: {
      code: region,
      name: names(region).name,
      people: sum('people'),
      planned: sum('planned'),
      overdue: sum('overdue'),
      contactedThisMonth: sum('contactedThisMonth'),
      needs: sum('needs'),
    },
  }
}

type Counted = ReplyOf<typeof countLeftBehindByDivision>['total']

const source = sql`elder left join care_state s on s.county = elder.county and s.elder_id = elder.id`

/**
 * Whoever is left behind today, in the reader’s area. Those who are stand in the index of the key groups, whose condition is
 * therefore said as well.
 */
function conditions(filter: LeftBehindFilter, today: Day): RawBuilder<boolean> {
  const { from, to } = rangeOf(filter.region ?? nation)
  return sql<boolean>`elder.region between ${from} and ${to} and ${isOfKeyGroup} and elder.state = 'active' and in_scope(elder.region)
    and 'household:left-behind' = any (elder.categories)
    and ${filter.overdue ? sql`s.next_due < ${today}::date` : sql`true`}
    and ${filter.unplanned ? sql`s.person_name is null` : sql`true`}
    and ${filter.need ? sql`s.needs <> '{}'` : sql`true`}`
}

async function findRows(tx: Tx, { after, ...filter }: Query, today: Day, limit: number): Promise<Found[]> {
  const cursor = readCursor(after)
  const { rows } = await sql<Found>`
    select elder.id, elder.name, elder.birth, elder.region, s.person_name, s.interval_days, s.last_contact_on, s.last_finding,
      s.needs, s.next_due,
      (select count(*)::int from related_person p where p.county = elder.county and p.elder_id = elder.id
        and 'supporter' = any (p.roles) and (p.valid_to is null or p.valid_to > ${today}::date)) as children,
      (select count(distinct f.related_person_id)::int from family_contact f join related_person p
        on p.county = f.county and p.id = f.related_person_id and (p.valid_to is null or p.valid_to > ${today}::date)
        where f.county = elder.county and f.elder_id = elder.id) as children_known
    from ${source} where ${conditions(filter, today)}
      and ${cursor ? sql`(elder.region, elder.id) > (${cursor.region}, ${cursor.id}::uuid)` : sql`true`}
    order by elder.region, elder.id limit ${limit}`.execute(tx)
  return rows
}

function readCursor(after: string | undefined): { region: string; id: string } | undefined {
  if (after === undefined) return undefined
  const [region = '', id = ''] = after.split('_')
  if (!/^\d{12}$/.test(region) || !/^[0-9a-f-]{36}$/.test(id)) throw badRequest({ at: '/query/after' })
  return { region, id }
}
