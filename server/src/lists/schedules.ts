import { type Actor, isAllowed } from '@yinian/core/access/actor.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { ExportSchedule, ListFilter, scheduleExport as scheduleEndpoint } from '@yinian/core/lists/api.ts'
import { recipientUnknown, schedulePermissionEnded, scheduleTooLong } from '@yinian/core/lists/problems.ts'
import { latestUntil, nextDay, type Rhythm } from '@yinian/core/lists/rhythm.ts'
import { dayAt, isDay } from '@yinian/core/time/day.ts'
import type { Selectable } from 'kysely'
import { audit, getActor } from '../access/index.ts'
import type { ExportSchedule as ExportScheduleRow } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { putExport, sourceOf } from './exports.ts'
import { platform } from './jobs.ts'
import { placeOf, requireScope } from './place.ts'
import { getOwnRow } from './saved-views.ts'
import type { ExportSources, WantedExport } from './source.ts'

/**
 * Has a view of one's own taken out again and again.
 * @throws notAllowed, notFound, notExportable, scheduleTooLong, recipientUnknown
 */
export async function makeSchedule(
  work: Work,
  ground: Pick<Ground, 'database'>,
  sources: ExportSources,
  wanted: BodyOf<typeof scheduleEndpoint>,
): Promise<ExportSchedule> {
  const { tx, actor } = work
  const view = await getOwnRow(work, wanted.viewId)
  const source = sourceOf(sources, view.list)
  requireScope(actor, source.permission)
  await source.count(work, view.filter as unknown as ListFilter)
  const latest = latestUntil(actor.today)
  if (!isDay(wanted.until) || wanted.until > latest || wanted.until <= actor.today)
    throw scheduleTooLong({ at: '/until', values: { latest } })
  const recipients = [actor.accountId]
  for (const name of new Set(wanted.recipients.map((one) => one.trim()))) {
    const found = await tx
      .selectFrom('account')
      .select('id')
      .where('name', '=', name)
      .where('state', '=', 'active')
      .executeTakeFirst()
    const recipient = found && (await getActor(ground.database, found.id, actor.now))
    if (!recipient || !isAllowed(recipient, source.permission))
      throw recipientUnknown({ at: '/recipients', values: { name } })
    if (!recipients.includes(recipient.accountId)) recipients.push(recipient.accountId)
  }
  const id = newId(actor.now)
  const { county, region } = placeOf(actor)
  await tx
    .insertInto('export_schedule')
    .values({
      county,
      id,
      region,
      account_id: actor.accountId,
      owner_name: actor.name,
      name: view.name,
      list: view.list,
      filter: JSON.stringify(view.filter),
      columns: view.columns,
      format: wanted.format,
      language: wanted.language,
      purpose: wanted.purpose,
      rhythm: wanted.rhythm,
      recipients,
      next_on: nextDay(wanted.rhythm, actor.today),
      until: wanted.until,
      state: 'active',
      created_at: actor.now,
    })
    .execute()
  await audit(work, 'lists.schedule-made', {
    region,
    subjectType: 'export-schedule',
    subjectId: id,
    purpose: wanted.purpose,
    detail: { list: view.list, rhythm: wanted.rhythm, until: wanted.until, recipients },
  })
  return getSchedule(work, ground, sources, id)
}

export async function listSchedules(
  work: Work,
  ground: Pick<Ground, 'database'>,
  sources: ExportSources,
): Promise<{ rows: ExportSchedule[] }> {
  const rows = await work.tx
    .selectFrom('export_schedule')
    .selectAll()
    .where('account_id', '=', work.actor.accountId)
    .orderBy('id', 'desc')
    .execute()
  return { rows: await Promise.all(rows.map((row) => toSchedule(work.actor, ground, sources, row))) }
}

async function getSchedule(work: Work, ground: Pick<Ground, 'database'>, sources: ExportSources, id: string) {
  const { rows } = await listSchedules(work, ground, sources)
  const found = rows.find((one) => one.id === id)
  if (!found) throw notFound()
  return found
}

async function toSchedule(
  actor: Actor,
  { database }: Pick<Ground, 'database'>,
  sources: ExportSources,
  row: Selectable<ExportScheduleRow>,
): Promise<ExportSchedule> {
  const people = []
  for (const id of row.recipients) people.push(id === actor.accountId ? actor : await getActor(database, id, actor.now))
  return {
    id: row.id,
    name: row.name,
    listName: { ...(sources.find(({ list }) => list === row.list)?.name ?? { zh: row.list, en: row.list }) },
    purpose: row.purpose,
    format: row.format === 'csv' ? 'csv' : 'xlsx',
    rhythm: row.rhythm as Rhythm,
    nextOn: row.next_on,
    until: row.until,
    state: row.state as ExportSchedule['state'],
    stopped: row.stopped as ExportSchedule['stopped'],
    recipients: people.map(({ name }) => name),
    lastRun: row.last_run as ExportSchedule['lastRun'],
  }
}

/** @throws notFound */
export async function stopSchedule(
  work: Work,
  ground: Pick<Ground, 'database'>,
  sources: ExportSources,
  id: string,
): Promise<ExportSchedule> {
  const stopped = await work.tx
    .updateTable('export_schedule')
    .set({ state: 'ended' })
    .where('id', '=', id)
    .where('account_id', '=', work.actor.accountId)
    .returning(['region'])
    .executeTakeFirst()
  if (!stopped) throw notFound()
  await audit(work, 'lists.schedule-stopped', {
    region: stopped.region,
    subjectType: 'export-schedule',
    subjectId: id,
  })
  return getSchedule(work, ground, sources, id)
}

/** Puts the exports that are due today into the queue, for everybody who may have them today. Repeatable. */
export async function runSchedules(ground: Ground, sources: ExportSources): Promise<void> {
  const today = dayAt(ground.clock.now())
  const due = await inTransaction(ground.database, platform, (tx) =>
    tx
      .selectFrom('export_schedule')
      .selectAll()
      .where('state', '=', 'active')
      .where((where) => where.or([where('next_on', '<=', today), where('until', '<', today)]))
      .execute(),
  )
  for (const schedule of due) await runOne(ground, sources, schedule, today)
}

async function runOne(
  ground: Ground,
  sources: ExportSources,
  schedule: Selectable<ExportScheduleRow>,
  today: string,
): Promise<void> {
  const { permission } = sourceOf(sources, schedule.list)
  const owner = await holderOf(ground, schedule.account_id)
  if (!owner || !isAllowed(owner, permission)) return stopFor(ground, schedule)
  if (schedule.until < today) return settle(ground, schedule, { state: 'ended' })
  const given: string[] = []
  const refused: string[] = []
  for (const id of schedule.recipients) {
    const recipient = await holderOf(ground, id)
    const scope = recipient && isAllowed(recipient, permission) ? requireScope(recipient, permission) : undefined
    if (!recipient || !scope) {
      refused.push((await getActor(ground.database, id, ground.clock.now())).name)
      continue
    }
    given.push(recipient.name)
    await inTransaction(ground.database, scope, (tx) =>
      putExport({ tx, actor: recipient, vault: ground.vault, jobs: ground.jobs }, schedule.list, wantedOf(schedule), {
        id: schedule.id,
        on: schedule.next_on,
      }),
    )
  }
  const next = nextDay(schedule.rhythm as Rhythm, today)
  await inTransaction(ground.database, requireScope(owner, permission), (tx) =>
    audit({ tx, actor: owner }, 'lists.schedule-ran', {
      region: placeOf(owner).region,
      subjectType: 'export-schedule',
      subjectId: schedule.id,
      purpose: schedule.purpose,
      detail: { given, refused },
    }),
  )
  await settle(ground, schedule, {
    next_on: next,
    ...(next > schedule.until ? { state: 'ended' } : {}),
    last_run: JSON.stringify({ on: today, given, refused }),
  })
}

function wantedOf(schedule: Selectable<ExportScheduleRow>): WantedExport {
  return {
    filter: schedule.filter as unknown as ListFilter,
    columns: schedule.columns,
    format: schedule.format === 'csv' ? 'csv' : 'xlsx',
    language: schedule.language === 'en' ? 'en' : 'zh',
    purpose: schedule.purpose,
  }
}

/** Somebody with the grants they hold today; absent where the account is closed or locked. */
async function holderOf(ground: Ground, accountId: string): Promise<Actor | undefined> {
  const active = await inTransaction(ground.database, platform, (tx) =>
    tx.selectFrom('account').select('id').where('id', '=', accountId).where('state', '=', 'active').executeTakeFirst(),
  )
  return active && getActor(ground.database, accountId, ground.clock.now())
}

/** A right that has ended ends what was made with it, and its owner is told so. */
function stopFor(ground: Ground, schedule: Selectable<ExportScheduleRow>): Promise<void> {
  return settle(ground, schedule, {
    state: 'stopped',
    stopped: JSON.stringify(schedulePermissionEnded().toReply().message),
  })
}

async function settle(
  ground: Ground,
  { county, id }: Pick<Selectable<ExportScheduleRow>, 'county' | 'id'>,
  to: { state?: string; next_on?: string; stopped?: string; last_run?: string },
): Promise<void> {
  await inTransaction(ground.database, platform, (tx) =>
    tx.updateTable('export_schedule').set(to).where('county', '=', county).where('id', '=', id).execute(),
  )
}
