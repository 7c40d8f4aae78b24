import type { Actor } from '@yinian/core/access/actor.ts'
import { withheldFrom } from '@yinian/core/access/withheld.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { exportList as exportEndpoint, ListExport } from '@yinian/core/lists/api.ts'
import { exportCapOf, rowsAtOnce } from '@yinian/core/lists/export-caps.ts'
import { exportInBackground, exportInOtherState, exportTooLarge, notExportable } from '@yinian/core/lists/problems.ts'
import type { Selectable } from 'kysely'
import { audit } from '../access/index.ts'
import type { ListExport as ListExportRow } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { Download } from '../http/send-file.ts'
import { refuseWithheld } from '../http/withheld.ts'
import type { Work } from '../http/work.ts'
import { placeOf, requireScope } from './place.ts'
import type { ExportSource, ExportSources, WantedExport } from './source.ts'

export const exportQueue = 'lists.write-export'

export interface ExportJob {
  readonly county: string
  readonly id: string
  readonly accountId: string
}

export const exportLabels = {
  filter: (id: string) => `list_export.filter:${id}`,
  part: (id: string, part: number) => `list_export_part.content:${id}.${part}`,
}

/** @throws notExportable */
export function sourceOf(sources: ExportSources, list: string): ExportSource {
  const source = sources.find((one) => one.list === list)
  if (!source) throw notExportable({ at: '/list', values: { list } })
  return source
}

/**
 * What may be sent at once is within the caller's cap and short.
 * @throws exportTooLarge, exportInBackground
 */
export function requireShort(actor: Actor, source: Pick<ExportSource, 'permission'>, rows: number): void {
  requireWithinCap(actor, source, rows)
  if (rows > rowsAtOnce) throw exportInBackground({ values: { rows, most: rowsAtOnce } })
}

/** @throws exportTooLarge */
export function requireWithinCap(actor: Actor, { permission }: Pick<ExportSource, 'permission'>, rows: number): void {
  const most = exportCapOf(actor, permission)
  if (rows > most) throw exportTooLarge({ values: { rows, most } })
}

/**
 * Asks for a list to be written into a file in the background, for a stated purpose.
 * @throws notAllowed, notExportable
 */
export async function askExport(
  work: Work,
  sources: ExportSources,
  { list, ...wanted }: BodyOf<typeof exportEndpoint>,
): Promise<ListExport> {
  const source = sourceOf(sources, list)
  requireScope(work.actor, source.permission)
  const id = await putExport(work, list, wanted)
  if (id === undefined) throw new Error('An export without a schedule is always new.')
  await audit(work, 'lists.export-asked', {
    region: placeOf(work.actor).region,
    subjectType: 'list-export',
    subjectId: id,
    purpose: wanted.purpose,
    detail: { list, format: wanted.format },
  })
  return getExport(work, sources, id)
}

/** @returns undefined where the schedule has put one for this day already */
export async function putExport(
  { tx, actor, vault, jobs }: Work,
  list: string,
  { filter, columns, format, language, purpose }: WantedExport,
  schedule?: { readonly id: string; readonly on: string },
): Promise<string | undefined> {
  const id = newId(actor.now)
  const { county, region } = placeOf(actor)
  const put = await tx
    .insertInto('list_export')
    .values({
      county,
      id,
      region,
      account_id: actor.accountId,
      list,
      filter_sealed: await vault.seal(county, exportLabels.filter(id), JSON.stringify(filter)),
      columns: columns === null ? null : [...columns],
      format,
      language,
      purpose,
      schedule_id: schedule?.id ?? null,
      scheduled_on: schedule?.on ?? null,
      state: 'waiting',
      created_at: actor.now,
    })
    .onConflict((conflict) => conflict.constraint('list_export_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!put) return undefined
  await jobs.send(tx, exportQueue, { county, id, accountId: actor.accountId } satisfies ExportJob)
  return id
}

const shownExports = 100

export async function listExports({ tx, actor }: Work, sources: ExportSources): Promise<{ rows: ListExport[] }> {
  const rows = await tx
    .selectFrom('list_export')
    .selectAll()
    .where('account_id', '=', actor.accountId)
    .orderBy('id', 'desc')
    .limit(shownExports)
    .execute()
  return { rows: rows.map((row) => toExport(row, sources)) }
}

function toExport(row: Selectable<ListExportRow>, sources: ExportSources): ListExport {
  return {
    id: row.id,
    list: row.list,
    listName: { ...(sources.find(({ list }) => list === row.list)?.name ?? { zh: row.list, en: row.list }) },
    purpose: row.purpose,
    format: row.format as ListExport['format'],
    state: row.state as ListExport['state'],
    total: row.total,
    bytes: row.bytes,
    fileName: row.file_name,
    fault: row.fault as ListExport['fault'],
    scheduled: row.schedule_id !== null,
    createdAt: row.created_at.toISOString(),
    readyAt: row.ready_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    fetchedAt: row.fetched_at?.toISOString() ?? null,
    fetches: row.fetches,
  }
}

async function getRow({ tx, actor }: Work, id: string): Promise<Selectable<ListExportRow>> {
  const row = await tx
    .selectFrom('list_export')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', actor.accountId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

async function getExport(work: Work, sources: ExportSources, id: string): Promise<ListExport> {
  return toExport(await getRow(work, id), sources)
}

/**
 * The file, opened part by part, and that it was fetched. Who lost the permission meanwhile gets it no more, and who has lost
 * sight of a class of data since it was written does not find it in there.
 * @throws notFound, notAllowed, withheldByRule, exportInOtherState
 */
export async function fetchExport(work: Work, sources: ExportSources, id: string): Promise<Download> {
  const { tx, actor } = work
  const kept = await getRow(work, id)
  const { permission, classes } = sourceOf(sources, kept.list)
  requireScope(actor, permission)
  const written = classes.filter((one) => !kept.withheld.includes(one))
  refuseWithheld(withheldFrom(actor, permission), written)
  const { file_name: fileName, content_type: contentType } = kept
  const over = kept.expires_at === null || kept.expires_at <= actor.now
  if (kept.state !== 'ready' || fileName === null || contentType === null || over) throw exportInOtherState()
  await tx
    .updateTable('list_export')
    .set({ fetched_at: kept.fetched_at ?? actor.now, fetches: kept.fetches + 1 })
    .where('county', '=', kept.county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'lists.export-fetched', {
    region: kept.region,
    subjectType: 'list-export',
    subjectId: id,
    purpose: kept.purpose,
    detail: { list: kept.list, rows: kept.total, bytes: kept.bytes },
  })
  return { fileName, contentType, content: partsOf(work, kept) }
}

async function* partsOf({ tx, vault }: Work, { county, id }: { county: string; id: string }): AsyncGenerator<Buffer> {
  for (let part = 0; ; part++) {
    const row = await tx
      .selectFrom('list_export_part')
      .select('content_sealed')
      .where('county', '=', county)
      .where('export_id', '=', id)
      .where('part', '=', part)
      .executeTakeFirst()
    if (!row) return
    yield Buffer.from(await vault.open(county, exportLabels.part(id, part), row.content_sealed), 'base64')
  }
}

/** Stops one being written, or deletes the file of one that is. @throws notFound, exportInOtherState */
export async function cancelExport(work: Work, sources: ExportSources, id: string): Promise<ListExport> {
  const { tx } = work
  const kept = await getRow(work, id)
  if (!['waiting', 'running', 'ready', 'failed'].includes(kept.state)) throw exportInOtherState()
  await tx.deleteFrom('list_export_part').where('county', '=', kept.county).where('export_id', '=', id).execute()
  await tx
    .updateTable('list_export')
    .set({ state: 'cancelled' })
    .where('county', '=', kept.county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'lists.export-cancelled', { region: kept.region, subjectType: 'list-export', subjectId: id })
  return getExport(work, sources, id)
}
