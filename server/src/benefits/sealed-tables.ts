import type { SealedTable } from '../crypto/sealed-table.ts'
import { labelOfPayment } from './payees.ts'

/** What payments keep sealed. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'benefit_payment',
    byCounty: true,
    key: { id: 'uuid' },
    values: [{ column: 'payee_sealed', label: (row) => labelOfPayment(row.id ?? '') }],
  },
]
