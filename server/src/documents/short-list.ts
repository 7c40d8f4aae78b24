import { openSpreadsheet, type SpreadsheetCell } from './read-spreadsheet.ts'
import { spreadsheetLimits } from './spreadsheet-limits.ts'

export interface ShortList {
  readonly name: string
  /** By index: the first row of the sheet is 0, and rows without anything are empty. */
  readonly rows: readonly (readonly SpreadsheetCell[])[]
}

/** As many as the divisions of the largest province. */
const rowsAtMost = 60_000

/** Reads a spreadsheet whole, for lists that are looked at from several sides at once. @throws SpreadsheetUnreadable */
export async function readShortList(content: Uint8Array): Promise<ShortList[]> {
  const lists: ShortList[] = []
  for (const sheet of await openSpreadsheet(content, { ...spreadsheetLimits, rows: rowsAtMost })) {
    const rows: (readonly SpreadsheetCell[])[] = []
    for await (const { number, cells } of sheet.rows()) {
      while (rows.length < Math.min(number - 1, rowsAtMost)) rows.push([])
      rows.push(cells)
    }
    lists.push({ name: sheet.name, rows })
  }
  return lists
}
