import type { Text } from '@yinian/core/language/text.ts'
import type { Tx } from './database.ts'

/** What becomes of the rows an elder left in a table when their file is erased. */
export type TraceErasure =
  /** The rows go. */
  | 'rows'
  /** The rows stay; the columns named get the SQL expression beside them. */
  | { readonly set: Readonly<Record<string, string>>; readonly seal?: readonly SealedBlank[] }
  /** Nothing, and why. */
  | { readonly keep: Text }

/** A sealed column that cannot be empty: something that says nothing is sealed in its place. */
export interface SealedBlank {
  readonly column: string
  readonly label: (id: string) => string
  /** What is sealed; a fresh id where the value has to be one of its own. */
  readonly as: '' | '{}' | 'fresh-id'
}

/**
 * A table that tells something of an elder. Every table with a column that names an elder is declared by its module, so
 * that nothing is forgotten when a file is erased; a test compares the declarations with the database. The role `eraser`
 * needs the rights for it.
 */
export interface ElderTrace {
  readonly table: string
  /** The column that names the elder; `elder_id` unless said. */
  readonly column?: string
  /** The column that says the elder's county; `county` unless said. */
  readonly county?: string
  /** The rows belong to those of another table, which name the elder in `elder_id` or the columns said. */
  readonly through?: { readonly table: string; readonly column: string; readonly elder?: readonly string[] }
  readonly erase: TraceErasure
}

/** Why a file cannot be erased now. */
export type ErasureBlocker = (
  tx: Tx,
  elder: { readonly county: string; readonly id: string },
) => Promise<readonly Text[]>
