import type { Tx } from '../db/database.ts'

/** How much of an organisation's work is not finished, as far as the reader sees it. */
type CountUnfinished = (tx: Tx, organisationId: string) => Promise<number>

const counts: CountUnfinished[] = []

/** Modules that give organisations work say how much of it is open; with open work none is removed from the register. */
export function declareUnfinished(count: CountUnfinished): void {
  if (!counts.includes(count)) counts.push(count)
}

export async function countUnfinished(tx: Tx, organisationId: string): Promise<number> {
  let total = 0
  for (const count of counts) total += await count(tx, organisationId)
  return total
}
