import type { SealedTable } from '../crypto/sealed-table.ts'
import { assessorLabels, numberIndexKind } from './operations.ts'

/** What the register of assessors keeps sealed. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'assessor',
    byCounty: true,
    key: { id: 'uuid' },
    values: [
      {
        column: 'document_number_sealed',
        label: (row) => assessorLabels.documentNumber(row.id ?? ''),
        index: { column: 'document_number_index', kind: numberIndexKind, of: (plain) => plain },
      },
      { column: 'phone_sealed', label: (row) => assessorLabels.phone(row.id ?? '') },
    ],
  },
]
