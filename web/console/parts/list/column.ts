import type { ReactNode } from 'react'

/** A column of a list. */
export interface Column<Row> {
  readonly name: string
  readonly title: string
  readonly show: (row: Row) => ReactNode
  /** Cannot be left out; the first column names the row and is always shown. */
  readonly always?: boolean
  /** Left out until chosen. */
  readonly atFirst?: 'hidden'
  /** Numbers stand right. */
  readonly align?: 'right'
  readonly width?: number
}

/** The columns somebody sees: those chosen, or those shown at first, and always those that cannot be left out. */
export function shownColumns<Row>(columns: readonly Column<Row>[], chosen: readonly string[] | null): Column<Row>[] {
  return columns.filter(
    (column, index) =>
      index === 0 ||
      column.always === true ||
      (chosen === null ? column.atFirst !== 'hidden' : chosen.includes(column.name)),
  )
}
