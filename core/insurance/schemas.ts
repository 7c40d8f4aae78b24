import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { CalendarDay, orNull } from '../assessments/schemas.ts'
import { type Channel, channels } from '../family/channels.ts'
import { classified, WithheldClasses } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import {
  type ApplicantKind,
  applicantKinds,
  type DeliveryManner,
  type DisabilityEvent,
  type DisabilityState,
  deliveryManners,
  disabilityEvents,
  disabilityStates,
  type Enrolment,
  enrolments,
  type PaperKind,
  paperKinds,
  type RefusalKind,
  refusalKinds,
  type SelfAssessment,
  selfAssessments,
} from './procedure.ts'

export const State = Type.Enum(Object.keys(disabilityStates) as DisabilityState[])
export const Event = Type.Enum(Object.keys(disabilityEvents) as DisabilityEvent[])
export const EnrolmentKind = Type.Enum(Object.keys(enrolments) as Enrolment[])
export const Applicant = Type.Enum(Object.keys(applicantKinds) as ApplicantKind[])
export const Paper = Type.Enum(Object.keys(paperKinds) as PaperKind[])
export const OwnWords = Type.Enum(Object.keys(selfAssessments) as SelfAssessment[])
export const Refusal = Type.Enum(Object.keys(refusalKinds) as RefusalKind[])
export const Manner = Type.Enum(Object.keys(deliveryManners) as DeliveryManner[])
const Channels = Type.Enum(Object.keys(channels) as Channel[])
const Grade = Type.Integer({ minimum: 0, maximum: 5 })

/** What is applied with; kept sealed. */
export const applicationFields = {
  selfAssessment: OwnWords,
  selfAssessmentNote: Type.String({ maxLength: 500 }),
  /** Since when, after standardised treatment. */
  disabledSince: CalendarDay,
  papers: Type.Array(Paper, { maxItems: 5, uniqueItems: true }),
}
export const Application = Type.Object({
  ...applicationFields,
  selfAssessmentNote: classified('notes', Type.String(), ''),
})
export type Application = Static<typeof Application>

/** One line of the list. */
export const DisabilityRow = Type.Object({
  county: Type.String(),
  region: RegionCode,
  regionPath: Type.String(),
  id: Id,
  number: Type.String(),
  /** Null for an organisation whose part has ended. */
  elderName: orNull(Type.String()),
  elderAge: orNull(Type.Integer()),
  state: State,
  channel: Channels,
  appliedOn: CalendarDay,
  /** Last day of the present step’s term. */
  dueOn: orNull(CalendarDay),
  overdue: Type.Boolean(),
  organisationName: orNull(Type.String()),
  assessors: Type.Array(Type.String()),
  /** Concluded on something that nobody has confirmed from the document. */
  blocked: Type.Boolean(),
  grade: classified('assessment', orNull(Grade)),
  decidedOn: orNull(CalendarDay),
  validUntil: classified('assessment', orNull(CalendarDay)),
  reassessmentDue: Type.Boolean(),
  version: Type.Integer(),
})
export type DisabilityRow = Static<typeof DisabilityRow>

const Sheet = Type.Object({
  assessorName: Type.String(),
  mine: Type.Boolean(),
  visitedOn: CalendarDay,
  answers: Type.Record(Type.String(), Type.Integer()),
  reason: Type.String(),
  signedAt: Instant,
  /** SHA-256 of what was signed, in hexadecimal. */
  contentHash: Type.String(),
  /** When the assessor handed in another; null for the one that counts. */
  supersededAt: orNull(Instant),
})

const RestsOn = Type.Object({
  key: Type.String(),
  name: TextSchema,
  confirmed: Type.Boolean(),
  /** The document and clause it is confirmed by, or the published example. */
  source: TextSchema,
})

export const DisabilityCase = Type.Object({
  ...DisabilityRow.properties,
  instrumentId: Type.String(),
  instrumentVersion: Type.String(),
  /** As much of the elder as the agency needs; null for an organisation whose part has ended. */
  elder: orNull(
    Type.Object({
      name: Type.String(),
      sex: Type.Enum(['male', 'female']),
      birth: CalendarDay,
      age: Type.Integer(),
      identityNumberMasked: classified('identity', Type.String(), ''),
      regionPath: Type.String(),
    }),
  ),
  applicantKind: Applicant,
  applicantName: Type.String(),
  contactMasked: classified('contact', Type.String(), ''),
  enrolment: EnrolmentKind,
  application: classified('assessment', orNull(Application)),
  /** What stands against acceptance; empty when nothing does. */
  missing: Type.Array(TextSchema),
  refusal: orNull(Refusal),
  assessorsNamed: Type.Array(Type.Object({ id: Id, name: Type.String(), isMe: Type.Boolean() })),
  /** Null where this reader is not shown any: an assessor sees the other’s once both are in. */
  sheets: classified('assessment', Type.Array(Sheet)),
  differing: Type.Array(Type.String()),
  conclusion: classified(
    'assessment',
    orNull(
      Type.Object({
        grade: Grade,
        sums: Type.Record(Type.String(), Type.Integer()),
        bands: Type.Record(Type.String(), Type.Integer()),
        restsOn: Type.Array(RestsOn),
        /** False while anything it rests on is unconfirmed: then it is a trial figure and no result. */
        official: Type.Boolean(),
        /** The table as it is confirmed now leads to another grade. */
        changed: Type.Boolean(),
      }),
    ),
  ),
  concludedOn: orNull(CalendarDay),
  noticeFrom: orNull(CalendarDay),
  noticeUntil: orNull(CalendarDay),
  decidedBy: orNull(Type.String()),
  deliveredOn: orNull(CalendarDay),
  deliveredHow: orNull(Manner),
  objectedId: orNull(Id),
  carriedFrom: Type.String(),
  acceptedAsEvidenceOn: orNull(CalendarDay),
  /** The document of the region’s rule it goes by. */
  ruleDocument: Type.String(),
  steps: Type.Array(
    Type.Object({
      at: Instant,
      event: orNull(Event),
      state: State,
      by: Type.String(),
      reason: orNull(Type.String()),
    }),
  ),
  /** The events this reader may cause now. */
  possible: Type.Array(Event),
  withheld: WithheldClasses,
})
export type DisabilityCase = Static<typeof DisabilityCase>
