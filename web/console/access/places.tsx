import {
  AuditOutlined,
  EyeInvisibleOutlined,
  SafetyCertificateOutlined,
  TeamOutlined,
  UserAddOutlined,
} from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { names } from './names.ts'

export const places: readonly Place[] = [
  {
    path: '/accounts',
    label: names.accounts,
    icon: TeamOutlined,
    group: 'system',
    order: 10,
    permission: 'accounts:read',
    letter: 'u',
    load: async () => (await import('./accounts-page.tsx')).AccountsPage,
    pages: [
      {
        path: 'new',
        name: names.newAccount,
        permission: 'accounts:manage',
        load: async () => (await import('./new-account-page.tsx')).NewAccountPage,
      },
      {
        path: ':id',
        name: names.account,
        permission: 'accounts:read',
        load: async () => (await import('./account-page.tsx')).AccountPage,
      },
    ],
  },
  {
    path: '/grant-requests',
    label: names.requests,
    icon: UserAddOutlined,
    group: 'system',
    order: 15,
    permission: 'grants:manage',
    load: async () => (await import('./requests-page.tsx')).RequestsPage,
    pages: [
      {
        path: ':id',
        name: names.request,
        permission: 'grants:manage',
        load: async () => (await import('./request-page.tsx')).RequestPage,
      },
    ],
  },
  {
    path: '/roles',
    label: names.roles,
    icon: SafetyCertificateOutlined,
    group: 'system',
    order: 20,
    permission: 'accounts:read',
    load: async () => (await import('./roles-page.tsx')).RolesPage,
  },
  {
    path: '/data-classes',
    label: names.dataClasses,
    icon: EyeInvisibleOutlined,
    group: 'system',
    order: 25,
    permission: 'grants:manage',
    load: async () => (await import('./classes/data-classes-page.tsx')).DataClassesPage,
    pages: [
      {
        path: 'requests',
        name: names.classRequests,
        permission: 'grants:manage',
        load: async () => (await import('./classes/class-requests-page.tsx')).ClassRequestsPage,
      },
    ],
  },
  {
    path: '/audit',
    label: names.audit,
    icon: AuditOutlined,
    group: 'system',
    order: 30,
    permission: 'audit:read',
    letter: 'l',
    load: async () => (await import('./audit-page.tsx')).AuditPage,
  },
]
