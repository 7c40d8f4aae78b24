import { correctableFields, correctionProcedure, questionProcedure } from '@yinian/core/family/requests.ts'
import type { FamilyRequest, listFamilyRequests, readFamilyRequest } from '@yinian/core/family/review-api.ts'
import type { ParamsOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { rangeOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'

interface Row {
  readonly kind: FamilyRequest['kind']
  readonly county: string
  readonly id: string
  readonly region: string
  readonly asked_at: Date
  readonly channel: string
  readonly asked_as: FamilyRequest['askedAs']
  readonly state: string
  readonly due_on: string
  readonly settled_at: Date | null
  readonly settled_by: string | null
}

/** Both kinds as one list, the last asked first; ids of both are UUIDv7, so that one cursor pages through them. */
export async function listForAuditor(
  { tx, actor }: Work,
  query: QueryOf<typeof listFamilyRequests>,
): Promise<ReplyOf<typeof listFamilyRequests>> {
  const limit = query.limit ?? 50
  const { from, to } = query.region ? rangeOf(query.region) : { from: '', to: '' }
  const overdue = sql`state = 'asked' and due_on < ${actor.today}::date`
  const where = sql`(${query.kind ?? null}::text is null or kind = ${query.kind ?? null})
    and (${from} = '' or region between ${from} and ${to})
    and (${query.settled ?? null}::boolean is null or (state <> 'asked') = ${query.settled ?? null}::boolean)
    and (${query.overdue ?? false} = false or (${overdue}))`
  const both = sql`(
    select 'question' as kind, county, id, region, asked_at, channel, asked_as, state, due_on, answered_at as settled_at, answered_by_name as settled_by from look_question
    union all
    select 'correction', county, id, region, asked_at, channel, asked_as, state, due_on, decided_at, decided_by_name from correction_request
  ) request`
  const counted = await sql<{ total: number }>`select count(*)::int as total from ${both} where ${where}`.execute(tx)
  const { rows } = await sql<Row>`select * from ${both} where ${where}
    and (${query.after ?? null}::uuid is null or id < ${query.after ?? null}::uuid) order by id desc limit ${limit + 1}`.execute(
    tx,
  )
  const page = rows.slice(0, limit)
  const names = await nameRegions(
    tx,
    page.map(({ region }) => region),
  )
  return {
    rows: page.map((row) => ({
      kind: row.kind,
      county: row.county,
      id: row.id,
      at: row.asked_at.toISOString(),
      regionPath: names(row.region).path,
      channel: row.channel,
      askedAs: row.asked_as,
      state: { ...stateOf(row) },
      settled: row.state !== 'asked',
      overdue: row.state === 'asked' && row.due_on < actor.today,
      dueOn: row.due_on,
      settledAt: row.settled_at?.toISOString() ?? null,
      settledBy: row.settled_by,
    })),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    total: counted.rows[0]?.total ?? 0,
  }
}

function stateOf({ kind, state }: Row): Text {
  const { states }: { states: Readonly<Record<string, Text>> } =
    kind === 'question' ? questionProcedure : correctionProcedure
  return states[state] ?? { zh: state, en: state }
}

/** Opening one is a look at the elder, who reads of it like of every other. @throws notFound */
export async function readForAuditor(
  work: Work,
  { kind, county, id }: ParamsOf<typeof readFamilyRequest>,
): Promise<ReplyOf<typeof readFamilyRequest>> {
  const { tx } = work
  const table = kind === 'question' ? 'look_question' : 'correction_request'
  const key = await tx
    .selectFrom(table)
    .select(['region', 'elder_id'])
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!key) throw notFound()
  await audit(work, 'family.request-looked', {
    region: key.region,
    subjectType: kind === 'question' ? 'look-question' : 'correction-request',
    subjectId: id,
    elderId: key.elder_id,
  })
  if (kind === 'question') {
    const row = await tx
      .selectFrom('look_question')
      .select(['question', 'look', 'answer', 'state'])
      .where('county', '=', county)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const look = row.look as unknown as Text
    return {
      asked: { zh: row.question, en: row.question },
      about: { ...look },
      answer: row.state === 'answered' ? row.answer : null,
    }
  }
  const row = await tx
    .selectFrom('correction_request')
    .select(['field', 'reason', 'state'])
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const field: Text = (correctableFields as Readonly<Record<string, Text>>)[row.field] ?? correctableFields.other
  return { asked: { ...field }, about: null, answer: row.state === 'asked' ? null : row.reason }
}
