import type { Admission } from '@yinian/core/http/endpoint.ts'
import type { ElderFile } from '@yinian/core/people/api.ts'
import type { ComponentType } from 'react'
import type { DueItem } from '../parts/file-page.tsx'

/** What another module shows in an elder's file. A module lists its own in `console/<module>/elder-panels.tsx` as `elderPanels`; parts of this module in their folder. */
export interface ElderPanel {
  readonly name: string
  /** Position among the sections of the file; the circumstances stand at 50, the people around at 60. */
  readonly order: number
  /** Whoever lacks it does not see the panel, and what is due is not asked for. */
  readonly permission: Admission
  /** A section of the file, most often a `Panel`. */
  readonly Section?: ComponentType<{ elder: ElderFile }>
  /** A hook that tells what is due for this elder. */
  readonly useDue?: (elder: ElderFile) => readonly DueItem[]
}

const found = import.meta.glob<{ elderPanels: readonly ElderPanel[] }>(
  ['../*/elder-panels.tsx', './*/elder-panels.tsx'],
  { eager: true },
)

export const elderPanels: readonly ElderPanel[] = Object.values(found)
  .flatMap((module) => module.elderPanels)
  .sort((one, other) => one.order - other.order)
