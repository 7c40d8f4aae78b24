import { Type } from 'typebox'
import { Id } from '../access/api.ts'
import { County, page, place, Version, Why } from '../assessments/api-parts.ts'
import { telephoneWrong } from '../assessments/problems.ts'
import { CalendarDay, orNull } from '../assessments/schemas.ts'
import { eventRefused } from '../cases/procedure.ts'
import { endpoint } from '../http/endpoint.ts'
import { notAllowed, notFound, staleVersion } from '../http/problems.ts'
import { classified, classifiedFilter, WithheldClasses } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import * as problems from './problems.ts'
import {
  Applicant,
  applicationFields,
  DisabilityCase,
  DisabilityRow,
  EnrolmentKind,
  Manner,
  Paper,
  Refusal,
  State,
} from './schemas.ts'

export { Application, DisabilityCase, DisabilityRow } from './schemas.ts'

const moved = [notFound, notAllowed, staleVersion, eventRefused, problems.reasonMissing]

/** What the list can be narrowed to. */
export const DisabilityFilter = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 60, description: 'an elder’s name or a number' })),
  state: Type.Optional(State),
  open: Type.Optional(Type.Boolean()),
  region: Type.Optional(RegionCode),
  /** Only those whose conclusion rests on something unconfirmed. */
  blocked: Type.Optional(Type.Boolean()),
  overdue: Type.Optional(Type.Boolean()),
  /** Only those the signed-in account assesses. */
  mine: Type.Optional(Type.Boolean()),
  grade: Type.Optional(classifiedFilter('assessment', Type.Integer({ minimum: 0, maximum: 5 }))),
  /** Grades that are to be assessed anew by now. */
  reassessment: Type.Optional(Type.Boolean()),
})

export const listDisability = endpoint({
  method: 'GET',
  path: '/insurance/assessments',
  permission: 'insurance:read',
  summary: { zh: '长护险失能等级评估列表', en: 'List disability-grade assessments' },
  query: Type.Object({ ...DisabilityFilter.properties, ...page }),
  reply: Type.Object({
    rows: Type.Array(DisabilityRow),
    next: orNull(Type.String()),
    total: Type.Integer(),
    withheld: WithheldClasses,
  }),
})

export const exportDisability = endpoint({
  method: 'GET',
  path: '/insurance/assessments/export',
  permission: 'insurance:review',
  summary: { zh: '导出失能等级评估台账', en: 'Take out the list of disability-grade assessments' },
  query: Type.Object({
    ...DisabilityFilter.properties,
    format: Type.Union([Type.Literal('xlsx'), Type.Literal('csv')]),
    purpose: Type.String({ minLength: 2, maxLength: 100 }),
    language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
  }),
  reply: Type.Any(),
  transfer: 'file',
  limit: 'export',
  carries: ['assessment'],
})

export const findApplicant = endpoint({
  method: 'POST',
  path: '/insurance/applicants',
  permission: 'insurance:apply',
  summary: { zh: '按证件号码找到申请人', en: 'Find the insured by identity number' },
  body: Type.Object({ identityNumber: Type.String({ minLength: 15, maxLength: 24 }) }),
  reply: Type.Object({
    county: County,
    id: Id,
    name: Type.String(),
    sex: Type.Enum(['male', 'female']),
    age: Type.Integer(),
    identityNumberMasked: classified('identity', Type.String(), ''),
    regionPath: Type.String(),
    /** Whether the insurance runs where they live. */
    running: Type.Boolean(),
  }),
  limit: 'identitySearch',
  problems: [problems.applicantUnknown],
})

export const applyForDisability = endpoint({
  method: 'POST',
  path: '/insurance/assessments',
  permission: 'insurance:apply',
  summary: { zh: '登记失能等级评估申请', en: 'Record an application for a disability grade' },
  body: Type.Object({
    county: County,
    elderId: Id,
    channel: Type.Union([Type.Literal('counter'), Type.Literal('phone'), Type.Literal('home-visit')]),
    applicantKind: Applicant,
    applicantName: Type.String({ minLength: 1, maxLength: 60 }),
    telephone: Type.String({ minLength: 3, maxLength: 40 }),
    enrolment: EnrolmentKind,
    ...applicationFields,
  }),
  reply: DisabilityCase,
  problems: [
    notFound,
    problems.insuranceNotRunning,
    problems.alreadyApplied,
    problems.notLiving,
    problems.dayWrong,
    telephoneWrong,
  ],
})

export const getDisability = endpoint({
  method: 'GET',
  path: '/insurance/assessments/:county/:id',
  permission: 'insurance:read',
  summary: { zh: '查看一件失能等级评估', en: 'Read one disability-grade assessment' },
  params: place,
  reply: DisabilityCase,
  problems: [notFound],
})

/** What whoever takes applications records of the applicant’s doings. */
export const stepOfApplicant = endpoint({
  method: 'POST',
  path: '/insurance/assessments/:county/:id/applicant-steps',
  permission: 'insurance:apply',
  summary: { zh: '登记补正、撤回、异议', en: 'Record a supplement, a withdrawal or an objection' },
  params: place,
  body: Type.Object({
    event: Type.Enum(['supplement', 'withdraw', 'contest', 'object']),
    version: Version,
    reason: Type.Optional(Why),
    /** Papers that came with a supplement; all there are then. */
    papers: Type.Optional(Type.Array(Paper, { maxItems: 5, uniqueItems: true })),
    enrolment: Type.Optional(EnrolmentKind),
  }),
  reply: DisabilityCase,
  problems: [...moved, problems.objectionTooLate],
})

export const stepOfReview = endpoint({
  method: 'POST',
  path: '/insurance/assessments/:county/:id/review-steps',
  permission: 'insurance:review',
  summary: { zh: '审核、提出结论、公示、送达', en: 'Accept, conclude, announce or deliver' },
  params: place,
  body: Type.Object({
    event: Type.Enum(['request-supplement', 'refuse', 'accept', 'conclude', 'announce', 'deliver']),
    version: Version,
    reason: Type.Optional(Why),
    refusal: Type.Optional(Refusal),
    deliveredHow: Type.Optional(Manner),
  }),
  reply: DisabilityCase,
  problems: [
    ...moved,
    problems.papersMissing,
    problems.notLongEnough,
    problems.notEnrolled,
    problems.refusalKindMissing,
    problems.notGradable,
    problems.gradingUnconfirmed,
    problems.conclusionChanged,
  ],
})

export const assignDisability = endpoint({
  method: 'POST',
  path: '/insurance/assessments/:county/:id/assignment',
  permission: 'insurance:review',
  summary: { zh: '派定评估机构和两名评估员', en: 'Assign two assessors of a designated organisation' },
  params: place,
  body: Type.Object({
    organisationId: Id,
    assessorIds: Type.Array(Id, { minItems: 2, maxItems: 2, uniqueItems: true }),
    version: Version,
  }),
  reply: DisabilityCase,
  problems: [...moved, problems.organisationNotDesignated, problems.assessorsNotFit, problems.assessedBefore],
})

export const recordSheet = endpoint({
  method: 'POST',
  path: '/insurance/assessments/:county/:id/sheets',
  permission: 'insurance:assess',
  summary: { zh: '提交并签署现场评估', en: 'Hand in and sign the on-site sheet' },
  params: place,
  body: Type.Object({
    answers: Type.Record(Type.String({ maxLength: 20 }), Type.Integer({ minimum: 0 })),
    visitedOn: CalendarDay,
    /** Why a sheet that was handed in is changed. */
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    version: Version,
  }),
  reply: DisabilityCase,
  problems: [
    ...moved,
    problems.notTheAssessor,
    problems.assessorsNotFit,
    problems.sheetIncomplete,
    problems.changeUnexplained,
    problems.sheetUnchanged,
    problems.dayWrong,
  ],
})

export const stepOfDecision = endpoint({
  method: 'POST',
  path: '/insurance/assessments/:county/:id/decision-steps',
  permission: 'insurance:decide',
  summary: { zh: '评定等级、处理异议', en: 'Decide the grade or settle an objection' },
  params: place,
  body: Type.Object({
    event: Type.Enum(['decide', 'send-back', 'dismiss-contest', 'assess-again', 'uphold', 'reassess']),
    version: Version,
    reason: Type.Optional(Why),
  }),
  reply: DisabilityCase,
  problems: [
    ...moved,
    problems.secondPersonNeeded,
    problems.gradingUnconfirmed,
    problems.conclusionChanged,
    problems.noticeRunning,
  ],
})
