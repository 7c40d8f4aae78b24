import type { IndexCopy, SealedTable } from '../crypto/sealed-table.ts'
import { indexKinds } from '../people/index.ts'
import { accountIndexKind, accountOf, labelOfPayment, type PayeeDetails } from './payees.ts'

/** What payments keep sealed. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'benefit_payment',
    byCounty: true,
    key: { id: 'uuid' },
    values: [
      {
        column: 'payee_sealed',
        label: (row) => labelOfPayment(row.id ?? ''),
        index: {
          column: 'payee_account_index',
          kind: accountIndexKind,
          of: (plain) => accountOf(JSON.parse(plain) as PayeeDetails),
        },
      },
    ],
  },
]

export const indexCopies: readonly IndexCopy[] = [
  {
    table: 'benefit_claim',
    column: 'person_index',
    kind: indexKinds.documentNumber,
    how: { claim: ['programme', 'month', 'county', 'payment_id'] },
  },
  { table: 'benefit_payment', column: 'person_index', kind: indexKinds.documentNumber, how: 'column' },
]
