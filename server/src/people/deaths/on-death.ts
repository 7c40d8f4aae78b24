import type { Work } from '../../http/work.ts'
import type { ElderReference } from '../elder-file.ts'

/** What a module does when a death is confirmed, and when that turns out to be a mistake. */
export interface OnDeath {
  /** @returns what it closed, to be handed back when the death is undone; without personal data */
  readonly closed: (work: Work, elder: ElderReference, reason: string) => Promise<readonly string[]>
  readonly undone: (work: Work, elder: ElderReference, closed: readonly string[]) => Promise<void>
}

const declared = new Map<string, OnDeath>()

/** Lets a module end what ends with a life; called once at start. */
export function declareOnDeath(module: string, onDeath: OnDeath): void {
  declared.set(module, onDeath)
}

export const onDeaths = (): readonly (readonly [string, OnDeath])[] => [...declared]
