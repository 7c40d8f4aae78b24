import { type Static, Type } from 'typebox'
import { Id } from '../access/api.ts'
import { type Channel, channels, staffedChannels } from '../family/channels.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { classified } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import { County, place } from './api-parts.ts'
import {
  type BookingState,
  bookingStates,
  type DueReason,
  dueReasons,
  type FindingKindId,
  findingKinds,
} from './joint.ts'
import * as problems from './problems.ts'
import { CalendarDay, orNull } from './schemas.ts'

const Due = Type.Enum(Object.keys(dueReasons) as DueReason[])

const Count = Type.Integer({ minimum: 0 })
const TakenByChannel = Type.Object({ counter: Count, phone: Count, 'home-visit': Count, online: Count })

export const JointDay = Type.Object({
  county: Type.String(),
  id: Id,
  region: RegionCode,
  regionPath: Type.String(),
  heldOn: CalendarDay,
  place: Type.String(),
  healthCentre: Type.String(),
  organisationId: orNull(Id),
  organisationName: Type.String(),
  monthsAhead: Type.Integer(),
  capacity: Type.Integer(),
  booked: Type.Integer(),
  /** Places taken, by how; of the rest some are kept for counter and telephone until the release. */
  taken: TakenByChannel,
  kept: Type.Integer(),
  keptFree: Type.Integer(),
  online: Type.Integer(),
  staffed: Type.Integer(),
  released: Type.Boolean(),
  releasedAt: Type.String({ format: 'date-time' }),
  attended: Type.Integer(),
  absent: Type.Integer(),
})
export type JointDay = Static<typeof JointDay>

export const listJointDays = endpoint({
  method: 'GET',
  path: '/joint-days',
  permission: 'assessments:book',
  summary: { zh: '体检与评估联合日', en: 'List joint days' },
  query: Type.Object({
    after: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(JointDay), next: orNull(Type.String()) }),
})

export const planJointDay = endpoint({
  method: 'POST',
  path: '/joint-days',
  permission: 'assessments:book',
  summary: { zh: '安排联合日', en: 'Plan a joint day' },
  body: Type.Object({
    region: RegionCode,
    heldOn: CalendarDay,
    place: Type.String({ minLength: 2, maxLength: 100 }),
    healthCentre: Type.String({ minLength: 2, maxLength: 100 }),
    organisationId: orNull(Id),
    monthsAhead: Type.Integer({ minimum: 0, maximum: 12 }),
    capacity: Type.Integer({ minimum: 1, maximum: 2000 }),
  }),
  reply: JointDay,
  problems: [notFound, problems.periodWrong],
})

export const JointPerson = Type.Object({
  elderId: Id,
  name: Type.String(),
  age: Type.Integer(),
  regionPath: Type.String(),
  telephoneMasked: classified('contact', orNull(Type.String())),
  dueFor: Type.Array(Due),
})

export const getJointDay = endpoint({
  method: 'GET',
  path: '/joint-days/:county/:id',
  permission: 'assessments:book',
  summary: { zh: '一个联合日的名单', en: 'Read a joint day with its list' },
  params: place,
  reply: Type.Object({
    ...JointDay.properties,
    bookings: Type.Array(
      Type.Object({
        ...JointPerson.properties,
        id: Id,
        channel: Type.Enum(Object.keys(channels) as Channel[]),
        state: Type.Enum(Object.keys(bookingStates) as BookingState[]),
      }),
    ),
    /** Who is due in this place and booked nowhere, the longest waiting first; at most 500. */
    due: Type.Array(JointPerson),
  }),
  problems: [notFound],
})

export const bookElders = endpoint({
  method: 'POST',
  path: '/joint-days/:county/:id/bookings',
  permission: 'assessments:book',
  summary: { zh: '通知老人（每人一次）', en: 'Book elders, each called once' },
  params: place,
  body: Type.Object({
    elderIds: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
    /** How they were reached or came; called by telephone when absent. */
    channel: Type.Optional(Type.Enum([...staffedChannels])),
  }),
  reply: Type.Object({ booked: Type.Integer() }),
  problems: [notFound, problems.dayFull, problems.bookedAlready, problems.stepNotPossible],
})

export const cancelBooking = endpoint({
  method: 'POST',
  path: '/joint-bookings/:county/:id/cancellation',
  permission: 'assessments:book',
  summary: { zh: '老人来说不去了：取消预约', en: 'Give back the place of somebody who does not come' },
  params: place,
  reply: Type.Object({ county: County, id: Id, state: Type.Enum(Object.keys(bookingStates) as BookingState[]) }),
  problems: [notFound, problems.stepNotPossible],
})

export const markAttendance = endpoint({
  method: 'POST',
  path: '/joint-bookings/:county/:id/attendance',
  permission: 'assessments:book',
  summary: { zh: '登记到场和体检发现', en: 'Record attendance and the findings of the check' },
  params: place,
  body: Type.Object({
    attended: Type.Boolean(),
    findings: Type.Array(
      Type.Object({
        kind: Type.Enum(Object.keys(findingKinds) as FindingKindId[]),
        value: Type.String({ minLength: 1, maxLength: 60 }),
      }),
      { maxItems: 20 },
    ),
  }),
  reply: Type.Object({ county: County, id: Id, state: Type.Enum(Object.keys(bookingStates) as BookingState[]) }),
  problems: [notFound, problems.stepNotPossible],
})

export const jointDayFile = endpoint({
  method: 'GET',
  path: '/joint-days/:county/:id/file',
  permission: 'assessments:book',
  summary: { zh: '下载联合日名单', en: 'Download the list of a joint day' },
  params: place,
  query: Type.Object({ language: Type.Optional(Type.Enum(['zh', 'en'])) }),
  reply: Type.Any(),
  transfer: 'file',
  carries: ['contact'],
  problems: [notFound],
})
