import { type ImportCell, plainText } from '@yinian/core/people/import-cells.ts'
import { findHeader, type ImportColumn } from '@yinian/core/people/import-header.ts'
import { isEmptyRow } from '@yinian/core/people/import-row.ts'
import { fileUnreadable, noHeaderFound, withTexts } from '@yinian/core/people/problems.ts'
import type { Vault } from '../../crypto/vault.ts'
import { readSpreadsheet, type SpreadsheetSheet, SpreadsheetUnreadable } from '../../documents/read-spreadsheet.ts'

/** What is kept of how a file is read. Samples are sealed apart: they are personal data. */
export interface KeptMapping {
  readonly sheet: string
  readonly otherSheets: readonly string[]
  /** Index of the row the headers stand in. */
  readonly headerRow: number
  readonly columns: readonly ImportColumn[]
  /** Sealed JSON, one list per column, as base64. */
  readonly samples: string
}

export interface DataRow {
  /** As the spreadsheet counts: the first row is 1. */
  readonly rowNumber: number
  readonly cells: readonly ImportCell[]
}

export interface ImportFile {
  readonly sheet: string
  readonly otherSheets: readonly string[]
  readonly headerRow: number
  readonly columns: readonly ImportColumn[]
  readonly rows: readonly DataRow[]
}

/** Reads the first sheet that has a header. @throws fileUnreadable, noHeaderFound */
export async function readImportFile(content: Uint8Array): Promise<ImportFile> {
  const sheets = await readSpreadsheet(content).catch((error: unknown) => {
    if (error instanceof SpreadsheetUnreadable)
      throw withTexts(fileUnreadable, { reason: error.reason }, { at: '/file' })
    throw error
  })
  for (const sheet of sheets) {
    const header = findHeader(sheet.rows)
    if (!header) continue
    const otherSheets = sheets.flatMap(({ name }) => (name === sheet.name ? [] : [name]))
    return {
      sheet: sheet.name,
      otherSheets,
      headerRow: header.row,
      columns: header.columns,
      rows: dataBelow(sheet, header.row),
    }
  }
  throw noHeaderFound({ at: '/file' })
}

function dataBelow({ rows }: SpreadsheetSheet, headerRow: number): DataRow[] {
  return rows
    .map((cells, index) => ({ rowNumber: index + 1, cells }))
    .slice(headerRow + 1)
    .filter(({ cells }) => !isEmptyRow(cells))
}

const sampleRows = 3

/** The first values of every column, with long numbers masked: enough to see what a column holds. */
export function samplesOf({ columns, rows }: ImportFile): string[][] {
  return columns.map(({ column }) => {
    const values = rows.map(({ cells }) => plainText(cells[column] ?? null)).filter((value) => value !== '')
    return [...new Set(values.slice(0, 50))]
      .slice(0, sampleRows)
      .map((value) =>
        value
          .slice(0, 60)
          .replace(/\d{7,}/g, (digits) => digits.slice(0, 3) + '*'.repeat(digits.length - 5) + digits.slice(-2)),
      )
  })
}

export const importLabels = {
  file: (importId: string) => `people_import.file:${importId}`,
  samples: (importId: string) => `people_import.samples:${importId}`,
}

export async function openImportFile(
  vault: Vault,
  kept: { readonly county: string; readonly id: string; readonly file_sealed: Buffer },
): Promise<ImportFile> {
  const content = Buffer.from(await vault.open(kept.county, importLabels.file(kept.id), kept.file_sealed), 'base64')
  return readImportFile(content)
}
