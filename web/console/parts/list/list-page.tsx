import { useQueryClient } from '@tanstack/react-query'
import type { Endpoint, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { Button } from 'antd'
import { type ReactNode, useCallback, useState } from 'react'
import type { InputOf } from '../../../client/call.ts'
import { useEndpoint } from '../../../client/queries.ts'
import { useTexts } from '../../../language/language.ts'
import { Blank, type BlankProps } from '../blank.tsx'
import { useKept } from '../kept.ts'
import { PageHead } from '../page-head.tsx'
import { Refused } from '../refused.tsx'
import { texts } from '../texts.ts'
import { useNarrow } from '../use-narrow.ts'
import { WithWithheld, withheldOf } from '../withheld.tsx'
import { type BulkAction, BulkDialog } from './bulk.tsx'
import { type Column, shownColumns } from './column.ts'
import type { Filter, FilterValues } from './filter.ts'
import { FilterBar } from './filter-bar.tsx'
import { useListState } from './list-state.ts'
import { ColumnChooser, ExportButton } from './list-tools.tsx'
import { RowCards, RowsShape, RowsTable } from './rows.tsx'
import { ViewMenu, ViewTabs } from './saved-views.tsx'

/** The row of a list endpoint. */
export type RowOf<E extends Endpoint> = ReplyOf<E> extends { rows: readonly (infer Row)[] } ? Row : never

interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next?: string | null
  readonly total?: number
}

export interface ListPageProps<E extends Endpoint> {
  /** Names the list for what is kept of it: chosen columns, saved views. */
  readonly name: string
  readonly title: string
  readonly hint?: ReactNode
  /** Figures over the whole register, above the list. */
  readonly summary?: ReactNode
  /** Replies `{ rows, next, total? }`; takes the filters' names, `after` and `limit` as its query. */
  readonly list: E
  /** Replies `{ count, more }` to the same filters, for a list too long to be counted with its first page. */
  readonly counted?: Endpoint
  readonly params?: Readonly<Record<string, unknown>>
  /** Sent with every question, besides the filters. */
  readonly always?: Readonly<Record<string, unknown>>
  readonly filters?: readonly Filter[]
  readonly columns: readonly Column<RowOf<E>>[]
  readonly keyOf: (row: RowOf<E>) => string
  readonly linkOf?: (row: RowOf<E>) => string
  readonly actions?: ReactNode
  readonly bulk?: readonly BulkAction<RowOf<E>>[]
  /** Gives the same rows as a file (`transfer: 'file'`). */
  readonly exported?: Endpoint
  /** What the page says when the register itself is empty. */
  readonly blank: BlankProps
  readonly pageSize?: number
}

const noFilters: readonly Filter[] = []

/** 台账: filters in the address, chosen columns, keyset paging, selection with a result per row. */
export function ListPage<E extends Endpoint>(props: ListPageProps<E>): ReactNode {
  type Row = RowOf<E> & object
  const t = useTexts(texts)
  const narrow = useNarrow()
  const queries = useQueryClient()
  const state = useListState(props.filters ?? noFilters)
  const [keptColumns, keepColumns] = useKept<readonly string[] | null>(`columns.${props.name}`, null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [actionName, setActionName] = useState<string | null>(null)
  // Looked up at every drawing: what an action asks for is held by the page and changes while the dialog is open.
  const action = props.bulk?.find(({ name }) => name === actionName)

  const query = { ...props.always, ...state.values }
  const input = { params: props.params, query: { ...query, after: state.after, limit: props.pageSize ?? 50 } }
  const asked = useEndpoint<Endpoint>(props.list, input as InputOf<Endpoint>, { keepLast: true })
  const page = asked.data as Page<Row> | undefined
  const columns = shownColumns(props.columns, keptColumns)
  const rows = page?.rows ?? []
  const selectable = props.bulk !== undefined && props.bulk.length > 0
  const Rows = narrow ? RowCards : RowsTable<Row>

  const { narrow: narrowTo } = state
  const use = useCallback(
    (view: { readonly filter: FilterValues; readonly columns: readonly string[] | null }) => {
      narrowTo(view.filter)
      if (view.columns !== null) keepColumns(view.columns)
    },
    [narrowTo, keepColumns],
  )
  const views = {
    list: props.name,
    filters: props.filters ?? noFilters,
    values: state.values,
    columns: keptColumns,
    use,
  }

  return (
    <>
      <PageHead title={props.title} hint={props.hint} actions={props.actions} />
      {props.summary}
      <div className={`list${props.filters === undefined ? ' bare' : ''}`}>
        {props.filters !== undefined && <ViewTabs {...views} />}
        <FilterBar filters={props.filters ?? noFilters} values={state.values} onChange={state.narrow} />
        <div className={chosen.length > 0 ? 'list-bar chosen' : 'list-bar'}>
          {chosen.length === 0 ? (
            <Count
              page={page}
              first={state.after === undefined}
              counted={props.counted && { endpoint: props.counted, input: { params: props.params, query } }}
            />
          ) : (
            <span className="row">
              <strong>{t.chosen({ count: chosen.length })}</strong>
              {props.bulk?.map((one) => (
                <Button
                  key={one.name}
                  size="small"
                  danger={one.danger ?? false}
                  onClick={() => setActionName(one.name)}
                >
                  {one.label}
                </Button>
              ))}
              <Button size="small" type="link" onClick={() => setChosen([])}>
                {t.unchoose}
              </Button>
            </span>
          )}
          <span className="row list-tools no-print">
            {props.filters !== undefined && <ViewMenu {...views} />}
            {!narrow && (
              <ColumnChooser columns={props.columns} shown={columns.map(({ name }) => name)} onChange={keepColumns} />
            )}
            {props.exported !== undefined && <ExportButton endpoint={props.exported} query={query} />}
          </span>
        </div>
        <div className="list-table" aria-busy={asked.isFetching}>
          {page !== undefined && (
            <WithWithheld classes={withheldOf(page)}>
              {rows.length > 0 ? (
                <Rows
                  rows={rows}
                  columns={columns as readonly Column<Row>[]}
                  keyOf={props.keyOf}
                  linkOf={props.linkOf}
                  chosen={chosen}
                  onChoose={selectable ? setChosen : undefined}
                />
              ) : (
                // where rows were withheld, nobody knows that there are none
                withheldOf(page).length === 0 && (
                  <NoRows
                    props={props}
                    narrowed={Object.keys(state.values).length > 0}
                    clear={() => state.narrow({})}
                  />
                )
              )}
            </WithWithheld>
          )}
          {page === undefined && asked.error !== null && (
            <Refused refusal={asked.error} retry={() => void asked.refetch()} />
          )}
          {page === undefined && asked.error === null && <RowsShape />}
          {(state.previous !== undefined || page?.next != null) && (
            <nav className="list-foot">
              <Button disabled={state.previous === undefined} onClick={state.previous}>
                {t.previous}
              </Button>
              <span className="faded">{t.onPage({ count: rows.length })}</span>
              <Button disabled={page?.next == null} onClick={() => page?.next != null && state.next(page.next)}>
                {t.next}
              </Button>
            </nav>
          )}
        </div>
      </div>
      {action !== undefined && (
        <BulkDialog
          action={action}
          rows={rows.filter((row) => chosen.includes(props.keyOf(row)))}
          keyOf={props.keyOf}
          nameOf={(row) => props.columns[0]?.show(row)}
          close={(done) => {
            setActionName(null)
            if (!done) return
            setChosen([])
            void queries.invalidateQueries()
          }}
        />
      )}
    </>
  )
}

interface Counting {
  readonly endpoint: Endpoint
  readonly input: object
}

function Count(p: { page: Page<unknown> | undefined; first: boolean; counted: Counting | undefined }): ReactNode {
  const t = useTexts(texts)
  const { page, first, counted } = p
  if (page === undefined) return <span className="faded">{t.loading}</span>
  const count = page.total ?? (first && page.next == null ? page.rows.length : undefined)
  return (
    <span className="faded" role="status">
      {count !== undefined && t.total({ count })}
      {count === undefined && counted === undefined && t.onPage({ count: page.rows.length })}
      {count === undefined && counted !== undefined && <CountedApart {...counted} onPage={page.rows.length} />}
    </span>
  )
}

/** Says how many are on the page until the answer is there. */
function CountedApart({ endpoint, input, onPage }: Counting & { onPage: number }): ReactNode {
  const t = useTexts(texts)
  const { data } = useEndpoint<Endpoint>(endpoint, input as InputOf<Endpoint>)
  const all = data as { readonly count: number; readonly more: boolean } | undefined
  if (all === undefined) return t.onPage({ count: onPage })
  return all.more ? t.moreThan({ count: all.count }) : t.total({ count: all.count })
}

function NoRows<E extends Endpoint>(p: { props: ListPageProps<E>; narrowed: boolean; clear: () => void }): ReactNode {
  const t = useTexts(texts)
  if (!p.narrowed) return <Blank {...p.props.blank} />
  return (
    <Blank
      title={t.nothingMatches}
      hint={t.nothingMatchesHint}
      action={<Button onClick={p.clear}>{t.clearFilters}</Button>}
    />
  )
}
