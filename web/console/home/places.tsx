import { InboxOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { names } from './names.ts'

export const places: readonly Place[] = [
  {
    path: '/',
    label: names.home,
    icon: InboxOutlined,
    group: 'daily',
    order: 0,
    permission: 'signed-in',
    letter: 'h',
    load: async () => (await import('./home-page.tsx')).HomePage,
  },
]
