import { notReturned, paidInFuture, unknownPayment } from '@yinian/core/benefits/problems.ts'
import type { recordPaid, settleReturned } from '@yinian/core/benefits/run-api.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Work } from '../http/work.ts'
import { type AccountName, type Posting, postTransfers } from '../ledger/index.ts'
import { lockRun, movePayments, type RunPlace, recordRun, stateAfter } from './run-record.ts'

interface PaidRow {
  readonly id: string
  readonly elder_id: string
  readonly merged_from: string | null
  readonly elder_name: string
  readonly fen: number
}

/** Records what the bank did: everybody paid but those named, whose money came back. */
export async function recordPaidOf(work: Work, place: RunPlace, body: BodyOf<typeof recordPaid>): Promise<void> {
  const { tx, actor } = work
  const run = await lockRun(tx, place, body.version)
  const state = stateAfter(run, 'pay', actor)
  const paidAt = new Date(body.paidAt)
  if (paidAt > actor.now) throw paidInFuture({ at: '/paidAt' })
  const paid = await tx
    .selectFrom('benefit_payment')
    .select(['id', 'elder_id', 'merged_from', 'elder_name', 'fen'])
    .where('county', '=', run.county)
    .where('run_id', '=', run.id)
    .where('state', '=', 'approved')
    .execute()
  const back = new Map(body.returned.map((one) => [one.paymentId, one.reason]))
  const of = new Set(paid.map((payment) => payment.id))
  if ([...back.keys()].some((id) => !of.has(id))) throw unknownPayment({ at: '/returned' })

  await movePayments(tx, run, 'approved', { state: 'paid', paid_at: paidAt })
  await markReturned(work, run, back)
  const returned = paid.filter((payment) => back.has(payment.id))
  await postTransfers(work, run.county, [
    ...paid.map((payment) => posting(payment, run, 'pay')),
    ...returned.map((payment) => posting(payment, run, 'return')),
  ])
  await recordRun(work, run, {
    event: 'pay',
    state,
    action: 'benefits.run-paid',
    change: { paid_by: actor.accountId, paid_at: paidAt, bank_reference: body.bankReference },
    detail: { bankReference: body.bankReference, returned: returned.length },
  })
}

async function markReturned({ tx, actor }: Work, run: RunPlace, back: ReadonlyMap<string, string>): Promise<void> {
  if (back.size === 0) return
  const rows = [...back].map(([id, reason]) => ({ id, reason }))
  await sql`
    update benefit_payment p set state = 'returned', returned_at = ${actor.now}, reason = r.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, reason text)
    where p.county = ${run.county} and p.id = r.id and p.state = 'paid'`.execute(tx)
}

function posting(
  payment: PaidRow,
  run: { readonly id: string; readonly programme: string },
  purpose: 'pay' | 'return' | 'repay' | 'refund',
  cause: string = purpose,
): Posting {
  const { programme } = run
  const recipient: AccountName = {
    kind: 'recipient',
    elderId: payment.elder_id,
    ...(payment.merged_from === null ? {} : { mergedFrom: payment.merged_from }),
    holder: payment.elder_name,
  }
  const [payable, returned]: AccountName[] = [
    { kind: 'payable', programme },
    { kind: 'returned', programme },
  ] as const
  const ways = {
    pay: [payable, recipient],
    return: [recipient, returned],
    repay: [returned, recipient],
    refund: [returned, { kind: 'treasury' }],
  } as const
  const [from, to] = ways[purpose] as readonly [AccountName, AccountName]
  return { key: `payment:${payment.id}:${cause}`, purpose, from, to, fen: payment.fen, runId: run.id }
}

/** Pays again what the bank returned, or gives it back to the treasury; either happens once. */
export async function settleReturnedPayment(
  work: Work,
  place: RunPlace,
  { how, bankReference }: BodyOf<typeof settleReturned>,
): Promise<void> {
  const { tx, actor } = work
  const payment = await tx
    .selectFrom('benefit_payment')
    .select(['id', 'run_id', 'region', 'elder_id', 'merged_from', 'elder_name', 'programme', 'month', 'fen', 'state'])
    .where('county', '=', place.county)
    .where('id', '=', place.id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!payment) throw notFound()
  if (payment.state !== 'returned') throw notReturned()
  await tx
    .updateTable('benefit_payment')
    .set(how === 'repay' ? { state: 'paid', paid_at: actor.now } : { state: 'cancelled' })
    .where('county', '=', place.county)
    .where('id', '=', place.id)
    .execute()
  if (how === 'refund') {
    await tx
      .deleteFrom('benefit_claim')
      .where('county', '=', place.county)
      .where('payment_id', '=', payment.id)
      .execute()
  }
  await postTransfers(work, place.county, [posting(payment, { id: payment.run_id, programme: payment.programme }, how)])
  await audit(work, 'benefits.return-settled', {
    region: payment.region,
    subjectType: 'benefit-payment',
    subjectId: payment.id,
    elderId: payment.elder_id,
    detail: { how, bankReference, programme: payment.programme, month: payment.month, fen: payment.fen },
  })
}
