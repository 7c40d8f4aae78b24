import { useMemo } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { type Filter, type FilterValues, readFilters, writeFilters } from './filter.ts'

interface Passed {
  /** The cursors of the pages before this one, first page first. */
  readonly before?: readonly string[]
}

export interface ListState {
  readonly values: FilterValues
  readonly after: string | undefined
  readonly page: number
  readonly narrow: (values: FilterValues) => void
  readonly next: (after: string) => void
  readonly previous: (() => void) | undefined
}

/** The state of a list lives in its address: reload it, send it, go back to it. */
export function useListState(filters: readonly Filter[]): ListState {
  const [address, setAddress] = useSearchParams()
  const location = useLocation()
  const navigate = useNavigate()
  const written = address.toString()
  const values = useMemo(() => readFilters(filters, new URLSearchParams(written)), [filters, written])
  const after = address.get('after') ?? undefined
  const before = (location.state as Passed | null)?.before ?? []

  const go = (cursor: string | undefined, passed: Passed) => {
    const next = writeFilters(filters, values)
    if (cursor !== undefined && cursor !== '') next.set('after', cursor)
    void navigate({ search: next.toString() }, { state: passed })
  }
  return {
    values,
    after,
    page: before.length + 1,
    narrow: (chosen) => setAddress(writeFilters(filters, chosen), { replace: true, preventScrollReset: true }),
    next: (cursor) => go(cursor, { before: [...before, after ?? ''] }),
    previous: after === undefined ? undefined : () => go(before.at(-1), { before: before.slice(0, -1) }),
  }
}
