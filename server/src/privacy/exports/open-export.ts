import { randomInt } from 'node:crypto'
import type { Language } from '@yinian/core/language/text.ts'
import { exportNumber } from '@yinian/core/privacy/export-mark.ts'
import { type ExportKind, exportKinds } from '@yinian/core/privacy/exports-api.ts'
import { countyOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { newId } from '../../db/ids.ts'
import type { SpreadsheetFormat } from '../../documents/spreadsheet.ts'
import type { Watermark } from '../../documents/watermark.ts'
import type { Work } from '../../http/work.ts'

export interface ExportToOpen {
  /** The division it is answered for, within what the account may export. */
  readonly region: RegionCode
  readonly kind: ExportKind
  readonly purpose: string
  readonly rows: number
  readonly format: SpreadsheetFormat
  readonly language: Language
}

/** What `data_export` knows of an export, with the watermark its sheet carries. */
export interface OpenedExport extends Watermark {
  readonly id: string
  readonly number: string
}

/** Writes down that a list leaves, before it does, and gives it the number it is known by. */
export async function openExport(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  asked: ExportToOpen,
): Promise<OpenedExport> {
  const id = newId(actor.now)
  const mark = randomInt(2 ** 32)
  const number = exportNumber(mark)
  await tx
    .insertInto('data_export')
    .values({
      county: countyOf(asked.region),
      id,
      region: asked.region,
      mark,
      kind: asked.kind,
      account_id: actor.accountId,
      account_name: actor.name,
      purpose: asked.purpose,
      rows: asked.rows,
      format: asked.format,
      made_at: actor.now,
    })
    .execute()
  const at = momentOf(actor.now)
  const notice = {
    zh: `颐年 · ${actor.name} 于 ${at} 导出 · 用途：${asked.purpose} · 导出编号 ${number}`,
    en: `Yinian · taken out by ${actor.name} on ${at} · for: ${asked.purpose} · export ${number}`,
  }[asked.language]
  return {
    id,
    mark,
    number,
    notice,
    properties: {
      creator: actor.name,
      description: notice,
      'export-number': number,
      'export-kind': exportKinds[asked.kind][asked.language],
      'exported-at': actor.now.toISOString(),
      'export-purpose': asked.purpose,
    },
  }
}

/** To the minute, Asia/Shanghai. */
function momentOf(at: Date): string {
  return `${dayAt(at)} ${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)}`
}

/** Writes down, elder by elder, who is on a list that leaves, so that each can be told. */
export async function keepExported(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  opened: Pick<OpenedExport, 'id'>,
  purpose: string,
  elders: readonly { readonly id: string; readonly region: RegionCode }[],
): Promise<void> {
  if (elders.length === 0) return
  const ids = elders.map(() => newId(actor.now))
  await sql`
    insert into exported_elder (county, id, region, elder_id, export_id, account_id, account_name, purpose, at)
    select left(t.region, 6), t.id, t.region, t.elder_id, ${opened.id}::uuid, ${actor.accountId}::uuid, ${actor.name}, ${purpose}, ${actor.now}
    from unnest(${ids}::uuid[], ${elders.map(({ id }) => id)}::uuid[], ${elders.map(({ region }) => region)}::text[]) as t (id, elder_id, region)`.execute(
    tx,
  )
}
