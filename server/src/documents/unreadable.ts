import type { Text } from '@yinian/core/language/text.ts'

/** Why a file could not be read and what to do about it, in words for whoever sent it. */
export class SpreadsheetUnreadable extends Error {
  readonly reason: Text

  constructor(reason: Text) {
    super(reason.en)
    this.name = 'SpreadsheetUnreadable'
    this.reason = reason
  }
}

export const damaged: Text = {
  zh: '文件已损坏或没有传完整，请在表格软件中打开，另存为新的 .xlsx 再上传',
  en: 'it is damaged or incomplete; open it in the spreadsheet program, save it as a new .xlsx and upload that',
}
export const notSpreadsheet: Text = {
  zh: '不是表格文件，请上传 .xlsx 或 .csv',
  en: 'it is no spreadsheet; upload an .xlsx or a .csv',
}
