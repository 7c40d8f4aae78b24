import type { getWorkload } from '@yinian/core/assessments/api.ts'
import { openStates } from '@yinian/core/assessments/procedure.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { badRequest } from '@yinian/core/http/problems.ts'
import { nation, rangeOf } from '@yinian/core/regions/code.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { findOrganisations } from '../organisations/index.ts'
import { runningStates } from './assessment-row.ts'

interface Counted {
  readonly id: string
  readonly name: string
  readonly assigned: number
  readonly open: number
  readonly overdue: number
  readonly returned: number
  readonly objected: number
  readonly meanDays: number | null
  readonly payable: number
}

/** What each organisation did from a day to a day, both included, and what it has in hand now (catalogue B03). */
export async function workloadOf(
  tx: Tx,
  query: QueryOf<typeof getWorkload>,
  today: Day,
): Promise<ReplyOf<typeof getWorkload>> {
  if (!isDay(query.from)) throw badRequest({ at: '/from' })
  if (!isDay(query.to) || query.to < query.from) throw badRequest({ at: '/to' })
  const counted = await count(tx, query, today)
  const organisations = await findOrganisations(
    tx,
    counted.map(({ id }) => id),
    today,
  )
  return {
    rows: counted.map(({ id, name, ...counts }) => {
      const fee = organisations.find((one) => one.id === id)?.feePerAssessment ?? null
      const payableFen = fee === null ? null : fee * counts.payable
      return { organisationId: id, organisationName: name, ...counts, payableFen }
    }),
  }
}

async function count(tx: Tx, query: QueryOf<typeof getWorkload>, today: Day): Promise<Counted[]> {
  const { from, to } = rangeOf(query.region ?? nation)
  const first = new Date(`${query.from}T00:00:00+08:00`)
  const end = new Date(Date.parse(`${query.to}T00:00:00+08:00`) + 86_400_000)
  const { rows } = await sql<Counted>`
    with of_cases as (
      select organisation_id as id, max(organisation_name) as name,
        count(*) filter (where state = any (${sql.val(openStates)}::text[]) and state <> 'requested')::int as open,
        count(*) filter (where state = any (${sql.val(runningStates)}::text[]) and due_on < ${today}::date)::int as overdue,
        avg((signed_at at time zone 'Asia/Shanghai')::date - (assigned_at at time zone 'Asia/Shanghai')::date)
          filter (where signed_at >= ${first} and signed_at < ${end}) as "meanDays",
        count(*) filter (where confirmed_on between ${query.from}::date and ${query.to}::date)::int as payable
      from assessment
      where organisation_id is not null and region between ${from} and ${to}
      group by organisation_id
    ), of_steps as (
      select organisation_id as id,
        count(*) filter (where event = 'assign')::int as assigned,
        count(*) filter (where event = 'return')::int as returned,
        count(*) filter (where event = 'object')::int as objected
      from assessment_step
      where organisation_id is not null and event in ('assign', 'return', 'object') and at >= ${first} and at < ${end}
        and region between ${from} and ${to}
      group by organisation_id
    )
    select of_cases.*, coalesce(assigned, 0) as assigned, coalesce(returned, 0) as returned, coalesce(objected, 0) as objected
    from of_cases left join of_steps using (id)
    order by name, id`.execute(tx)
  return rows
}
