import type { SealedTable } from '../crypto/sealed-table.ts'
import { labelOfSecret } from './check-code.ts'

export const sealedTables: readonly SealedTable[] = [
  {
    table: 'second_factor',
    byCounty: true,
    key: { account_id: 'uuid' },
    values: [{ column: 'secret_sealed', label: (row) => labelOfSecret(row.account_id ?? '') }],
  },
]
