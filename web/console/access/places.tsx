import { AuditOutlined, SafetyCertificateOutlined, TeamOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/accounts',
    label: texts.accounts,
    icon: TeamOutlined,
    group: 'system',
    order: 10,
    permission: 'access:manage',
    letter: 'u',
    load: async () => (await import('./accounts-page.tsx')).AccountsPage,
    pages: [
      {
        path: 'new',
        name: texts.newAccount,
        permission: 'access:manage',
        load: async () => (await import('./new-account-page.tsx')).NewAccountPage,
      },
      {
        path: ':id',
        name: texts.account,
        permission: 'access:manage',
        load: async () => (await import('./account-page.tsx')).AccountPage,
      },
    ],
  },
  {
    path: '/roles',
    label: texts.roles,
    icon: SafetyCertificateOutlined,
    group: 'system',
    order: 20,
    permission: 'access:manage',
    load: async () => (await import('./roles-page.tsx')).RolesPage,
  },
  {
    path: '/audit',
    label: texts.audit,
    icon: AuditOutlined,
    group: 'system',
    order: 30,
    permission: 'audit:read',
    letter: 'l',
    load: async () => (await import('./audit-page.tsx')).AuditPage,
  },
]
