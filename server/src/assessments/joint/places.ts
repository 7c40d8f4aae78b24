import type { BookingState, bookingStates } from '@yinian/core/assessments/joint.ts'
import { dayFull, stepNotPossible } from '@yinian/core/assessments/problems.ts'
import type { Channel } from '@yinian/core/family/channels.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { noneTaken, type TakenByChannel } from '@yinian/core/kept-places/kept-places.ts'
import { prefixOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { type HandedOut, placesLeftAt, type Span } from '../../kept-places/index.ts'
import type { Place } from '../read.ts'

type Taken = Record<Channel, number>

/** Joint days as days with places, for whoever looks at what is kept. */
export async function listJointPlaces(tx: Tx, { region, from, to, limit }: Span): Promise<HandedOut[]> {
  const days = await tx
    .selectFrom('joint_day')
    .select(['county', 'id', 'region', 'held_on', 'place', 'capacity'])
    .where('held_on', '>=', from)
    .where('held_on', '<=', to)
    .$if(region !== undefined, (select) => select.where('region', 'like', `${prefixOf(region ?? '')}%`))
    .orderBy('held_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  const taken = await takenOn(
    tx,
    days.map(({ id }) => id),
  )
  return days.map(({ held_on: on, ...day }) => ({ ...day, on, taken: taken(day.id) }))
}

/** By which way places of some days are taken, as far as the reader sees; nothing is held. */
export async function takenOn(tx: Tx, ids: readonly string[]): Promise<(id: string) => TakenByChannel> {
  const { rows } = await sql<{ id: string; channel: Channel; taken: number }>`
    select day_id as id, channel, count(*)::int as taken from joint_booking
    where day_id = any (${[...ids]}::uuid[]) and state <> 'cancelled' group by 1, 2`.execute(tx)
  const byDay = new Map<string, Taken>()
  for (const { id, channel, taken } of rows) byDay.set(id, { ...noneTaken, ...byDay.get(id), [channel]: taken })
  return (id) => byDay.get(id) ?? noneTaken
}

/** What a place is taken of. */
interface Day extends Place {
  readonly region: string
  readonly held_on: string
  readonly capacity: number
}

/**
 * Holds the places of a day until the transaction ends and refuses more than are left to this way of coming: two who want the
 * last one come one after the other.
 * @throws dayFull, or what is refused instead
 */
export async function holdPlaces(
  work: Work,
  day: Day,
  channel: Channel,
  wanted: number,
  full: () => Error = () => dayFull({ values: { capacity: day.capacity } }),
): Promise<void> {
  const { rows } = await sql<{ channel: Channel; taken: number }>`
    select * from joint_day_taken(${day.county}, ${day.id}::uuid)`.execute(work.tx)
  const taken: Taken = { ...noneTaken }
  for (const row of rows) taken[row.channel] = row.taken
  const { region, held_on: on, capacity } = day
  const left = await placesLeftAt(work, 'joint-day', { region, on, capacity, taken })
  if (wanted > (channel === 'online' ? left.online : left.staffed)) throw full()
}

/** Who takes a place. */
export interface Booked {
  readonly id: string
  readonly region: string
  readonly dueFor: readonly string[]
}

/** The id of the booking; absent where the elder is booked already. The places are held. */
export async function insertBooking(
  { tx, actor }: Work,
  day: Day,
  elder: Booked,
  channel: Channel,
): Promise<string | undefined> {
  const made = await tx
    .insertInto('joint_booking')
    .values({
      county: day.county,
      id: newId(actor.now),
      region: elder.region,
      day_id: day.id,
      held_on: day.held_on,
      elder_id: elder.id,
      due_for: [...elder.dueFor],
      booked_at: actor.now,
      booked_by: actor.accountId,
      channel,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id
}

/** Gives a place back, for whoever comes next. @throws notFound, stepNotPossible */
export async function giveBack(
  work: Work,
  { county, id }: Place,
  whose: { readonly elderId?: string; readonly channel?: Channel } = {},
): Promise<{ county: string; id: string; state: BookingState }> {
  const { tx, actor } = work
  const booking = await tx
    .selectFrom('joint_booking')
    .select(['region', 'day_id', 'elder_id', 'state', 'held_on'])
    .where('county', '=', county)
    .where('id', '=', id)
    .$if(whose.elderId !== undefined, (select) => select.where('elder_id', '=', whose.elderId ?? ''))
    .executeTakeFirst()
  if (!booking) throw notFound()
  const lastDay = whose.elderId === undefined ? booking.held_on >= actor.today : booking.held_on > actor.today
  if (booking.state !== 'booked' || !lastDay) throw stepNotPossible()
  const ended = await tx
    .updateTable('joint_booking')
    .set({ state: 'cancelled', cancelled_at: actor.now, cancelled_by: actor.accountId })
    .where('county', '=', county)
    .where('id', '=', id)
    .where('state', '=', 'booked')
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) throw stepNotPossible()
  await audit(work, 'assessments.joint-place-given-back', {
    region: booking.region,
    subjectType: 'joint-booking',
    subjectId: id,
    elderId: booking.elder_id,
    detail: { on: booking.held_on, ...(whose.channel === undefined ? {} : { channel: whose.channel }) },
  })
  return { county, id, state: 'cancelled' satisfies keyof typeof bookingStates }
}

/** Places of some days ahead, by how they were taken. */
export async function countBookingsByChannel(
  tx: Tx,
  { prefix, from, to }: { readonly prefix: string; readonly from: Date; readonly to: Date },
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('joint_booking')
    .select(['channel', (select) => select.fn.countAll<number>().as('count')])
    .where('region', 'like', `${prefix}%`)
    .where('booked_at', '>=', from)
    .where('booked_at', '<', to)
    .groupBy('channel')
    .execute()
  return new Map(rows.map(({ channel, count }) => [channel, Number(count)]))
}
