import { type ClassRequest, listClassRequests } from '@yinian/core/privacy/class-rule-api.ts'
import { dataClasses } from '@yinian/core/privacy/data-classes.ts'
import { type ReactNode, useMemo } from 'react'
import { InstantText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import type { Column } from '../../parts/list/column.ts'
import type { Filter } from '../../parts/list/filter.ts'
import { ListPage } from '../../parts/list/list-page.tsx'
import { RequestState } from '../request-chips.tsx'
import { requestTexts } from '../request-texts.ts'
import { classTexts } from './class-texts.ts'

/** How the rules of data classes came about: every request, who made it and who decided it. */
export function ClassRequestsPage(): ReactNode {
  const t = useTexts(classTexts)
  const states = useTexts(requestTexts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'state',
        label: t.state,
        options: (['waiting', 'approved', 'refused', 'withdrawn'] as const).map((state) => ({
          value: state,
          label: states[state],
        })),
      },
      { kind: 'region', name: 'region', label: t.region },
    ],
    [t, states],
  )
  const columns: readonly Column<ClassRequest>[] = [
    { name: 'role', title: t.role, show: ({ role }) => say(role.name) },
    { name: 'class', title: t.dataClass, show: ({ dataClass }) => say(dataClasses[dataClass].name) },
    { name: 'kind', title: t.kind, show: ({ kind }) => (kind === 'withhold' ? t.withhold : t.show) },
    { name: 'region', title: t.region, show: ({ region }) => region.path },
    { name: 'reason', title: t.reason, show: ({ reason }) => reason },
    { name: 'requestedBy', title: t.requestedBy, show: (request) => request.requestedBy },
    { name: 'requestedAt', title: t.requestedAt, show: ({ requestedAt }) => <InstantText at={requestedAt} relative /> },
    { name: 'state', title: t.state, show: ({ state }) => <RequestState state={state} /> },
    { name: 'decidedBy', title: t.decidedBy, show: ({ decidedBy }) => decidedBy },
    { name: 'decision', title: t.decisionReason, atFirst: 'hidden', show: ({ decisionReason }) => decisionReason },
  ]
  return (
    <ListPage
      name="data-class-requests"
      title={t.requests}
      hint={t.requestsHint}
      list={listClassRequests}
      filters={filters}
      columns={columns}
      keyOf={({ id }) => id}
      linkOf={({ region }) => `/data-classes?region=${region.code}`}
      blank={{ title: t.noRequests, hint: t.noRequestsHint }}
    />
  )
}
