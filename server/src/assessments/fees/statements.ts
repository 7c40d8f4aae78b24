import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type {
  answerStatement,
  draftStatements,
  FeeStatement,
  getStatement,
  listStatements,
} from '@yinian/core/assessments/fee-api.ts'
import {
  type DeductionReason,
  type FeeLine,
  feeLine,
  feeProgramme,
  type Payable,
  type StatementState,
  sumLines,
} from '@yinian/core/assessments/fees.ts'
import { monthNotOver, noFees, secondPersonNeeded, stepNotPossible } from '@yinian/core/assessments/problems.ts'
import { resultStates } from '@yinian/core/assessments/procedure.ts'
import type { BodyOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { badRequest, notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { isWithin, regionCode } from '@yinian/core/regions/code.ts'
import { firstDayOf, lastDayOf, type Month, monthOf } from '@yinian/core/time/day.ts'
import { type Selectable, sql, type Updateable } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { FeeStatement as Row } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { postTransfers } from '../../ledger/index.ts'
import { requireCounty } from '../quality/sample.ts'
import type { Place } from '../read.ts'
import { contractsOf } from './contracts.ts'

interface Confirmed extends Payable {
  readonly organisationId: string
  readonly organisationName: string
}

/**
 * Results confirmed by the end of a month that stand in no statement yet: what was confirmed late, or priced late, comes
 * with the next month, and nothing comes twice. Second assessments are paid like any other, once compared.
 */
async function payableOf(tx: Tx, county: string, month: Month, organisationId?: string): Promise<Confirmed[]> {
  const { rows } = await sql<Confirmed>`
    select a.id as "assessmentId", a.number, a.region, a.instrument_id as "instrumentId",
      (a.assigned_at at time zone 'Asia/Shanghai')::date as "assignedOn",
      (a.signed_at at time zone 'Asia/Shanghai')::date as "signedOn",
      coalesce(a.confirmed_on, (q.decided_at at time zone 'Asia/Shanghai')::date) as "confirmedOn",
      exists (select from quality_check c where c.county = a.county and c.assessment_id = a.id and c.outcome = 'rejected') as rejected,
      a.organisation_id as "organisationId", a.organisation_name as "organisationName"
    from assessment a left join quality_check q on q.county = a.county and q.second_id = a.id
    where a.county = ${county} and (a.state = any (${sql.val(resultStates)}::text[]) or a.state = 'compared')
      and coalesce(a.confirmed_on, (q.decided_at at time zone 'Asia/Shanghai')::date) <= ${lastDayOf(month)}::date
      and coalesce(a.confirmed_on, (q.decided_at at time zone 'Asia/Shanghai')::date) >= ${firstDayOf(`${month.slice(0, 4)}-01`)}::date
      and (${organisationId ?? null}::uuid is null or a.organisation_id = ${organisationId ?? null}::uuid)
      and not exists (select from fee_line l where l.county = a.county and l.assessment_id = a.id)
      and not exists (select from quality_check c where c.county = a.county and c.assessment_id = a.id
        and c.state in ('drawn', 'under-way'))
    order by a.organisation_name, a.number`.execute(tx)
  return rows
}

/** Drafts a statement for every organisation that has something to be paid for. @throws notFound, monthNotOver, noFees */
export async function draftFor(
  work: Work,
  { county, month }: BodyOf<typeof draftStatements>,
): Promise<ReplyOf<typeof draftStatements>> {
  const { tx, actor } = work
  requireCounty(work, county, 'assessment-fees:draft')
  if (month >= monthOf(actor.today)) throw monthNotOver({ at: '/month' })
  const payable = await payableOf(tx, county, month)
  const rows: FeeStatement[] = []
  let unpriced = 0
  for (const organisationId of new Set(payable.map((one) => one.organisationId))) {
    const own = payable.filter((one) => one.organisationId === organisationId)
    const lines = await linesOf(work, county, organisationId, own)
    unpriced += own.length - lines.length
    if (lines.length === 0) continue
    const sum = sumLines(lines)
    const id = newId(actor.now)
    const made = await tx
      .insertInto('fee_statement')
      .values({
        county,
        id,
        region: regionCode(county),
        organisation_id: organisationId,
        organisation_name: own[0]?.organisationName ?? '',
        month,
        lines: sum.lines,
        fee_fen: sum.feeFen,
        deduction_fen: sum.deductionFen,
        drafted_at: actor.now,
        drafted_by: actor.accountId,
        drafted_by_name: actor.name,
      })
      .onConflict((conflict) => conflict.columns(['county', 'organisation_id', 'month']).doNothing())
      .returning('id')
      .executeTakeFirst()
    // The month has its statement; what is new since then comes with the next.
    if (!made) continue
    await writeLines(work, { county, id, organisationId }, lines)
    rows.push(await said(work, { county, id }, 'drafted', { month, fen: sum.dueFen }))
  }
  if (rows.length === 0 && unpriced === 0) throw noFees({ at: '/month' })
  return { rows, unpriced }
}

async function linesOf(
  work: Work,
  county: string,
  organisationId: string,
  payable: readonly Payable[],
): Promise<FeeLine[]> {
  const contracts = await contractsOf(work, county, organisationId)
  return payable.flatMap((one) => feeLine(contracts, one) ?? [])
}

async function writeLines(
  { tx, actor }: Work,
  statement: { county: string; id: string; organisationId: string },
  lines: readonly FeeLine[],
): Promise<void> {
  for (const line of lines)
    await tx
      .insertInto('fee_line')
      .values({
        county: statement.county,
        id: newId(actor.now),
        region: regionCode(statement.county),
        statement_id: statement.id,
        organisation_id: statement.organisationId,
        assessment_id: line.assessmentId,
        number: line.number,
        confirmed_on: line.confirmedOn,
        contract_id: line.contractId,
        fee_fen: line.feeFen,
        deduction_fen: line.deductionFen,
        because: line.because,
      })
      .execute()
}

/** Counts again after an objection, with what contracts and quality checks say now. @throws notFound, staleVersion, stepNotPossible */
export async function redraft(
  work: Work,
  place: Place,
  input: { reason: string; version: number },
): Promise<FeeStatement> {
  const { tx, actor } = work
  const held = await hold(tx, place, input.version)
  if (held.state !== 'objected') throw stepNotPossible()
  await tx.deleteFrom('fee_line').where('county', '=', held.county).where('statement_id', '=', held.id).execute()
  const payable = await payableOf(tx, held.county, held.month, held.organisation_id)
  const lines = await linesOf(work, held.county, held.organisation_id, payable)
  await writeLines(work, { county: held.county, id: held.id, organisationId: held.organisation_id }, lines)
  const sum = sumLines(lines)
  await change(work, held, {
    state: 'drafted',
    lines: sum.lines,
    fee_fen: sum.feeFen,
    deduction_fen: sum.deductionFen,
    drafted_at: actor.now,
    drafted_by: actor.accountId,
    drafted_by_name: actor.name,
  })
  return said(work, place, 'redrafted', { reason: input.reason, fen: sum.dueFen })
}

/** @throws notFound, staleVersion, stepNotPossible */
export async function answerFor(
  work: Work,
  place: Place,
  input: BodyOf<typeof answerStatement>,
): Promise<FeeStatement> {
  const { actor } = work
  const held = await hold(work.tx, place, input.version)
  if (held.state !== 'drafted' || !possibleFor(actor, held).includes('accept')) throw stepNotPossible()
  if (input.answer === 'object' && input.reason === undefined) throw badRequest({ at: '/reason' })
  await change(work, held, {
    state: input.answer === 'accept' ? 'accepted' : 'objected',
    objection: input.answer === 'accept' ? held.objection : (input.reason ?? null),
    answered_at: actor.now,
    answered_by_name: actor.name,
  })
  const detail = input.reason === undefined ? {} : { reason: input.reason }
  return said(work, place, input.answer === 'accept' ? 'accepted' : 'objected', detail)
}

/** Approves and books: from the county’s treasury to what is owed for assessments. @throws see the endpoint */
export async function approve(work: Work, place: Place, { version }: { version: number }): Promise<FeeStatement> {
  const { tx, actor } = work
  const held = await hold(tx, place, version)
  if (held.state !== 'accepted') throw stepNotPossible()
  if (held.drafted_by === actor.accountId) throw secondPersonNeeded()
  await change(work, held, {
    state: 'approved',
    approved_at: actor.now,
    approved_by: actor.accountId,
    approved_by_name: actor.name,
  })
  const fen = held.fee_fen - held.deduction_fen
  if (fen > 0)
    await postTransfers(work, held.county, [
      {
        key: `fee-statement:${held.id}:commit`,
        purpose: 'commit',
        from: { kind: 'treasury' },
        to: { kind: 'payable', programme: feeProgramme },
        fen,
      },
    ])
  return said(work, place, 'approved', { fen })
}

export async function listStatementsFor(
  work: Work,
  query: QueryOf<typeof listStatements>,
): Promise<ReplyOf<typeof listStatements>> {
  const limit = query.limit ?? 50
  const rows = await work.tx
    .selectFrom('fee_statement')
    .selectAll()
    .$if(query.state !== undefined, (select) => select.where('state', '=', query.state ?? ''))
    .$if(query.month !== undefined, (select) => select.where('month', '=', query.month ?? ''))
    .$if(query.after !== undefined, (select) => select.where('id', '<', query.after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return {
    rows: page.map((row) => toStatement(row, work.actor)),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** @throws notFound */
export async function readStatement({ tx, actor }: Work, { county, id }: Place): Promise<ReplyOf<typeof getStatement>> {
  const held = await find(tx, { county, id })
  const rows = await tx
    .selectFrom('fee_line')
    .select(['assessment_id', 'number', 'confirmed_on', 'fee_fen', 'deduction_fen', 'because'])
    .where('county', '=', county)
    .where('statement_id', '=', id)
    .orderBy('number')
    .execute()
  return {
    ...toStatement(held, actor),
    rows: rows.map((row) => ({
      assessmentId: row.assessment_id,
      number: row.number,
      confirmedOn: row.confirmed_on,
      feeFen: row.fee_fen,
      deductionFen: row.deduction_fen,
      because: row.because as DeductionReason,
    })),
  }
}

async function find(tx: Tx, { county, id }: Place): Promise<Selectable<Row>> {
  const row = await tx
    .selectFrom('fee_statement')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

async function hold(tx: Tx, place: Place, version: number): Promise<Selectable<Row>> {
  const held = await find(tx, place)
  if (held.version !== version) throw staleVersion()
  return held
}

async function change({ tx }: Work, held: Selectable<Row>, changes: Updateable<Row>): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('fee_statement')
    .set({ ...changes, version: held.version + 1 })
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .where('version', '=', held.version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw staleVersion()
}

async function said(work: Work, place: Place, what: string, detail: Record<string, unknown>): Promise<FeeStatement> {
  const row = await find(work.tx, place)
  await audit(work, `assessments.statement-${what}`, {
    region: row.region,
    subjectType: 'fee-statement',
    subjectId: row.id,
    detail,
  })
  return toStatement(row, work.actor)
}

function possibleFor(actor: Actor, row: Selectable<Row>): FeeStatement['possible'] {
  const over = (permission: 'assessment-fees:draft' | 'assessment-fees:approve') => {
    const scope = scopeOf(actor, permission)
    return scope?.role === 'official' && scope.regions.some((held) => isWithin(row.region, held))
  }
  const answers =
    row.state === 'drafted' && scopeOf(actor, 'assessment-fees:answer')?.organisationId === row.organisation_id
  const approves = row.state === 'accepted' && over('assessment-fees:approve') && row.drafted_by !== actor.accountId
  return [
    ...(row.state === 'objected' && over('assessment-fees:draft') ? (['redraft'] as const) : []),
    ...(answers ? (['object', 'accept'] as const) : []),
    ...(approves ? (['approve'] as const) : []),
  ]
}

function toStatement(row: Selectable<Row>, actor: Actor): FeeStatement {
  return {
    county: row.county,
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    month: row.month,
    state: row.state as StatementState,
    lines: row.lines,
    feeFen: row.fee_fen,
    deductionFen: row.deduction_fen,
    dueFen: row.fee_fen - row.deduction_fen,
    objection: row.objection,
    draftedBy: row.drafted_by_name,
    draftedAt: row.drafted_at.toISOString(),
    answeredBy: row.answered_by_name,
    approvedBy: row.approved_by_name,
    approvedAt: row.approved_at?.toISOString() ?? null,
    possible: possibleFor(actor, row),
    version: row.version,
  }
}
