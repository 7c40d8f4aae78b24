import type { Text } from '@yinian/core/language/text.ts'
import { Refusal } from '../../client/refusal.ts'

/** Why one row of a bulk answer was not done; absent where it was. */
export function refusalOfRow(row: { readonly problem: Text | null } | undefined): Refusal | undefined {
  if (!row || row.problem === null) return undefined
  return new Refusal({
    type: '/problems/surveys.row',
    title: '',
    status: 409,
    code: 'surveys.row',
    message: { ...row.problem },
  })
}
