import { type Static, Type } from 'typebox'
import { Id, TextSchema } from '../access/api.ts'
import { bookedAlready, stepNotPossible } from '../assessments/problems.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { consentMissing } from '../privacy/problems.ts'
import * as problems from './problems.ts'

// Places of joint days, taken and given back by elders and relatives from their own account.

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const CalendarDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Count = Type.Integer({ minimum: 0 })
const elder = Type.Object({ id: Id })

const where = { heldOn: CalendarDay, place: Type.String(), healthCentre: Type.String() }

export const OwnJointDay = Type.Object({
  id: Id,
  ...where,
  dueFor: Type.Array(TextSchema),
  /** Places that can be taken here. */
  online: Count,
  /** Places kept for the counter and the telephone. */
  keptFree: Count,
  /** When those go to everybody; absent once they have. */
  releasedAt: orNull(Type.String({ format: 'date-time' })),
  counter: Type.String(),
  telephone: Type.String(),
})
export type OwnJointDay = Static<typeof OwnJointDay>

export const OwnJointDays = Type.Object({
  /** Whether a place can be asked for, or why not. */
  asking: Type.Enum(['may', 'booked', 'not-due', 'not-agreed', 'not-living']),
  booked: orNull(Type.Object({ id: Id, ...where, dueFor: Type.Array(TextSchema), mayGiveBack: Type.Boolean() })),
  /** The days to come on which the elder is due; empty unless a place can be asked for. */
  rows: Type.Array(OwnJointDay),
})
export type OwnJointDays = Static<typeof OwnJointDays>

export const listOwnJointDays = endpoint({
  method: 'GET',
  path: '/family/elders/:id/joint-days',
  permission: 'person',
  summary: { zh: '我这里的体检和评估日、还有几个名额', en: 'Joint days where I live, and places left' },
  params: elder,
  reply: OwnJointDays,
  problems: [notFound, consentMissing],
})

export const takeJointPlace = endpoint({
  method: 'POST',
  path: '/family/elders/:id/joint-days/:dayId/booking',
  permission: 'person',
  summary: { zh: '本人或家属预约体检和评估', en: 'Take a place of a joint day' },
  params: Type.Object({ id: Id, dayId: Id }),
  reply: OwnJointDays,
  problems: [notFound, consentMissing, problems.placeNotOpen, problems.onlineFull, bookedAlready],
})

export const giveBackJointPlace = endpoint({
  method: 'POST',
  path: '/family/elders/:id/joint-bookings/:bookingId/cancellation',
  permission: 'person',
  summary: { zh: '取消体检和评估的预约', en: 'Give back a place of a joint day' },
  params: Type.Object({ id: Id, bookingId: Id }),
  reply: OwnJointDays,
  problems: [notFound, consentMissing, problems.requestNotAgreed, stepNotPossible],
})
