import { ApartmentOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { names } from './names.ts'

export const places: readonly Place[] = [
  {
    path: '/regions',
    label: names.regions,
    icon: ApartmentOutlined,
    group: 'system',
    order: 40,
    permission: 'signed-in',
    letter: 'r',
    load: async () => (await import('./regions-page.tsx')).RegionsPage,
  },
]
