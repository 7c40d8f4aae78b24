import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { badRequest } from '@yinian/core/http/problems.ts'
import type * as api from '@yinian/core/people/special-difficulty-api.ts'
import { type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import { addToMonth, type Day, isDay, lastDayOf, type Month, monthOf } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { nameRegions } from '../../regions/index.ts'
import { getElderRow } from '../elder-file.ts'
import { findRuleFor } from './rule-queries.ts'

const monthsShown = 12

/** How many there are in a division on a day, by group, and month by month. */
export async function countMembers(
  tx: Tx,
  { region, day: asked }: QueryOf<typeof api.countSpecialDifficulty>,
  today: Day,
): Promise<ReplyOf<typeof api.countSpecialDifficulty>> {
  if (asked !== undefined && (!isDay(asked) || asked > today)) throw badRequest({ at: '/query/day' })
  const day = asked ?? today
  const { from, to } = rangeOf(region)
  const groups = await sql<{ id: string; name: { zh: string; en: string }; count: number }>`
    select group_id as id, (array_agg(group_name order by valid_from desc))[1] as name, count(distinct (county, elder_id))::int as count
    from special_difficulty_membership
    where region between ${from} and ${to} and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)
    group by group_id order by count desc, group_id`.execute(tx)
  const people = await sql<{ people: number; since: Day | null }>`
    select count(distinct (county, elder_id)) filter (where valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date))::int as people,
      min(valid_from) filter (where valid_from <= ${day}::date) as since
    from special_difficulty_membership where region between ${from} and ${to}`.execute(tx)
  const since = people.rows[0]?.since ?? null
  return {
    day,
    rule: await findRuleFor(tx, region, day),
    people: people.rows[0]?.people ?? 0,
    groups: groups.rows,
    months: since === null ? [] : await countMonths(tx, region, since, day),
    since,
  }
}

/**
 * People, not groups: whoever changes from one group to another has neither entered nor left. Whoever stood on the list
 * when it was first written down has not entered either, and of the months before nothing is known.
 */
async function countMonths(tx: Tx, region: RegionCode, since: Day, day: Day) {
  const { from, to } = rangeOf(region)
  const last = monthOf(day)
  const months = Array.from({ length: monthsShown }, (_one, index) => addToMonth(last, index + 1 - monthsShown)).filter(
    (month) => month >= monthOf(since),
  )
  const ends = months.map((month) => (month === last ? day : lastDayOf(month)))
  const { rows } = await sql<{ month: Month; entered: number; left: number; people: number }>`
    with ends as (select month, ends::date as last_day, (month || '-01')::date - 1 as before
      from unnest(${months}::text[], ${ends}::date[]) as m (month, ends)),
    stood as (
      select e.month, m.county, m.elder_id,
        bool_or(m.valid_from <= e.before and (m.valid_to is null or m.valid_to > e.before)) as before,
        bool_or(m.valid_from <= e.last_day and (m.valid_to is null or m.valid_to > e.last_day)) as after,
        min(m.valid_from) = ${since}::date as first
      from ends e join special_difficulty_membership m
        on m.region between ${from} and ${to} and m.valid_from <= e.last_day and (m.valid_to is null or m.valid_to > e.before)
      group by e.month, m.county, m.elder_id)
    select e.month, count(*) filter (where s.after and not s.before and not s.first)::int as entered,
      count(*) filter (where s.before and not s.after)::int as "left", count(*) filter (where s.after)::int as people
    from ends e left join stood s on s.month = e.month group by e.month order by e.month`.execute(tx)
  return rows
}

const columns = [
  'm.id',
  'm.county',
  'm.elder_id',
  'm.region',
  'm.group_name',
  'm.valid_from',
  'm.valid_to',
  'm.ended_as',
  'elder.name',
] as const

/** Who entered or left, newest first. */
export async function listChanges(
  tx: Tx,
  query: QueryOf<typeof api.listMembershipChanges>,
): Promise<ReplyOf<typeof api.listMembershipChanges>> {
  const limit = query.limit ?? 50
  const column = query.change === 'left' ? ('m.valid_to' as const) : ('m.valid_from' as const)
  const last = query.after?.split('_') ?? []
  if (query.after !== undefined && (!isDay(last[0] ?? '') || !/^[0-9a-f-]{36}$/.test(last[1] ?? '')))
    throw badRequest({ at: '/query/after' })
  const range = query.region === undefined ? undefined : rangeOf(query.region)
  const found = await tx
    .selectFrom('special_difficulty_membership as m')
    .innerJoin('elder', (on) => on.onRef('elder.county', '=', 'm.county').onRef('elder.id', '=', 'm.elder_id'))
    .select(columns)
    .where(column, 'is not', null)
    // A period that was voided on the day it began was nothing anybody entered.
    .where((where) => where.or([where('m.valid_to', 'is', null), where('m.valid_to', '>', where.ref('m.valid_from'))]))
    .$if(range !== undefined, (rows) =>
      rows.where('m.region', '>=', range?.from ?? '').where('m.region', '<=', range?.to ?? ''),
    )
    .$if(query.group !== undefined, (rows) => rows.where('group_id', '=', query.group ?? ''))
    .$if(query.from !== undefined, (rows) => rows.where(column, '>=', query.from ?? ''))
    .$if(query.to !== undefined, (rows) => rows.where(column, '<=', query.to ?? ''))
    .$if(last.length > 0, (rows) =>
      rows.where(sql<boolean>`(${sql.ref(column)}, m.id) < (${last[0]}::date, ${last[1]}::uuid)`),
    )
    .orderBy(column, 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = found.slice(0, limit)
  const end = page.at(-1)
  const day = query.change === 'left' ? end?.valid_to : end?.valid_from
  return { rows: await told(tx, page), next: found.length > limit && end ? `${day}_${end.id}` : null }
}

/** Every period of one elder, newest first, and the rule of their place. @throws notFound */
export async function listMembershipsOf(
  tx: Tx,
  id: string,
  today: Day,
): Promise<ReplyOf<typeof api.listElderMemberships>> {
  const elder = await getElderRow(tx, id)
  if (!elder.responsible) return { rule: null, rows: [] }
  const rows = await tx
    .selectFrom('special_difficulty_membership as m')
    .innerJoin('elder', (on) => on.onRef('elder.county', '=', 'm.county').onRef('elder.id', '=', 'm.elder_id'))
    .select(columns)
    .where('m.county', '=', elder.county)
    .where('m.elder_id', '=', id)
    .orderBy('m.valid_from', 'desc')
    .orderBy('m.id', 'desc')
    .execute()
  return { rule: await findRuleFor(tx, elder.region, today), rows: await told(tx, rows) }
}

interface Kept {
  readonly id: string
  readonly elder_id: string
  readonly region: string
  readonly group_name: unknown
  readonly valid_from: Day
  readonly valid_to: Day | null
  readonly ended_as: string | null
  readonly name: string
}

async function told(tx: Tx, rows: readonly Kept[]): Promise<api.MembershipChange[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  return rows.map((row) => ({
    id: row.id,
    elderId: row.elder_id,
    name: row.name,
    region: row.region,
    regionPath: names(row.region).path,
    group: row.group_name as api.MembershipChange['group'],
    from: row.valid_from,
    to: row.valid_to,
    endedAs: row.ended_as as api.MembershipChange['endedAs'],
  }))
}
