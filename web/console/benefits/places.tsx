import { CalculatorOutlined, PayCircleOutlined, ReadOutlined } from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts as policyTexts } from './policies/texts.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/benefits',
    label: texts.runs,
    icon: PayCircleOutlined,
    group: 'benefits',
    order: 20,
    permission: 'benefits:read',
    letter: 'b',
    load: async () => (await import('./runs-page.tsx')).RunsPage,
    pages: [
      {
        path: 'new',
        name: texts.newRun,
        permission: 'benefits:draft',
        load: async () => (await import('./new-run-page.tsx')).NewRunPage,
      },
      {
        path: 'returned',
        name: texts.returnedPayments,
        permission: 'benefits:read',
        load: async () => (await import('./returned-page.tsx')).ReturnedPage,
      },
      {
        path: 'runs/:county/:id',
        name: texts.run,
        permission: 'benefits:read',
        load: async () => (await import('./run-page.tsx')).RunPage,
      },
      {
        path: 'runs/:county/:id/payments',
        name: texts.payments,
        permission: 'benefits:read',
        load: async () => (await import('./payments-page.tsx')).PaymentsPage,
      },
      {
        path: 'runs/:county/:id/untold',
        name: texts.untold,
        permission: 'benefits:read',
        load: async () => (await import('./untold-page.tsx')).UntoldPage,
      },
      {
        path: 'payments/:county/:id',
        name: texts.payment,
        permission: 'benefits:read',
        load: async () => (await import('./payment-page.tsx')).PaymentPage,
      },
    ],
  },
  {
    path: '/programmes',
    label: texts.programmes,
    icon: ReadOutlined,
    group: 'benefits',
    order: 22,
    permission: 'signed-in',
    load: async () => (await import('./programmes-page.tsx')).ProgrammesPage,
    pages: [
      {
        path: 'versions',
        name: policyTexts.versions,
        permission: 'benefits:read',
        load: async () => (await import('./policies/versions-page.tsx')).PolicyVersionsPage,
      },
      {
        path: 'versions/new',
        name: policyTexts.draft,
        permission: 'policies:draft',
        load: async () => (await import('./policies/editor-page.tsx')).NewPolicyPage,
      },
      {
        path: 'versions/:id',
        name: policyTexts.version,
        permission: 'benefits:read',
        load: async () => (await import('./policies/version-page.tsx')).PolicyVersionPage,
      },
      {
        path: 'versions/:id/edit',
        name: policyTexts.edit,
        permission: 'policies:draft',
        load: async () => (await import('./policies/editor-page.tsx')).EditPolicyPage,
      },
      {
        path: ':region/:programme',
        name: texts.programme,
        permission: 'signed-in',
        load: async () => (await import('./programme-page.tsx')).ProgrammePage,
      },
    ],
  },
  {
    path: '/calculator',
    label: texts.calculator,
    icon: CalculatorOutlined,
    group: 'benefits',
    order: 24,
    permission: 'signed-in',
    load: async () => (await import('./calculator-page.tsx')).CalculatorPage,
  },
]
