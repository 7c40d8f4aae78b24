import { factNames, facts } from '@yinian/core/benefits/facts.ts'
import { listRunUntold } from '@yinian/core/benefits/run-api.ts'
import type { Untold } from '@yinian/core/benefits/run-schemas.ts'
import { type ReactNode, useMemo } from 'react'
import { useParams } from 'react-router'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { texts } from './texts.ts'

export function UntoldPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { county = '', id = '' } = useParams()
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'fact',
        label: t.facts,
        options: factNames.map((name) => ({ value: name, label: say(facts[name].name) })),
      },
    ],
    [t, say],
  )
  const columns: readonly Column<Untold>[] = [
    { name: 'name', title: t.name, show: (row) => row.elderName },
    { name: 'region', title: t.region, show: (row) => row.regionName },
    {
      name: 'facts',
      title: t.open,
      show: (row) => row.facts.map(({ label }) => say(label)).join(say({ zh: '、', en: ', ' })),
    },
  ]
  return (
    <ListPage
      name="benefit-untold"
      title={t.untold}
      hint={t.untoldHint}
      list={listRunUntold}
      params={{ county, id }}
      filters={filters}
      columns={columns}
      keyOf={(row) => row.id}
      linkOf={(row) => `/people/${row.elderId}`}
      blank={{ title: t.noUntold }}
    />
  )
}
