import { type DueReason, dueFor, dueReasons } from '@yinian/core/assessments/joint.ts'
import { bookedAlready } from '@yinian/core/assessments/problems.ts'
import type { OwnJointDay, OwnJointDays } from '@yinian/core/family/joint-api.ts'
import { onlineFull, placeNotOpen, requestNotAgreed } from '@yinian/core/family/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Work } from '../../http/work.ts'
import { placesLeftAt } from '../../kept-places/index.ts'
import { mayRequest, type OwnElder } from '../own.ts'
import { giveBack, holdPlaces, insertBooking } from './places.ts'

interface DayRow {
  readonly id: string
  readonly region: string
  readonly held_on: Day
  readonly months_ahead: number
  readonly place: string
  readonly health_centre: string
  readonly capacity: number
  readonly counter: number
  readonly phone: number
  readonly home_visit: number
  readonly online: number
}

interface Own {
  readonly agreed: boolean
  readonly living: boolean
  readonly booking: { readonly id: string; readonly day_id: string; readonly due_for: string[] } | undefined
  readonly days: readonly (DayRow & { readonly reasons: readonly DueReason[] })[]
}

/** The joint days where an elder lives, as far as they are due, and how many places are left for whoever asks online. */
export async function listOwnDays(work: Work, elder: OwnElder): Promise<OwnJointDays> {
  const own = await readOwn(work, elder)
  const booked = own.booking && own.days.find(({ id }) => id === own.booking?.day_id)
  const open = own.days.filter((day) => mayTake(elder, day.reasons))
  const asking = askingOf(own, open.length > 0)
  const rows: OwnJointDay[] = []
  if (asking === 'may') for (const day of open) rows.push(await describe(work, day))
  return {
    asking,
    booked:
      own.booking && booked
        ? {
            id: own.booking.id,
            ...whereOf(booked),
            dueFor: textsOf(own.booking.due_for as DueReason[]),
            mayGiveBack: own.agreed && booked.held_on > work.actor.today,
          }
        : null,
    rows,
  }
}

function askingOf({ agreed, living, booking, days }: Own, due: boolean): OwnJointDays['asking'] {
  if (!living) return 'not-living'
  if (booking) return 'booked'
  if (!agreed) return 'not-agreed'
  return due || days.length === 0 ? 'may' : 'not-due'
}

/** @throws requestNotAgreed, placeNotOpen, onlineFull, bookedAlready */
export async function takeOwnPlace(work: Work, elder: OwnElder, dayId: string): Promise<OwnJointDays> {
  const own = await readOwn(work, elder)
  if (!own.agreed) throw requestNotAgreed()
  if (own.booking) throw bookedAlready()
  const day = own.days.find(({ id }) => id === dayId)
  if (!own.living || !day || !mayTake(elder, day.reasons)) throw placeNotOpen()
  const held = { ...day, county: elder.county }
  await holdPlaces(work, held, 'online', 1, onlineFull)
  const id = await insertBooking(work, held, { ...elder, dueFor: day.reasons }, 'online')
  if (id === undefined) throw bookedAlready()
  await audit(work, 'assessments.joint-place-taken', {
    region: elder.region,
    subjectType: 'joint-booking',
    subjectId: id,
    elderId: elder.id,
    detail: { on: day.held_on, channel: 'online', askedAs: elder.standsAs },
  })
  return listOwnDays(work, elder)
}

/** @throws notFound, requestNotAgreed, stepNotPossible */
export async function giveBackOwn(work: Work, elder: OwnElder, id: string): Promise<OwnJointDays> {
  if (!(await mayRequest(work, elder))) throw requestNotAgreed()
  await giveBack(work, { county: elder.county, id }, { elderId: elder.id, channel: 'online' })
  return listOwnDays(work, elder)
}

/** An elder books the check too; what they let a relative ask for is the assessment. */
const mayTake = ({ standsAs }: OwnElder, reasons: readonly DueReason[]): boolean =>
  standsAs === 'self' ? reasons.length > 0 : reasons.includes('assessment')

async function readOwn(work: Work, elder: OwnElder): Promise<Own> {
  const { tx, actor } = work
  const file = await tx
    .selectFrom('elder')
    .select(['state', 'birth', 'ability_valid_until'])
    .where('county', '=', elder.county)
    .where('id', '=', elder.id)
    .executeTakeFirstOrThrow()
  const bookings = await tx
    .selectFrom('joint_booking')
    .select(['id', 'day_id', 'due_for', 'state', 'held_on'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('held_on', 'desc')
    .limit(50)
    .execute()
  const checkedOn =
    bookings.find(({ state, due_for }) => state === 'attended' && due_for.includes('health-check'))?.held_on ?? null
  const { rows } = await sql<DayRow>`
    select * from joint_days_for(${elder.county}, ${elder.id}::uuid, ${actor.today}::date)`.execute(tx)
  const standing = { birth: file.birth, checkedOn, levelUntil: file.ability_valid_until }
  return {
    agreed: await mayRequest(work, elder),
    living: file.state === 'active',
    booking: bookings.find(({ state, held_on }) => state === 'booked' && held_on >= actor.today),
    days: rows.map((row) => ({ ...row, reasons: dueFor(standing, row.held_on, row.months_ahead) })),
  }
}

async function describe(work: Work, day: Own['days'][number]): Promise<OwnJointDay> {
  const taken = { counter: day.counter, phone: day.phone, 'home-visit': day.home_visit, online: day.online }
  const left = await placesLeftAt(work, 'joint-day', { ...day, on: day.held_on, taken })
  return {
    id: day.id,
    ...whereOf(day),
    dueFor: textsOf(day.reasons),
    online: left.online,
    keptFree: left.keptFree,
    releasedAt: left.released ? null : left.releasedAt.toISOString(),
    counter: left.rule.counter,
    telephone: left.rule.telephone,
  }
}

const whereOf = (day: DayRow) => ({ heldOn: day.held_on, place: day.place, healthCentre: day.health_centre })
const textsOf = (reasons: readonly DueReason[]) =>
  reasons.map((reason): Text => dueReasons[reason]).map((text) => ({ ...text }))
