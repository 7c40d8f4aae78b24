import type { SealedTable } from '../crypto/sealed-table.ts'
import { exportLabels } from './exports.ts'

/** What is kept sealed of exports. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'list_export',
    byCounty: true,
    key: { id: 'uuid' },
    values: [{ column: 'filter_sealed', label: (row) => exportLabels.filter(row.id ?? '') }],
  },
  {
    table: 'list_export_part',
    byCounty: true,
    key: { export_id: 'uuid', part: 'int' },
    values: [{ column: 'content_sealed', label: (row) => exportLabels.part(row.export_id ?? '', Number(row.part)) }],
    // A megabyte each.
    rowsAtOnce: 4,
  },
]
