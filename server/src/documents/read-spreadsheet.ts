import type { Text } from '@yinian/core/language/text.ts'
import { parseCsv } from 'hucre/csv'
import { readXlsx, type Sheet } from 'hucre/xlsx'

/** A day arrives as `YYYY-MM-DD`, a formula as its result, an empty cell as null. */
export type SpreadsheetCell = string | number | boolean | null

export interface SpreadsheetSheet {
  readonly name: string
  /** Row and column by index; rows may differ in length. */
  readonly rows: readonly (readonly SpreadsheetCell[])[]
}

/** Why a file could not be read, in words for whoever sent it. */
export class SpreadsheetUnreadable extends Error {
  readonly reason: Text

  constructor(reason: Text) {
    super(reason.en)
    this.name = 'SpreadsheetUnreadable'
    this.reason = reason
  }
}

/** More rows than that belong into several files. */
export const rowLimit = 200_000

/**
 * Reads a spreadsheet by what is in it, whatever its name says: a workbook's visible sheets, or text with separators in
 * UTF-8, UTF-16 or GB 18030. Cells of a merged range all hold its value.
 * @throws SpreadsheetUnreadable
 */
export async function readSpreadsheet(content: Uint8Array): Promise<readonly SpreadsheetSheet[]> {
  if (content.length === 0) throw new SpreadsheetUnreadable({ zh: '文件是空的', en: 'the file is empty' })
  if (startsWith(content, [0x50, 0x4b, 0x03, 0x04])) return readWorkbook(content)
  if (startsWith(content, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new SpreadsheetUnreadable({
      zh: '这是旧版 .xls 或加了密码的文件，请另存为没有密码的 .xlsx',
      en: 'it is an old .xls or has a password; save it as .xlsx without one',
    })
  return [{ name: '', rows: readText(content) }]
}

async function readWorkbook(content: Uint8Array): Promise<SpreadsheetSheet[]> {
  const workbook = await readXlsx(content, {
    maxRows: rowLimit + 100,
    sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden,
  }).catch(() => {
    throw new SpreadsheetUnreadable({ zh: '文件已损坏，或不是工作簿', en: 'it is damaged or not a workbook' })
  })
  return workbook.sheets.map((sheet) => ({ name: sheet.name, rows: checked(withMerges(sheet)) }))
}

function withMerges(sheet: Sheet): SpreadsheetCell[][] {
  const rows = sheet.rows.map((row) => row.map((cell) => (cell instanceof Date ? dayOf(cell) : cell)))
  for (const { startRow, startCol, endRow, endCol } of sheet.merges ?? []) {
    const value = rows[startRow]?.[startCol] ?? null
    if (value === null) continue
    for (const row of rows.slice(startRow, endRow + 1))
      for (let column = startCol; column <= Math.min(endCol, row.length - 1); column++) row[column] = value
  }
  return rows
}

/** Days in a workbook have no zone; the reader gives them as UTC. */
function dayOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}

function readText(content: Uint8Array): SpreadsheetCell[][] {
  const rows = parseCsv(decode(content), { typeInference: false })
  return checked(rows.map((row) => row.map((cell) => (cell === '' || cell === null ? null : asTyped(String(cell))))))
}

/** `="0123"` is how text is kept from becoming a number in a comma-separated file. */
function asTyped(cell: string): string {
  return /^="(.*)"$/s.exec(cell)?.[1] ?? cell
}

function decode(content: Uint8Array): string {
  if (startsWith(content, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(content)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(content)
      if (!text.includes('\u0000')) return text
    } catch {
      // Not this encoding; the next is tried.
    }
  }
  throw new SpreadsheetUnreadable({ zh: '不是表格文件', en: 'it is no spreadsheet' })
}

function checked(rows: SpreadsheetCell[][]): SpreadsheetCell[][] {
  if (rows.length > rowLimit)
    throw new SpreadsheetUnreadable({
      zh: `超过 ${rowLimit.toLocaleString('en-US')} 行，请分成几个文件`,
      en: `it has more than ${rowLimit.toLocaleString('en-US')} rows; split it`,
    })
  return rows
}

function startsWith(content: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => content[index] === byte)
}
