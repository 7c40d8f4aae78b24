import type { Text } from '@yinian/core/language/text.ts'

/** What a spreadsheet may hold. More is refused while it is read, whatever the file says of itself. */
export interface SpreadsheetLimits {
  /** Rows that hold anything; more belong into several files. */
  readonly rows: number
  /** Columns in which anything stands. */
  readonly columns: number
  readonly sheets: number
  /** Bytes of one sheet unpacked. */
  readonly sheetBytes: number
  /** Bytes of all texts of a workbook together. */
  readonly textBytes: number
  /** Bytes of any other part: the list of sheets, the formats. */
  readonly otherBytes: number
  /** How many times larger than packed anything may be, once it is larger than `ratioFrom`. */
  readonly ratio: number
  readonly ratioFrom: number
  readonly merges: number
}

export const spreadsheetLimits: SpreadsheetLimits = {
  rows: 200_000,
  columns: 500,
  sheets: 200,
  sheetBytes: 700 * 1024 * 1024,
  textBytes: 64 * 1024 * 1024,
  otherBytes: 16 * 1024 * 1024,
  // Deflate reaches 1032; sheets of people reach 15, a sheet of formatted empty cells about 100.
  ratio: 250,
  ratioFrom: 16 * 1024 * 1024,
  merges: 50_000,
}

const figure = (count: number): string => count.toLocaleString('en-US')

export const tooManyRows = (limit: number): Text => ({
  zh: `超过 ${figure(limit)} 行，请分成几个文件`,
  en: `it has more than ${figure(limit)} rows; split it into several files`,
})
export const tooManyColumns = (limit: number): Text => ({
  zh: `有内容的列超过 ${figure(limit)} 列，请删去与名单无关的列`,
  en: `it uses more than ${figure(limit)} columns; delete those that are not part of the list`,
})
export const tooManySheets = (limit: number): Text => ({
  zh: `工作表超过 ${figure(limit)} 个，请把名单单独存成一个文件`,
  en: `it has more than ${figure(limit)} sheets; save the list as a file of its own`,
})
export const tooManyMerges = (limit: number): Text => ({
  zh: `合并单元格超过 ${figure(limit)} 处，请取消合并后再上传`,
  en: `it has more than ${figure(limit)} merged cells; unmerge them first`,
})
export const unpacksTooLarge: Text = {
  zh: '解压后大得异常，不再读下去。请把名单复制到新建的工作簿，另存为 .xlsx 再上传',
  en: 'it unpacks to an unreasonable size and is not read any further; copy the list into a new workbook, save that as .xlsx and upload it',
}
