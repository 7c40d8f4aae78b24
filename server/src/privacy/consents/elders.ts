import type { Tx } from '../../db/database.ts'

/** What of an elder's file this module has to know. */
export interface ElderOfFile {
  readonly county: string
  readonly id: string
  readonly region: string
  readonly name: string
  readonly state: string
  readonly documentNumberMasked: string
  /** False where another county is responsible. */
  readonly responsible: boolean
}

/** The register, as it is handed in: this module stands below it. */
export interface Elders {
  /** @throws notFound */
  get(tx: Tx, id: string): Promise<ElderOfFile>
  /** Holds the row until the transaction ends. @throws notFound when there is none the actor is responsible for */
  lock(tx: Tx, id: string): Promise<ElderOfFile>
}
