import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { badRequest } from '@yinian/core/http/problems.ts'
import type {
  countGuardianships,
  GuardianshipFilter,
  GuardianshipRow,
  listGuardianships,
} from '@yinian/core/people/guardianship/api.ts'
import { type GuardianshipState, openGuardianshipStates } from '@yinian/core/people/guardianship/procedure.ts'
import { nation, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import { ageOn, type Day, isDay } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { nameRegions } from '../../regions/index.ts'

interface Found {
  readonly county: string
  readonly id: string | null
  readonly elder_id: string
  readonly name: string
  readonly birth: Day
  readonly region: RegionCode
  readonly state: GuardianshipState | null
  readonly route: GuardianshipRow['route']
  readonly candidate: string | null
  readonly temporary: string | null
  readonly responsible: string
  readonly due_on: Day | null
  readonly opened_on: Day | null
}

type Query = GuardianshipFilter & { readonly after?: string; readonly limit?: number }

/** What is due first comes first; where nobody has begun, by elder. @throws badRequest when `after` is no cursor of this list */
export async function listArrangements(tx: Tx, query: Query, today: Day): Promise<ReplyOf<typeof listGuardianships>> {
  const limit = query.limit ?? 50
  const found = await findRows(tx, query, today, limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: await told(tx, page, today),
    next: found.length > limit && last ? `${last.due_on ?? 'none'}_${last.id ?? last.elder_id}` : null,
  }
}

const pageOfStream = 500

/** Every row, page by page. */
export async function* streamArrangements(
  tx: Tx,
  filter: GuardianshipFilter,
  today: Day,
): AsyncGenerator<GuardianshipRow> {
  let after: string | undefined
  do {
    const page = await listArrangements(tx, { ...filter, limit: pageOfStream, ...(after ? { after } : {}) }, today)
    yield* page.rows
    after = page.next ?? undefined
  } while (after !== undefined)
}

export async function countArrangements(tx: Tx, filter: GuardianshipFilter, today: Day): Promise<number> {
  const from =
    filter.state === 'unopened'
      ? sql`from elder where ${unopened(filter.region)}${filter.overdue ? sql` and false` : sql``}`
      : sql`from guardianship_arrangement a where ${conditions(filter, today)}`
  const { rows } = await sql<{ count: number }>`select count(*)::int as count ${from}`.execute(tx)
  return rows[0]?.count ?? 0
}

async function findRows(tx: Tx, { after, ...filter }: Query, today: Day, limit: number): Promise<Found[]> {
  const cursor = readCursor(after)
  if (filter.state === 'unopened') {
    if (filter.overdue) return []
    const { rows } = await sql<Found>`
      select elder.county, null as id, elder.id as elder_id, elder.name, elder.birth, elder.region, null as state, null as route,
        null as candidate, null as temporary, '' as responsible, null as due_on, null as opened_on
      from elder where ${unopened(filter.region)} and ${cursor ? sql`elder.id > ${cursor.id}::uuid` : sql`true`}
      order by elder.id limit ${limit}`.execute(tx)
    return rows
  }
  const { rows } = await sql<Found>`
    select a.county, a.id, a.elder_id, elder.name, elder.birth, elder.region, a.state, a.route, a.candidate_name as candidate,
      a.temporary_guardian as temporary, a.responsible, a.due_on, a.opened_on
    from guardianship_arrangement a join elder on elder.county = a.county and elder.id = a.elder_id
    where ${conditions(filter, today)}
      and ${cursor ? sql`(coalesce(a.due_on, 'infinity'::date), a.id) > (${cursor.due}::date, ${cursor.id}::uuid)` : sql`true`}
    order by coalesce(a.due_on, 'infinity'::date), a.id limit ${limit}`.execute(tx)
  return rows
}

function conditions(filter: GuardianshipFilter, today: Day): RawBuilder<boolean> {
  const { from, to } = rangeOf(filter.region ?? nation)
  const states = filter.state === 'open' ? openGuardianshipStates : filter.state === undefined ? null : [filter.state]
  return sql<boolean>`a.region between ${from} and ${to}
    and ${states === null ? sql`true` : sql`a.state = any (${states}::text[])`}
    and ${filter.overdue ? sql`a.due_on < ${today}::date` : sql`true`}`
}

/**
 * Elders known to be without guardian for whom nobody looks for one. Whoever is of the category today has been recorded so,
 * which reaches an index; what counts is the elder's own row.
 */
function unopened(region: RegionCode | undefined): RawBuilder<boolean> {
  const { from, to } = rangeOf(region ?? nation)
  return sql<boolean>`elder.region between ${from} and ${to} and elder.state = 'active' and in_scope(elder.region)
    and 'guardianship:none' = any (elder.categories)
    and (elder.county, elder.id) in (
      select county, elder_id from elder_circumstance where kind = 'guardianship' and value = 'none')
    and not exists (select from guardianship_arrangement g
      where g.county = elder.county and g.elder_id = elder.id and g.ended_on is null and g.state <> 'in-force')`
}

/** Numbers above the list, and for whom something waits. */
export async function countStates(
  tx: Tx,
  region: RegionCode | undefined,
  today: Day,
): Promise<ReplyOf<typeof countGuardianships>> {
  const { rows: states } = await sql<{ state: GuardianshipState; count: number; overdue: number }>`
    select a.state, count(*)::int as count, count(*) filter (where a.due_on < ${today}::date)::int as overdue
    from guardianship_arrangement a where ${conditions({ ...(region ? { region } : {}) }, today)}
    group by a.state order by a.state`.execute(tx)
  const sum = (of: readonly GuardianshipState[], key: 'count' | 'overdue') =>
    states.filter(({ state }) => of.includes(state)).reduce((total, row) => total + row[key], 0)
  return {
    unopened: await countArrangements(tx, { state: 'unopened', ...(region ? { region } : {}) }, today),
    open: sum(openGuardianshipStates, 'count'),
    overdue: sum(openGuardianshipStates, 'overdue'),
    inForce: sum(['in-force'], 'count'),
    reviewsDue: sum(['in-force'], 'overdue'),
    states,
  }
}

async function told(tx: Tx, rows: readonly Found[], today: Day): Promise<GuardianshipRow[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    elderId: row.elder_id,
    elderName: row.name,
    age: ageOn(row.birth, today),
    region: row.region,
    regionPath: names(row.region).path,
    state: row.state,
    route: row.route,
    candidate: row.candidate,
    temporaryGuardian: row.temporary,
    responsible: row.responsible,
    dueOn: row.due_on,
    overdue: row.due_on !== null && row.due_on < today,
    openedOn: row.opened_on,
  }))
}

function readCursor(after: string | undefined): { due: string; id: string } | undefined {
  if (after === undefined) return undefined
  const [due = '', id = ''] = after.split('_')
  if (!(isDay(due) || due === 'none') || !/^[0-9a-f-]{36}$/.test(id)) throw badRequest({ at: '/query/after' })
  return { due: due === 'none' ? 'infinity' : due, id }
}
