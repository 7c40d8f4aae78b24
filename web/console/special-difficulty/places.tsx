import { HeartOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/special-difficulty',
    label: texts.special,
    icon: HeartOutlined,
    group: 'care',
    order: 10,
    permission: 'people:read',
    load: async () => (await import('./board-page.tsx')).SpecialDifficultyPage,
    pages: [
      {
        path: 'changes',
        name: texts.changes,
        permission: 'people:read',
        load: async () => (await import('./changes-page.tsx')).ChangesPage,
      },
      {
        path: 'rules',
        name: texts.rules,
        permission: 'people:read',
        load: async () => (await import('./rules-page.tsx')).RulesPage,
      },
      {
        path: 'rules/new',
        name: texts.draft,
        permission: 'people:draft-rules',
        load: async () => (await import('./rule-form-page.tsx')).RuleFormPage,
      },
    ],
  },
]
