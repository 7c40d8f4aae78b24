import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { LedgerAccount, listLedgerAccounts, listLedgerTransfers } from '@yinian/core/ledger/api.ts'
import { type AccountKind, accountKinds, type TransferPurpose } from '@yinian/core/ledger/transfer.ts'
import { rangeOf } from '@yinian/core/regions/code.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'

interface AccountRow {
  readonly county: string
  readonly id: string
  readonly kind: AccountKind
  readonly programme: string | null
  readonly elder_id: string | null
  readonly holder: string | null
  readonly balance: number
}

/** What a programme is called; the ledger itself knows only its code. */
export type NameProgramme = (programme: string) => Text

const balance = sql<number>`(
  coalesce((select sum(fen) from ledger_transfer t where t.county = a.county and t.credit_id = a.id), 0) -
  coalesce((select sum(fen) from ledger_transfer t where t.county = a.county and t.debit_id = a.id), 0))::bigint`

/** Accounts with balances; those of programmes and the treasury before those of recipients, then in the order opened. */
export async function listAccountsFor(
  tx: Tx,
  query: QueryOf<typeof listLedgerAccounts>,
  nameProgramme: NameProgramme,
): Promise<ReplyOf<typeof listLedgerAccounts>> {
  const limit = query.limit ?? 50
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (query.kind) conditions.push(sql`a.kind = ${query.kind}`)
  if (query.programme) conditions.push(sql`a.programme = ${query.programme}`)
  if (query.region) {
    const { from, to } = rangeOf(query.region)
    conditions.push(sql`a.region between ${from} and ${to}`)
  }
  if (query.after) {
    const [held, id] = [query.after.startsWith('1'), query.after.slice(1)]
    conditions.push(sql`((a.elder_id is not null), a.id) > (${held}, ${id}::uuid)`)
  }
  const { rows } = await sql<AccountRow>`
    select a.county, a.id, a.kind, a.programme, a.elder_id, a.holder, ${balance} as balance
    from (select * from ledger_account a where ${sql.join(conditions, sql` and `)}
      order by (a.elder_id is not null), a.id limit ${limit + 1}) a
    order by (a.elder_id is not null), a.id`.execute(tx)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last ? `${last.elder_id === null ? 0 : 1}${last.id}` : null
  return { rows: shown.map((row) => describe(row, nameProgramme)), next }
}

/** @throws notFound */
export async function listTransfersOf(
  tx: Tx,
  { county, id }: { readonly county: string; readonly id: string },
  query: QueryOf<typeof listLedgerTransfers>,
  nameProgramme: NameProgramme,
): Promise<ReplyOf<typeof listLedgerTransfers>> {
  const { rows: accounts } = await sql<AccountRow>`
    select a.county, a.id, a.kind, a.programme, a.elder_id, a.holder, ${balance} as balance
    from ledger_account a where a.county = ${county} and a.id = ${id}`.execute(tx)
  const account = accounts[0]
  if (!account) throw notFound()
  const limit = query.limit ?? 50
  const after = query.after ? sql`and t.id < ${query.after}::uuid` : sql``
  const side = (column: string) => sql`
    (select t.* from ledger_transfer t where t.county = ${county} and ${sql.ref(`t.${column}`)} = ${id} ${after}
      order by t.id desc limit ${limit + 1})`
  const { rows } = await sql<TransferRow>`
    select t.id, t.purpose, t.fen, t.run_id, t.posted_at, t.debit_id, t.credit_id,
      d.kind as debit_kind, d.programme as debit_programme, d.holder as debit_holder,
      c.kind as credit_kind, c.programme as credit_programme, c.holder as credit_holder
    from (${side('debit_id')} union all ${side('credit_id')}) t
    join ledger_account d on d.county = t.county and d.id = t.debit_id
    join ledger_account c on c.county = t.county and c.id = t.credit_id
    order by t.id desc limit ${limit + 1}`.execute(tx)
  const shown = rows.slice(0, limit)
  let standing = account.balance - (await movedAfter(tx, county, id, shown[0]?.id))
  return {
    account: describe(account, nameProgramme),
    rows: shown.map((row) => {
      const reached = standing
      standing -= row.credit_id === id ? row.fen : -row.fen
      return {
        id: row.id,
        purpose: row.purpose,
        debit: {
          id: row.debit_id,
          name: nameOf(
            { kind: row.debit_kind, programme: row.debit_programme, holder: row.debit_holder },
            nameProgramme,
          ),
        },
        credit: {
          id: row.credit_id,
          name: nameOf(
            { kind: row.credit_kind, programme: row.credit_programme, holder: row.credit_holder },
            nameProgramme,
          ),
        },
        fen: row.fen,
        balance: reached,
        runId: row.run_id,
        postedAt: row.posted_at.toISOString(),
      }
    }),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

interface TransferRow {
  readonly id: string
  readonly purpose: TransferPurpose
  readonly fen: number
  readonly run_id: string | null
  readonly posted_at: Date
  readonly debit_id: string
  readonly credit_id: string
  readonly debit_kind: AccountKind
  readonly debit_programme: string | null
  readonly debit_holder: string | null
  readonly credit_kind: AccountKind
  readonly credit_programme: string | null
  readonly credit_holder: string | null
}

/** Received less given after a transfer: what separates today's balance from the one reached by it. */
async function movedAfter(tx: Tx, county: string, id: string, transfer: string | undefined): Promise<number> {
  if (transfer === undefined) return 0
  const { rows } = await sql<{ moved: number }>`
    select (coalesce((select sum(fen) from ledger_transfer
        where county = ${county} and credit_id = ${id} and id > ${transfer}::uuid), 0) -
      coalesce((select sum(fen) from ledger_transfer
        where county = ${county} and debit_id = ${id} and id > ${transfer}::uuid), 0))::bigint as moved`.execute(tx)
  return rows[0]?.moved ?? 0
}

function describe(row: AccountRow, nameProgramme: NameProgramme): LedgerAccount {
  return {
    county: row.county,
    id: row.id,
    kind: row.kind,
    name: nameOf(row, nameProgramme),
    programme: row.programme,
    elderId: row.elder_id,
    balance: row.balance,
  }
}

function nameOf(
  account: { readonly kind: AccountKind; readonly programme: string | null; readonly holder: string | null },
  nameProgramme: NameProgramme,
): Text {
  const kind = accountKinds[account.kind]
  if (account.holder !== null) return { zh: account.holder, en: account.holder }
  if (account.programme === null) return { ...kind }
  const programme = nameProgramme(account.programme)
  return { zh: `${kind.zh}：${programme.zh}`, en: `${kind.en}: ${programme.en}` }
}
