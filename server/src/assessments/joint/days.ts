import { scopeOf } from '@yinian/core/access/actor.ts'
import { type BookingState, checkAge, type DueReason, dueFor } from '@yinian/core/assessments/joint.ts'
import type { getJointDay, JointDay, listJointDays, planJointDay } from '@yinian/core/assessments/joint-api.ts'
import { periodWrong } from '@yinian/core/assessments/problems.ts'
import type { Channel } from '@yinian/core/family/channels.ts'
import type { BodyOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { countyOf, isWithin, rangeOf } from '@yinian/core/regions/code.ts'
import { addMonths, ageOn, type Day, isDay } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { JointDay as Row } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { placesLeftAt } from '../../kept-places/index.ts'
import { organisationNames } from '../../organisations/index.ts'
import { nameRegions } from '../../regions/index.ts'
import type { Place } from '../read.ts'
import { takenOn } from './places.ts'

const mostDue = 500

/** @throws notFound, periodWrong */
export async function planDay(work: Work, input: BodyOf<typeof planJointDay>): Promise<JointDay> {
  const { tx, actor } = work
  const scope = scopeOf(actor, 'assessments:book')
  if (!scope?.regions.some((held) => isWithin(input.region, held))) throw notFound({ at: '/region' })
  if (!isDay(input.heldOn) || input.heldOn < actor.today) throw periodWrong({ at: '/heldOn' })
  const { organisationId } = input
  const name = organisationId === null ? '' : (await organisationNames(tx, [organisationId])).get(organisationId)
  if (name === undefined) throw notFound({ at: '/organisationId' })
  const id = newId(actor.now)
  const county = countyOf(input.region)
  await tx
    .insertInto('joint_day')
    .values({
      county,
      id,
      region: input.region,
      held_on: input.heldOn,
      place: input.place.trim(),
      health_centre: input.healthCentre.trim(),
      organisation_id: organisationId,
      organisation_name: name,
      months_ahead: input.monthsAhead,
      capacity: input.capacity,
      made_at: actor.now,
      made_by: actor.accountId,
      made_by_name: actor.name,
    })
    .execute()
  await audit(work, 'assessments.joint-day-planned', {
    region: input.region,
    subjectType: 'joint-day',
    subjectId: id,
    detail: { on: input.heldOn },
  })
  return describeDay(work, await findDay(tx, { county, id }))
}

export async function findDay(tx: Tx, { county, id }: Place): Promise<Selectable<Row>> {
  const row = await tx
    .selectFrom('joint_day')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export async function listDays(
  work: Work,
  query: QueryOf<typeof listJointDays>,
): Promise<ReplyOf<typeof listJointDays>> {
  const { tx } = work
  const limit = query.limit ?? 50
  const rows = await tx
    .selectFrom('joint_day')
    .selectAll()
    .$if(query.after !== undefined, (select) => select.where('id', '<', query.after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const described: JointDay[] = []
  for (const row of page) described.push(await describeDay(work, row))
  return { rows: described, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

async function describeDay(work: Pick<Work, 'tx' | 'actor'>, row: Selectable<Row>): Promise<JointDay> {
  const { tx } = work
  const counts = await tx
    .selectFrom('joint_booking')
    .select(['state', (select) => select.fn.countAll<number>().as('count')])
    .where('county', '=', row.county)
    .where('day_id', '=', row.id)
    .groupBy('state')
    .execute()
  const count = (state: BookingState) => Number(counts.find((one) => one.state === state)?.count ?? 0)
  const names = await nameRegions(tx, [row.region])
  const taken = (await takenOn(tx, [row.id]))(row.id)
  const { region, capacity, held_on: on } = row
  const { rule: _rule, releasedAt, ...left } = await placesLeftAt(work, 'joint-day', { region, capacity, on, taken })
  return {
    county: row.county,
    id: row.id,
    region: row.region,
    regionPath: names(row.region).path,
    heldOn: row.held_on,
    place: row.place,
    healthCentre: row.health_centre,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    monthsAhead: row.months_ahead,
    capacity: row.capacity,
    taken: { ...taken },
    ...left,
    releasedAt: releasedAt.toISOString(),
    booked: count('booked'),
    attended: count('attended'),
    absent: count('absent'),
  }
}

interface Candidate {
  readonly id: string
  readonly name: string
  readonly birth: Day
  readonly region: string
  readonly phone: string | null
  readonly checkedOn: Day | null
  readonly levelUntil: Day | null
}

/** Who lives in the place and is due for the check or the assessment within the months ahead, booked nowhere. */
export async function dueIn(tx: Tx, day: Selectable<Row>): Promise<(Candidate & { readonly dueFor: DueReason[] })[]> {
  const { from, to } = rangeOf(day.region)
  const horizon = addMonths(day.held_on, day.months_ahead)
  const { rows } = await sql<Candidate>`
    select e.id, e.name, e.birth, e.region, e.phone_masked as phone, e.ability_valid_until as "levelUntil", c.on as "checkedOn"
    from elder e
    left join lateral (
      select max(b.held_on) as on from joint_booking b
      where b.county = e.county and b.elder_id = e.id and b.state = 'attended' and 'health-check' = any (b.due_for)
    ) c on true
    where e.county = ${day.county} and e.region between ${from} and ${to} and in_scope(e.region) and e.state = 'active'
      and ((e.birth <= ${addMonths(day.held_on, -12 * checkAge)}::date and coalesce(c.on <= ${addMonths(horizon, -12)}::date, true))
        or e.ability_valid_until <= ${horizon}::date)
      and not exists (select from joint_booking b where b.county = e.county and b.elder_id = e.id
        and (b.state = 'booked' or (b.day_id = ${day.id}::uuid and b.state <> 'cancelled')))
    order by least(e.ability_valid_until, coalesce(c.on, '1900-01-01'::date)), e.birth, e.id
    limit ${mostDue}`.execute(tx)
  return rows.flatMap((row) => {
    const reasons = dueFor(row, day.held_on, day.months_ahead)
    return reasons.length === 0 ? [] : [{ ...row, dueFor: reasons }]
  })
}

/** @throws notFound */
export async function readDay(work: Work, place: Place): Promise<ReplyOf<typeof getJointDay>> {
  const { tx } = work
  const day = await findDay(tx, place)
  const booked = await tx
    .selectFrom('joint_booking')
    .innerJoin('elder', (join) =>
      join.onRef('elder.county', '=', 'joint_booking.county').onRef('elder.id', '=', 'joint_booking.elder_id'),
    )
    .select([
      'joint_booking.id as booking_id',
      'joint_booking.state',
      'joint_booking.channel',
      'joint_booking.due_for',
      'elder.id',
      'elder.name',
      'elder.birth',
      'elder.region',
      'elder.phone_masked as phone',
    ])
    .where('joint_booking.county', '=', day.county)
    .where('joint_booking.day_id', '=', day.id)
    .orderBy('elder.region')
    .orderBy('elder.name')
    .execute()
  const due = await dueIn(tx, day)
  const names = await nameRegions(
    tx,
    [...booked, ...due].map(({ region }) => region),
  )
  const person = (one: { id: string; name: string; birth: Day; region: string; phone: string | null }) => ({
    elderId: one.id,
    name: one.name,
    age: ageOn(one.birth, day.held_on),
    regionPath: names(one.region).path,
    telephoneMasked: one.phone,
  })
  return {
    ...(await describeDay(work, day)),
    bookings: booked.map((one) => ({
      ...person(one),
      id: one.booking_id,
      dueFor: one.due_for as DueReason[],
      channel: one.channel as Channel,
      state: one.state as BookingState,
    })),
    due: due.map((one) => ({ ...person(one), dueFor: one.dueFor })),
  }
}
