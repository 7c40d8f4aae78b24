import { type DocumentType, documentKey } from '@yinian/core/people/identity-document.ts'
import type { IndexCopy, SealedTable } from '../crypto/sealed-table.ts'
import { importLabels } from './imports/kept-file.ts'
import { indexKinds, labelOfColumn, labels, payeeKey } from './sealed-elder.ts'

const id = { id: 'uuid' } as const
const ofRow = (label: (id: string) => string) => (row: Readonly<Record<string, string>>) => label(row.id ?? '')

/** What the register keeps sealed. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'elder',
    byCounty: true,
    key: id,
    values: [
      {
        column: 'document_number_sealed',
        label: ofRow(labels.documentNumber),
        index: {
          column: 'document_number_index',
          kind: indexKinds.documentNumber,
          reads: ['document_type'],
          of: (plain, row) => documentKey(row.document_type as DocumentType, plain),
        },
      },
      {
        column: 'phone_sealed',
        label: ofRow(labels.phone),
        index: { column: 'phone_index', kind: indexKinds.phone, of: (plain) => plain },
      },
      { column: 'address_sealed', label: ofRow(labels.address) },
      {
        column: 'payee_sealed',
        label: ofRow(labels.payee),
        index: {
          column: 'payee_index',
          kind: indexKinds.payee,
          of: (plain) => payeeKey((JSON.parse(plain) as { accountNumber: string }).accountNumber),
        },
      },
    ],
  },
  {
    table: 'related_person',
    byCounty: true,
    key: id,
    values: [{ column: 'phone_sealed', label: ofRow(labels.relatedPersonPhone) }],
  },
  {
    table: 'guardianship_arrangement',
    byCounty: true,
    key: id,
    values: [{ column: 'candidate_phone_sealed', label: ofRow(labels.guardianCandidatePhone) }],
  },
  {
    table: 'guardianship_step',
    byCounty: true,
    key: id,
    values: [{ column: 'note_sealed', label: ofRow(labels.guardianshipNote) }],
  },
  {
    table: 'family_contact',
    byCounty: true,
    key: id,
    values: [{ column: 'works_at_sealed', label: ofRow(labels.childWorkplace) }],
  },
  {
    table: 'care_plan',
    byCounty: true,
    key: id,
    values: [
      { column: 'person_phone_sealed', label: ofRow(labels.carePersonPhone) },
      { column: 'note_sealed', label: ofRow(labels.carePlanNote) },
    ],
  },
  {
    table: 'care_contact',
    byCounty: true,
    key: id,
    values: [
      { column: 'finding_sealed', label: ofRow(labels.careFinding) },
      { column: 'need_sealed', label: ofRow(labels.careNeed) },
    ],
  },
  {
    table: 'former_document',
    byCounty: true,
    key: id,
    values: [
      {
        column: 'number_sealed',
        label: ofRow(labels.formerDocument),
        index: {
          column: 'number_index',
          kind: indexKinds.documentNumber,
          reads: ['document_type'],
          of: (plain, row) => documentKey(row.document_type as DocumentType, plain),
        },
      },
    ],
  },
  {
    table: 'elder_former_particular',
    byCounty: true,
    key: { ...id, field: 'text', of_file: 'uuid' },
    values: [{ column: 'value_sealed', label: (row) => labels.formerParticular(row.field ?? '', row.of_file ?? '') }],
  },
  {
    table: 'elder_merge_sealed',
    byCounty: true,
    key: { ...id, relation: 'text', row_id: 'uuid', sealed_column: 'text' },
    values: [
      {
        column: 'before_sealed',
        // sealed as it was, so that it goes back byte for byte
        label: (row) => labelOfColumn(row.relation ?? '', row.sealed_column ?? '', row.row_id ?? ''),
      },
      { column: 'after_sealed', label: ofRow(labels.mergeAfter) },
    ],
  },
  {
    table: 'people_import',
    byCounty: true,
    key: id,
    values: [
      { column: 'file_sealed', label: ofRow(importLabels.file) },
      { column: 'mapping', path: ['samples'], label: ofRow(importLabels.samples) },
    ],
    // A whole file of up to 50 MB each.
    rowsAtOnce: 1,
  },
  {
    table: 'people_import_part',
    byCounty: true,
    key: { import_id: 'uuid', part: 'int' },
    values: [{ column: 'content_sealed', label: (row) => importLabels.part(row.import_id ?? '', Number(row.part)) }],
    // A megabyte each.
    rowsAtOnce: 4,
  },
]

export const indexCopies: readonly IndexCopy[] = [
  {
    table: 'identity_claim',
    column: 'document_index',
    kind: indexKinds.documentNumber,
    how: { claim: ['county', 'elder_id'] },
  },
]
