import type { Scope } from '@yinian/core/access/actor.ts'
import { withheldFrom } from '@yinian/core/access/withheld.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { ListFilter } from '@yinian/core/lists/api.ts'
import { nation } from '@yinian/core/regions/code.ts'
import type { Selectable } from 'kysely'
import { getActor } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { ListExport as ListExportRow } from '../db/generated.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import { type ExportJob, exportLabels, exportQueue, requireWithinCap, sourceOf } from './exports.ts'
import { requireScope } from './place.ts'
import type { ExportSources } from './source.ts'

const keptDays = 7
const partSize = 1024 * 1024

/** The platform itself, without an account. */
export const platform: Scope = { role: 'official', accountId: null, regions: [nation], organisationId: null }

const failed: Text = {
  zh: '系统出错，文件没有写成；请重新导出，如再次出现请告知管理员',
  en: 'The system failed and the file was not written; ask again, and tell an administrator if it recurs',
}

/**
 * Writes a list into sealed parts with the scope its owner has now. Asked again, after the process died, it begins anew;
 * only a file that is whole becomes ready.
 */
export async function writeExport(ground: Ground, sources: ExportSources, job: ExportJob): Promise<void> {
  try {
    await write(ground, sources, job)
  } catch (error) {
    if (!(error instanceof Problem)) ground.log.error({ err: error, export: job.id }, 'export failed')
    const fault = error instanceof Problem ? error.toReply().message : failed
    await inTransaction(ground.database, platform, async (tx) => {
      await clearParts(tx, job)
      await change(tx, job, ['waiting', 'running'], { state: 'failed', fault: JSON.stringify(fault) })
    })
  }
}

async function write(ground: Ground, sources: ExportSources, job: ExportJob): Promise<void> {
  const kept = await inTransaction(ground.database, platform, async (tx) => {
    const begun = await change(tx, job, ['waiting', 'running'], { state: 'running', bytes: 0 })
    if (begun) await clearParts(tx, job)
    return begun && findExport(tx, job)
  })
  if (!kept) return
  const source = sourceOf(sources, kept.list)
  const actor = await getActor(ground.database, kept.account_id, ground.clock.now())
  const scope = requireScope(actor, source.permission)
  const opened = await ground.vault.open(kept.county, exportLabels.filter(kept.id), kept.filter_sealed)
  const filter = JSON.parse(opened) as ListFilter
  await inTransaction(ground.database, scope, async (tx) => {
    const work = { tx, actor, vault: ground.vault, jobs: ground.jobs }
    const total = await source.count(work, filter)
    requireWithinCap(actor, source, total)
    const withheld = [...withheldFrom(actor, source.permission)]
    if (!(await note(ground, job, { total, withheld }))) return
    const { format, language, purpose, columns } = kept
    const wanted = {
      filter,
      columns,
      purpose,
      format: format === 'csv' ? 'csv' : 'xlsx',
      language: language === 'en' ? 'en' : 'zh',
    } as const
    const file = await source.open(work, wanted)
    const bytes = await keepParts(ground, kept, file.content)
    if (bytes === undefined) return
    const readyAt = ground.clock.now()
    await note(ground, job, {
      state: 'ready',
      bytes,
      file_name: file.fileName,
      content_type: file.contentType,
      ready_at: readyAt,
      expires_at: new Date(readyAt.getTime() + keptDays * 86_400_000),
    })
  })
}

/** @returns how many bytes there are, or undefined where it was cancelled on the way */
async function keepParts(
  ground: Ground,
  kept: Selectable<ListExportRow>,
  content: Buffer | AsyncIterable<Buffer | string>,
): Promise<number | undefined> {
  let [part, bytes, waiting] = [0, 0, 0]
  let pieces: Buffer[] = []
  const flush = async (): Promise<boolean> => {
    const whole = Buffer.concat(pieces)
    pieces = []
    waiting = 0
    if (whole.length === 0) return true
    bytes += whole.length
    const sealed = await ground.vault.seal(kept.county, exportLabels.part(kept.id, part), whole.toString('base64'))
    const going = await inTransaction(ground.database, platform, async (tx) => {
      if (!(await change(tx, kept, ['running'], { bytes }))) return false
      await tx
        .insertInto('list_export_part')
        .values({
          county: kept.county,
          export_id: kept.id,
          part,
          region: kept.region,
          account_id: kept.account_id,
          content_sealed: sealed,
        })
        .execute()
      return true
    })
    part += 1
    return going
  }
  for await (const piece of Buffer.isBuffer(content) ? [content] : content) {
    const buffer = Buffer.from(piece)
    pieces.push(buffer)
    waiting += buffer.length
    if (waiting >= partSize && !(await flush())) return undefined
  }
  return (await flush()) ? bytes : undefined
}

type Which = Pick<ExportJob, 'county' | 'id'>
type Change = Partial<
  Pick<
    Selectable<ListExportRow>,
    'state' | 'bytes' | 'total' | 'file_name' | 'content_type' | 'ready_at' | 'expires_at'
  > & { fault: string; withheld: string[] }
>

/** @returns whether it was in one of the states */
async function change(tx: Tx, { county, id }: Which, states: readonly string[], to: Change): Promise<boolean> {
  const changed = await tx
    .updateTable('list_export')
    .set(to)
    .where('county', '=', county)
    .where('id', '=', id)
    .where('state', 'in', [...states])
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

const note = (ground: Ground, job: Which, to: Change): Promise<boolean> =>
  inTransaction(ground.database, platform, (tx) => change(tx, job, ['running'], to))

async function findExport(tx: Tx, { county, id }: Which): Promise<Selectable<ListExportRow> | undefined> {
  return tx.selectFrom('list_export').selectAll().where('county', '=', county).where('id', '=', id).executeTakeFirst()
}

async function clearParts(tx: Tx, { county, id }: Which): Promise<void> {
  await tx.deleteFrom('list_export_part').where('county', '=', county).where('export_id', '=', id).execute()
}

/** Files are kept for seven days and no longer. */
export async function forgetExpired(ground: Ground): Promise<void> {
  await inTransaction(ground.database, platform, async (tx) => {
    const over = await tx
      .selectFrom('list_export')
      .select(['county', 'id'])
      .where('state', '=', 'ready')
      .where('expires_at', '<=', ground.clock.now())
      .execute()
    for (const one of over) {
      await clearParts(tx, one)
      await change(tx, one, ['ready'], { state: 'expired' })
    }
  })
}

/** What was being written when the last process died is written anew. */
export async function resumeExports(ground: Ground): Promise<void> {
  await inTransaction(ground.database, platform, async (tx) => {
    const broken = await tx
      .selectFrom('list_export')
      .select(['county', 'id', 'account_id'])
      .where('state', '=', 'running')
      .execute()
    for (const { county, id, account_id } of broken)
      await ground.jobs.send(tx, exportQueue, { county, id, accountId: account_id } satisfies ExportJob)
  })
}
