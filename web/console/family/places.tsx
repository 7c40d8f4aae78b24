import { FormOutlined, PhoneOutlined, QuestionCircleOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { names } from './names.ts'

export const places: readonly Place[] = [
  {
    path: '/look-questions',
    label: names.questions,
    icon: QuestionCircleOutlined,
    group: 'checking',
    order: 70,
    permission: 'family:answer',
    load: async () => (await import('./questions-page.tsx')).QuestionsPage,
  },
  {
    path: '/correction-requests',
    label: names.corrections,
    icon: FormOutlined,
    group: 'checking',
    order: 60,
    permission: 'people:write',
    load: async () => (await import('./corrections-page.tsx')).CorrectionsPage,
  },
  {
    path: '/family-requests',
    label: names.review,
    icon: QuestionCircleOutlined,
    group: 'system',
    order: 32,
    permission: 'audit:read',
    load: async () => (await import('./review-page.tsx')).ReviewPage,
  },
  {
    path: '/channels',
    label: names.channels,
    icon: PhoneOutlined,
    group: 'oversight',
    order: 60,
    permission: 'family:answer',
    load: async () => (await import('./channels-page.tsx')).ChannelsPage,
  },
]
