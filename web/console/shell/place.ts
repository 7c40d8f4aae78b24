import type { Admission } from '@yinian/core/http/endpoint.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { ComponentType } from 'react'

/** The groups of the side navigation, in their order. */
export const groups = {
  daily: { zh: '', en: '' },
  registers: { zh: '台账', en: 'Registers' },
  checking: { zh: '核实', en: 'Checking' },
  care: { zh: '关爱', en: 'Care' },
  assessments: { zh: '评估', en: 'Assessment' },
  insurance: { zh: '长护险', en: 'Long-term care insurance' },
  benefits: { zh: '待遇', en: 'Benefits' },
  oversight: { zh: '监督', en: 'Oversight' },
  system: { zh: '系统', en: 'System' },
} as const satisfies Record<string, Text>
export type Group = keyof typeof groups

type LoadPage = () => Promise<ComponentType>

/** A page below a place. */
export interface Page {
  /** Below the place's path: `new`, `:id`, `:id/grants`. */
  readonly path: string
  /** What the breadcrumb says until the page says its own name (`usePageName`). */
  readonly name: Text
  readonly permission: Admission
  readonly load: LoadPage
}

/** One entry of the side navigation. A module lists its own in `console/<module>/places.tsx` as `places`. */
export interface Place {
  /** Address below the console: `/people`. */
  readonly path: string
  readonly label: Text
  readonly icon: ComponentType
  readonly group: Group
  /** Position inside its group. */
  readonly order: number
  /** Whoever lacks it does not see the entry. */
  readonly permission: Admission
  /** `g` and then this letter goes there. */
  readonly letter?: string
  readonly load: LoadPage
  readonly pages?: readonly Page[]
}

/** The place an address belongs to: of those that lead there the one that says most. */
export function placeAt(places: readonly Place[], address: string): Place | undefined {
  return places
    .filter(({ path }) => address === path || (path !== '/' && address.startsWith(`${path}/`)))
    .toSorted((one, other) => other.path.length - one.path.length)[0]
}
