import type { ListFilter } from '@yinian/core/lists/api.ts'
import { type Filter, type FilterValues, namesOf, writeFilters } from './filter.ts'

/** What a view keeps of what is chosen: everything but words searched for, which are personal data. */
export function keptFilter(filters: readonly Filter[], values: FilterValues): ListFilter {
  const searched = new Set(filters.filter(({ kind }) => kind === 'search').flatMap(namesOf))
  const kept: ListFilter = {}
  for (const [name, value] of Object.entries(values))
    if (!searched.has(name)) kept[name] = typeof value === 'string' ? value : [...value]
  return kept
}

/** Whether what is chosen is just what a view keeps, in whatever order. */
export function isView(filters: readonly Filter[], view: ListFilter, values: FilterValues): boolean {
  const written = (chosen: FilterValues) => {
    const address = writeFilters(filters, chosen)
    address.sort()
    return address.toString()
  }
  return written(view) === written(values)
}
