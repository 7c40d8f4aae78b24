import * as api from '@yinian/core/ledger/api.ts'
import type { Tx } from '../db/database.ts'
import type { Serve } from '../http/serve.ts'
import { listAccountsFor, listTransfersOf, type NameProgramme } from './queries.ts'

export function serveLedger(serve: Serve, namesAt: (tx: Tx) => Promise<NameProgramme>): void {
  serve(api.listLedgerAccounts, async ({ tx, query }) => listAccountsFor(tx, query, await namesAt(tx)))
  serve(api.listLedgerTransfers, async ({ tx, params, query }) => listTransfersOf(tx, params, query, await namesAt(tx)))
}
