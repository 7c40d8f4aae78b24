import type { RegionCode } from '@yinian/core/regions/code.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { addToMonth, type Month, monthOf } from '@yinian/core/time/day.ts'
import { useSearchParams } from 'react-router'
import { useMe } from '../shell/me.tsx'

export interface Where {
  readonly region: RegionCode
  readonly period: Month
  /** Changes the place or the month and keeps the rest of the address. */
  readonly go: (to: { readonly region?: RegionCode; readonly period?: Month; readonly compare?: string }) => void
  /** The indicator whose divisions the board compares; absent until somebody chose. */
  readonly compare: string | undefined
  /** The address of another page about the same place and month. */
  readonly address: (path: string, more?: Readonly<Record<string, string>>) => string
}

/** The place and the month a page is about live in its address; at first one's own area and the running month. */
export function useWhere(): Where {
  const { regions, today } = useMe()
  const [address, setAddress] = useSearchParams()
  const region = address.get('region') ?? regions[0]?.code ?? nation
  const period = address.get('period') ?? monthOf(today)
  return {
    region,
    period,
    compare: address.get('compare') ?? undefined,
    go: (to) => {
      const next = new URLSearchParams({ region, period })
      const compare = to.compare ?? address.get('compare')
      if (compare !== null) next.set('compare', compare)
      for (const [name, value] of Object.entries(to)) next.set(name, value)
      setAddress(next, { preventScrollReset: to.region === undefined })
    },
    address: (path, more = {}) => `${path}?${new URLSearchParams({ region, period, ...more })}`,
  }
}

const monthsBack = 24

/** The months that can be looked at: this one and the two years before. */
export function monthsUpTo(month: Month): Month[] {
  return Array.from({ length: monthsBack }, (_, back) => addToMonth(month, -back))
}
