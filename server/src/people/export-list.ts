import { scopeOf } from '@yinian/core/access/actor.ts'
import { withheldFrom } from '@yinian/core/access/withheld.ts'
import type { Language } from '@yinian/core/language/text.ts'
import type { ListFilter } from '@yinian/core/lists/api.ts'
import { notExportable } from '@yinian/core/lists/problems.ts'
import type { DataClass } from '@yinian/core/privacy/data-classes.ts'
import type { ExportKind } from '@yinian/core/privacy/exports-api.ts'
import { exportKinds } from '@yinian/core/privacy/exports-api.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import type { Static, TObject } from 'typebox'
import { Value } from 'typebox/value'
import { audit } from '../access/index.ts'
import { type Cell, spreadsheetTypes, writeSpreadsheet } from '../documents/spreadsheet.ts'
import { watermarked } from '../documents/watermark.ts'
import type { Download } from '../http/send-file.ts'
import { refuseWithheld } from '../http/withheld.ts'
import type { Work } from '../http/work.ts'
import { type ExportSource, requireShort } from '../lists/index.ts'
import { openExport } from '../privacy/index.ts'
import { placeOf } from './export-elders.ts'

export interface ExportColumn<Row> {
  readonly header: Record<Language, string>
  readonly width?: number
  readonly mayCarryMark?: true
  /** A column of a withheld class is left out. */
  readonly dataClass?: DataClass
  readonly cell: (row: Row, language: Language) => Cell
}

/** A list of this module that can be taken out, at once or in the background. */
export interface ExportedList<Filter extends TObject, Row> {
  readonly list: ExportKind
  /** Classes that being on the list tells of; where one is withheld, the list does not leave. */
  readonly carries: readonly DataClass[]
  readonly filter: Filter
  readonly count: (work: Work, filter: Static<Filter>) => Promise<number>
  readonly rows: (work: Work, filter: Static<Filter>) => AsyncIterable<Row>
  readonly columns: readonly ExportColumn<Row>[]
}

interface Wanted {
  readonly format: 'xlsx' | 'csv'
  readonly purpose: string
  readonly language?: Language
}

export function exportSourceOf<Filter extends TObject, Row>(of: ExportedList<Filter, Row>): ExportSource {
  const read = (filter: ListFilter): Static<Filter> => {
    const converted = Value.Convert(of.filter, { ...filter })
    if (!Value.Check(of.filter, converted)) throw notExportable({ at: '/filter', values: { list: of.list } })
    return converted as Static<Filter>
  }
  return {
    list: of.list,
    name: exportKinds[of.list],
    permission: 'people:export',
    classes: [...new Set([...of.carries, ...of.columns.flatMap(({ dataClass }) => dataClass ?? [])])],
    count: (work, filter) => of.count(work, read(filter)),
    open: (work, { filter, format, language, purpose }) =>
      writeList(work, of, read(filter), { format, language, purpose }),
  }
}

/** Sends a list at once. @throws exportTooLarge, exportInBackground */
export async function exportAtOnce<Filter extends TObject, Row>(
  work: Work,
  of: ExportedList<Filter, Row>,
  { format, purpose, language, ...filter }: Static<Filter> & Wanted,
): Promise<Download> {
  const asked = filter as Static<Filter>
  requireShort(work.actor, { permission: 'people:export' }, await of.count(work, asked))
  return writeList(work, of, asked, { format, purpose, ...(language ? { language } : {}) })
}

async function writeList<Filter extends TObject, Row>(
  work: Work,
  of: ExportedList<Filter, Row>,
  filter: Static<Filter>,
  { format, purpose, language = 'zh' }: Wanted,
): Promise<Download> {
  const { actor } = work
  const withheld = withheldFrom(actor, 'people:export')
  refuseWithheld(withheld, of.carries)
  const columns = of.columns.filter(({ dataClass }) => dataClass === undefined || !withheld.has(dataClass))
  const held = scopeOf(work.actor, 'people:export')?.regions ?? []
  const region = placeOf((filter as { region?: RegionCode }).region, held)
  const rows = await of.count(work, filter)
  const opened = await openExport(work, { region, kind: of.list, purpose, rows, format, language })
  await audit(work, 'people.exported', {
    region,
    subjectType: 'elder-list',
    purpose,
    detail: { exportNumber: opened.number, kind: of.list, rows, format, filter },
  })
  const name = exportKinds[of.list][language]
  const cells = async function* (): AsyncGenerator<Cell[]> {
    for await (const row of of.rows(work, filter)) yield columns.map(({ cell }) => cell(row, language))
  }
  const sheet = {
    name: `${name.slice(0, 16)} ${opened.number}`,
    columns: columns.map(({ header, width = 14, mayCarryMark = false }) => ({
      header: header[language],
      width,
      mayCarryMark,
    })),
    rows: cells(),
  }
  return {
    fileName: `${name}-${actor.today}-${opened.number}.${format}`,
    contentType: spreadsheetTypes[format],
    content: writeSpreadsheet(format, watermarked(sheet, opened)),
  }
}

/** The event stands where the reader may export, whatever was asked for. */
