import { AccountBookOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/ledger',
    label: texts.ledger,
    icon: AccountBookOutlined,
    group: 'oversight',
    order: 40,
    permission: 'ledger:read',
    load: async () => (await import('./accounts-page.tsx')).AccountsPage,
    pages: [
      {
        path: ':county/:id',
        name: texts.account,
        permission: 'ledger:read',
        load: async () => (await import('./account-page.tsx')).AccountPage,
      },
    ],
  },
]
