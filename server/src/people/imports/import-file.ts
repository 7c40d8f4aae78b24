import { type ImportCell, plainText } from '@yinian/core/people/import-cells.ts'
import { findHeader, headerRows, type ImportColumn } from '@yinian/core/people/import-header.ts'
import { isEmptyRow } from '@yinian/core/people/import-row.ts'
import { fileUnreadable, noHeaderFound, sheetUnknown, withTexts } from '@yinian/core/people/problems.ts'
import type { ByteSource } from '../../documents/byte-source.ts'
import { openSpreadsheet, type SpreadsheetSheet, SpreadsheetUnreadable } from '../../documents/read-spreadsheet.ts'

/** What is kept of how a file is read. Samples are sealed apart: they are personal data. */
export interface KeptMapping {
  readonly sheet: string
  readonly otherSheets: readonly string[]
  /** Index of the row the headers stand in. */
  readonly headerRow: number
  readonly columns: readonly ImportColumn[]
  /** Whether days that are mere numbers count from 1904 on. */
  readonly from1904?: boolean
  /** Sealed JSON, one list per column, as base64. */
  readonly samples: string
}

export interface DataRow {
  /** As the spreadsheet counts: the first row is 1. */
  readonly rowNumber: number
  readonly cells: readonly ImportCell[]
}

export interface SurveyedFile extends Omit<KeptMapping, 'samples'> {
  readonly total: number
  readonly samples: readonly (readonly string[])[]
}

/**
 * Goes once through the sheet that was asked for, or else through the first that has a header: so every row of it can be
 * read, and it is known how many there are.
 * @throws fileUnreadable, noHeaderFound, sheetUnknown
 */
export async function surveyFile(source: ByteSource, sheetName?: string): Promise<SurveyedFile> {
  return readable(async () => {
    const sheets = await openSpreadsheet(source)
    const asked = sheetName === undefined ? sheets : sheets.filter(({ name }) => name === sheetName)
    if (asked.length === 0 && sheetName !== undefined)
      throw sheetUnknown({ at: '/sheet', values: { sheet: sheetName } })
    for (const sheet of asked) {
      const header = findHeader(await firstRows(sheet))
      if (!header) continue
      const read = { sheet: sheet.name, headerRow: header.row, columns: header.columns }
      return {
        ...read,
        from1904: sheet.from1904,
        otherSheets: sheets.flatMap(({ name }) => (name === sheet.name ? [] : [name])),
        ...(await countAndSample(sheet, read)),
      }
    }
    throw noHeaderFound({ at: '/file' })
  })
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof SpreadsheetUnreadable)
      throw withTexts(fileUnreadable, { reason: error.reason }, { at: '/file' })
    throw error
  }
}

/** The rows among which a header is looked for, by their index, and the one below. */
async function firstRows(sheet: SpreadsheetSheet): Promise<ImportCell[][]> {
  const rows: ImportCell[][] = Array.from({ length: headerRows + 1 }, () => [])
  for await (const { number, cells } of sheet.rows()) {
    if (number > rows.length) break
    rows[number - 1] = [...cells]
  }
  return rows
}

const sampleRows = 3

/** The first values of every column, with long numbers masked: enough to see what a column holds. */
async function countAndSample(
  sheet: SpreadsheetSheet,
  { headerRow, columns }: Pick<KeptMapping, 'headerRow' | 'columns'>,
): Promise<Pick<SurveyedFile, 'total' | 'samples'>> {
  const values = columns.map(() => new Set<string>())
  let total = 0
  for await (const { cells } of rowsBelow(sheet, headerRow)) {
    total += 1
    if (total > 50) continue
    for (const [index, { column }] of columns.entries()) {
      const value = plainText(cells[column] ?? null)
      const held = values[index]
      if (value !== '' && held && held.size < sampleRows) held.add(value)
    }
  }
  return { total, samples: values.map((held) => [...held].map(masked)) }
}

function masked(value: string): string {
  return value
    .slice(0, 60)
    .replace(/\d{7,}/g, (digits) => digits.slice(0, 3) + '*'.repeat(digits.length - 5) + digits.slice(-2))
}

async function* rowsBelow(sheet: SpreadsheetSheet, headerRow: number): AsyncGenerator<DataRow> {
  for await (const { number, cells } of sheet.rows())
    if (number > headerRow + 1 && !isEmptyRow(cells)) yield { rowNumber: number, cells }
}

/** The rows below the header of a file that was surveyed before, one after the other. @throws fileUnreadable */
export async function* dataRows(
  source: ByteSource,
  { sheet, headerRow }: Pick<KeptMapping, 'sheet' | 'headerRow'>,
): AsyncGenerator<DataRow> {
  const sheets = await readable(() => openSpreadsheet(source))
  const found = sheets.find(({ name }) => name === sheet)
  if (found) yield* rowsBelow(found, headerRow)
}
