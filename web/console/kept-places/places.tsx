import { PhoneOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/kept-places',
    label: texts.keptPlaces,
    icon: PhoneOutlined,
    group: 'oversight',
    order: 61,
    permission: 'family:answer',
    load: async () => (await import('./kept-places-page.tsx')).KeptPlacesPage,
  },
]
