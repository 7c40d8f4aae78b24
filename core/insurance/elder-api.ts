import { type Static, Type } from 'typebox'
import { Id, TextSchema } from '../access/api.ts'
import { County } from '../assessments/api-parts.ts'
import { CalendarDay, orNull } from '../assessments/schemas.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { classified, WithheldClasses } from '../privacy/classified.ts'
import * as problems from './problems.ts'

/** What civil affairs are told of one decided assessment: the conclusion and nothing of the case. */
export const DisabilityConclusion = Type.Object({
  id: Id,
  grade: Type.Integer(),
  gradeName: TextSchema,
  /** Null for a village, which reads results without dates (B08). */
  decidedOn: orNull(CalendarDay),
  validUntil: orNull(CalendarDay),
  valid: Type.Boolean(),
  reassessmentDueOn: orNull(CalendarDay),
  objected: Type.Boolean(),
  /** Where it was decided, for one that came along with a move. */
  carriedFrom: Type.String(),
  acceptedAsEvidence: orNull(Type.Object({ on: CalendarDay, by: Type.String(), note: Type.String() })),
})
export type DisabilityConclusion = Static<typeof DisabilityConclusion>

export const getElderDisability = endpoint({
  method: 'GET',
  path: '/elders/:county/:id/disability-grade',
  permission: 'assessments:read',
  summary: {
    zh: '一位老人的长护险失能等级，与能力评估并列',
    en: 'An elder’s disability grade beside the ability assessment',
  },
  params: Type.Object({ county: County, id: Id }),
  reply: Type.Object({
    /** Whether the insurance runs where they live. */
    running: Type.Boolean(),
    acceptsEvidence: Type.Boolean(),
    conclusions: classified('assessment', Type.Array(DisabilityConclusion)),
    ability: classified(
      'assessment',
      orNull(
        Type.Object({
          level: Type.Integer(),
          name: TextSchema,
          confirmedOn: orNull(CalendarDay),
          validUntil: orNull(CalendarDay),
        }),
      ),
    ),
    agreement: classified('assessment', Type.Enum(['agrees', 'near', 'differs', 'one-only']), 'one-only'),
    says: classified('assessment', orNull(TextSchema)),
    /** That neither is converted into the other. */
    noConversion: TextSchema,
    withheld: WithheldClasses,
  }),
  problems: [notFound],
})

export const acceptAsEvidence = endpoint({
  method: 'POST',
  path: '/elders/:county/:id/disability-grade/evidence',
  permission: 'assessments:confirm',
  summary: { zh: '采信长护险失能等级', en: 'Accept a disability grade as evidence' },
  params: Type.Object({ county: County, id: Id }),
  body: Type.Object({ assessmentId: Id, note: Type.String({ minLength: 2, maxLength: 500 }) }),
  reply: Type.Object({ accepted: Type.Boolean() }),
  problems: [notFound, problems.evidenceNotAccepted, problems.decidedAlready],
})
