import { type DisabilityRow, exportDisability, listDisability } from '@yinian/core/insurance/api.ts'
import { disabilityStates } from '@yinian/core/insurance/procedure.ts'
import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DueBy } from '../parts/file-page.tsx'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { useListState } from '../parts/list/list-state.ts'
import { StatusChip } from '../parts/status-chip.tsx'
import { ExportListDialog } from '../people/export-list-dialog.tsx'
import { May } from '../shell/me.tsx'
import { DisabilityChip, gradeName } from './chips.tsx'
import { texts } from './texts.ts'

/** 失能等级评估台账: for the agency and, each with its own, for the designated organisations. */
export function DisabilityListPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const navigate = useNavigate()
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'search', name: 'q', label: t.search },
      {
        kind: 'choice',
        name: 'state',
        label: t.state,
        options: Object.entries(disabilityStates).map(([value, name]) => ({ value, label: say(name) })),
      },
      { kind: 'region', name: 'region', label: t.region },
      {
        kind: 'choice',
        name: 'grade',
        label: t.grade,
        options: [0, 1, 2, 3, 4, 5].map((grade) => ({ value: String(grade), label: say(gradeName(grade)) })),
      },
      { kind: 'flag', name: 'open', label: t.onlyOpen },
      { kind: 'flag', name: 'overdue', label: t.overdue },
      { kind: 'flag', name: 'blocked', label: t.blockedOnly },
      { kind: 'flag', name: 'reassessment', label: t.reassessment },
      { kind: 'flag', name: 'mine', label: t.mine },
    ],
    [t, say],
  )
  const { values } = useListState(filters)
  const columns: readonly Column<DisabilityRow>[] = [
    { name: 'elder', title: t.elder, show: (row) => row.elderName ?? row.number },
    { name: 'age', title: t.age, align: 'right', show: (row) => row.elderAge ?? '—' },
    {
      name: 'region',
      title: t.region,
      show: (row) => <span title={row.regionPath}>{row.regionPath.split(' ').slice(-2).join(' ')}</span>,
    },
    {
      name: 'state',
      title: t.state,
      show: (row) => (
        <span className="row">
          <DisabilityChip state={row.state} />
          {row.blocked && <StatusChip tone="bad">{t.blockedChip}</StatusChip>}
        </span>
      ),
    },
    { name: 'due', title: t.due, show: (row) => (row.dueOn === null ? '—' : <DueBy day={row.dueOn} />) },
    { name: 'organisation', title: t.organisation, show: (row) => row.organisationName ?? '—' },
    { name: 'assessors', title: t.assessors, atFirst: 'hidden', show: (row) => row.assessors.join(' ') || '—' },
    { name: 'grade', title: t.grade, show: (row) => (row.grade === null ? '—' : say(gradeName(row.grade))) },
    { name: 'until', title: t.validUntil, show: (row) => <DayText day={row.validUntil} /> },
    { name: 'applied', title: t.appliedOn, show: (row) => <DayText day={row.appliedOn} /> },
    { name: 'number', title: t.number, atFirst: 'hidden', show: (row) => row.number },
  ]
  return (
    <ListPage
      name="disability"
      title={t.assessments}
      hint={t.listHint}
      list={listDisability}
      filters={filters}
      columns={columns}
      keyOf={(row) => row.id}
      linkOf={(row) => `/insurance/assessments/${row.county}/${row.id}`}
      actions={
        <>
          <May do="insurance:review">
            <ExportListDialog list="disability-assessments" endpoint={exportDisability} filter={values} />
          </May>
          <May do="insurance:apply">
            <Button type="primary" onClick={() => void navigate('/insurance/assessments/new')}>
              {t.apply}
            </Button>
          </May>
        </>
      }
      blank={{ title: t.blank, hint: t.blankHint }}
    />
  )
}
