import {
  countGuardianships,
  exportGuardianships,
  type GuardianshipRow,
  listGuardianships,
} from '@yinian/core/people/guardianship/api.ts'
import { guardianshipNextSteps, guardianshipStates } from '@yinian/core/people/guardianship/procedure.ts'
import { guardianshipRoutes } from '@yinian/core/people/guardianship/vocabulary.ts'
import { type ReactNode, useMemo } from 'react'
import { useEndpoint } from '../../../client/queries.ts'
import { DayText, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Figures } from '../../parts/board-page.tsx'
import { DueBy } from '../../parts/file-page.tsx'
import type { Column } from '../../parts/list/column.ts'
import type { Filter } from '../../parts/list/filter.ts'
import { ListPage } from '../../parts/list/list-page.tsx'
import { useListState } from '../../parts/list/list-state.ts'
import { May } from '../../shell/me.tsx'
import { ExportListDialog } from '../export-list-dialog.tsx'
import '../people.css'
import { GuardianshipChip } from './chip.tsx'
import { texts } from './texts.ts'

/** 无监护人老年人: what is due first stands first, and every number opens its list. */
export function GuardianshipsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'region', name: 'region', label: t.region },
      {
        kind: 'choice',
        name: 'state',
        label: t.state,
        options: [
          { value: 'unopened', label: t.unopened },
          { value: 'open', label: t.open },
          ...Object.entries(guardianshipStates).map(([value, name]) => ({ value, label: say(name) })),
        ],
      },
      { kind: 'flag', name: 'overdue', label: t.onlyOverdue },
    ],
    [t, say],
  )
  const { values } = useListState(filters)
  const columns: readonly Column<GuardianshipRow>[] = [
    { name: 'name', title: t.elder, show: (row) => row.elderName },
    { name: 'age', title: t.age, align: 'right', show: (row) => row.age },
    {
      name: 'region',
      title: t.residence,
      show: (row) => <span title={row.regionPath}>{row.regionPath.split(' ').slice(-2).join(' ')}</span>,
    },
    { name: 'state', title: t.state, show: (row) => <GuardianshipChip state={row.state} /> },
    { name: 'candidate', title: t.candidate, show: (row) => row.candidate ?? row.temporaryGuardian ?? '—' },
    {
      name: 'way',
      title: t.way,
      atFirst: 'hidden',
      show: (row) => (row.route === null ? '—' : say(guardianshipRoutes[row.route].name)),
    },
    { name: 'next', title: t.next, show: (row) => say(guardianshipNextSteps[row.state ?? 'sought']) },
    { name: 'responsible', title: t.responsible, show: (row) => row.responsible || '—' },
    { name: 'due', title: t.due, show: (row) => (row.dueOn === null ? '—' : <DueBy day={row.dueOn} />) },
    { name: 'opened', title: t.opened, atFirst: 'hidden', show: (row) => <DayText day={row.openedOn} /> },
  ]
  return (
    <ListPage
      name="guardianships"
      title={t.title}
      hint={t.hint}
      summary={<Counts region={typeof values.region === 'string' ? values.region : undefined} />}
      list={listGuardianships}
      filters={filters}
      columns={columns}
      keyOf={(row) => row.id ?? row.elderId}
      linkOf={(row) => `/people/${row.elderId}`}
      actions={
        <May do="people:export">
          <ExportListDialog list="guardianships" endpoint={exportGuardianships} filter={values} />
        </May>
      }
      blank={{ title: t.blank, hint: t.blankHint }}
    />
  )
}

function Counts({ region }: { region: string | undefined }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const { data } = useEndpoint(countGuardianships, { query: region === undefined ? {} : { region } })
  if (data === undefined) return null
  const to = (query: Record<string, string>) =>
    `/guardianships?${new URLSearchParams({ ...query, ...(region === undefined ? {} : { region }) })}`
  const figure = (name: string, count: number, query: Record<string, string>) => ({
    name,
    value: format.number(count),
    unit: t.people,
    to: to(query),
  })
  return (
    <Figures
      of={[
        figure(t.unopened, data.unopened, { state: 'unopened' }),
        figure(t.open, data.open, { state: 'open' }),
        figure(t.overdue, data.overdue, { state: 'open', overdue: 'true' }),
        figure(t.inForce, data.inForce, { state: 'in-force' }),
        figure(t.reviewsDue, data.reviewsDue, { state: 'in-force', overdue: 'true' }),
      ]}
    />
  )
}
