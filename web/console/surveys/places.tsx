import { AuditOutlined, FormOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/surveys',
    label: texts.surveys,
    icon: AuditOutlined,
    group: 'care',
    order: 50,
    permission: 'surveys:read',
    load: async () => (await import('./campaigns-page.tsx')).CampaignsPage,
    pages: [
      {
        path: 'new',
        name: texts.newSurvey,
        permission: 'surveys:plan',
        load: async () => (await import('./campaign-form-page.tsx')).CampaignFormPage,
      },
      {
        path: 'proposals',
        name: texts.proposals,
        permission: 'surveys:decide',
        load: async () => (await import('./proposals-page.tsx')).ProposalsPage,
      },
      {
        path: 'proposals/:county/:id',
        name: texts.proposals,
        permission: 'surveys:decide',
        load: async () => (await import('./proposal-page.tsx')).ProposalPage,
      },
      {
        path: 'referrals',
        name: texts.referrals,
        permission: 'surveys:read',
        load: async () => (await import('./referrals-page.tsx')).ReferralsPage,
      },
      {
        path: 'lists',
        name: texts.lists,
        permission: 'surveys:plan',
        load: async () => (await import('./lists-page.tsx')).ListsPage,
      },
      {
        path: 'respondents',
        name: texts.respondents,
        permission: 'surveys:read',
        load: async () => (await import('./respondents-page.tsx')).RespondentsPage,
      },
      {
        path: 'respondents/:county/:id',
        name: texts.answers,
        permission: 'surveys:read',
        load: async () => (await import('./answers-page.tsx')).AnswersPage,
      },
      {
        path: ':county/:id',
        name: texts.surveys,
        permission: 'surveys:read',
        load: async () => (await import('./campaign-page.tsx')).CampaignPage,
      },
      {
        path: ':county/:id/progress',
        name: texts.progress,
        permission: 'surveys:read',
        load: async () => (await import('./progress-page.tsx')).ProgressPage,
      },
      {
        path: ':county/:id/report',
        name: texts.report,
        permission: 'surveys:read',
        load: async () => (await import('./report-page.tsx')).ReportPage,
      },
    ],
  },
  {
    path: '/surveys/door',
    label: texts.door,
    icon: FormOutlined,
    group: 'care',
    order: 61,
    permission: 'surveys:answer',
    load: async () => (await import('./door-page.tsx')).DoorPage,
  },
]
