import { type Static, Type } from 'typebox'
import { Id, TextSchema } from '../access/api.ts'
import { eventRefused, objectionTooLate, telephoneWrong } from '../assessments/problems.ts'
import { type WishedPlace, type WishedTime, wishedPlaces, wishedTimes } from '../assessments/wishes.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { consentMissing } from '../privacy/problems.ts'
import * as problems from './problems.ts'

// What elders and relatives do about ability assessments from their own account.

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const CalendarDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const elder = Type.Object({ id: Id })
const one = Type.Object({ id: Id, assessmentId: Id })
const Version = Type.Integer({ minimum: 1 })
const own = [notFound, consentMissing, problems.requestNotAgreed]

export const OwnAssessment = Type.Object({
  id: Id,
  version: Version,
  askedOn: CalendarDay,
  /** Whether it waits for something still. */
  open: Type.Boolean(),
  /** Where it stands, one plain sentence after the other. */
  said: Type.Array(TextSchema),
  mayWithdraw: Type.Boolean(),
  mayObject: Type.Boolean(),
})
export type OwnAssessment = Static<typeof OwnAssessment>

export const OwnAssessments = Type.Object({
  /**
   * What asking would be: the first one, a new one because the last runs out, or one before its time because something
   * has changed; or why it cannot be asked for.
   */
  asking: Type.Enum(['first', 'regular', 'changed', 'under-way', 'not-agreed', 'not-living']),
  level: orNull(TextSchema),
  validUntil: orNull(CalendarDay),
  /** The elder's telephone on file, masked. */
  phone: orNull(Type.String()),
  rows: Type.Array(OwnAssessment),
})
export type OwnAssessments = Static<typeof OwnAssessments>

export const listOwnAssessments = endpoint({
  method: 'GET',
  path: '/family/elders/:id/assessments',
  permission: 'person',
  summary: { zh: '我的能力评估办到哪一步', en: 'Where my assessments stand' },
  params: elder,
  reply: OwnAssessments,
  problems: [notFound, consentMissing],
})

export const askForAssessment = endpoint({
  method: 'POST',
  path: '/family/elders/:id/assessments',
  permission: 'person',
  summary: { zh: '本人或家属申请能力评估', en: 'Ask for an assessment' },
  params: elder,
  body: Type.Object({
    /** What has changed, where the last result is still valid for long. */
    change: Type.Optional(Type.String({ maxLength: 500 })),
    /** Another telephone than the elder's on file. */
    telephone: Type.Optional(Type.String({ maxLength: 40 })),
    wishedPlace: Type.Enum(Object.keys(wishedPlaces) as WishedPlace[]),
    wishedTime: Type.Enum(Object.keys(wishedTimes) as WishedTime[]),
  }),
  reply: OwnAssessments,
  problems: [
    ...own,
    problems.assessmentUnderWay,
    problems.resultStillValid,
    problems.assessmentNotLiving,
    telephoneWrong,
  ],
})

export const withdrawOwnAssessment = endpoint({
  method: 'POST',
  path: '/family/elders/:id/assessments/:assessmentId/withdrawal',
  permission: 'person',
  summary: { zh: '撤回能力评估申请', en: 'Withdraw what was asked for' },
  params: one,
  body: Type.Object({ version: Version }),
  reply: OwnAssessments,
  problems: [...own, eventRefused, staleVersion],
})

export const objectToOwnResult = endpoint({
  method: 'POST',
  path: '/family/elders/:id/assessments/:assessmentId/objection',
  permission: 'person',
  summary: { zh: '对评估结果提出异议', en: 'Object to the result' },
  params: one,
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }), version: Version }),
  reply: OwnAssessments,
  problems: [...own, eventRefused, staleVersion, objectionTooLate],
})
