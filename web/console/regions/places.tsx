import { ApartmentOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/regions',
    label: texts.regions,
    icon: ApartmentOutlined,
    group: 'system',
    order: 40,
    permission: 'signed-in',
    letter: 'r',
    load: async () => (await import('./regions-page.tsx')).RegionsPage,
  },
]
