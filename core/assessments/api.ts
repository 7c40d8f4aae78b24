import { Type } from 'typebox'
import { Id, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { classified, classifiedFilter, WithheldClasses } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import { because, County, page, place, Version, Why } from './api-parts.ts'
import { type Instrument, type InstrumentKind, instrumentKinds } from './instrument.ts'
import * as problems from './problems.ts'
import {
  Assessment,
  AssessmentRow,
  CalendarDay,
  Channels,
  FieldValue,
  LevelNumber,
  orNull,
  Place,
  Reason,
  State,
  Time,
} from './schemas.ts'

const changed = [notFound, staleVersion, problems.eventRefused]

export const listInstruments = endpoint({
  method: 'GET',
  path: '/instruments',
  permission: 'signed-in',
  summary: { zh: '评估量表', en: 'List the assessment instruments' },
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        id: Type.String(),
        version: Type.String(),
        kind: Type.Enum(Object.keys(instrumentKinds) as InstrumentKind[]),
        name: TextSchema,
        source: TextSchema,
        status: Type.Enum(['in-force', 'superseded', 'draft']),
        inForceFrom: CalendarDay,
        items: Type.Integer(),
        max: Type.Integer(),
        unverified: Type.Array(TextSchema),
        licence: orNull(TextSchema),
        notOfficial: orNull(TextSchema),
        /** The division a loaded version holds for; null for what the platform brings. */
        region: orNull(RegionCode),
      }),
    ),
  }),
})

export const getInstrument = endpoint({
  method: 'GET',
  path: '/instruments/:id/:version',
  permission: 'signed-in',
  summary: { zh: '查看一个版本的评估量表', en: 'Read one version of an instrument' },
  params: Type.Object({ id: Type.String({ maxLength: 40 }), version: Type.String({ maxLength: 20 }) }),
  reply: Type.Unsafe<Instrument>(Type.Object({}, { additionalProperties: true })),
  problems: [notFound],
})

export const listAssessments = endpoint({
  method: 'GET',
  path: '/assessments',
  permission: 'assessments:read',
  summary: { zh: '能力评估列表', en: 'List assessments' },
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 60, description: 'an elder’s name or an assessment number' })),
    state: Type.Optional(State),
    /** Everything that has no result yet. */
    open: Type.Optional(Type.Boolean()),
    region: Type.Optional(RegionCode),
    organisationId: Type.Optional(Id),
    /** Only those the signed-in account is named for as assessor. */
    mine: Type.Optional(Type.Boolean()),
    level: Type.Optional(classifiedFilter('assessment', LevelNumber)),
    reason: Type.Optional(Reason),
    overdue: Type.Optional(Type.Boolean()),
    /** How it was asked for. */
    channel: Type.Optional(Channels),
    /** Results that are no longer valid on or before this day. */
    expiringBy: Type.Optional(classifiedFilter('assessment', CalendarDay)),
    ...page,
  }),
  reply: Type.Object({
    rows: Type.Array(AssessmentRow),
    next: orNull(Type.String()),
    total: Type.Integer(),
    withheld: WithheldClasses,
  }),
})

export const requestAssessment = endpoint({
  method: 'POST',
  path: '/assessments',
  permission: 'assessments:request',
  summary: { zh: '申请能力评估', en: 'Request an assessment' },
  body: Type.Object({
    county: County,
    elderId: Id,
    reason: Reason,
    reasonNote: Type.Optional(Type.String({ maxLength: 500 })),
    contact: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 60 }),
      telephone: Type.String({ minLength: 3, maxLength: 40 }),
    }),
    /** Without it the instrument for new assessments. */
    instrumentId: Type.Optional(Type.String({ maxLength: 40 })),
    /** How the request came; at the counter unless said. */
    channel: Type.Optional(Type.Union([Type.Literal('counter'), Type.Literal('phone'), Type.Literal('home-visit')])),
    /** Who asked for it, where that is not the elder. */
    askedBy: Type.Optional(Type.String({ maxLength: 60 })),
    wishedPlace: Type.Optional(Place),
    wishedTime: Type.Optional(Time),
  }),
  reply: Assessment,
  problems: [
    notFound,
    problems.alreadyOpen,
    problems.instrumentSuperseded,
    problems.elderNotActive,
    problems.telephoneWrong,
  ],
})

/** For whoever asked by telephone or at the counter and asks no longer; after assessors are named it is cancelled instead. */
export const withdrawRequest = endpoint({
  method: 'POST',
  path: '/assessments/:county/:id/withdraw',
  permission: 'assessments:request',
  summary: { zh: '代为撤回评估申请', en: 'Withdraw a request for somebody' },
  params: place,
  body: because,
  reply: Assessment,
  problems: changed,
})

/** What somebody without a telephone takes home: where it stands, who comes, and what can be done. */
export const printRequestSlip = endpoint({
  method: 'GET',
  path: '/assessments/:county/:id/slip',
  permission: 'assessments:request',
  summary: { zh: '打印能力评估告知单（大字）', en: 'Print where an assessment stands, in large type' },
  params: place,
  query: Type.Object({ language: Type.Optional(Type.Enum(['zh', 'en'])) }),
  reply: Type.Any(),
  transfer: 'file',
  carries: ['assessment'],
  problems: [notFound],
})

export const assignAssessments = endpoint({
  method: 'POST',
  path: '/assessments/assign',
  permission: 'assessments:assign',
  summary: { zh: '批量派单给评估机构', en: 'Assign assessments to an organisation' },
  body: Type.Object({
    organisationId: Id,
    assessments: Type.Array(Type.Object({ county: County, id: Id, version: Version }), { minItems: 1, maxItems: 500 }),
  }),
  /** One row per assessment asked for, in the same order; those refused say why and the others are assigned. */
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        county: County,
        id: Id,
        assigned: Type.Boolean(),
        version: orNull(Version),
        problem: orNull(Type.Object({ code: Type.String(), message: TextSchema })),
      }),
    ),
    assigned: Type.Integer(),
    warnings: Type.Array(TextSchema),
  }),
  problems: [notFound, problems.organisationNotEligible],
})

export const acceptAssessment = endpoint({
  method: 'POST',
  path: '/assessments/:county/:id/accept',
  permission: 'assessments:assign',
  summary: { zh: '接单并指定两名评估员', en: 'Accept and name two assessors' },
  params: place,
  body: Type.Object({ assessorIds: Type.Array(Id, { minItems: 2, maxItems: 2 }), version: Version }),
  reply: Assessment,
  problems: [...changed, problems.assessorsNotTwo, problems.assessorNotOfOrganisation, problems.mayNotSign],
})

export const declineAssessment = endpoint({
  method: 'POST',
  path: '/assessments/:county/:id/decline',
  permission: 'assessments:assign',
  summary: { zh: '评估机构退单', en: 'Hand an assignment back' },
  params: place,
  body: because,
  reply: Assessment,
  problems: changed,
})

export const getAssessment = endpoint({
  method: 'GET',
  path: '/assessments/:county/:id',
  permission: 'assessments:read',
  summary: { zh: '查看一次能力评估', en: 'Read an assessment' },
  params: place,
  reply: Assessment,
  problems: [notFound],
})

export const saveDraft = endpoint({
  method: 'PATCH',
  path: '/assessments/:county/:id',
  permission: 'assessments:assess',
  summary: { zh: '保存评估内容', en: 'Save the draft' },
  params: place,
  /** Only what changed: an item or field that is left out stays, null takes its answer away. */
  body: Type.Object({
    answers: Type.Optional(Type.Record(Type.String({ maxLength: 20 }), orNull(Type.Integer({ minimum: 0 })))),
    information: Type.Optional(Type.Record(Type.String({ maxLength: 20 }), orNull(FieldValue))),
    version: Version,
  }),
  reply: Assessment,
  carries: ['assessment'],
  problems: [...changed, problems.notTheAssessor, problems.answerNotAnOption, problems.informationWrong],
})

export const signAssessment = endpoint({
  method: 'POST',
  path: '/assessments/:county/:id/sign',
  permission: 'assessments:assess',
  summary: { zh: '评估员签名', en: 'Sign as one of the two assessors' },
  params: place,
  body: Type.Object({ version: Version }),
  reply: Assessment,
  carries: ['assessment'],
  problems: [...changed, problems.notTheAssessor, problems.notComplete, problems.mayNotSign],
})

export const withdrawSignature = endpoint({
  method: 'POST',
  path: '/assessments/:county/:id/withdraw-signature',
  permission: 'assessments:assess',
  summary: { zh: '撤回签名，继续修改', en: 'Withdraw the signature to correct the assessment' },
  params: place,
  body: because,
  reply: Assessment,
  problems: [...changed, problems.notTheAssessor],
})

export const confirmAssessment = endpoint({
  method: 'POST',
  path: '/assessments/:county/:id/confirm',
  permission: 'assessments:confirm',
  summary: { zh: '确认评估结果', en: 'Confirm the result' },
  params: place,
  body: Type.Object({ version: Version }),
  reply: Assessment,
  carries: ['assessment'],
  problems: changed,
})

export const returnAssessment = endpoint({
  method: 'POST',
  path: '/assessments/:county/:id/return',
  permission: 'assessments:confirm',
  summary: { zh: '退回更正', en: 'Return for correction' },
  params: place,
  body: because,
  reply: Assessment,
  carries: ['assessment'],
  problems: changed,
})

export const objectToResult = endpoint({
  method: 'POST',
  path: '/assessments/:county/:id/object',
  permission: 'assessments:request',
  summary: { zh: '提出异议', en: 'Object to the result' },
  params: place,
  body: because,
  reply: Assessment,
  problems: [...changed, problems.objectionTooLate],
})

export const settleObjection = endpoint({
  method: 'POST',
  path: '/assessments/:county/:id/settle',
  permission: 'assessments:confirm',
  summary: { zh: '处理异议：维持或复评', en: 'Settle an objection: uphold or re-assess' },
  params: place,
  body: Type.Object({ decision: Type.Enum(['uphold', 'reassess']), reason: Why, version: Version }),
  /** With a re-assessment, the new request. */
  reply: Type.Object({ assessment: Assessment, reassessment: orNull(Type.Object({ county: County, id: Id })) }),
  carries: ['assessment'],
  problems: [...changed, problems.alreadyOpen, problems.elderNotActive],
})

export const cancelAssessment = endpoint({
  method: 'POST',
  path: '/assessments/:county/:id/cancel',
  permission: 'assessments:assign',
  summary: { zh: '取消评估', en: 'Cancel an assessment' },
  params: place,
  body: because,
  reply: Assessment,
  problems: changed,
})

export const getReport = endpoint({
  method: 'GET',
  path: '/assessments/:county/:id/report',
  permission: 'assessments:read',
  summary: { zh: '下载评估报告（PDF）', en: 'Download the assessment report (PDF)' },
  params: place,
  query: Type.Object({ language: Type.Optional(Type.Enum(['zh', 'en'])) }),
  reply: Type.Any(),
  transfer: 'file',
  carries: ['assessment', 'identity', 'contact', 'notes'],
  problems: [notFound, problems.eventRefused],
})

export const listElderAssessments = endpoint({
  method: 'GET',
  path: '/elders/:county/:id/assessments',
  permission: 'assessments:read',
  summary: { zh: '一位老人的历次评估和当前等级', en: 'An elder’s assessments and present level' },
  params: place,
  query: Type.Object({ day: Type.Optional(CalendarDay) }),
  reply: Type.Object({
    current: Type.Object({
      status: classified('assessment', Type.Enum(['valid', 'expired', 'none']), 'none'),
      level: classified('assessment', orNull(LevelNumber)),
      validUntil: classified('assessment', orNull(CalendarDay)),
      reassessmentDueOn: classified('assessment', orNull(CalendarDay)),
    }),
    rows: Type.Array(AssessmentRow),
    withheld: WithheldClasses,
  }),
  problems: [notFound],
})

export const getWorkload = endpoint({
  method: 'GET',
  path: '/assessments/workload',
  permission: 'assessments:read',
  summary: { zh: '各评估机构工作量、时限与应付', en: 'Workload, turnaround and payable assessments per organisation' },
  query: Type.Object({ region: Type.Optional(RegionCode), from: CalendarDay, to: CalendarDay }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        organisationId: Id,
        organisationName: Type.String(),
        assigned: Type.Integer(),
        open: Type.Integer(),
        overdue: Type.Integer(),
        returned: Type.Integer(),
        objected: Type.Integer(),
        /** Mean calendar days from assignment to both signatures; null where none is signed. */
        meanDays: orNull(Type.Number()),
        /** Confirmed in the period: what the county pays for. */
        payable: Type.Integer(),
        /** Whole fen: payable × the fee of the contract; null where no fee is agreed. */
        payableFen: orNull(Type.Integer()),
      }),
    ),
  }),
})
