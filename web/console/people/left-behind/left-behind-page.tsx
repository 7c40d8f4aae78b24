import {
  countLeftBehind,
  exportLeftBehind,
  type LeftBehindRow,
  listLeftBehind,
} from '@yinian/core/people/left-behind/api.ts'
import { careFindings, careNeeds } from '@yinian/core/people/left-behind/vocabulary.ts'
import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { DayText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { DueBy } from '../../parts/file-page.tsx'
import type { Column } from '../../parts/list/column.ts'
import type { Filter } from '../../parts/list/filter.ts'
import { ListPage } from '../../parts/list/list-page.tsx'
import { useListState } from '../../parts/list/list-state.ts'
import { May } from '../../shell/me.tsx'
import { ExportListDialog } from '../export-list-dialog.tsx'
import '../people.css'
import { texts } from './texts.ts'

/** 农村留守老年人关爱台账: one row per elder, by village. */
export function LeftBehindPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const navigate = useNavigate()
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'region', name: 'region', label: t.region },
      { kind: 'flag', name: 'overdue', label: t.onlyOverdue },
      { kind: 'flag', name: 'unplanned', label: t.onlyUnplanned },
      { kind: 'flag', name: 'need', label: t.onlyNeed },
    ],
    [t],
  )
  const { values } = useListState(filters)
  const columns: readonly Column<LeftBehindRow>[] = [
    { name: 'name', title: t.elder, show: (row) => row.name },
    { name: 'age', title: t.age, align: 'right', show: (row) => row.age },
    {
      name: 'region',
      title: t.residence,
      show: (row) => <span title={row.regionPath}>{row.regionPath.split(' ').slice(-2).join(' ')}</span>,
    },
    {
      name: 'children',
      title: t.children,
      show: (row) => (row.children === 0 ? '—' : t.childrenOf({ known: row.childrenKnown, all: row.children })),
    },
    {
      name: 'person',
      title: t.person,
      show: (row) => row.personName ?? <span className="overdue">{t.noPerson}</span>,
    },
    {
      name: 'interval',
      title: t.interval,
      show: (row) => (row.intervalDays === null ? '—' : t.every({ days: row.intervalDays })),
    },
    {
      name: 'last',
      title: t.last,
      show: (row) => (row.lastContactOn === null ? t.never : <DayText day={row.lastContactOn} />),
    },
    {
      name: 'finding',
      title: t.finding,
      show: (row) => (row.lastFinding === null ? '—' : say(careFindings[row.lastFinding])),
    },
    {
      name: 'needs',
      title: t.needs,
      show: (row) => row.needs.map((need) => say(careNeeds[need])).join(say({ zh: '、', en: ', ' })) || '—',
    },
    { name: 'due', title: t.nextDue, show: (row) => (row.nextDue === null ? '—' : <DueBy day={row.nextDue} />) },
  ]
  const { region } = values
  return (
    <ListPage
      name="left-behind"
      title={t.title}
      hint={t.hint}
      list={listLeftBehind}
      counted={countLeftBehind}
      filters={filters}
      columns={columns}
      keyOf={(row) => row.elderId}
      linkOf={(row) => `/people/${row.elderId}`}
      actions={
        <>
          <Button
            onClick={() =>
              void navigate(`/left-behind/divisions${typeof region === 'string' ? `?region=${region}` : ''}`)
            }
          >
            {t.byDivision}
          </Button>
          <May do="people:export">
            <ExportListDialog list="left-behind" endpoint={exportLeftBehind} filter={values} />
          </May>
        </>
      }
      blank={{ title: t.blank, hint: t.blankHint }}
    />
  )
}
