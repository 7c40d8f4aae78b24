import type { Text } from '../language/text.ts'
import { contradictions1to16 } from './contradictions-1-16.ts'
import { contradictions17to32 } from './contradictions-17-32.ts'

/** A matter on which the plans differ, or one plan differs from itself; shown beside each number it concerns. */
export interface Contradiction {
  readonly number: number
  readonly matter: Text
  readonly plansSay: Text
  /** What the platform does about it. */
  readonly consequence: Text
  readonly indicators: readonly string[]
}

export const contradictions: readonly Contradiction[] = [...contradictions1to16, ...contradictions17to32]

export function contradictionsOf(indicatorId: string): readonly Contradiction[] {
  return contradictions.filter(({ indicators }) => indicators.includes(indicatorId))
}
