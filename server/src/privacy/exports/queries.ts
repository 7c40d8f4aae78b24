import { scopeOf } from '@yinian/core/access/actor.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { exportNumber, findMarks, readExportNumber } from '@yinian/core/privacy/export-mark.ts'
import type { DataExport, listDataExports, traceDataExport } from '@yinian/core/privacy/exports-api.ts'
import { nation, rangeOf } from '@yinian/core/regions/code.ts'
import type { Selectable } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { DataExport as DataExportRow } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'

/** Newest first. */
export async function listExports(
  tx: Tx,
  query: QueryOf<typeof listDataExports>,
): Promise<ReplyOf<typeof listDataExports>> {
  const limit = query.limit ?? 50
  const { region, accountName, kind, number, after } = query
  const range = rangeOf(region ?? nation)
  const rows = await tx
    .selectFrom('data_export')
    .selectAll()
    .where('region', '>=', range.from)
    .where('region', '<=', range.to)
    .$if(accountName !== undefined, (some) => some.where('account_name', 'like', `%${escapeLike(accountName ?? '')}%`))
    .$if(kind !== undefined, (some) => some.where('kind', '=', kind ?? ''))
    // What is no number is the number of no export.
    .$if(number !== undefined, (some) => some.where('mark', '=', readExportNumber(number ?? '') ?? -1))
    .$if(after !== undefined, (some) => some.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = await toExports(tx, rows.slice(0, limit))
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** The exports whose marks stand in a text; that somebody asked is an event of its own. */
export async function traceExport(work: Work, text: string): Promise<ReplyOf<typeof traceDataExport>> {
  const { tx, actor } = work
  const found = findMarks(text)
  const marks = [...found.keys()]
  const rows =
    marks.length === 0 ? [] : await tx.selectFrom('data_export').selectAll().where('mark', 'in', marks).execute()
  const exports = await toExports(tx, rows)
  const traced = exports
    .map((one, index) => ({ found: found.get(rows[index]?.mark ?? -1) ?? 0, export: one }))
    .sort((one, other) => other.found - one.found)
  await audit(work, 'privacy.export-traced', {
    region: scopeOf(actor, 'audit:read')?.regions[0] ?? nation,
    subjectType: 'data-export',
    subjectId: traced[0]?.export.id ?? null,
    detail: { exports: traced.map((one) => one.export.number) },
  })
  const known = new Set(rows.map(({ mark }) => mark))
  return { rows: traced, unknown: marks.filter((mark) => !known.has(mark)).length }
}

async function toExports(tx: Tx, rows: readonly Selectable<DataExportRow>[]): Promise<DataExport[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  return rows.map((row) => ({
    id: row.id,
    number: exportNumber(row.mark),
    kind: row.kind,
    region: row.region,
    regionPath: names(row.region).path,
    accountName: row.account_name,
    purpose: row.purpose,
    rows: row.rows,
    format: row.format,
    madeAt: row.made_at.toISOString(),
  }))
}
