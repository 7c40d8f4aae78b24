import type { Tx } from '../db/database.ts'

/** Assessments with a result that each assessor has signed, as far as the reader sees them. */
type CountCompleted = (tx: Tx, assessorIds: readonly string[]) => Promise<ReadonlyMap<string, number>>

let counted: CountCompleted = async () => new Map()

/** Given by the module in which assessors work. */
export function declareCompleted(count: CountCompleted): void {
  counted = count
}

export function countCompleted(tx: Tx, assessorIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return counted(tx, assessorIds)
}
