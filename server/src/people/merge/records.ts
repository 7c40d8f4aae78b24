import type { Text } from '@yinian/core/language/text.ts'
import type { Overpayment } from '@yinian/core/people/merge-api.ts'
import type { Day } from '@yinian/core/time/day.ts'
import type { Tx } from '../../db/database.ts'
import type { DB } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'

export interface MergePair {
  readonly county: string
  readonly survivorId: string
  readonly mergedId: string
}

export interface MergeDone extends MergePair {
  readonly id: string
  /** Blind index of the number the survivor goes by, and those of both files before. */
  readonly number: Buffer
  readonly numbers: readonly Buffer[]
}

export interface LevelOfPair {
  readonly elderId: string
  readonly level: number
  readonly validUntil: Day
}

/**
 * What a module keeps of elders in one table, and what becomes of it when two files turn out to be one person’s and when
 * the person moves to another county.
 */
export interface ElderRecords {
  readonly relation: keyof DB & string
  readonly name: Text
  /** `moves`: to the survivor. `stays`: the row tells what happened to that file then, or is seen to apart; with why. */
  readonly how: 'moves' | { readonly stays: string }
  /**
   * `along`: a fact of the person, which the other county has from then on. `ends`: a duty of the place, which is over.
   * `stays`: what happened there, and to that file; each with why.
   */
  readonly onTransfer: 'along' | { readonly ends: string } | { readonly stays: string }
  /** The row’s division is where the elder lives, and changes with it. */
  readonly follows?: boolean
  /** False where a row made since a merge cannot be given to the other file. */
  readonly hands?: boolean
  /** Rows of the merged file that say what one of the survivor’s says already: they stay with it. */
  readonly same?: (tx: Tx, pair: MergePair) => Promise<readonly string[]>
  /** What of this table stands in the way of a merge. */
  readonly obstacles?: (tx: Tx, pair: MergePair) => Promise<Text[]>
  readonly overpayments?: (tx: Tx, pair: MergePair) => Promise<Overpayment[]>
  /** The result that counts for both together, where this table knows one. */
  readonly level?: (tx: Tx, pair: MergePair) => Promise<LevelOfPair | undefined>
  readonly afterMerge?: (work: Work, merge: MergeDone) => Promise<void>
  readonly beforeUnmerge?: (work: Work, merge: MergeDone) => Promise<void>
  /** Words for one row, where an officer decides whose it is. */
  readonly describe?: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, Text>>
}

const declared = new Map<string, ElderRecords>()

/** Lets a module say what it keeps of elders; called once at start. A table with an elder that nobody declares fails a test. */
export function declareElderRecords(...records: readonly ElderRecords[]): void {
  for (const one of records) declared.set(one.relation, one)
}

export function elderRecords(): readonly ElderRecords[] {
  return [...declared.values()]
}

export function findElderRecords(relation: string): ElderRecords | undefined {
  return declared.get(relation)
}

export const movingRecords = (): ElderRecords[] => elderRecords().filter(({ how }) => how === 'moves')
