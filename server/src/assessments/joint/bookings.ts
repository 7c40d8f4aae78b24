import { bookingStates, dueReasons } from '@yinian/core/assessments/joint.ts'
import type { bookElders, markAttendance } from '@yinian/core/assessments/joint-api.ts'
import { bookedAlready, stepNotPossible } from '@yinian/core/assessments/problems.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Language } from '@yinian/core/language/text.ts'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import { spreadsheetTypes, writeXlsx } from '../../documents/spreadsheet.ts'
import type { Download } from '../../http/send-file.ts'
import type { Work } from '../../http/work.ts'
import type { Place } from '../read.ts'
import { dueIn, findDay, readDay } from './days.ts'
import { sealFinding } from './findings.ts'
import { holdPlaces, insertBooking } from './places.ts'

/** Calls elders to a day: all of those named or none. @throws notFound, dayFull, bookedAlready, stepNotPossible */
export async function bookFor(
  work: Work,
  place: Place,
  { elderIds, channel = 'phone' }: BodyOf<typeof bookElders>,
): Promise<ReplyOf<typeof bookElders>> {
  const { tx, actor } = work
  const day = await findDay(tx, place)
  if (day.held_on < actor.today) throw stepNotPossible()
  const due = new Map((await dueIn(tx, day)).map((one) => [one.id, one]))
  const called = elderIds.map((id) => due.get(id))
  await holdPlaces(work, day, channel, elderIds.length)
  for (const one of called) {
    // Whoever is not due any more, lives elsewhere or was called by somebody else in the meantime.
    if (!one) throw bookedAlready({ at: '/elderIds' })
    const made = await insertBooking(work, day, one, channel)
    if (!made) throw bookedAlready({ at: '/elderIds' })
  }
  await audit(work, 'assessments.joint-day-booked', {
    region: day.region,
    subjectType: 'joint-day',
    subjectId: day.id,
    detail: { booked: elderIds.length, channel },
  })
  return { booked: elderIds.length }
}

/** Who came, and what the check found; who did not come remains due. @throws notFound, stepNotPossible */
export async function mark(
  work: Work,
  { county, id }: Place,
  input: BodyOf<typeof markAttendance>,
): Promise<ReplyOf<typeof markAttendance>> {
  const { tx, actor, vault } = work
  const booking = await tx
    .selectFrom('joint_booking')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!booking) throw notFound()
  if (booking.state !== 'booked' || booking.held_on > actor.today) throw stepNotPossible()
  const day = await findDay(tx, { county, id: booking.day_id })
  const state = input.attended ? 'attended' : 'absent'
  await tx
    .updateTable('joint_booking')
    .set({ state, marked_at: actor.now, marked_by: actor.accountId })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
  for (const finding of input.attended ? input.findings : []) {
    const findingId = newId(actor.now)
    await tx
      .insertInto('health_finding')
      .values({
        county,
        id: findingId,
        region: booking.region,
        elder_id: booking.elder_id,
        kind: finding.kind,
        value_sealed: await sealFinding(vault, county, findingId, finding.value.trim()),
        found_on: booking.held_on,
        source: day.health_centre,
        booking_id: id,
        recorded_at: actor.now,
        recorded_by: actor.accountId,
        recorded_by_name: actor.name,
      })
      .execute()
  }
  await audit(work, 'assessments.joint-attendance', {
    region: booking.region,
    subjectType: 'elder',
    subjectId: booking.elder_id,
    elderId: booking.elder_id,
    detail: { state, kinds: input.findings.map(({ kind }) => kind) },
  })
  return { county, id, state }
}

/** The list to take along. @throws notFound */
export async function dayFile(work: Work, place: Place, language: Language): Promise<Download> {
  const day = await readDay(work, place)
  const zh = language === 'zh'
  const headers = zh
    ? ['姓名', '年龄', '居住地', '联系电话', '本次办理', '到场情况']
    : ['Name', 'Age', 'Residence', 'Telephone', 'Due for', 'Attendance']
  const coming = day.bookings.filter(({ state }) => state !== 'cancelled')
  const rows = coming.map((one) => [
    one.name,
    one.age,
    one.regionPath,
    one.telephoneMasked,
    one.dueFor.map((reason) => dueReasons[reason][language]).join(zh ? '、' : ', '),
    one.state === 'booked' ? '' : bookingStates[one.state][language],
  ])
  await audit(work, 'assessments.joint-list-downloaded', {
    region: day.region,
    subjectType: 'joint-day',
    subjectId: day.id,
    detail: { rows: rows.length },
  })
  return {
    fileName: `${zh ? '体检与评估名单' : 'check-and-assessment'}-${day.heldOn}.xlsx`,
    contentType: spreadsheetTypes.xlsx,
    content: writeXlsx({ name: day.heldOn, columns: headers.map((header) => ({ header, width: 20 })), rows }),
  }
}
