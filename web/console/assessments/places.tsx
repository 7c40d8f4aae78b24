import {
  AuditOutlined,
  BarChartOutlined,
  CalendarOutlined,
  FileDoneOutlined,
  FileSearchOutlined,
  HistoryOutlined,
  ReadOutlined,
  SafetyCertificateOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import type { Place } from '../shell/place.ts'
import { texts as feeTexts } from './fees/texts.ts'
import { texts as jointTexts } from './joint/texts.ts'
import { texts as lookupTexts } from './lookups/texts.ts'
import { texts as qualityTexts } from './quality/texts.ts'
import { texts as recordTexts } from './records/texts.ts'
import { texts } from './texts.ts'

export const places: readonly Place[] = [
  {
    path: '/assessments',
    label: texts.assessments,
    icon: FileSearchOutlined,
    group: 'assessments',
    order: 10,
    permission: 'assessments:read',
    letter: 'a',
    load: async () => (await import('./assessments-page.tsx')).AssessmentsPage,
    pages: [
      {
        path: ':county/:id',
        name: texts.assessment,
        permission: 'assessments:read',
        load: async () => (await import('./case-page.tsx')).CasePage,
      },
      {
        path: 'records/new',
        name: recordTexts.record,
        permission: 'assessments:record',
        load: async () => (await import('./records/new-record-page.tsx')).NewRecordPage,
      },
      {
        path: 'records/:county/:id',
        name: recordTexts.recordPage,
        permission: 'assessments:read',
        load: async () => (await import('./records/record-page.tsx')).RecordPage,
      },
      {
        path: ':county/:id/assess',
        name: texts.assess,
        permission: 'assessments:assess',
        load: async () => (await import('./assess/assess-page.tsx')).AssessPage,
      },
    ],
  },
  {
    path: '/assessment-workload',
    label: texts.workload,
    icon: BarChartOutlined,
    group: 'assessments',
    order: 12,
    permission: 'assessments:assign',
    load: async () => (await import('./workload-page.tsx')).WorkloadPage,
  },
  {
    path: '/instruments',
    label: texts.instruments,
    icon: ReadOutlined,
    group: 'assessments',
    order: 14,
    permission: 'signed-in',
    load: async () => (await import('./instruments-page.tsx')).InstrumentsPage,
    pages: [
      {
        path: ':id/:version',
        name: texts.instrument,
        permission: 'signed-in',
        load: async () => (await import('./instrument-page.tsx')).InstrumentPage,
      },
    ],
  },
  {
    path: '/assessment-quality',
    label: qualityTexts.quality,
    icon: AuditOutlined,
    group: 'oversight',
    order: 20,
    permission: 'assessments:supervise',
    load: async () => (await import('./quality/samples-page.tsx')).SamplesPage,
    pages: [
      {
        path: ':county/:id',
        name: qualityTexts.sample,
        permission: 'assessments:supervise',
        load: async () => (await import('./quality/sample-page.tsx')).SamplePage,
      },
      {
        path: 'checks/:county/:id',
        name: qualityTexts.comparison,
        permission: 'assessments:supervise',
        load: async () => (await import('./quality/comparison-page.tsx')).ComparisonPage,
      },
    ],
  },
  {
    path: '/assessment-consequences',
    label: qualityTexts.consequences,
    icon: WarningOutlined,
    group: 'oversight',
    order: 21,
    permission: 'assessment-fees:read',
    load: async () => (await import('./quality/consequences-page.tsx')).ConsequencesPage,
  },
  {
    path: '/assessment-fees',
    label: feeTexts.fees,
    icon: FileDoneOutlined,
    group: 'assessments',
    order: 16,
    permission: 'assessment-fees:read',
    load: async () => (await import('./fees/statements-page.tsx')).StatementsPage,
    pages: [
      {
        path: ':county/:id',
        name: feeTexts.statement,
        permission: 'assessment-fees:read',
        load: async () => (await import('./fees/statement-page.tsx')).StatementPage,
      },
    ],
  },
  {
    path: '/joint-days',
    label: jointTexts.jointDays,
    icon: CalendarOutlined,
    group: 'assessments',
    order: 13,
    permission: 'assessments:book',
    load: async () => (await import('./joint/joint-days-page.tsx')).JointDaysPage,
    pages: [
      {
        path: ':county/:id',
        name: jointTexts.jointDays,
        permission: 'assessments:book',
        load: async () => (await import('./joint/joint-day-page.tsx')).JointDayPage,
      },
    ],
  },
  {
    path: '/verify-result',
    label: lookupTexts.verify,
    icon: SafetyCertificateOutlined,
    group: 'assessments',
    order: 17,
    permission: 'assessments:verify',
    load: async () => (await import('./lookups/verify-page.tsx')).VerifyPage,
  },
  {
    path: '/old-results',
    label: recordTexts.oldResults,
    icon: HistoryOutlined,
    group: 'assessments',
    order: 15,
    permission: 'assessments:confirm',
    load: async () => (await import('./records/old-results-page.tsx')).OldResultsPage,
  },
]
