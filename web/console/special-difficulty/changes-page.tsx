import { listMembershipChanges, type MembershipChange } from '@yinian/core/people/special-difficulty-api.ts'
import { type ReactNode, useMemo } from 'react'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { texts } from './texts.ts'

export const endNames = { facts: texts.facts, rule: texts.byRule, died: texts.died, moved: texts.moved } as const

/** Who entered or left which group, and on which day. */
export function ChangesPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'change',
        label: t.change,
        without: t.entered,
        options: [{ value: 'left', label: t.left }],
      },
      { kind: 'region', name: 'region', label: t.division },
      { kind: 'days', name: 'from', until: 'to', label: t.day },
      { kind: 'given', name: 'group', label: t.group },
    ],
    [t],
  )
  const columns: readonly Column<MembershipChange>[] = [
    { name: 'name', title: t.name, show: (row) => row.name },
    { name: 'group', title: t.group, show: (row) => say(row.group) },
    {
      name: 'region',
      title: t.residence,
      show: (row) => <span title={row.regionPath}>{row.regionPath.split(' ').slice(-2).join(' ')}</span>,
    },
    { name: 'from', title: t.from, show: (row) => <DayText day={row.from} /> },
    { name: 'to', title: t.to, show: (row) => (row.to === null ? t.stillIn : <DayText day={row.to} />) },
    { name: 'endedAs', title: t.endedAs, show: (row) => (row.endedAs === null ? '' : say(endNames[row.endedAs])) },
  ]
  return (
    <ListPage
      name="special-difficulty-changes"
      title={t.changes}
      hint={t.changesHint}
      list={listMembershipChanges}
      filters={filters}
      columns={columns}
      keyOf={(row) => row.id}
      linkOf={(row) => `/people/${row.elderId}`}
      blank={{ title: t.noChanges }}
    />
  )
}
