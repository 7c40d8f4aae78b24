import { Checkbox, Table } from 'antd'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { Link, useNavigate } from 'react-router'
import { useTexts } from '../../../language/language.ts'
import { texts } from '../texts.ts'
import type { Column } from './column.ts'

interface RowsProps<Row> {
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly keyOf: (row: Row) => string
  readonly linkOf: ((row: Row) => string) | undefined
  readonly chosen: readonly string[]
  /** Absent: rows cannot be selected. */
  readonly onChoose: ((keys: readonly string[]) => void) | undefined
}

/** Up and down move, Enter opens, Space selects. */
function moveFrom(event: KeyboardEvent<HTMLElement>, open: () => void, choose: (() => void) | undefined): void {
  if (event.target !== event.currentTarget) return
  const row = event.currentTarget
  const neighbour = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling
  if (event.key === 'Enter') open()
  else if (event.key === ' ' && choose !== undefined) choose()
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') (neighbour as HTMLElement | null)?.focus()
  else return
  event.preventDefault()
}

export function RowsTable<Row extends object>(props: RowsProps<Row>): ReactNode {
  const { rows, columns, keyOf, linkOf, chosen, onChoose } = props
  const navigate = useNavigate()
  const toggle = (key: string) =>
    onChoose?.(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key])
  const box = useMeasureRowOutOfReach()
  return (
    <div ref={box}>
      <Table<Row>
        rowKey={keyOf}
        dataSource={[...rows]}
        size="middle"
        pagination={false}
        // Registers are flat: a row's own `children`, such as a count, is not a list of rows below it.
        expandable={{ childrenColumnName: 'rowsBelow' }}
        sticky={{ offsetHeader: 56 }}
        scroll={{ x: 'max-content' }}
        columns={columns.map((column, index) => ({
          key: column.name,
          title: column.title,
          align: column.align ?? 'left',
          ...(column.width === undefined ? {} : { width: column.width }),
          render: (_value: unknown, row: Row) =>
            index === 0 && linkOf !== undefined ? <Link to={linkOf(row)}>{column.show(row)}</Link> : column.show(row),
        }))}
        {...(onChoose === undefined
          ? {}
          : {
              rowSelection: {
                selectedRowKeys: [...chosen],
                onChange: (keys) => onChoose(keys.map(String)),
                columnWidth: 44,
              },
            })}
        onRow={(row, index) => ({
          tabIndex: index === 0 ? 0 : -1,
          onKeyDown: (event) =>
            moveFrom(
              event,
              () => linkOf !== undefined && void navigate(linkOf(row)),
              onChoose === undefined ? undefined : () => toggle(keyOf(row)),
            ),
          onClick: (event) => {
            // A press on something of its own inside the row, or marking text, does not open the row.
            const own = (event.target as HTMLElement).closest('a, button, input, label, .ant-table-selection-column')
            if (own === null && linkOf !== undefined && String(getSelection()) === '') void navigate(linkOf(row))
          },
        })}
      />
    </div>
  )
}

/** The table measures its columns with a hidden copy of its head; the box for all rows in it must not take the focus. */
function useMeasureRowOutOfReach(): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    for (const row of box.current?.querySelectorAll<HTMLElement>('.ant-table-measure-row') ?? []) row.inert = true
  })
  return box
}

/** The same rows as cards, where a table would have to be scrolled sideways. */
export function RowCards<Row>(props: RowsProps<Row>): ReactNode {
  const t = useTexts(texts)
  const { rows, columns, keyOf, linkOf, chosen, onChoose } = props
  const [first, ...others] = columns
  return (
    <ul className="cards">
      {rows.map((row) => {
        const key = keyOf(row)
        const name = first?.show(row)
        return (
          <li key={key} className="card">
            <div className="card-head">
              {onChoose !== undefined && (
                <Checkbox
                  aria-label={t.choose}
                  checked={chosen.includes(key)}
                  onChange={({ target }) =>
                    onChoose(target.checked ? [...chosen, key] : chosen.filter((one) => one !== key))
                  }
                />
              )}
              {linkOf === undefined ? name : <Link to={linkOf(row)}>{name}</Link>}
            </div>
            <dl>
              {others.map((column) => (
                <CardFact key={column.name} title={column.title} value={column.show(row)} />
              ))}
            </dl>
          </li>
        )
      })}
    </ul>
  )
}

function CardFact({ title, value }: { title: string; value: ReactNode }): ReactNode {
  if (value === null || value === undefined || value === '') return null
  return (
    <>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </>
  )
}

/** The outline of a list that is on its way. */
export function RowsShape(): ReactNode {
  const t = useTexts(texts)
  return (
    <div aria-busy="true" className="rows-shape">
      <span className="unseen" role="status">
        {t.loading}
      </span>
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
        <div key={row}>
          <div className="shape" />
          <div className="shape" />
          <div className="shape" />
        </div>
      ))}
    </div>
  )
}
