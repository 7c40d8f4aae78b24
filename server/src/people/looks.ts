import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { ElderFile, whoLooked } from '@yinian/core/people/api.ts'
import { sql } from 'kysely'
import { audit, eventBesidePlace, nameOfAction } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import { askLastPrepared, prepare, sendAlongPrepared } from '../db/statements.ts'
import type { Work } from '../http/work.ts'
import { auditEvents } from '../metrics/counted.ts'
import { type ElderReference, findElderFile, getElderFile, getElderRow } from './elder-file.ts'
import { findSurvivor, listMergedInto } from './merge/in-sight.ts'

const pageLength = 50

interface LookRow {
  readonly id: string
  readonly at: Date
  readonly actor_name: string
  readonly action: string
  readonly purpose: string | null
  readonly file: string
}

/**
 * Who opened or revealed something of an elder, newest first, whichever module it was in; with it what was seen of the files
 * merged into this one, while they are. @throws notFound
 */
export async function listLooks(tx: Tx, id: string, after?: string): Promise<ReplyOf<typeof whoLooked>> {
  const elder = await getElderRow(tx, id)
  const merged = new Map((await listMergedInto(tx, elder)).map((file) => [file.id, file]))
  // each file by itself along the index, because the trail is never rewritten and grows without end
  const { rows: found } = await sql<LookRow>`
    select look.* from unnest(${[id, ...merged.keys()]}::uuid[]) as of_file (id) cross join lateral (
      select id, at, actor_name, action, purpose, elder_id as file from audit_event
      where county = ${elder.county} and elder_id = of_file.id
        and (action like '%.looked' or action like '%-looked' or action like '%.revealed')
        ${after === undefined ? sql`` : sql`and id < ${after}::uuid`}
      order by id desc limit ${pageLength + 1}) as look
    order by look.id desc limit ${pageLength + 1}`.execute(tx)
  const page = found.slice(0, pageLength)
  return {
    rows: page.map((event) => {
      const former = merged.get(event.file)
      return {
        id: event.id,
        at: event.at.toISOString(),
        actorName: event.actor_name,
        action: { ...nameOfAction(event.action) },
        purpose: event.purpose,
        formerFile: former ? { name: former.name, documentNumber: former.documentNumber } : null,
      }
    }),
    next: found.length > pageLength ? (page.at(-1)?.id ?? null) : null,
  }
}

/**
 * Opening a file is an event of its own: the elder may be told who looked (个人信息保护法 §44–45). The address of a merged
 * file leads to the one it belongs to now. @throws notFound
 */
export async function openFile(work: Work, id: string): Promise<ElderFile> {
  const { tx, actor } = work
  const opened = await openAtOnce(work, id)
  if (opened) return opened
  const file =
    (await findElderFile(tx, id, actor.today)) ??
    (await getElderFile(tx, (await findSurvivor(tx, id)) ?? id, actor.today))
  await audit(work, looked, lookAt(file))
  return file
}

const looked = 'people.looked'

/**
 * The look, the file and the commit in one round trip: a look is written where a file is in sight, and only there. Absent where
 * none is, and where on whose behalf somebody looks depends on the file.
 */
async function openAtOnce({ tx, actor }: Work, id: string): Promise<ElderFile | undefined> {
  const event = eventBesidePlace(actor, looked, { subjectType: 'elder', subjectId: id, elderId: id })
  if (!event) return undefined
  await sendAlongPrepared(tx, insertLook, event)
  const file = await findElderFile(tx, id, actor.today, askLastPrepared)
  if (file) auditEvents.inc({ action: looked })
  return file
}

type LookEvent = NonNullable<ReturnType<typeof eventBesidePlace>>

const insertLook = prepare('people.look', (event: LookEvent) => {
  return sql`
    insert into audit_event (county, region, id, at, actor_id, actor_name, action, subject_type, subject_id, elder_id, purpose, detail)
    select county, region, ${event.id}::uuid, ${event.at}::timestamptz, ${event.actor_id}::uuid, ${event.actor_name}, ${event.action},
      ${event.subject_type}, ${event.subject_id}, ${event.elder_id}::uuid, ${event.purpose}, ${event.detail}::jsonb
    from elder where elder.id = ${event.elder_id}::uuid`
})

const openingMinutes = 30

/** Records that a part of a file was read, unless the same person opened the whole of it just before. */
export async function recordPartLooked(work: Work, action: string, elder: ElderReference): Promise<void> {
  const opened = await work.tx
    .selectFrom('audit_event')
    .select('id')
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('actor_id', '=', work.actor.accountId)
    .where('action', '=', 'people.looked')
    .where('at', '>', new Date(work.actor.now.getTime() - openingMinutes * 60_000))
    .limit(1)
    .executeTakeFirst()
  if (!opened) await audit(work, action, lookAt(elder))
}

export function lookAt(elder: { readonly id: string; readonly region: string }) {
  return { region: elder.region, subjectType: 'elder', subjectId: elder.id, elderId: elder.id }
}
