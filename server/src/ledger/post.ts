import { requireTransfer, selectNew, type Transfer, type TransferPurpose } from '@yinian/core/ledger/transfer.ts'
import { regionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { type AccountName, keyOfAccount, type OpenAccount, openAccounts } from './accounts.ts'

/** Money to be moved between two accounts of a county, named by what they are. */
export interface Posting {
  /** Names the cause; the same cause is posted once however often it is asked. */
  readonly key: string
  readonly purpose: TransferPurpose
  readonly from: AccountName
  readonly to: AccountName
  readonly fen: number
  readonly runId?: string
}

const batch = 5_000

/**
 * Posts transfers in the transaction of the change that causes them. What was posted before under the same key is left
 * alone; under the same key with other content it is refused.
 * @returns how many were new
 */
export async function postTransfers(
  work: Pick<Work, 'tx' | 'actor'>,
  county: string,
  postings: readonly Posting[],
): Promise<number> {
  let posted = 0
  for (let at = 0; at < postings.length; at += batch) {
    const some = postings.slice(at, at + batch)
    const accounts = await openAccounts(
      work,
      county,
      some.flatMap(({ from, to }) => [from, to]),
    )
    posted += await postBatch(work, county, some, accounts)
  }
  return posted
}

async function postBatch(
  work: Pick<Work, 'tx' | 'actor'>,
  county: string,
  postings: readonly Posting[],
  accounts: ReadonlyMap<string, OpenAccount>,
): Promise<number> {
  const byId = new Map([...accounts.values()].map((account) => [account.id, account]))
  const runs = new Map(postings.map(({ key, runId }) => [key, runId ?? null]))
  const asked = postings.map(({ key, purpose, from, to, fen }) => {
    const debit = accounts.get(keyOfAccount(from))?.id ?? ''
    const credit = accounts.get(keyOfAccount(to))?.id ?? ''
    return requireTransfer({ key, purpose, debit, credit, fen }, (id) => byId.get(id))
  })
  const fresh = selectNew(await findPosted(work, county, asked), asked)
  const inserted = await insertTransfers(work, county, fresh, runs)
  // Somebody else posted the same causes at the same moment: equal content is no fault, different content is.
  if (inserted < fresh.length) selectNew(await findPosted(work, county, fresh), fresh)
  return inserted
}

async function findPosted({ tx }: Pick<Work, 'tx'>, county: string, asked: readonly Transfer[]): Promise<Transfer[]> {
  const rows = await tx
    .selectFrom('ledger_transfer')
    .select(['key', 'purpose', 'debit_id as debit', 'credit_id as credit', 'fen'])
    .where('county', '=', county)
    .where(sql<boolean>`key = any (${asked.map((transfer) => transfer.key)}::text[])`)
    .execute()
  return rows.map((row) => ({ ...row, purpose: row.purpose as TransferPurpose }))
}

async function insertTransfers(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  county: string,
  transfers: readonly Transfer[],
  runs: ReadonlyMap<string, string | null>,
): Promise<number> {
  if (transfers.length === 0) return 0
  const rows = transfers.map((transfer) => ({ ...transfer, id: newId(actor.now), run: runs.get(transfer.key) }))
  const { rows: inserted } = await sql`
    insert into ledger_transfer (county, id, region, key, purpose, debit_id, credit_id, fen, run_id, posted_at, posted_by)
    select ${county}, id, ${regionCode(county)}, key, purpose, debit, credit, fen, run, ${actor.now}, ${actor.accountId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, key text, purpose text, debit uuid, credit uuid, fen bigint, run uuid)
    on conflict (county, key) do nothing
    returning key`.execute(tx)
  return inserted.length
}
