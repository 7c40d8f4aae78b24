import { writeXlsxStream } from 'hucre/xlsx'
import { withProperties } from './workbook-properties.ts'

export type Cell = string | number | null
export type Rows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>

export interface Sheet {
  readonly name: string
  readonly columns: readonly {
    readonly header: string
    readonly width?: number
    /** Plain words that nobody looks up, counts or pays by: they may carry the mark of an export. */
    readonly mayCarryMark?: boolean
  }[]
  readonly rows: Rows
  /** Long numbers in comma-separated values are written `="…"`, so that no spreadsheet turns them into 3.6E+17. */
  readonly digitsAsText?: boolean
  /** Document properties of a workbook: `creator`, `description`, and any others by their own names. */
  readonly properties?: Readonly<Record<string, string>>
}

export const spreadsheetTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

export type SpreadsheetFormat = keyof typeof spreadsheetTypes

/** One sheet as a workbook, written while its rows are read, so that its size does not matter. Text stays text: nothing in a cell is computed. */
export function writeXlsx(sheet: Sheet): AsyncGenerator<Buffer> {
  return sheet.properties ? withProperties(workbookOf(sheet), sheet.properties) : workbookOf(sheet)
}

async function* workbookOf(sheet: Sheet): AsyncGenerator<Buffer> {
  const stream = writeXlsxStream(mutable(sheet.rows), {
    name: sheet.name,
    columns: sheet.columns.map(({ header, width }) => ({ header, width: width ?? 14 })),
    freezePane: { rows: 1 },
  })
  for await (const piece of stream) yield Buffer.from(piece)
}

async function* mutable(rows: Rows): AsyncGenerator<Cell[]> {
  for await (const row of rows) yield [...row]
}

/** One sheet as comma-separated values: UTF-8 with a byte-order mark, without which Excel takes Chinese for another encoding. */
export async function* writeCsv(sheet: Sheet): AsyncGenerator<string> {
  const field = sheet.digitsAsText ? digitsAsText : fieldOf
  let piece = `\uFEFF${lineOf(
    sheet.columns.map((column) => column.header),
    field,
  )}`
  for await (const row of sheet.rows) {
    piece += lineOf(row, field)
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

function lineOf(cells: readonly Cell[], field: (cell: Cell) => string): string {
  return `${cells.map(field).join(',')}\r\n`
}

function digitsAsText(cell: Cell): string {
  return typeof cell === 'string' && /^\d{11,}[0-9Xx]$/.test(cell) ? `="${cell}"` : fieldOf(cell)
}

/** A spreadsheet computes what begins with one of these signs, so text that does is kept from it by an apostrophe (OWASP, CSV injection). */
function fieldOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function writeSpreadsheet(format: SpreadsheetFormat, sheet: Sheet): AsyncIterable<Buffer | string> {
  return format === 'xlsx' ? writeXlsx(sheet) : writeCsv(sheet)
}
