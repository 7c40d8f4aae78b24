import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Language, Text } from '@yinian/core/language/text.ts'
import type { peopleImportResult } from '@yinian/core/people/api.ts'
import type { ImportCell } from '@yinian/core/people/import-cells.ts'
import { findImportField } from '@yinian/core/people/import-fields.ts'
import type { ImportFault } from '@yinian/core/people/import-row.ts'
import { type ImportOutcome, importOutcomes } from '@yinian/core/people/import-states.ts'
import { importInOtherState, withTexts } from '@yinian/core/people/problems.ts'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { ByteSource } from '../../documents/byte-source.ts'
import { type Cell, spreadsheetTypes, writeSpreadsheet } from '../../documents/spreadsheet.ts'
import { watermarked } from '../../documents/watermark.ts'
import type { Download } from '../../http/send-file.ts'
import type { Work } from '../../http/work.ts'
import { openExport } from '../../privacy/index.ts'
import { dataRows, type KeptMapping } from './import-file.ts'
import { keptFileColumns, openKeptFile } from './kept-file.ts'
import type { KeptReasons } from './queries.ts'

const words = {
  file: { zh: '-导入结果', en: '-result' },
  refusedFile: { zh: '-未导入的行', en: '-rows-not-taken' },
  sheet: { zh: '导入结果', en: 'Result' },
  reason: { zh: '原因', en: 'Reason' },
} as const satisfies Record<string, Text>

/**
 * The rows of the file as they came, each with what became of it and why, so that the refused ones can be put right in
 * the same sheet and sent again. File and results go by side by side; neither is ever held whole.
 * @throws notFound, importInOtherState while the file has not arrived
 */
export async function resultFile(
  work: Work,
  id: string,
  { language = 'zh', format = 'xlsx', rows: which = 'all' }: QueryOf<typeof peopleImportResult>,
): Promise<Download> {
  const { tx, vault } = work
  const kept = await tx
    .selectFrom('people_import')
    .select([...keptFileColumns, 'region', 'file_name', 'mapping', 'done', 'state'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!kept) throw notFound()
  const mapping = kept.mapping as unknown as Partial<KeptMapping>
  if (!mapping.columns) throw withTexts(importInOtherState, { state: { zh: '正在上传', en: 'being uploaded' } })
  const read = mapping as KeptMapping
  const file = await openKeptFile(vault, kept, (query) => query(tx))
  const name = (which === 'all' ? words.file : words.refusedFile)[language]
  const opened = await openExport(work, {
    region: kept.region,
    kind: 'import-result',
    purpose: kept.file_name,
    rows: kept.done,
    format,
    language,
  })
  await audit(work, 'people.import-result-downloaded', {
    region: kept.region,
    subjectType: 'people-import',
    subjectId: id,
    detail: { exportNumber: opened.number, rows: which, format },
  })
  const headers = headersOf(read)
  const sheet = {
    name: words.sheet[language],
    columns: [
      ...headers.map((header) => ({ header })),
      { header: words.sheet[language], mayCarryMark: true },
      { header: words.reason[language], mayCarryMark: true },
    ],
    rows: rowsOf(tx, kept, { file, read, width: headers.length, language, refusedOnly: which === 'refused' }),
    digitsAsText: true,
  }
  return {
    fileName: `${kept.file_name.replace(/\.\w+$/, '')}${name}.${format}`,
    contentType: spreadsheetTypes[format],
    content: writeSpreadsheet(format, watermarked(sheet, { ...opened, noticeRow: false })),
  }
}

/** Columns without a header keep their place. */
function headersOf({ columns }: KeptMapping): string[] {
  const width = Math.max(...columns.map(({ column }) => column + 1))
  return Array.from({ length: width }, (_, index) => columns.find(({ column }) => column === index)?.header ?? '')
}

interface ResultOptions {
  readonly file: ByteSource
  readonly read: KeptMapping
  readonly width: number
  readonly language: Language
  readonly refusedOnly: boolean
}

async function* rowsOf(
  tx: Tx,
  kept: { readonly county: string; readonly id: string },
  { file, read, width, language, refusedOnly }: ResultOptions,
): AsyncGenerator<readonly Cell[]> {
  const results = resultsInOrder(tx, kept)
  let next = await results.next()
  for await (const { rowNumber, cells } of dataRows(file, read)) {
    while (!next.done && next.value.row_number < rowNumber) next = await results.next()
    const result = next.done || next.value.row_number !== rowNumber ? undefined : next.value
    if (refusedOnly && !(result && notTaken.has(result.outcome))) continue
    const { faults, notes } = (result?.faults ?? { faults: [], notes: [] }) as unknown as KeptReasons
    yield [
      ...Array.from({ length: width }, (_, index) => plain(cells[index] ?? null)),
      result ? importOutcomes[result.outcome as ImportOutcome][language] : '',
      [...faults, ...notes].map((one) => sentence(one, language)).join(language === 'zh' ? '；' : '; '),
    ]
  }
}

const notTaken = new Set(['refused', 'failed'])
const resultsAtOnce = 2000

async function* resultsInOrder(tx: Tx, { county, id }: { county: string; id: string }) {
  let after = 0
  for (;;) {
    const rows = await tx
      .selectFrom('people_import_row')
      .select(['row_number', 'outcome', 'faults'])
      .where('county', '=', county)
      .where('import_id', '=', id)
      .where('row_number', '>', after)
      .orderBy('row_number')
      .limit(resultsAtOnce)
      .execute()
    yield* rows
    after = rows.at(-1)?.row_number ?? after
    if (rows.length < resultsAtOnce) return
  }
}

function plain(cell: ImportCell): Cell {
  return typeof cell === 'boolean' ? String(cell) : cell
}

function sentence({ field, message }: ImportFault, language: Language): string {
  const name = findImportField(field)?.name[language]
  return name === undefined ? message[language] : `${name}${language === 'zh' ? '：' : ': '}${message[language]}`
}
