import { AuditOutlined, BankOutlined, SafetyCertificateOutlined, TableOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/insurance/assessments',
    label: texts.assessments,
    icon: SafetyCertificateOutlined,
    group: 'insurance',
    order: 10,
    permission: 'insurance:read',
    load: async () => (await import('./list-page.tsx')).DisabilityListPage,
    pages: [
      {
        path: 'new',
        name: texts.apply,
        permission: 'insurance:apply',
        load: async () => (await import('./apply-page.tsx')).ApplyPage,
      },
      {
        path: ':county/:id',
        name: texts.assessments,
        permission: 'insurance:read',
        load: async () => (await import('./case-page.tsx')).DisabilityPage,
      },
      {
        path: ':county/:id/sheet',
        name: texts.sheets,
        permission: 'insurance:assess',
        load: async () => (await import('./sheet-page.tsx')).SheetPage,
      },
    ],
  },
  {
    path: '/insurance/grading',
    label: texts.grading,
    icon: TableOutlined,
    group: 'insurance',
    order: 20,
    permission: 'insurance:read',
    load: async () => (await import('./grading-page.tsx')).GradingPage,
  },
  {
    path: '/insurance/designations',
    label: texts.designations,
    icon: BankOutlined,
    group: 'insurance',
    order: 30,
    permission: 'insurance:review',
    load: async () => (await import('./designations-page.tsx')).DesignationsPage,
  },
  {
    path: '/insurance/rules',
    label: texts.rules,
    icon: AuditOutlined,
    group: 'insurance',
    order: 40,
    permission: 'insurance:read',
    load: async () => (await import('./rules-page.tsx')).RulesPage,
    pages: [
      {
        path: 'new',
        name: texts.proposeRule,
        permission: 'insurance:propose',
        load: async () => (await import('./rule-form-page.tsx')).RuleFormPage,
      },
    ],
  },
]
