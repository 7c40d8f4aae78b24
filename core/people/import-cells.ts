import type { Text } from '../language/text.ts'
import { withoutMarks } from '../privacy/export-mark.ts'
import { addDays, type Day, isDay } from '../time/day.ts'
import type { DocumentType } from './identity-document.ts'

/** A cell as a spreadsheet holds it; days arrive as `YYYY-MM-DD`, formulas as their result. */
export type ImportCell = string | number | boolean | null

/** What was read from a cell, or why it could not be. */
export type Reading<T> = { readonly value: T } | { readonly fault: Text }

/** Full-width letters and digits become ordinary ones, every kind of blank one blank, none at the ends. */
export function plainText(cell: ImportCell): string {
  if (cell === null) return ''
  return withoutMarks(String(cell))
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\ufeff]+/gu, ' ')
    .trim()
}

const blanks = new Set(['', '-', '--', '—', '——', '/', '\\', '无', '暂无', '不详', '空', 'n/a', 'null', 'none'])

/** Whether a cell says nothing. */
export function saysNothing(cell: ImportCell): boolean {
  return blanks.has(plainText(cell).toLowerCase())
}

/** What is wrong with a cell whose formula has no result; absent for any other cell. */
export function formulaFault(cell: ImportCell): Text | undefined {
  if (typeof cell !== 'string' || !cell.startsWith('#')) return undefined
  if (cell === '#UNCOMPUTED!')
    return {
      zh: '这一格是公式，文件里没有它的结果。请用表格软件打开、保存一次，或改成固定的值',
      en: 'holds a formula without a result; open and save the file in a spreadsheet program, or write the value itself',
    }
  if (!/^#(REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|N\/A|GETTING_DATA|SPILL!|CALC!)$/.test(plainText(cell)))
    return undefined
  return { zh: `公式出错：${cell}`, en: `The formula failed: ${cell}` }
}

const spoiled: Text = {
  zh: '号码已被表格软件变成数字，丢了末尾几位，无法还原。请把这一列设为“文本”后重新填写',
  en: 'The spreadsheet turned the number into a figure and its last digits are lost. Set the column to text and enter it again',
}

/**
 * A number that is a name (identity number, telephone, account): its digits as written. What a spreadsheet has rounded
 * is refused: beyond 15 digits a figure in a cell no longer is what somebody typed.
 */
export function readNumber(cell: ImportCell): Reading<string> {
  if (typeof cell === 'number') {
    if (!Number.isInteger(cell) || cell < 0 || cell >= 1e15) return { fault: spoiled }
    return { value: String(cell) }
  }
  const text = plainText(cell)
    .replace(/^['‘’`"]+|['‘’`"]+$/g, '')
    .replace(/\s+/g, '')
    .toUpperCase()
  if (/^\d+(\.\d+)?E\+?\d+$/.test(text)) return { fault: spoiled }
  if (/^\d+\.0+$/.test(text) && text.indexOf('.') <= 15) return { value: text.replace(/\.0+$/, '') }
  return { value: text }
}

/** Whether an identity number that fails its check digit looks as if a spreadsheet had rounded it to 15 digits. */
export function looksRounded(documentNumber: string): boolean {
  return /^\d{15}000$/.test(documentNumber)
}

const notADay = (written: string): Text => ({
  zh: `看不懂日期“${written}”，请写成 1944-03-08`,
  en: `“${written}” is not a date; write it as 1944-03-08`,
})

/** First day of the 1900 date system as Excel counts it from March 1900 on (it takes 1900 for a leap year). */
const serialZero: Day = '1899-12-30'

/** The same for workbooks that count from 1904 on, as old Macs did. */
const serialZeroOf1904: Day = '1904-01-01'

/**
 * A day in the notations people and spreadsheets use: `1944-3-8`, `1944.03.08`, `1944年3月8日`, `19440308`, and serials.
 * @param from1904 whether the workbook counts its serials from 1904 on
 */
export function readDay(cell: ImportCell, from1904 = false): Reading<Day> {
  const written = plainText(cell)
  if (typeof cell === 'number' && Number.isInteger(cell) && cell > 60 && cell < 100_000)
    return { value: addDays(from1904 ? serialZeroOf1904 : serialZero, cell) }
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(written) ??
    /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?$/.exec(
      written,
    )
  if (!match) return { fault: notADay(written) }
  const [, year = '', month = '', date = ''] = match
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? { value: day } : { fault: notADay(written) }
}

const yes = new Set(['是', '√', '✓', '✔', '☑', '1', '有', 'y', 'yes', 'true', '对', '属于', '享受', '已享受', 'v'])
const no = new Set(['否', '×', 'x', '✗', '✘', '☐', '0', '没有', 'n', 'no', 'false', '不是', '不属于', '未享受', '非'])

/** Yes, no, or neither. @param own words that say yes in this column: `独居` below “是否独居” */
export function readFlag(cell: ImportCell, own: readonly string[] = []): Reading<boolean> {
  const written = plainText(cell).toLowerCase()
  if (yes.has(written) || own.includes(written)) return { value: true }
  if (no.has(written)) return { value: false }
  return {
    fault: {
      zh: `看不懂“${plainText(cell)}”，请写“是”或“否”`,
      en: `“${plainText(cell)}” is neither yes (是) nor no (否)`,
    },
  }
}

const sexes: Readonly<Record<string, 'male' | 'female'>> = {
  男: 'male',
  男性: 'male',
  m: 'male',
  male: 'male',
  女: 'female',
  女性: 'female',
  f: 'female',
  female: 'female',
  // GB/T 2261.1: 1 男, 2 女.
  '1': 'male',
  '2': 'female',
}

export function readSex(cell: ImportCell): Reading<'male' | 'female'> {
  const value = sexes[plainText(cell).toLowerCase()]
  return value
    ? { value }
    : { fault: { zh: `看不懂性别“${plainText(cell)}”`, en: `“${plainText(cell)}” is not a sex (男, 女)` } }
}

const documentTypeWords: Readonly<Record<string, DocumentType>> = {
  居民身份证: 'resident-identity',
  身份证: 'resident-identity',
  二代身份证: 'resident-identity',
  公民身份证: 'resident-identity',
  港澳台居民居住证: 'hk-macao-taiwan-residence',
  港澳居民居住证: 'hk-macao-taiwan-residence',
  台湾居民居住证: 'hk-macao-taiwan-residence',
  护照: 'passport',
  中国护照: 'passport',
  外国护照: 'passport',
  其他: 'other',
  其他证件: 'other',
}

export function readDocumentType(cell: ImportCell): Reading<DocumentType> {
  const written = plainText(cell).replace(/\s/g, '')
  const value = documentTypeWords[written]
  return value
    ? { value }
    : {
        fault: {
          zh: `没有这种证件类型“${written}”（居民身份证、港澳台居民居住证、护照、其他）`,
          en: `There is no document type “${written}” (居民身份证, 港澳台居民居住证, 护照, 其他)`,
        },
      }
}
