import type { SealedTable } from '../crypto/sealed-table.ts'
import { agreementLabel } from './agreements.ts'
import { comparisonLabel } from './comparisons/read-comparison.ts'
import { credentialLabel } from './connectors/change-connector.ts'

/** Credentials of other departments, and lists they delivered until they are compared. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'exchange_connector',
    byCounty: true,
    key: { id: 'uuid' },
    values: [{ column: 'credential_sealed', label: (row) => credentialLabel(row.id ?? '') }],
  },
  {
    table: 'exchange_comparison',
    byCounty: true,
    key: { id: 'uuid' },
    values: [{ column: 'file_sealed', label: (row) => comparisonLabel(row.id ?? '') }],
    rowsAtOnce: 2,
  },
  {
    table: 'exchange_agreement',
    byCounty: true,
    key: { id: 'uuid' },
    values: [{ column: 'content_sealed', label: (row) => agreementLabel(row.id ?? '') }],
    rowsAtOnce: 2,
  },
]
