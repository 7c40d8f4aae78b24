import { next } from '@yinian/core/cases/procedure.ts'
import type {
  answerLookQuestion,
  CorrectionToDecide,
  decideCorrection,
  listCorrectionRequests,
  listLookQuestions,
  QuestionToAnswer,
} from '@yinian/core/family/counter-api.ts'
import {
  type CorrectionState,
  correctionProcedure,
  type QuestionState,
  questionProcedure,
} from '@yinian/core/family/requests.ts'
import type { BodyOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { prefixOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import { wantedLabel } from './ask.ts'
import { toCorrection, toQuestion } from './request-rows.ts'

type Table = 'look_question' | 'correction_request'
interface Key {
  readonly county: string
  readonly id: string
}
interface Filter {
  readonly region?: string | undefined
  readonly state?: string | undefined
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

/** What waits first, what was settled last behind it: by id, which is by time. */
export async function listQuestions(
  { tx, actor }: Work,
  query: QueryOf<typeof listLookQuestions>,
): Promise<ReplyOf<typeof listLookQuestions>> {
  const { keys, next: after, total } = await pageOf(tx, 'look_question', query)
  return { rows: await readQuestions(tx, keys, actor.today), next: after, total }
}

export async function listCorrections(
  { tx, actor }: Work,
  query: QueryOf<typeof listCorrectionRequests>,
): Promise<ReplyOf<typeof listCorrectionRequests>> {
  const { keys, next: after, total } = await pageOf(tx, 'correction_request', query)
  return { rows: await readCorrections(tx, keys, actor.today), next: after, total }
}

async function pageOf(tx: Tx, table: Table, { region, state, after, limit = 50 }: Filter) {
  let filtered = tx.selectFrom(table)
  if (region) filtered = filtered.where('region', 'like', `${prefixOf(region)}%`)
  if (state) filtered = filtered.where('state', '=', state)
  const { total } = await filtered
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const found = await filtered
    .select(['county', 'id'])
    .$if(after !== undefined, (page) => page.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const keys = found.slice(0, limit)
  return { keys, next: found.length > limit ? (keys.at(-1)?.id ?? null) : null, total: Number(total) }
}

async function readQuestions(tx: Tx, keys: readonly Key[], today: Day): Promise<QuestionToAnswer[]> {
  if (keys.length === 0) return []
  const rows = await tx
    .selectFrom('look_question')
    .selectAll()
    .where(
      'id',
      'in',
      keys.map(({ id }) => id),
    )
    .orderBy('id', 'desc')
    .execute()
  const where = await whoseOf(tx, rows, today)
  return rows.map((row) => ({ ...toQuestion(row), ...where(row) }))
}

async function readCorrections(tx: Tx, keys: readonly Key[], today: Day): Promise<CorrectionToDecide[]> {
  if (keys.length === 0) return []
  const rows = await tx
    .selectFrom('correction_request')
    .selectAll()
    .where(
      'id',
      'in',
      keys.map(({ id }) => id),
    )
    .orderBy('id', 'desc')
    .execute()
  const where = await whoseOf(tx, rows, today)
  return rows.map((row) => ({ ...toCorrection(row), ...where(row) }))
}

interface Held {
  readonly county: string
  readonly region: string
  readonly elder_id: string
  readonly taken_by_name: string
  readonly asked_as: string
  readonly due_on: Day
  readonly state: string
  readonly version: number
}

async function whoseOf(tx: Tx, rows: readonly Held[], today: Day) {
  const elders = await tx
    .selectFrom('elder')
    .select(['id', 'name'])
    .where(
      'id',
      'in',
      rows.map(({ elder_id }) => elder_id),
    )
    .execute()
  const names = new Map(elders.map(({ id, name }) => [id, name]))
  const regions = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  return (row: Held) => ({
    county: row.county,
    elderId: row.elder_id,
    elderName: names.get(row.elder_id) ?? '',
    regionPath: regions(row.region).path,
    takenBy: row.taken_by_name,
    askedAs: row.asked_as as 'self' | 'relative',
    overdue: row.state === 'asked' && row.due_on < today,
    version: row.version,
  })
}

/** @throws notFound, eventRefused, staleVersion */
export async function answerQuestion(
  work: Work,
  key: Key,
  { answer, version }: BodyOf<typeof answerLookQuestion>,
): Promise<QuestionToAnswer> {
  const { tx, actor } = work
  const held = await lock(tx, 'look_question', key)
  const state = next(questionProcedure, held.state as QuestionState, 'answer')
  if (held.version !== version) throw staleVersion()
  const office = await tx.selectFrom('account').select('title').where('id', '=', actor.accountId).executeTakeFirst()
  await tx
    .updateTable('look_question')
    .set({
      state,
      answer: answer.trim(),
      answered_at: actor.now,
      answered_by: actor.accountId,
      answered_by_name: actor.name,
      answered_office: office?.title ?? '',
      version: version + 1,
    })
    .where('county', '=', key.county)
    .where('id', '=', key.id)
    .execute()
  await audit(work, 'family.answered', { ...about(held, 'look-question', key.id) })
  return one(await readQuestions(tx, [key], actor.today))
}

/** @throws notFound, eventRefused, staleVersion */
export async function decideCorrectionOf(
  work: Work,
  key: Key,
  { decision, reason, version }: BodyOf<typeof decideCorrection>,
): Promise<CorrectionToDecide> {
  const { tx, actor } = work
  const held = await lock(tx, 'correction_request', key)
  const state = next(correctionProcedure, held.state as CorrectionState, decision)
  if (held.version !== version) throw staleVersion()
  await tx
    .updateTable('correction_request')
    .set({
      state,
      reason: reason.trim(),
      decided_at: actor.now,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
      version: version + 1,
    })
    .where('county', '=', key.county)
    .where('id', '=', key.id)
    .execute()
  await audit(work, 'family.correction-decided', {
    ...about(held, 'correction-request', key.id),
    detail: { state },
  })
  return one(await readCorrections(tx, [key], actor.today))
}

/** What somebody wants instead, opened for whoever decides. @throws notFound */
export async function readWanted(work: Work, key: Key): Promise<{ wanted: string }> {
  const row = await work.tx
    .selectFrom('correction_request')
    .select(['county', 'region', 'elder_id', 'wanted_sealed'])
    .where('county', '=', key.county)
    .where('id', '=', key.id)
    .executeTakeFirst()
  if (!row) throw notFound()
  await audit(work, 'family.correction-looked', about(row, 'correction-request', key.id))
  return { wanted: await work.vault.open(row.county, wantedLabel(key.id), row.wanted_sealed) }
}

async function lock(tx: Tx, table: Table, { county, id }: Key) {
  const held = await tx
    .selectFrom(table)
    .select(['state', 'version', 'region', 'elder_id'])
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!held) throw notFound()
  return held
}

function about({ region, elder_id }: { region: string; elder_id: string }, subjectType: string, subjectId: string) {
  return { region, subjectType, subjectId, elderId: elder_id }
}

function one<T>([row]: readonly T[]): T {
  if (row === undefined) throw notFound()
  return row
}
