import { IdcardOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/people',
    label: texts.elders,
    icon: IdcardOutlined,
    group: 'registers',
    order: 10,
    permission: 'people:read',
    letter: 'p',
    load: async () => (await import('./elders-page.tsx')).EldersPage,
    pages: [
      {
        path: 'new',
        name: texts.register,
        permission: 'people:write',
        load: async () => (await import('./register-page.tsx')).RegisterPage,
      },
      {
        path: 'imports',
        name: texts.imports,
        permission: 'people:import',
        load: async () => (await import('./imports-page.tsx')).ImportsPage,
      },
      {
        path: 'imports/:id',
        name: texts.import,
        permission: 'people:import',
        load: async () => (await import('./import-page.tsx')).ImportPage,
      },
      {
        path: ':id',
        name: texts.elder,
        permission: 'people:read',
        load: async () => (await import('./elder-page.tsx')).ElderPage,
      },
      {
        path: ':id/edit',
        name: texts.edit,
        permission: 'people:write',
        load: async () => (await import('./edit-page.tsx')).EditPage,
      },
    ],
  },
]
