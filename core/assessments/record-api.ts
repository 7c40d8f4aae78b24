import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { classified, WithheldClasses } from '../privacy/classified.ts'
import { County, place, Why } from './api-parts.ts'
import { type HeldKind, heldKinds } from './crosswalk.ts'
import * as problems from './problems.ts'
import { CalendarDay, FieldValue, orNull } from './schemas.ts'

export const recordKinds = ['old-ability', 'needs', 'family-capacity', 'screen', 'disability', 'recognised'] as const

export const InstrumentRecord = Type.Object({
  county: Type.String(),
  id: Id,
  elderId: Id,
  kind: Type.Enum([...recordKinds]),
  instrumentId: Type.String(),
  instrumentVersion: Type.String(),
  instrumentName: TextSchema,
  assessedOn: CalendarDay,
  validUntil: orNull(CalendarDay),
  level: classified('assessment', orNull(Type.Integer())),
  levelName: classified('assessment', orNull(TextSchema)),
  total: classified('assessment', orNull(Type.Integer())),
  /** What the form recommends, each with the rule that led to it. */
  advice: classified('assessment', Type.Array(Type.Object({ id: Type.String(), text: TextSchema }))),
  organisationName: Type.String(),
  issuedIn: Type.String(),
  paperNumber: orNull(Type.String()),
  origin: Type.Enum(['form', 'import', 'recognition']),
  documentId: orNull(Id),
  /** What must be said with it: older standard, not official, not a diagnosis. */
  notOfficial: orNull(TextSchema),
  unverified: Type.Array(TextSchema),
  recordedAt: Instant,
  recordedBy: Type.String(),
  voided: orNull(Type.String()),
})
export type InstrumentRecord = Static<typeof InstrumentRecord>

export const recordByInstrument = endpoint({
  method: 'POST',
  path: '/assessment-records',
  permission: 'assessments:record',
  summary: { zh: '填写需求、照护能力、初筛或旧结果', en: 'Record by another instrument' },
  body: Type.Object({
    county: County,
    elderId: Id,
    instrumentId: Type.String({ maxLength: 40 }),
    instrumentVersion: Type.String({ maxLength: 20 }),
    assessedOn: CalendarDay,
    answers: Type.Record(Type.String({ maxLength: 20 }), Type.Integer({ minimum: 0 })),
    information: Type.Record(Type.String({ maxLength: 20 }), FieldValue),
    /** Who assessed, where it was not the recording account’s own organisation. */
    organisationName: Type.Optional(Type.String({ maxLength: 100 })),
    paperNumber: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  reply: InstrumentRecord,
  problems: [
    notFound,
    problems.answerNotAnOption,
    problems.informationWrong,
    problems.recordIncomplete,
    problems.dayNotPast,
    problems.elderNotActive,
  ],
})

export const getRecord = endpoint({
  method: 'GET',
  path: '/assessment-records/:county/:id',
  permission: 'assessments:read',
  summary: { zh: '查看一份量表结果', en: 'Read a record' },
  params: place,
  reply: Type.Object({
    ...InstrumentRecord.properties,
    elderName: orNull(Type.String()),
    answers: classified('assessment', Type.Record(Type.String(), Type.Integer()), {}),
    information: classified('assessment', Type.Record(Type.String(), FieldValue), {}),
    withheld: WithheldClasses,
  }),
  problems: [notFound],
})

export const voidRecord = endpoint({
  method: 'POST',
  path: '/assessment-records/:county/:id/void',
  permission: 'assessments:confirm',
  summary: { zh: '作废一份量表结果', en: 'Void a record' },
  params: place,
  body: Type.Object({ reason: Why }),
  reply: InstrumentRecord,
  problems: [notFound, problems.stepNotPossible],
})

export const getCrosswalk = endpoint({
  method: 'GET',
  path: '/elders/:county/:id/crosswalk',
  permission: 'assessments:read',
  summary: {
    zh: '一位老人已有的各类评估，以及不必重复评估的内容',
    en: 'Assessments already held of an elder, side by side',
  },
  params: place,
  reply: Type.Object({
    /** How much of the results this reader is shown. */
    detail: Type.Enum(['level', 'dated', 'form']),
    rows: classified(
      'assessment',
      Type.Array(
        Type.Object({
          kind: Type.Enum(Object.keys(heldKinds) as HeldKind[]),
          result: TextSchema,
          on: orNull(CalendarDay),
          validUntil: orNull(CalendarDay),
          source: Type.String(),
          note: orNull(TextSchema),
          link: orNull(Type.String()),
        }),
      ),
    ),
    notAgain: classified('assessment', Type.Array(TextSchema)),
    /** What the newest needs and family-capacity records recommend. */
    advice: classified('assessment', Type.Array(TextSchema)),
    withheld: WithheldClasses,
  }),
  problems: [notFound],
})

const ImportedRow = Type.Object({
  row: Type.Integer(),
  outcome: Type.Enum(['ready', 'written', 'known', 'refused']),
  said: TextSchema,
})

export const importOldResults = endpoint({
  method: 'POST',
  path: '/old-results/import',
  permission: 'assessments:record',
  summary: { zh: '导入旧标准评估结果（.xlsx）', en: 'Import results by the older standard' },
  query: Type.Object({
    /** False: only check and say what would happen. */
    apply: Type.Boolean(),
  }),
  body: Type.Object({}, { additionalProperties: true }),
  transfer: 'upload',
  reply: Type.Object({
    rows: Type.Array(ImportedRow),
    ready: Type.Integer(),
    written: Type.Integer(),
    known: Type.Integer(),
    refused: Type.Integer(),
  }),
  problems: [problems.fileWrong],
})

export const oldResultsTemplate = endpoint({
  method: 'GET',
  path: '/old-results/template',
  permission: 'assessments:record',
  summary: { zh: '旧结果导入模板', en: 'Template for results by the older standard' },
  reply: Type.Any(),
  transfer: 'file',
})

export const recogniseResult = endpoint({
  method: 'POST',
  path: '/recognised-results',
  permission: 'assessments:confirm',
  summary: { zh: '认可外地评估结果（附证明）', en: 'Recognise a result of elsewhere, with its document' },
  query: Type.Object({
    county: County,
    elderId: Id,
    level: Type.Integer({ minimum: 0, maximum: 4 }),
    confirmedOn: CalendarDay,
    validUntil: CalendarDay,
    organisationName: Type.String({ minLength: 2, maxLength: 100 }),
    issuedIn: Type.String({ minLength: 2, maxLength: 100 }),
    paperNumber: Type.String({ minLength: 1, maxLength: 60 }),
  }),
  body: Type.Object({}, { additionalProperties: true }),
  transfer: 'upload',
  reply: InstrumentRecord,
  problems: [
    notFound,
    problems.documentWrong,
    problems.dayNotPast,
    problems.periodWrong,
    problems.elderNotActive,
    problems.recordedAlready,
  ],
})

export const getDocument = endpoint({
  method: 'GET',
  path: '/assessment-documents/:county/:id',
  permission: 'assessments:confirm',
  summary: { zh: '下载附件', en: 'Download a document' },
  params: place,
  reply: Type.Any(),
  transfer: 'file',
  carries: ['assessment'],
  problems: [notFound],
})
