import { notFound } from '@yinian/core/http/problems.ts'
import type { Language } from '@yinian/core/language/text.ts'
import type { ImportCell } from '@yinian/core/people/import-cells.ts'
import { findImportField } from '@yinian/core/people/import-fields.ts'
import type { ImportFault } from '@yinian/core/people/import-row.ts'
import { type ImportOutcome, importOutcomes } from '@yinian/core/people/import-states.ts'
import { audit } from '../../access/index.ts'
import { type Cell, spreadsheetTypes, writeXlsx } from '../../documents/spreadsheet.ts'
import type { Download } from '../../http/serve.ts'
import type { Work } from '../../http/work.ts'
import { type ImportFile, openImportFile } from './import-file.ts'
import type { KeptReasons } from './queries.ts'

/**
 * The rows of the file as they came, each with what became of it and why, so that the refused ones can be put right in
 * the same sheet and sent again.
 * @throws notFound
 */
export async function resultFile(work: Work, id: string, language: Language): Promise<Download> {
  const { tx, vault } = work
  const kept = await tx
    .selectFrom('people_import')
    .select(['county', 'id', 'region', 'file_name', 'file_sealed'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!kept) throw notFound()
  const results = await tx
    .selectFrom('people_import_row')
    .select(['row_number', 'outcome', 'faults'])
    .where('county', '=', kept.county)
    .where('import_id', '=', id)
    .execute()
  const file = await openImportFile(vault, kept)
  await audit(work, 'people.import-result-downloaded', {
    region: kept.region,
    subjectType: 'people-import',
    subjectId: id,
    detail: { rows: results.length },
  })
  const byNumber = new Map(results.map((row) => [row.row_number, row]))
  return {
    fileName: `${kept.file_name.replace(/\.\w+$/, '')}${language === 'zh' ? '-导入结果' : '-result'}.xlsx`,
    contentType: spreadsheetTypes.xlsx,
    content: writeXlsx({
      name: language === 'zh' ? '导入结果' : 'Result',
      columns: [...headersOf(file), ...(language === 'zh' ? ['导入结果', '原因'] : ['Result', 'Reason'])].map(
        (header) => ({ header }),
      ),
      rows: rowsOf(file, byNumber, language),
    }),
  }
}

/** Columns without a header keep their place. */
function headersOf({ columns, rows }: ImportFile): string[] {
  const width = Math.max(
    ...columns.map(({ column }) => column + 1),
    ...rows.slice(0, 100).map(({ cells }) => cells.length),
  )
  return Array.from({ length: width }, (_, index) => columns.find(({ column }) => column === index)?.header ?? '')
}

function* rowsOf(
  file: ImportFile,
  results: ReadonlyMap<number, { outcome: string; faults: unknown }>,
  language: Language,
): Generator<readonly Cell[]> {
  const width = headersOf(file).length
  for (const { rowNumber, cells } of file.rows) {
    const result = results.get(rowNumber)
    const { faults, notes } = (result?.faults ?? { faults: [], notes: [] }) as KeptReasons
    yield [
      ...Array.from({ length: width }, (_, index) => plain(cells[index] ?? null)),
      result ? importOutcomes[result.outcome as ImportOutcome][language] : '',
      [...faults, ...notes].map((one) => sentence(one, language)).join(language === 'zh' ? '；' : '; '),
    ]
  }
}

function plain(cell: ImportCell): Cell {
  return typeof cell === 'boolean' ? String(cell) : cell
}

function sentence({ field, message }: ImportFault, language: Language): string {
  const name = findImportField(field)?.name[language]
  return name === undefined ? message[language] : `${name}${language === 'zh' ? '：' : ': '}${message[language]}`
}
