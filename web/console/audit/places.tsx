import { LockOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { names } from './names.ts'

export const places: readonly Place[] = [
  {
    path: '/audit-chains',
    label: names.chains,
    icon: LockOutlined,
    group: 'system',
    order: 31,
    permission: 'audit:read',
    load: async () => (await import('./chains-page.tsx')).ChainsPage,
    pages: [
      {
        path: ':id',
        name: names.verification,
        permission: 'audit:read',
        load: async () => (await import('./verification-page.tsx')).VerificationPage,
      },
    ],
  },
]
