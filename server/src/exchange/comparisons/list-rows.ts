import type { Said } from '@yinian/core/exchange/compare.ts'
import type { FieldId } from '@yinian/core/exchange/kinds.ts'
import { fileUnusable } from '@yinian/core/exchange/problems.ts'
import { readRow } from '@yinian/core/exchange/read-answer.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { type ImportCell, plainText } from '@yinian/core/people/import-cells.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import { openSpreadsheet, SpreadsheetUnreadable } from '../../documents/read-spreadsheet.ts'
import { type ConnectorRow, mappingOf } from '../connectors/read-connector.ts'

export interface ListedRow {
  readonly row: number
  /** Absent where no identity number can be read. */
  readonly read: { readonly number: string; readonly said: Said } | undefined
}

const mostRows = 200_000
const rowsBeforeHeadings = 20

/** The rows of a delivered list below its headings, in their order. @throws fileUnusable */
export async function* rowsOfList(content: Uint8Array, connector: ConnectorRow): AsyncGenerator<ListedRow> {
  const mapping = mappingOf(connector)
  const asked = connector.fields as FieldId[]
  const wanted = [mapping.number, ...asked.flatMap((field) => mapping.fields[field] ?? [])]
  try {
    for (const sheet of await openSpreadsheet(content)) {
      let headings: readonly string[] | undefined
      let rows = 0
      for await (const { number: row, cells } of sheet.rows()) {
        if (headings === undefined) {
          headings = headingsIn(cells, wanted)
          if (headings === undefined && row > rowsBeforeHeadings) break
          continue
        }
        rows += 1
        if (rows > mostRows) throw unusable(tooLong)
        yield { row, read: readRow(headings, cells, asked, mapping) }
      }
      if (headings !== undefined) return
    }
  } catch (error) {
    if (error instanceof SpreadsheetUnreadable) throw unusable(error.reason)
    throw error
  }
  throw unusable({
    zh: `没有找到表头：${wanted.join('、')}`,
    en: `the headings are missing: ${wanted.join(', ')}`,
  })
}

function headingsIn(cells: readonly ImportCell[], wanted: readonly string[]): readonly string[] | undefined {
  const found = cells.map(plainText)
  return wanted.every((heading) => found.includes(heading)) ? found : undefined
}

const unusable = (reason: Text) => withTexts(fileUnusable, { reason }, { at: '/file' })
const tooLong: Text = { zh: '超过 20 万行，请分成几份', en: 'it has more than 200,000 rows; split it' }
