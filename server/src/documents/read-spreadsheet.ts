import { type ByteSource, bytesOf } from './byte-source.ts'
import { type SpreadsheetRow, sheetRows } from './sheet-rows.ts'
import { type SpreadsheetLimits, spreadsheetLimits } from './spreadsheet-limits.ts'
import { encodingOf, textRows } from './text-table.ts'
import { SpreadsheetUnreadable } from './unreadable.ts'
import { openWorkbook } from './workbook.ts'

export type { SpreadsheetCell, SpreadsheetRow } from './sheet-rows.ts'
export { uncomputed } from './sheet-rows.ts'
export { SpreadsheetUnreadable } from './unreadable.ts'

export interface SpreadsheetSheet {
  /** Empty for files without sheets. */
  readonly name: string
  /** Days that are mere numbers count from 1904 on instead of 1900. */
  readonly from1904: boolean
  /** The rows that hold anything, read anew each time and never all at once. @throws SpreadsheetUnreadable on the way */
  rows(): AsyncIterable<SpreadsheetRow>
}

/**
 * Opens a spreadsheet by what is in it, whatever its name says: a workbook's visible sheets, or text with separators in
 * UTF-8, UTF-16 or GB 18030.
 * @throws SpreadsheetUnreadable
 */
export async function openSpreadsheet(
  content: ByteSource | Uint8Array,
  limits: SpreadsheetLimits = spreadsheetLimits,
): Promise<readonly SpreadsheetSheet[]> {
  const source = content instanceof Uint8Array ? bytesOf(content) : content
  if (source.size === 0)
    throw new SpreadsheetUnreadable({
      zh: '文件是空的，请确认选对了文件',
      en: 'the file is empty; make sure it is the right one',
    })
  const head = await source.read(0, 4096)
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) {
    const workbook = await openWorkbook(source, limits)
    return workbook.sheets.map(({ name, part }) => ({
      name,
      from1904: workbook.from1904,
      rows: () => sheetRows(workbook, part, limits),
    }))
  }
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) throw new SpreadsheetUnreadable(await compoundFile(source))
  refuseMarkup(head)
  const encoding = await encodingOf(source)
  return [{ name: '', from1904: false, rows: () => textRows(source, encoding, limits) }]
}

/** Old workbooks and encrypted new ones are both compound files [MS-CFB]; the names of their streams tell which. */
async function compoundFile(source: ByteSource) {
  const content = await source.read(0, Math.min(source.size, 1024 * 1024))
  const tail = await source.read(Math.max(0, source.size - 1024 * 1024), 1024 * 1024)
  const encrypted = Buffer.from('EncryptedPackage', 'utf16le')
  if (content.includes(encrypted) || tail.includes(encrypted))
    return {
      zh: '文件加了打开密码，请在表格软件中去掉密码，另存为 .xlsx 再上传',
      en: 'it is protected by a password; take the password off, save it as .xlsx and upload that',
    }
  return {
    zh: '这是旧版 .xls（改名为 .xlsx 也一样），请用表格软件打开，另存为“Excel 工作簿 (.xlsx)”再上传',
    en: 'it is an old .xls, whatever its name says; open it, save it as an Excel workbook (.xlsx) and upload that',
  }
}

/** Systems that “export to Excel” often write a web page, or the XML of 2003, and call it .xls. */
function refuseMarkup(head: Buffer): void {
  const text = head.toString('latin1').replace(/^[^<]{0,8}/, '')
  if (!/^<(\?xml|!doctype|html|head|meta|table|workbook|style)\b/i.test(text)) return
  throw new SpreadsheetUnreadable({
    zh: '这是存成 .xls 的网页或 XML，不是真正的工作簿。请用表格软件打开，另存为“Excel 工作簿 (.xlsx)”再上传',
    en: 'it is a web page or XML under the name of .xls, not a workbook; open it, save it as an Excel workbook (.xlsx) and upload that',
  })
}

function startsWith(content: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => content[index] === byte)
}
