import { respondentStates } from '@yinian/core/surveys/campaigns.ts'
import { listRespondents, type Respondent } from '@yinian/core/surveys/door-api.ts'
import { type ReactNode, useMemo } from 'react'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { RespondentChip } from './states.tsx'
import { texts } from './texts.ts'

/** The people behind a figure. */
export function RespondentsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'region', name: 'region', label: t.division },
      {
        kind: 'choice',
        name: 'state',
        label: t.state,
        options: Object.entries(respondentStates).map(([value, name]) => ({ value, label: say(name) })),
      },
      { kind: 'flag', name: 'newlyFound', label: t.newlyFound },
      { kind: 'given', name: 'campaignId', label: t.survey },
    ],
    [t, say],
  )
  const columns: readonly Column<Respondent>[] = [
    { name: 'name', title: t.name, show: (row) => row.name },
    { name: 'age', title: t.age, show: (row) => (row.age === null ? '' : t.years({ age: row.age })) },
    { name: 'region', title: t.place, show: (row) => row.regionPath.split(' ').slice(-2).join(' ') },
    { name: 'state', title: t.state, show: (row) => <RespondentChip state={row.state} /> },
    { name: 'tries', title: t.tries, align: 'right', show: (row) => row.tries },
    { name: 'answeredOn', title: t.day, show: (row) => <DayText day={row.answeredOn} /> },
    { name: 'answeredBy', title: t.asker, show: (row) => row.answeredBy ?? '' },
  ]
  return (
    <ListPage
      name="survey-respondents"
      title={t.respondents}
      list={listRespondents}
      filters={filters}
      columns={columns}
      keyOf={(row) => row.id}
      linkOf={(row) => `/surveys/respondents/${row.county}/${row.id}`}
      blank={{ title: t.noRespondents }}
    />
  )
}
