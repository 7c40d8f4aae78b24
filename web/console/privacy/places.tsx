import { DeleteOutlined, ExportOutlined, KeyOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { erasureTexts } from './erasure-texts.ts'
import { exportTexts } from './export-texts.ts'
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
  {
    path: '/data-exports',
    label: exportTexts.exports,
    icon: ExportOutlined,
    group: 'system',
    order: 50,
    permission: 'audit:read',
    load: async () => (await import('./exports-page.tsx')).ExportsPage,
    pages: [
      {
        path: 'trace',
        name: exportTexts.trace,
        permission: 'audit:read',
        load: async () => (await import('./trace-page.tsx')).TracePage,
      },
    ],
  },
  {
    path: '/erasures',
    label: erasureTexts.page,
    icon: DeleteOutlined,
    group: 'oversight',
    order: 80,
    permission: 'erasure:read',
    load: async () => (await import('./erasures-page.tsx')).ErasuresPage,
  },
]
