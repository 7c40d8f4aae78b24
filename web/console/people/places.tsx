import {
  FileProtectOutlined,
  HomeOutlined,
  IdcardOutlined,
  SafetyOutlined,
  SwapOutlined,
  TableOutlined,
  UsergroupAddOutlined,
} from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts as asOf } from './as-of/texts.ts'
import { texts as guardianship } from './guardianship/texts.ts'
import { texts as keyGroups } from './key-groups/texts.ts'
import { texts as leftBehind } from './left-behind/texts.ts'
import { texts as onePerson } from './one-person-texts.ts'
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
        path: 'merges/new',
        name: onePerson.merge,
        permission: 'people:write',
        load: async () => (await import('./merge/merge-page.tsx')).MergePage,
      },
      {
        path: 'merges/:county/:id',
        name: onePerson.mergeRecord,
        permission: 'people:read',
        load: async () => (await import('./merge/merged-page.tsx')).MergedPage,
      },
      {
        path: ':id/as-of',
        name: asOf.asOf,
        permission: 'people:read',
        load: async () => (await import('./as-of/as-of-page.tsx')).AsOfPage,
      },
      {
        path: ':id/edit',
        name: texts.edit,
        permission: 'people:write',
        load: async () => (await import('./edit-page.tsx')).EditPage,
      },
    ],
  },
  {
    path: '/duplicates',
    label: onePerson.duplicates,
    icon: UsergroupAddOutlined,
    group: 'checking',
    order: 10,
    permission: 'people:read',
    load: async () => (await import('./duplicates/duplicates-page.tsx')).DuplicatesPage,
    pages: [
      {
        path: ':county/:id',
        name: onePerson.pair,
        permission: 'people:read',
        load: async () => (await import('./duplicates/pair-page.tsx')).PairPage,
      },
    ],
  },
  {
    path: '/moves',
    label: onePerson.movesTitle,
    icon: SwapOutlined,
    group: 'checking',
    order: 20,
    permission: 'people:read',
    load: async () => (await import('./moves/moves-page.tsx')).MovesPage,
    pages: [
      {
        path: ':county/:id',
        name: onePerson.move,
        permission: 'people:read',
        load: async () => (await import('./moves/move-page.tsx')).MovePage,
      },
    ],
  },
  {
    path: '/deaths',
    label: onePerson.deaths,
    icon: FileProtectOutlined,
    group: 'checking',
    order: 30,
    permission: 'people:read',
    load: async () => (await import('./deaths/deaths-page.tsx')).DeathsPage,
  },
  {
    path: '/guardianships',
    label: guardianship.title,
    icon: SafetyOutlined,
    group: 'care',
    order: 40,
    permission: 'people:read',
    load: async () => (await import('./guardianship/guardianships-page.tsx')).GuardianshipsPage,
  },
  {
    path: '/left-behind',
    label: leftBehind.title,
    icon: HomeOutlined,
    group: 'care',
    order: 30,
    permission: 'people:read',
    load: async () => (await import('./left-behind/left-behind-page.tsx')).LeftBehindPage,
    pages: [
      {
        path: 'divisions',
        name: leftBehind.byDivision,
        permission: 'people:read',
        load: async () => (await import('./left-behind/divisions-page.tsx')).LeftBehindDivisionsPage,
      },
    ],
  },
  {
    path: '/key-groups',
    label: keyGroups.title,
    icon: TableOutlined,
    group: 'care',
    order: 20,
    permission: 'people:read',
    load: async () => (await import('./key-groups/matrix-page.tsx')).KeyGroupsPage,
    pages: [
      {
        path: 'elders',
        name: keyGroups.elders,
        permission: 'people:read',
        load: async () => (await import('./key-groups/elders-page.tsx')).KeyGroupEldersPage,
      },
    ],
  },
]
