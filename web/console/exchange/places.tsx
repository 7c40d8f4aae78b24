import { ApiOutlined, CloudSyncOutlined, DiffOutlined, PartitionOutlined, SwapOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/exchange/findings',
    label: texts.findings,
    icon: DiffOutlined,
    group: 'checking',
    order: 40,
    permission: 'exchange:compare',
    load: async () => (await import('./findings-page.tsx')).FindingsPage,
  },
  {
    path: '/exchange/comparisons',
    label: texts.comparisons,
    icon: CloudSyncOutlined,
    group: 'checking',
    order: 50,
    permission: 'exchange:compare',
    load: async () => (await import('./comparisons-page.tsx')).ComparisonsPage,
  },
  {
    path: '/exchange/connectors',
    label: texts.connectors,
    icon: PartitionOutlined,
    group: 'system',
    order: 60,
    permission: 'exchange:read',
    load: async () => (await import('./connectors-page.tsx')).ConnectorsPage,
    pages: [
      {
        path: 'new',
        name: texts.newConnector,
        permission: 'exchange:connect',
        load: async () => (await import('./connector-form-page.tsx')).NewConnectorPage,
      },
      {
        path: ':county/:id',
        name: texts.connector,
        permission: 'exchange:read',
        load: async () => (await import('./connector-page.tsx')).ConnectorPage,
      },
      {
        path: ':county/:id/edit',
        name: texts.editConnector,
        permission: 'exchange:connect',
        load: async () => (await import('./connector-form-page.tsx')).EditConnectorPage,
      },
    ],
  },
  {
    path: '/exchange/clients',
    label: texts.clients,
    icon: ApiOutlined,
    group: 'system',
    order: 61,
    permission: 'exchange:read',
    load: async () => (await import('./clients-page.tsx')).ClientsPage,
    pages: [
      {
        path: 'new',
        name: texts.newClient,
        permission: 'exchange:connect',
        load: async () => (await import('./client-form-page.tsx')).NewClientPage,
      },
      {
        path: ':county/:id',
        name: texts.clients,
        permission: 'exchange:read',
        load: async () => (await import('./client-page.tsx')).ClientPage,
      },
    ],
  },
  {
    path: '/exchange/requests',
    label: texts.requests,
    icon: SwapOutlined,
    group: 'system',
    order: 62,
    permission: 'audit:read',
    load: async () => (await import('./requests-page.tsx')).RequestsPage,
  },
]
