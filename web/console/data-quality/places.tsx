import { BookOutlined, SafetyOutlined, ShareAltOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/data-quality',
    label: texts.quality,
    icon: SafetyOutlined,
    group: 'oversight',
    order: 40,
    permission: 'people:read',
    load: async () => (await import('./quality-page.tsx')).QualityPage,
    pages: [
      {
        path: 'cases',
        name: texts.caseList,
        permission: 'people:read',
        load: async () => (await import('./cases-page.tsx')).QualityCasesPage,
      },
      {
        path: 'samples',
        name: texts.samples,
        permission: 'people:read',
        load: async () => (await import('./samples-page.tsx')).SamplesPage,
      },
      {
        path: 'samples/:county/:id',
        name: texts.sample,
        permission: 'people:read',
        load: async () => (await import('./sample-page.tsx')).SamplePage,
      },
    ],
  },
  {
    path: '/data-dictionary',
    label: texts.dictionary,
    icon: BookOutlined,
    group: 'oversight',
    order: 41,
    permission: 'signed-in',
    load: async () => (await import('./dictionary-page.tsx')).DictionaryPage,
  },
  {
    path: '/data-sharing',
    label: texts.sharing,
    icon: ShareAltOutlined,
    group: 'oversight',
    order: 42,
    permission: 'signed-in',
    load: async () => (await import('./sharing-page.tsx')).SharingPage,
  },
]
