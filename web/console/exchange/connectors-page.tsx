import { type Connector, listConnectors } from '@yinian/core/exchange/connector-api.ts'
import { connectorKinds, transports } from '@yinian/core/exchange/kinds.ts'
import { connectorStates } from '@yinian/core/exchange/states.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { DayText, InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { May } from '../shell/me.tsx'
import { texts } from './texts.ts'
import { ConnectorChip, useOptions } from './words.tsx'

/** Connectors to other departments, of one’s own divisions and of those above. */
export function ConnectorsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const states = useOptions(connectorStates)
  const kinds = useOptions(connectorKinds)
  const columns: readonly Column<Connector>[] = [
    { name: 'name', title: t.name, show: (one) => one.name },
    { name: 'kind', title: t.kind, show: (one) => say(connectorKinds[one.kind].name) },
    { name: 'state', title: t.state, show: (one) => <ConnectorChip state={one.state} /> },
    { name: 'region', title: t.region, show: (one) => one.regionPath },
    { name: 'transport', title: t.transport, show: (one) => say(transports[one.transport]) },
    { name: 'validUntil', title: t.validUntil, show: (one) => <DayText day={one.validUntil} /> },
    { name: 'requests', title: t.requestsToday, align: 'right', show: (one) => format.number(one.requestsToday) },
    { name: 'failed', title: t.failedToday, align: 'right', show: (one) => format.number(one.failedToday) },
    {
      name: 'lastUsed',
      title: t.lastUsed,
      show: (one) => <InstantText at={one.lastUsedAt} relative />,
      atFirst: 'hidden',
    },
    { name: 'department', title: t.department, show: (one) => one.department, atFirst: 'hidden' },
  ]
  const add = (
    <May do="exchange:connect">
      <Link to="/exchange/connectors/new">
        <Button type="primary">{t.newConnector}</Button>
      </Link>
    </May>
  )
  return (
    <ListPage
      name="exchange-connectors"
      title={t.connectors}
      hint={t.connectorsHint}
      list={listConnectors}
      filters={[
        { kind: 'choice', name: 'state', label: t.state, options: states },
        { kind: 'choice', name: 'kind', label: t.kind, options: kinds },
      ]}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => `/exchange/connectors/${one.county}/${one.id}`}
      actions={add}
      blank={{ title: t.noConnectors, hint: t.noConnectorsHint, action: add }}
    />
  )
}
