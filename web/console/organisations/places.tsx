import { BankOutlined, SolutionOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/organisations',
    label: texts.organisations,
    icon: BankOutlined,
    group: 'registers',
    order: 30,
    permission: 'organisations:read',
    load: async () => (await import('./organisations-page.tsx')).OrganisationsPage,
    pages: [
      {
        path: 'new',
        name: texts.registerOrganisation,
        permission: 'organisations:write',
        load: async () => (await import('./organisation-form-page.tsx')).NewOrganisationPage,
      },
      {
        path: ':county/:id',
        name: texts.organisation,
        permission: 'organisations:read',
        load: async () => (await import('./organisation-page.tsx')).OrganisationPage,
      },
      {
        path: ':county/:id/edit',
        name: texts.edit,
        permission: 'organisations:write',
        load: async () => (await import('./organisation-form-page.tsx')).EditOrganisationPage,
      },
    ],
  },
  {
    path: '/assessors',
    label: texts.assessors,
    icon: SolutionOutlined,
    group: 'registers',
    order: 40,
    permission: 'organisations:read',
    load: async () => (await import('./assessors-page.tsx')).AssessorsPage,
    pages: [
      {
        path: 'new',
        name: texts.registerAssessor,
        permission: 'organisations:write',
        load: async () => (await import('./assessor-form-page.tsx')).NewAssessorPage,
      },
      {
        path: ':county/:id',
        name: texts.assessor,
        permission: 'organisations:read',
        load: async () => (await import('./assessor-page.tsx')).AssessorPage,
      },
      {
        path: ':county/:id/edit',
        name: texts.edit,
        permission: 'organisations:write',
        load: async () => (await import('./assessor-form-page.tsx')).EditAssessorPage,
      },
    ],
  },
]
