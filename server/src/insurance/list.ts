import type { Actor } from '@yinian/core/access/actor.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { DisabilityFilter, DisabilityRow, listDisability } from '@yinian/core/insurance/api.ts'
import { decidedStates, openStates, waitingForGrading } from '@yinian/core/insurance/procedure.ts'
import { rangeOf } from '@yinian/core/regions/code.ts'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Static } from 'typebox'
import type { Tx } from '../db/database.ts'
import { listConfirmations } from './grading.ts'
import { selectRows, toRows } from './rows.ts'

export type Filter = Static<typeof DisabilityFilter>

/** Disability-grade assessments as the reader may see them, the last applied for first. */
export async function listCases(
  tx: Tx,
  actor: Actor,
  { after, limit = 50, ...filter }: QueryOf<typeof listDisability>,
): Promise<ReplyOf<typeof listDisability>> {
  const conditions = await conditionsOf(tx, actor, filter)
  const filtered = conditions.reduce((select, condition) => select.where(condition), selectRows(tx))
  const rows = await filtered
    .$if(after !== undefined, (page) => page.where('d.id', '<', after ?? ''))
    .orderBy('d.id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return {
    rows: await toRows(tx, page, actor.today),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    total: await countCases(tx, actor, filter),
  }
}

export async function countCases(tx: Tx, actor: Actor, filter: Filter): Promise<number> {
  const conditions = await conditionsOf(tx, actor, filter)
  const filtered = conditions.reduce((select, condition) => select.where(condition), selectRows(tx))
  const { total } = await tx
    .selectFrom(filtered.as('found'))
    .select((all) => all.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

const pageOfStream = 500

/** Every row, page by page. */
export async function* streamCases(tx: Tx, actor: Actor, filter: Filter): AsyncGenerator<DisabilityRow[]> {
  let after: string | undefined
  do {
    const page = await listCases(tx, actor, { ...filter, limit: pageOfStream, ...(after ? { after } : {}) })
    yield page.rows
    after = page.next ?? undefined
  } while (after !== undefined)
}

async function conditionsOf(tx: Tx, actor: Actor, filter: Filter): Promise<RawBuilder<SqlBool>[]> {
  const found: RawBuilder<SqlBool>[] = []
  if (filter.q) found.push(answersTo(filter.q.trim()))
  if (filter.state) found.push(sql`d.state = ${filter.state}`)
  if (filter.open !== undefined)
    found.push(filter.open ? isOneOf(openStates) : sql<SqlBool>`not (${isOneOf(openStates)})`)
  if (filter.region) {
    const { from, to } = rangeOf(filter.region)
    found.push(sql`d.region between ${from} and ${to}`)
  }
  if (filter.overdue) found.push(sql`d.due_on < ${actor.today}::date`)
  if (filter.grade !== undefined) found.push(sql`d.grade = ${filter.grade}`)
  if (filter.mine)
    found.push(sql`exists (select from disability_assessor n where n.county = d.county and n.assessment_id = d.id
      and n.replaced_at is null and n.account_id = ${actor.accountId}::uuid)`)
  if (filter.blocked) found.push(await restsOnUnconfirmed(tx))
  if (filter.reassessment)
    found.push(sql<SqlBool>`${isOneOf(decidedStates)}
      and d.valid_until - coalesce((d.rule->'settings'->>'remindDays')::int, 60) <= ${actor.today}::date
      and not exists (select from disability_assessment later where later.county = d.county and later.elder_id = d.elder_id
        and (later.decided_on > d.decided_on or (later.id > d.id and later.state = any (${sql.val([...openStates])}::text[]))))`)
  return found
}

const isOneOf = (states: readonly string[]): RawBuilder<SqlBool> => sql`d.state = any (${sql.val([...states])}::text[])`

/** A number, or the beginning of a name: as ranges, because under row-level security LIKE reaches no index. */
function answersTo(q: string): RawBuilder<SqlBool> {
  const end = `${q}\u{10FFFF}`
  return sql`(d.number = ${q.toUpperCase()} or (e.name >= ${q} and e.name < ${end}))`
}

/** Concluded on an entry that neither a published example nor two people of a place above confirm. */
async function restsOnUnconfirmed(tx: Tx): Promise<RawBuilder<SqlBool>> {
  const byArea = new Map<string, string[]>()
  for (const { area, key } of await listConfirmations(tx)) byArea.set(area, [...(byArea.get(area) ?? []), key])
  const confirmed = [...byArea].map(([area, keys]) => {
    const { from, to } = rangeOf(area)
    return sql<SqlBool>`(d.region between ${from} and ${to} and k.key = any (${sql.val(keys)}::text[]))`
  })
  const known = confirmed.length === 0 ? sql<SqlBool>`false` : sql.join(confirmed, sql` or `)
  return sql`${isOneOf(waitingForGrading)} and exists (
    select from jsonb_array_elements_text(d.conclusion->'restsOn') as k (key)
    where not d.conclusion->'shipped' ? k.key and not (${known}))`
}
