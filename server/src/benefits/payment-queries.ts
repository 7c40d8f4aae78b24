import { isDeepStrictEqual } from 'node:util'
import type { listElderPayments } from '@yinian/core/benefits/api.ts'
import { explainTogether } from '@yinian/core/benefits/explain-decision.ts'
import { factRow } from '@yinian/core/benefits/facts.ts'
import type { listReturnedPayments, listRunPayments } from '@yinian/core/benefits/run-api.ts'
import type {
  FrozenDecision,
  BenefitPayment as Payment,
  PaymentFile,
  PaymentState,
} from '@yinian/core/benefits/run-schemas.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { rangeOf } from '@yinian/core/regions/code.ts'
import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { BenefitPayment, DB } from '../db/generated.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import { readPlace, writePlace } from './payment-place.ts'
import { compileKept, compileRelated, type Policies } from './policies.ts'
import { policyOf } from './run-queries.ts'
import { findingsOf, type RunPlace } from './run-record.ts'

const columns = [
  'county',
  'id',
  'run_id',
  'elder_county',
  'elder_id',
  'elder_name',
  'elder_pinyin',
  'region',
  'programme',
  'month',
  'fen',
  'state',
  'payee_name_masked',
  'payee_account_masked',
  'paid_at',
  'reason',
] as const
type Row = Pick<Selectable<BenefitPayment>, (typeof columns)[number]>

/** By town, then name. @throws notFound */
export async function listPaymentsOf(
  tx: Tx,
  policies: Policies,
  place: RunPlace,
  query: QueryOf<typeof listRunPayments>,
): Promise<ReplyOf<typeof listRunPayments>> {
  const limit = query.limit ?? 50
  const run = await tx
    .selectFrom('benefit_run')
    .select('findings')
    .where('county', '=', place.county)
    .where('id', '=', place.id)
    .executeTakeFirst()
  if (!run) throw notFound()
  const elders = findingsOf(run).find((finding) => finding.code === query.finding)?.elderIds ?? []
  const filtered = narrow(
    tx.selectFrom('benefit_payment').where('county', '=', place.county).where('run_id', '=', place.id),
    query,
  ).$if(query.finding !== undefined, (some) => some.where(sql<boolean>`elder_id = any (${elders}::uuid[])`))
  const { total } = await filtered
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  let page = filtered.select(columns)
  if (query.after) {
    const { region, pinyin, id } = readPlace(query.after)
    page = page.where(sql<boolean>`(region, elder_pinyin, id) > (${region}, ${pinyin}, ${id}::uuid)`)
  }
  const rows = await page
    .orderBy('region')
    .orderBy('elder_pinyin')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const last = rows.at(limit - 1)
  return {
    rows: await describe(tx, policies, rows.slice(0, limit)),
    next: rows.length > limit && last ? writePlace(last) : null,
    total,
  }
}

function narrow<O>(
  payments: SelectQueryBuilder<DB, 'benefit_payment', O>,
  query: QueryOf<typeof listRunPayments>,
): SelectQueryBuilder<DB, 'benefit_payment', O> {
  let some = payments
  if (query.region) {
    const { from, to } = rangeOf(query.region)
    some = some.where('region', '>=', from).where('region', '<=', to)
  }
  if (query.state) some = some.where('state', '=', query.state)
  const words = query.q?.trim().replaceAll(/[\\%_]/g, '\\$&')
  if (words) {
    const like = `${words}%`
    some = some.where((where) =>
      where.or([where('elder_name', 'like', like), where('elder_pinyin', 'like', like.toLowerCase())]),
    )
  }
  return some
}

/** One payment with the facts and the policy as they were. @throws notFound */
export async function getPaymentFile(work: Work, policies: Policies, place: RunPlace): Promise<PaymentFile> {
  const { tx } = work
  const row = await tx
    .selectFrom('benefit_payment')
    .innerJoin('benefit_run', (join) =>
      join
        .onRef('benefit_run.county', '=', 'benefit_payment.county')
        .onRef('benefit_run.id', '=', 'benefit_payment.run_id'),
    )
    .selectAll('benefit_payment')
    .select(['benefit_run.policy', 'benefit_run.related'])
    .where('benefit_payment.county', '=', place.county)
    .where('benefit_payment.id', '=', place.id)
    .executeTakeFirst()
  const [payment] = row ? await describe(tx, policies, [row]) : []
  if (!row || !payment) throw notFound()
  await audit(work, 'benefits.payment-looked', {
    region: row.region,
    subjectType: 'benefit-payment',
    subjectId: row.id,
    elderId: row.elder_id,
  })
  const frozen = frozenOf(row)
  return {
    ...payment,
    ...frozen,
    reading: readingOf(row, frozen),
    document: policyOf(row).document,
  }
}

/** The decision is the one that was kept; only its explanation is put into words now. */
function readingOf(
  row: Pick<Selectable<BenefitPayment>, 'programme' | 'month' | 'decision'> & { policy: unknown; related: unknown },
  frozen: FrozenDecision,
) {
  const related = compileRelated(compileKept(row.policy), row.related)
  const reading = explainTogether(related, row.programme, factRow(frozen.facts), row.month)
  const { decision, inForce, conditions, amount } = reading
  const relations = reading.relations.map((one) => ({ ...one }))
  const clauses = (some: typeof conditions) =>
    some.map((one) => ({ ...one, lines: [...one.lines], facts: [...one.facts], missing: [...one.missing] }))
  if (!isDeepStrictEqual(decision, frozen.decision))
    return { decision: frozen.decision, inForce, conditions: [], amount: [], relations }
  return { decision: frozen.decision, inForce, conditions: clauses(conditions), amount: clauses(amount), relations }
}

function frozenOf(row: Pick<Selectable<BenefitPayment>, 'facts' | 'decision'>): FrozenDecision {
  return row as unknown as FrozenDecision
}

/** Newest month first. */
export async function listPaymentsOfElder(
  tx: Tx,
  policies: Policies,
  elderId: string,
  query: QueryOf<typeof listElderPayments>,
): Promise<ReplyOf<typeof listElderPayments>> {
  const limit = query.limit ?? 50
  let page = tx
    .selectFrom('benefit_payment')
    .select([...columns, 'facts', 'decision'])
    .where('elder_id', '=', elderId)
    .where('state', '<>', 'cancelled')
  if (query.after) {
    const [month, id] = [query.after.slice(0, 7), query.after.slice(8)]
    page = page.where(sql<boolean>`(month, id) < (${month}, ${id}::uuid)`)
  }
  const rows = await page
    .orderBy('month', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const payments = await describe(tx, policies, shown)
  const last = shown.at(-1)
  return {
    rows: payments.map((payment, at) => ({ ...payment, ...pickFrozen(shown[at]) })),
    next: rows.length > limit && last ? `${last.month} ${last.id}` : null,
  }
}

function pickFrozen(row: Pick<Selectable<BenefitPayment>, 'facts' | 'decision'> | undefined): FrozenDecision {
  const { facts, decision } = row as unknown as FrozenDecision
  return { facts, decision }
}

/** Newest first. */
export async function listReturnedFor(
  tx: Tx,
  policies: Policies,
  query: QueryOf<typeof listReturnedPayments>,
): Promise<ReplyOf<typeof listReturnedPayments>> {
  const limit = query.limit ?? 50
  let page = tx.selectFrom('benefit_payment').select(columns).where('state', '=', 'returned')
  if (query.region) {
    const { from, to } = rangeOf(query.region)
    page = page.where('region', '>=', from).where('region', '<=', to)
  }
  if (query.programme) page = page.where('programme', '=', query.programme)
  if (query.after) page = page.where('id', '<', query.after)
  const rows = await page
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return {
    rows: await describe(tx, policies, rows.slice(0, limit)),
    next: rows.length > limit ? (rows.at(limit - 1)?.id ?? null) : null,
  }
}

/** @throws notFound */
export async function getPaymentRow(tx: Tx, policies: Policies, { county, id }: RunPlace): Promise<Payment> {
  const rows = await tx
    .selectFrom('benefit_payment')
    .select(columns)
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
  const [payment] = await describe(tx, policies, rows)
  if (!payment) throw notFound()
  return payment
}

async function describe(tx: Tx, policies: Policies, rows: readonly Row[]): Promise<Payment[]> {
  const names = await nameRegions(
    tx,
    rows.map((row) => row.region),
  )
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    runId: row.run_id,
    elderCounty: row.elder_county,
    elderId: row.elder_id,
    elderName: row.elder_name,
    region: row.region,
    regionName: names(row.region).path,
    programme: row.programme,
    programmeName: policies.nameOf(row.programme),
    month: row.month,
    fen: row.fen,
    state: row.state as PaymentState,
    payee: row.payee_name_masked,
    account: row.payee_account_masked,
    paidAt: row.paid_at?.toISOString() ?? null,
    reason: row.reason,
  }))
}
