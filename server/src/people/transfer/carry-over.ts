import type { Text } from '@yinian/core/language/text.ts'
import type { Day } from '@yinian/core/time/day.ts'
import type { Tx } from '../../db/database.ts'
import type { Work } from '../../http/work.ts'

export interface FileOf {
  readonly county: string
  readonly id: string
  readonly region: string
}

export interface Counted {
  readonly name: Text
  readonly count: number
}

/** The move that something is carried by. */
export interface Moving {
  readonly movedOn: Day
  /** What is put before the source of everything carried: where it comes from. */
  readonly source: string
  /** Who each of the people around became in the county moved to. */
  readonly relatives: ReadonlyMap<string, string>
  /** Which consent each became there. */
  readonly consents: ReadonlyMap<string, string>
}

export interface CarriedOver {
  /** How much went along. */
  readonly along: number
  /** What ended here because of the move. */
  readonly ended?: readonly Counted[]
  /** What the county moved to has to take up now. */
  readonly due?: readonly Text[]
}

/** What a module does with what it keeps of an elder when another county takes over. */
export interface CarryOver {
  readonly name: Text
  /** What has to be finished before the elder can move. */
  readonly obstacles?: (tx: Tx, from: FileOf) => Promise<Text[]>
  /** Brings along what goes along, and ends what was the former place’s to do. */
  readonly carry?: (work: Work, from: FileOf, to: FileOf, move: Moving) => Promise<CarriedOver>
  /** Where the level on the file comes from, so that the other county can recognise it. */
  readonly levelSource?: (tx: Tx, from: FileOf) => Promise<string | undefined>
}

const declared = new Map<string, CarryOver>()

/** Lets a module say what it carries to another county; called once at start. */
export function declareCarryOver(module: string, carryOver: CarryOver): void {
  declared.set(module, carryOver)
}

export const carryOvers = (): readonly CarryOver[] => [...declared.values()]

/** What stands in the way of a move now. */
export async function obstaclesToMove(tx: Tx, from: FileOf): Promise<Text[]> {
  const found: Text[] = []
  for (const { obstacles } of carryOvers()) found.push(...((await obstacles?.(tx, from)) ?? []))
  return found
}
