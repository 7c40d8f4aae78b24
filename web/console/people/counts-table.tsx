import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useFormat } from '../../language/figures.tsx'
import './counts.css'

export interface CountsColumn<Row> {
  readonly name: string
  readonly title: string
  readonly count: (row: Row) => number
  /** The list behind the number, where there is one. */
  readonly to?: (row: Row) => string
  /** Said in red where there is any. */
  readonly bad?: boolean
}

interface CountsTableProps<Row> {
  readonly caption: string
  readonly division: string
  readonly columns: readonly CountsColumn<Row>[]
  readonly rows: readonly Row[]
  readonly total: Row
  readonly totalName: string
  /** The same table of the division itself; absent where there is nothing below it. */
  readonly deeper: (row: Row) => string | undefined
}

/** Divisions by what is counted in them; every number opens the list behind it. */
export function CountsTable<Row extends { readonly code: string; readonly name: string }>(
  props: CountsTableProps<Row>,
): ReactNode {
  const { columns, rows, total } = props
  return (
    // a wide table is scrolled by keyboard too
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable without a mouse
    <section className="table-scroll" aria-label={props.caption} tabIndex={0}>
      <table className="counts">
        <caption className="unseen">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{props.division}</th>
            {columns.map(({ name, title }) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const deeper = props.deeper(row)
            return (
              <tr key={row.code}>
                <th scope="row">{deeper === undefined ? row.name : <Link to={deeper}>{row.name}</Link>}</th>
                {columns.map((column) => (
                  <Cell key={column.name} column={column} row={row} />
                ))}
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{props.totalName}</th>
            {columns.map((column) => (
              <Cell key={column.name} column={column} row={total} />
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function Cell<Row>({ column, row }: { column: CountsColumn<Row>; row: Row }): ReactNode {
  const format = useFormat()
  const count = column.count(row)
  if (count === 0) return <td className="faded">0</td>
  if (column.to === undefined) return <td>{format.number(count)}</td>
  return (
    <td>
      <Link to={column.to(row)} className={column.bad === true ? 'overdue' : undefined}>
        {format.number(count)}
      </Link>
    </td>
  )
}
