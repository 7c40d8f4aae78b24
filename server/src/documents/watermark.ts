import { type ExportMark, embedMark } from '@yinian/core/privacy/export-mark.ts'
import type { Cell, Rows, Sheet } from './spreadsheet.ts'

export interface Watermark {
  readonly mark: ExportMark
  /** Who took it out, when, what for, and the number of the export: one sentence. */
  readonly notice: string
  /** The same for the workbook's properties. */
  readonly properties: Readonly<Record<string, string>>
  /** False where a machine reads every row, as a bank does: then the notice stands in the properties alone. */
  readonly noticeRow?: boolean
}

/**
 * A sheet that says whose export it is: in its last row, in its properties, and invisibly in every row, in the texts of
 * those columns that may carry it.
 */
export function watermarked(sheet: Sheet, watermark: Watermark): Sheet {
  const carriers = sheet.columns.flatMap(({ mayCarryMark }, index) => (mayCarryMark ? [index] : []))
  return {
    ...sheet,
    rows: markedRows(sheet.rows, carriers, watermark),
    properties: { ...sheet.properties, ...watermark.properties },
  }
}

async function* markedRows(
  rows: Rows,
  carriers: readonly number[],
  { mark, notice, noticeRow }: Watermark,
): AsyncGenerator<readonly Cell[]> {
  for await (const row of rows)
    yield row.map((cell, index) =>
      typeof cell === 'string' && carriers.includes(index) ? embedMark(cell, mark) : cell,
    )
  if (noticeRow !== false) yield [embedMark(notice, mark)]
}
