import { KeyOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/data-keys',
    label: texts.keys,
    icon: KeyOutlined,
    group: 'system',
    order: 40,
    permission: 'keys:manage',
    load: async () => (await import('./keys-page.tsx')).KeysPage,
    pages: [
      {
        path: ':county',
        name: texts.keys,
        permission: 'keys:manage',
        load: async () => (await import('./key-page.tsx')).KeyPage,
      },
    ],
  },
]
