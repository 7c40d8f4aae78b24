/** One sealed value of a row. */
export interface SealedValue {
  /** A `bytea` column, or a `jsonb` one with `path`. */
  readonly column: string
  /** Where in the `jsonb` column the value stands, as base64. */
  readonly path?: readonly string[]
  /** The label it is sealed under, from the row's key. */
  readonly label: (key: Readonly<Record<string, string>>) => string
  /** The blind index made of it. */
  readonly index?: IndexOfValue
}

/**
 * A table with sealed values, declared by its module so that they can be sealed anew under another key. The role `keeper`
 * needs select on the key and the values, update on the values, and a policy.
 */
export interface SealedTable {
  readonly table: string
  /** False where values belong to no county and are sealed under `nobodysCounty`. */
  readonly byCounty: boolean
  /** The primary key besides the county, with the types of its columns. */
  readonly key: Readonly<Record<string, 'uuid' | 'text' | 'int'>>
  readonly values: readonly SealedValue[]
  /** Rows taken at once, fewer where a value is a whole file. */
  readonly rowsAtOnce?: number
}

/** What belongs to no county is sealed with a key of its own. */
export const nobodysCounty = '000000'

/** The keyed hash under which a sealed value is found again. */
export interface IndexOfValue {
  readonly column: string
  /** As `vault.index` takes it. */
  readonly kind: string
  /** Further columns that what is hashed depends on. */
  readonly reads?: readonly string[]
  /** What is hashed, from the opened value and the columns read. */
  readonly of: (plain: string, row: Readonly<Record<string, string>>) => string
}

/** A table that holds copies of an index without the value it was made from. */
export interface IndexCopy {
  readonly table: string
  readonly column: string
  /** The kind of the index it is a copy of. */
  readonly kind: string
  /**
   * `claim`: a row takes the index for itself, so it stands under both while they are rewritten; the other columns are
   * named. `column`: the index is one of the row's columns and is rewritten at the end.
   */
  readonly how: { readonly claim: readonly string[] } | 'column'
}
