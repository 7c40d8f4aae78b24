import type { SealedTable } from '../crypto/sealed-table.ts'
import { informationLabel } from './information.ts'
import { contactLabel } from './operations/request.ts'

/** What assessments keep sealed. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'assessment',
    byCounty: true,
    key: { id: 'uuid' },
    values: [
      { column: 'phone_sealed', label: (row) => contactLabel(row.id ?? '') },
      { column: 'information_sealed', label: (row) => informationLabel(row.id ?? '') },
    ],
  },
]
