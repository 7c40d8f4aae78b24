import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { whoLooked } from '@yinian/core/people/api.ts'
import { audit, nameOfAction } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { type ElderReference, getElderRow } from './elder-file.ts'

const pageLength = 50

/** Who opened or revealed something of an elder, newest first, whichever module it was in. @throws notFound */
export async function listLooks(tx: Tx, id: string, after?: string): Promise<ReplyOf<typeof whoLooked>> {
  const elder = await getElderRow(tx, id)
  const found = await tx
    .selectFrom('audit_event')
    .select(['id', 'at', 'actor_name', 'action', 'purpose'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', id)
    .where((where) =>
      where.or([
        where('action', 'like', '%.looked'),
        where('action', 'like', '%-looked'),
        where('action', 'like', '%.revealed'),
      ]),
    )
    .$if(after !== undefined, (page) => page.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(pageLength + 1)
    .execute()
  const page = found.slice(0, pageLength)
  return {
    rows: page.map((event) => ({
      id: event.id,
      at: event.at.toISOString(),
      actorName: event.actor_name,
      action: { ...nameOfAction(event.action) },
      purpose: event.purpose,
    })),
    next: found.length > pageLength ? (page.at(-1)?.id ?? null) : null,
  }
}

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
