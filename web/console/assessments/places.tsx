import { BarChartOutlined, FileSearchOutlined, ReadOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/assessments',
    label: texts.assessments,
    icon: FileSearchOutlined,
    group: 'programmes',
    order: 10,
    permission: 'assessments:read',
    letter: 'a',
    load: async () => (await import('./assessments-page.tsx')).AssessmentsPage,
    pages: [
      {
        path: ':county/:id',
        name: texts.assessment,
        permission: 'assessments:read',
        load: async () => (await import('./case-page.tsx')).CasePage,
      },
      {
        path: ':county/:id/assess',
        name: texts.assess,
        permission: 'assessments:assess',
        load: async () => (await import('./assess/assess-page.tsx')).AssessPage,
      },
    ],
  },
  {
    path: '/assessment-workload',
    label: texts.workload,
    icon: BarChartOutlined,
    group: 'programmes',
    order: 12,
    permission: 'assessments:assign',
    load: async () => (await import('./workload-page.tsx')).WorkloadPage,
  },
  {
    path: '/instruments',
    label: texts.instruments,
    icon: ReadOutlined,
    group: 'programmes',
    order: 14,
    permission: 'assessments:read',
    load: async () => (await import('./instruments-page.tsx')).InstrumentsPage,
    pages: [
      {
        path: ':id/:version',
        name: texts.instrument,
        permission: 'assessments:read',
        load: async () => (await import('./instrument-page.tsx')).InstrumentPage,
      },
    ],
  },
]
