import { type Client, listClients } from '@yinian/core/exchange/client-api.ts'
import { clientStates } from '@yinian/core/exchange/states.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { DayText, InstantText, useFormat } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { May } from '../shell/me.tsx'
import { texts } from './texts.ts'
import { ClientChip, useOptions } from './words.tsx'

/** Applications of third parties and what they use. */
export function ClientsPage(): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const states = useOptions(clientStates)
  const columns: readonly Column<Client>[] = [
    { name: 'name', title: t.name, show: (one) => one.name },
    { name: 'organisation', title: t.organisation, show: (one) => one.organisation },
    { name: 'state', title: t.state, show: (one) => <ClientChip state={one.state} /> },
    { name: 'region', title: t.region, show: (one) => one.regionPath },
    { name: 'validUntil', title: t.validUntil, show: (one) => <DayText day={one.validUntil} /> },
    {
      name: 'keys',
      title: t.keys,
      align: 'right',
      show: (one) => format.number(one.keys.filter(({ works }) => works).length),
    },
    { name: 'requests', title: t.requestsToday, align: 'right', show: (one) => format.number(one.requestsToday) },
    { name: 'refused', title: t.refusedToday, align: 'right', show: (one) => format.number(one.refusedToday) },
    { name: 'lastUsed', title: t.lastUsed, show: (one) => <InstantText at={one.lastUsedAt} relative /> },
  ]
  const actions = (
    <>
      <Link to="/developers">
        <Button>{t.docs}</Button>
      </Link>
      <May do="exchange:connect">
        <Link to="/exchange/clients/new">
          <Button type="primary">{t.newClient}</Button>
        </Link>
      </May>
    </>
  )
  return (
    <ListPage
      name="exchange-clients"
      title={t.clients}
      hint={t.clientsHint}
      list={listClients}
      filters={[{ kind: 'choice', name: 'state', label: t.state, options: states }]}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => `/exchange/clients/${one.county}/${one.id}`}
      actions={actions}
      blank={{ title: t.noClients, hint: t.noClientsHint, action: actions }}
    />
  )
}
