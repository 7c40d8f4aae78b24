/** A choice of a filter. */
export interface Option {
  readonly value: string
  readonly label: string
}

/** What a list can be narrowed by. Each name is at once the name in the address and in the query of the endpoint. */
export type Filter =
  | { readonly kind: 'search'; readonly name: string; readonly label: string; readonly hint?: string }
  | {
      readonly kind: 'choice'
      readonly name: string
      readonly label: string
      readonly options: readonly Option[]
      /** What nothing chosen means, where it does not mean all. */
      readonly without?: string
    }
  | { readonly kind: 'choices'; readonly name: string; readonly label: string; readonly options: readonly Option[] }
  | { readonly kind: 'region'; readonly name: string; readonly label: string }
  | { readonly kind: 'day'; readonly name: string; readonly label: string }
  | { readonly kind: 'days'; readonly name: string; readonly until: string; readonly label: string }
  | { readonly kind: 'flag'; readonly name: string; readonly label: string }
  /** Only ever set by a link to the list; shown as something that can be taken off. */
  | { readonly kind: 'given'; readonly name: string; readonly label: string }

/** What is chosen, by name. Nothing chosen is absent, never empty. */
export type FilterValues = Readonly<Record<string, string | readonly string[]>>

/** The names a filter occupies in the address. */
export function namesOf(filter: Filter): string[] {
  return filter.kind === 'days' ? [filter.name, filter.until] : [filter.name]
}

/** Reads what is chosen from the address; what no filter knows is passed over. */
export function readFilters(filters: readonly Filter[], address: URLSearchParams): FilterValues {
  const values: Record<string, string | readonly string[]> = {}
  for (const filter of filters) {
    for (const name of namesOf(filter)) {
      const written = address.getAll(name).filter((value) => value !== '')
      if (written[0] === undefined) continue
      values[name] = filter.kind === 'choices' ? written : written[0]
    }
  }
  return values
}

/** Writes what is chosen into an address, in the order of the filters, so that the same choice has one address. */
export function writeFilters(filters: readonly Filter[], values: FilterValues): URLSearchParams {
  const address = new URLSearchParams()
  for (const name of filters.flatMap(namesOf)) {
    const value = values[name]
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one !== '') address.append(name, one)
  }
  return address
}
