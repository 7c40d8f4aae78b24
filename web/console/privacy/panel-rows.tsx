import type { ReactNode } from 'react'
import type { Column } from '../parts/list/column.ts'
import { RowCards, RowsTable } from '../parts/list/rows.tsx'
import { useNarrow } from '../parts/use-narrow.ts'
import './privacy.css'

interface PanelRowsProps<Row> {
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly keyOf: (row: Row) => string
  readonly linkOf?: (row: Row) => string
}

/** A few rows inside a panel: a table on a desk, cards on a phone. */
export function PanelRows<Row extends object>(props: PanelRowsProps<Row>): ReactNode {
  const narrow = useNarrow()
  const Rows = narrow ? RowCards : RowsTable<Row>
  return (
    <div className="rows-in-panel">
      <Rows
        rows={props.rows}
        columns={props.columns}
        keyOf={props.keyOf}
        linkOf={props.linkOf}
        chosen={[]}
        onChoose={undefined}
      />
    </div>
  )
}
