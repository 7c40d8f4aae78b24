import { AimOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/indicators',
    label: texts.indicators,
    icon: AimOutlined,
    group: 'oversight',
    order: 10,
    permission: 'indicators:read',
    letter: 'i',
    load: async () => (await import('./board-page.tsx')).IndicatorBoardPage,
    pages: [
      {
        path: 'catalogue',
        name: texts.catalogue,
        permission: 'indicators:read',
        load: async () => (await import('./catalogue-page.tsx')).CataloguePage,
      },
      {
        path: ':id',
        name: texts.indicator,
        permission: 'indicators:read',
        load: async () => (await import('./indicator-page.tsx')).IndicatorPage,
      },
      {
        path: ':id/cases',
        name: texts.cases,
        permission: 'indicators:read',
        load: async () => (await import('./cases-page.tsx')).CasesPage,
      },
    ],
  },
]
