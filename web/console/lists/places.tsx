import { CloudDownloadOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/exports',
    label: texts.exports,
    icon: CloudDownloadOutlined,
    group: 'registers',
    order: 95,
    permission: 'people:export',
    load: async () => (await import('./exports-page.tsx')).ExportsPage,
  },
]
