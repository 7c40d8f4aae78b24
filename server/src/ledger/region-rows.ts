import { declareRegionRows } from '../regions/index.ts'

const ofThatDay = { zh: '账目保留当时的区划', en: 'The ledger keeps the division of its day' }

/** What becomes of the ledger when a division changes: nothing. */
export function declareLedgerRows(): void {
  declareRegionRows([
    { table: 'ledger_account', column: 'region', stays: ofThatDay },
    { table: 'ledger_transfer', column: 'region', stays: ofThatDay },
  ])
}
