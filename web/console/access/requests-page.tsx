import { type GrantRequest, listGrantRequests } from '@yinian/core/access/grant-api.ts'
import { type ReactNode, useMemo } from 'react'
import { InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { RequestState } from './request-chips.tsx'
import { requestTexts } from './request-texts.ts'

/** Requests for grants, those that wait and those that were decided. */
export function RequestsPage(): ReactNode {
  const t = useTexts(requestTexts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'state',
        label: t.state,
        options: (['waiting', 'approved', 'refused', 'withdrawn'] as const).map((state) => ({
          value: state,
          label: t[state],
        })),
      },
      { kind: 'given', name: 'account', label: t.forWhom },
    ],
    [t],
  )
  const columns: readonly Column<GrantRequest>[] = [
    { name: 'account', title: t.forWhom, show: ({ account }) => account?.displayName ?? t.everyHolder },
    { name: 'role', title: t.role, show: ({ role }) => say(role.name) },
    {
      name: 'place',
      title: t.place,
      show: ({ region, organisation }) => region?.path ?? organisation?.name ?? t.everywhere,
    },
    { name: 'requestedBy', title: t.requestedBy, show: (request) => request.requestedBy },
    { name: 'requestedAt', title: t.requestedAt, show: ({ requestedAt }) => <InstantText at={requestedAt} relative /> },
    { name: 'state', title: t.state, show: ({ state }) => <RequestState state={state} /> },
  ]
  return (
    <ListPage
      name="grant-requests"
      title={t.requests}
      hint={t.requestsHint}
      list={listGrantRequests}
      filters={filters}
      columns={columns}
      keyOf={(request) => request.id}
      linkOf={(request) => `/grant-requests/${request.id}`}
      blank={{ title: t.noRequests, hint: t.noRequestsHint }}
    />
  )
}
