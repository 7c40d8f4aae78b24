import { type IndicatorLine, listIndicators } from '@yinian/core/indicators/api.ts'
import { kinds, plans } from '@yinian/core/indicators/catalogue.ts'
import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import type { Column } from '../parts/list/column.ts'
import type { Filter, FilterValues } from '../parts/list/filter.ts'
import { FilterBar } from '../parts/list/filter-bar.tsx'
import { useListState } from '../parts/list/list-state.ts'
import { RowCards, RowsTable } from '../parts/list/rows.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useNarrow } from '../parts/use-narrow.ts'
import { formatTarget } from './figures.ts'
import './indicators.css'
import { Kind } from './marks.tsx'
import { answeringModules, nameOfModule } from './module-names.ts'
import { texts } from './texts.ts'
import { useWhere, type Where } from './where.ts'

/** Every row of the five plans as printed, with who answers it. */
export function CataloguePage(): ReactNode {
  const t = useTexts(texts)
  const where = useWhere()
  const { region, period } = where
  const asked = useEndpoint(listIndicators, { query: { region, period } })
  return (
    <div className="indicators">
      <Answer of={asked}>
        {(board) => {
          const rows = board.rows.filter(({ source }) => source !== 'R')
          return (
            <>
              <PageHead title={t.catalogue} hint={t.catalogueHint({ count: rows.length })} />
              <Rows rows={rows} where={where} />
            </>
          )
        }}
      </Answer>
    </div>
  )
}

function Rows({ rows, where }: { rows: readonly IndicatorLine[]; where: Where }): ReactNode {
  const t = useTexts(texts)
  const narrow = useNarrow()
  const filters = useFilters(rows)
  const state = useListState(filters)
  const found = rows.filter((line) => matches(line, state.values))
  const columns = useColumns()
  const Shown = narrow ? RowCards : RowsTable<IndicatorLine>
  return (
    <div className="list">
      <FilterBar filters={filters} values={state.values} onChange={state.narrow} />
      <div className="list-bar">
        <span className="faded" role="status">
          {t.shown({ count: found.length })}
        </span>
      </div>
      <div className="list-table">
        {found.length === 0 ? (
          <Blank title={t.noneMatches} action={<Button onClick={() => state.narrow({})}>{t.clear}</Button>} />
        ) : (
          <Shown
            rows={found}
            columns={columns}
            keyOf={({ id }) => id}
            linkOf={({ id }) => where.address(`/indicators/${id}`)}
            chosen={[]}
            onChoose={undefined}
          />
        )}
      </div>
    </div>
  )
}

function matches(line: IndicatorLine, { q, plan, kind, answeredBy }: FilterValues): boolean {
  const words = typeof q === 'string' ? q.toLowerCase() : ''
  return (
    `${line.name.zh} ${line.name.en} ${line.printedTarget}`.toLowerCase().includes(words) &&
    (plan === undefined || line.source === plan) &&
    (kind === undefined || line.kind === kind) &&
    (answeredBy === undefined || line.answeredBy === answeredBy)
  )
}

function useFilters(rows: readonly IndicatorLine[]): readonly Filter[] {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return useMemo(() => {
    const used = new Set(rows.map(({ answeredBy }) => answeredBy))
    const usedKinds = new Set<string>(rows.map(({ kind }) => kind))
    return [
      { kind: 'search', name: 'q', label: t.search },
      {
        kind: 'choice',
        name: 'plan',
        label: t.plan,
        options: plans.filter(({ id }) => id !== 'R').map(({ id, name }) => ({ value: id, label: say(name) })),
      },
      {
        kind: 'choice',
        name: 'answeredBy',
        label: t.answeredBy,
        options: answeringModules
          .filter((module) => used.has(module))
          .map((module) => ({ value: module, label: nameOfModule(t, module) })),
      },
      {
        kind: 'choice',
        name: 'kind',
        label: t.kind,
        options: Object.entries(kinds)
          .filter(([kind]) => usedKinds.has(kind))
          .map(([kind, name]) => ({ value: kind, label: say(name) })),
      },
    ]
  }, [rows, t, say])
}

function useColumns(): readonly Column<IndicatorLine>[] {
  const t = useTexts(texts)
  const { say, language } = useLanguage()
  return [
    { name: 'name', title: t.name, show: (line) => <span className="short">{say(line.name)}</span> },
    { name: 'plan', title: t.plan, show: ({ source }) => t[`plan_${source}`] },
    { name: 'kind', title: t.kind, show: ({ kind }) => <Kind of={kind} /> },
    { name: 'target', title: t.target, show: (line) => formatTarget(line, language) ?? '—' },
    { name: 'printed', title: t.printed, show: ({ printedTarget }) => <span className="short">{printedTarget}</span> },
    { name: 'answeredBy', title: t.answeredBy, show: ({ answeredBy }) => nameOfModule(t, answeredBy) },
  ]
}
