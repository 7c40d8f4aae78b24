import type { LevelRow } from '@yinian/core/people/as-of/facts.ts'
import type { KeptRow } from '@yinian/core/people/as-of/kept-row.ts'
import type { Tx } from '../../db/database.ts'

export interface LevelKept extends KeptRow<LevelRow> {
  /** The table it stands in, which a merge remembers it by. */
  readonly relation: string
  /** When it was declared void. */
  readonly voided: string | null
}

/** Results that ever gave these elders of a county a level, with when each became known. */
export type TellLevels = (tx: Tx, county: string, elderIds: readonly string[]) => Promise<LevelKept[]>

const tellers = new Map<string, TellLevels>()

/** Lets a module say where levels come from; called once at start. */
export function declareLevels(module: string, tell: TellLevels): void {
  tellers.set(module, tell)
}

export async function levelsOf(tx: Tx, county: string, elderIds: readonly string[]): Promise<LevelKept[]> {
  const told: LevelKept[] = []
  for (const tell of tellers.values()) told.push(...(await tell(tx, county, elderIds)))
  return told
}
