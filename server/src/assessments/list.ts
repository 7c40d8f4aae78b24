import type { Actor } from '@yinian/core/access/actor.ts'
import type { listAssessments } from '@yinian/core/assessments/api.ts'
import { detailFor } from '@yinian/core/assessments/detail.ts'
import { openStates, resultStates } from '@yinian/core/assessments/procedure.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { badRequest } from '@yinian/core/http/problems.ts'
import { rangeOf } from '@yinian/core/regions/code.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { findAssessorIdsOf } from '../workforce/index.ts'
import { runningStates, selectRows, toRows } from './assessment-row.ts'
import { shownRow } from './detail.ts'

type Query = QueryOf<typeof listAssessments>

/** Assessments as the reader may see them, the last requested first. */
export async function listAssessmentsFor(tx: Tx, actor: Actor, query: Query): Promise<ReplyOf<typeof listAssessments>> {
  const limit = query.limit ?? 50
  const conditions = await conditionsOf(tx, actor, query)
  const filtered = conditions.reduce((select, condition) => select.where(condition), selectRows(tx))
  const { total } = await tx
    .selectFrom(filtered.as('found'))
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await filtered
    .$if(query.after !== undefined, (page) => page.where('assessment.id', '<', query.after ?? ''))
    .orderBy('assessment.id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return {
    rows: (await toRows(tx, page, actor.today)).map((row) => shownRow(row, detailFor(actor, row.region))),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    total,
  }
}

async function conditionsOf(tx: Tx, actor: Actor, query: Query): Promise<Expression<SqlBool>[]> {
  const found: RawBuilder<SqlBool>[] = []
  if (query.q) found.push(answersTo(query.q.trim()))
  if (query.state) found.push(sql`assessment.state = ${query.state}`)
  if (query.open !== undefined)
    found.push(query.open ? isOneOf(openStates) : sql<boolean>`not (${isOneOf(openStates)})`)
  if (query.region) {
    const { from, to } = rangeOf(query.region)
    found.push(sql`assessment.region between ${from} and ${to}`)
  }
  if (query.organisationId) found.push(sql`assessment.organisation_id = ${query.organisationId}::uuid`)
  if (query.channel) found.push(sql`assessment.channel = ${query.channel}`)
  if (query.reason) found.push(sql`assessment.reason = ${query.reason}`)
  if (query.level !== undefined)
    found.push(sql`assessment.final_level = ${query.level} and assessment.confirmed_on is not null`)
  if (query.overdue) found.push(sql<boolean>`assessment.due_on < ${actor.today}::date and ${isOneOf(runningStates)}`)
  if (query.expiringBy) found.push(runsOutBy(query.expiringBy))
  if (query.mine) found.push(isNamed(await findAssessorIdsOf(tx, actor.accountId)))
  return found
}

/** A number of an assessment, or the beginning of a name: as ranges, because under row-level security LIKE reaches no index. */
function answersTo(q: string): RawBuilder<SqlBool> {
  const end = `${q}\u{10FFFF}`
  return sql`(assessment.number = ${q.toUpperCase()} or (elder.name >= ${q} and elder.name < ${end})
    or (elder.given_name >= ${q} and elder.given_name < ${end}))`
}

function isOneOf(states: readonly string[]): RawBuilder<SqlBool> {
  return sql`assessment.state = any (${sql.val(states)}::text[])`
}

/** The last result of an elder, where it runs out by a day; an older one has been replaced and calls for nothing. */
export function runsOutBy(day: string): RawBuilder<SqlBool> {
  if (!isDay(day)) throw badRequest({ at: '/expiringBy' })
  return sql`assessment.valid_until <= ${day}::date and ${isOneOf(resultStates)} and not exists (
    select from assessment later
    where later.county = assessment.county and later.elder_id = assessment.elder_id and later.confirmed_at > assessment.confirmed_at)`
}

export function isNamed(assessorIds: readonly string[]): RawBuilder<SqlBool> {
  return sql`exists (
    select from assessment_assessor named
    where named.county = assessment.county and named.assessment_id = assessment.id and named.replaced_at is null
      and named.assessor_id = any (${sql.val(assessorIds)}::uuid[]))`
}
