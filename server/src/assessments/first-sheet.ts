import { fileWrong } from '@yinian/core/assessments/problems.ts'
import { badRequest } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { openSpreadsheet, SpreadsheetUnreadable } from '../documents/read-spreadsheet.ts'
import type { UploadedFile } from '../http/serve.ts'

export interface SheetRow {
  /** As the spreadsheet counts. */
  readonly number: number
  readonly cells: readonly string[]
}

/** The rows of a short list as text; a list that is longer than allowed is refused before it is read whole. @throws fileWrong */
export async function readFirstSheet(file: UploadedFile | undefined, most: number): Promise<readonly SheetRow[]> {
  if (!file) throw badRequest({ at: '/file' })
  const rows: SheetRow[] = []
  try {
    const [sheet] = await openSpreadsheet(file.content)
    for await (const row of sheet?.rows() ?? []) {
      const cells = row.cells.map((cell) => (cell === null || cell === undefined ? '' : String(cell).trim()))
      if (cells.every((cell) => cell === '')) continue
      rows.push({ number: row.number, cells })
      // Some rows of titles may stand before the list.
      if (rows.length > most + 10) throw fileUnusable(tooLong(most))
    }
  } catch (error) {
    if (error instanceof SpreadsheetUnreadable) throw fileUnusable(error.reason)
    throw error
  }
  return rows
}

export const tooLong = (most: number): Text => ({
  zh: `每次不超过 ${most} 行，请分次上传`,
  en: `at most ${most} rows at a time; split it`,
})

export function fileUnusable(reason: Text) {
  return fileWrong({ faults: [{ at: '/file', message: reason }], values: { reason: reason.zh } })
}
