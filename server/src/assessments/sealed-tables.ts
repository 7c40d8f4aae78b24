import type { SealedTable } from '../crypto/sealed-table.ts'
import { informationLabel } from './information.ts'
import { findingLabel } from './joint/findings.ts'
import { lookupLabel } from './lookups/batch.ts'
import { contactLabel } from './operations/request.ts'
import { documentLabel } from './records/documents.ts'
import { contentLabel } from './records/read.ts'

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
  {
    table: 'instrument_record',
    byCounty: true,
    key: { id: 'uuid' },
    values: [{ column: 'content_sealed', label: (row) => contentLabel(row.id ?? '') }],
  },
  {
    table: 'assessment_document',
    byCounty: true,
    key: { id: 'uuid' },
    values: [{ column: 'content_sealed', label: (row) => documentLabel(row.id ?? '') }],
  },
  {
    table: 'health_finding',
    byCounty: true,
    key: { id: 'uuid' },
    values: [{ column: 'value_sealed', label: (row) => findingLabel(row.id ?? '') }],
  },
  {
    table: 'result_lookup',
    byCounty: true,
    key: { id: 'uuid' },
    values: [{ column: 'result_sealed', label: (row) => lookupLabel(row.id ?? '') }],
  },
]
