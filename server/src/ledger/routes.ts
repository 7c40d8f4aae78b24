import * as api from '@yinian/core/ledger/api.ts'
import type { Serve } from '../http/serve.ts'
import { listAccountsFor, listTransfersOf, type NameProgramme } from './queries.ts'

export function serveLedger(serve: Serve, nameProgramme: NameProgramme): void {
  serve(api.listLedgerAccounts, ({ tx, query }) => listAccountsFor(tx, query, nameProgramme))
  serve(api.listLedgerTransfers, ({ tx, params, query }) => listTransfersOf(tx, params, query, nameProgramme))
}
