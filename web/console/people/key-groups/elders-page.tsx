import {
  countKeyGroupElders,
  exportKeyGroupElders,
  getKeyGroupMatrix,
  type KeyGroupElder,
  listKeyGroupElders,
} from '@yinian/core/people/key-groups/api.ts'
import { leftOf } from '@yinian/core/people/key-groups/budget.ts'
import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useEndpoint } from '../../../client/queries.ts'
import { DayText, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { DueBy } from '../../parts/file-page.tsx'
import type { Column } from '../../parts/list/column.ts'
import type { Filter } from '../../parts/list/filter.ts'
import { ListPage } from '../../parts/list/list-page.tsx'
import { useListState } from '../../parts/list/list-state.ts'
import { StatusChip } from '../../parts/status-chip.tsx'
import { May } from '../../shell/me.tsx'
import { LevelChip } from '../chips.tsx'
import { ExportListDialog } from '../export-list-dialog.tsx'
import '../people.css'
import { texts } from './texts.ts'

/** The list behind each number of the matrix. */
export function KeyGroupEldersPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const navigate = useNavigate()
  const [address] = useSearchParams()
  const region = address.get('region') ?? undefined
  const matrix = useEndpoint(getKeyGroupMatrix, { query: region === undefined ? {} : { region } }, { keepLast: true })
  const groups = matrix.data?.groups
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'region', name: 'region', label: t.division },
      {
        kind: 'choice',
        name: 'group',
        label: t.group,
        options: (groups ?? []).map(({ id, name }) => ({ value: id, label: say(name) })),
      },
      { kind: 'flag', name: 'overdue', label: t.onlyOverdue },
      { kind: 'flag', name: 'unplanned', label: t.unplanned },
      { kind: 'flag', name: 'planDue', label: t.planDue },
    ],
    [t, say, groups],
  )
  const { values } = useListState(filters)
  const columns: readonly Column<KeyGroupElder>[] = [
    { name: 'name', title: t.elder, show: (row) => row.name },
    { name: 'age', title: t.age, align: 'right', show: (row) => row.age },
    {
      name: 'region',
      title: t.residence,
      show: (row) => <span title={row.regionPath}>{row.regionPath.split(' ').slice(-2).join(' ')}</span>,
    },
    {
      name: 'groups',
      title: t.group,
      show: (row) => (
        <span className="row elder-categories">
          {row.groups.map(({ id, name }) => (
            <StatusChip key={id} tone="plain">
              {say(name)}
            </StatusChip>
          ))}
        </span>
      ),
    },
    { name: 'level', title: t.level, show: (row) => <LevelChip {...row} /> },
    { name: 'person', title: t.person, show: (row) => row.personName ?? <span className="faded">{t.nobodyYet}</span> },
    {
      name: 'last',
      title: t.last,
      show: (row) => (row.lastContactOn === null ? t.never : <DayText day={row.lastContactOn} />),
    },
    { name: 'due', title: t.nextDue, show: (row) => (row.nextDue === null ? '—' : <DueBy day={row.nextDue} />) },
    {
      name: 'budget',
      title: t.budget,
      align: 'right',
      show: ({ budget }) =>
        budget === null ? (
          '—'
        ) : (
          <span title={`${budget.regionName} ${format.money(budget.fen)}`}>
            {t.budgetLeft({ left: format.largeMoney(leftOf(budget.fen, budget.spokenFor)) })}
          </span>
        ),
    },
  ]
  return (
    <ListPage
      name="key-groups"
      title={t.eldersTitle}
      hint={t.eldersHint}
      list={listKeyGroupElders}
      counted={countKeyGroupElders}
      filters={filters}
      columns={columns}
      keyOf={(row) => row.elderId}
      linkOf={(row) => `/people/${row.elderId}`}
      actions={
        <>
          <Button onClick={() => void navigate(`/key-groups${region === undefined ? '' : `?region=${region}`}`)}>
            {t.matrix}
          </Button>
          <May do="people:export">
            <ExportListDialog list="key-groups" endpoint={exportKeyGroupElders} filter={values} />
          </May>
        </>
      }
      blank={{ title: t.nobody, hint: t.nobodyHint }}
    />
  )
}
