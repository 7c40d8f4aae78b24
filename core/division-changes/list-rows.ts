import type { Text } from '../language/text.ts'
import { ancestorsOf, isWithin, type Level, levelOf, levels, type RegionCode } from '../regions/code.ts'
import { readDivisions } from '../regions/divisions-file.ts'
import type { UrbanClass } from '../regions/region.ts'
import { isDay } from '../time/day.ts'

/** A division as a newer list gives it. */
export interface ListedDivision {
  readonly row: number
  readonly code: RegionCode
  readonly name: string
  readonly level: Level
  readonly parent: RegionCode
  readonly urbanClass: UrbanClass | null
  /** Codes it had before, where the list says so: several are a merger. */
  readonly formerCodes: readonly RegionCode[]
  /** What the list itself calls the change. */
  readonly said: string
}

export interface ListFault {
  readonly row: number
  readonly message: Text
}

export interface ReadList {
  readonly divisions: readonly ListedDivision[]
  readonly faults: readonly ListFault[]
}

type Cell = string | number | boolean | null

/** What the columns may be called; the first form is what the template says. */
export const listColumns = {
  code: ['区划代码', '代码', '新代码', '现代码', '统计用区划代码', 'code', 'new code'],
  name: ['名称', '新名称', '现名称', '区划名称', 'name', 'new name'],
  formerCodes: ['原代码', '旧代码', '变更前代码', 'old code', 'former code'],
  said: ['变更类型', '变更情况', '类型', 'kind', 'change'],
  day: ['变更日期', '启用日期', '日期', 'date', 'day'],
  urbanClass: ['城乡分类代码', '城乡分类', 'urban-rural class'],
} as const satisfies Record<string, readonly string[]>
type Column = keyof typeof listColumns

const rowsSearchedForHeader = 20
const urbanClasses: readonly string[] = ['111', '112', '121', '122', '123', '210', '220']

/**
 * Reads the rows of a spreadsheet; null where no row names both a code and a name.
 * @param day the day the change takes effect; a row that names another is at fault
 */
export function readListRows(
  rows: readonly (readonly Cell[])[],
  { within, day }: { readonly within: RegionCode; readonly day: string },
): ReadList | null {
  const head = rows.slice(0, rowsSearchedForHeader).findIndex((row) => {
    const found = columnsOf(row)
    return found.code !== undefined && found.name !== undefined
  })
  if (head < 0) return null
  const columns = columnsOf(rows[head] ?? [])
  const divisions: ListedDivision[] = []
  const faults: ListFault[] = []
  rows.forEach((cells, index) => {
    if (index <= head || cells.every((cell) => textOf(cell) === '')) return
    const read = readRow((column) => textOf(cells[columns[column] ?? -1] ?? null), day)
    if ('zh' in read) faults.push({ row: index + 1, message: read })
    else divisions.push({ row: index + 1, ...read })
  })
  return checkRows(divisions, faults, within)
}

/** Reads the project's own divisions file; what lies outside `within` is passed over. @throws Error on a line it cannot read */
export function readListFile(text: string, within: RegionCode): ReadList {
  const divisions: ListedDivision[] = []
  let row = 1
  for (const { code, name, level, parent, urbanClass } of readDivisions(text)) {
    if (parent !== null && isWithin(code, within))
      divisions.push({ row, code, name, level, parent, urbanClass, formerCodes: [], said: '' })
    row += 1
  }
  return checkRows(divisions, [], within)
}

function readRow(text: (column: Column) => string, day: string): Omit<ListedDivision, 'row'> | Text {
  const code = codeOf(text('code'))
  const name = text('name')
  if (code === null) return { zh: `代码“${text('code')}”不是区划代码`, en: `“${text('code')}” is no division code` }
  if (name === '') return { zh: '没有名称', en: 'It has no name' }
  const former = text('formerCodes')
    .split(/[、，,;；\s]+/)
    .filter((part) => part !== '')
  const unread = former.find((part) => codeOf(part) === null)
  if (unread !== undefined)
    return { zh: `原代码“${unread}”不是区划代码`, en: `The old code “${unread}” is no division code` }
  const on = text('day').replace(/[/.]/g, '-')
  if (isDay(on) && on !== day)
    return {
      zh: `变更日期是 ${on}，与本次调整的 ${day} 不同，请另行办理`,
      en: `Its day is ${on} and not ${day}; make a change of its own for it`,
    }
  const urbanClass = text('urbanClass')
  return {
    code,
    name,
    level: levelOf(code),
    parent: parentOf(code),
    urbanClass: urbanClasses.includes(urbanClass) ? (urbanClass as UrbanClass) : null,
    formerCodes: former.flatMap((part) => codeOf(part) ?? []),
    said: text('said'),
  }
}

function checkRows(divisions: readonly ListedDivision[], faults: ListFault[], within: RegionCode): ReadList {
  const first = new Map<RegionCode, number>()
  const kept: ListedDivision[] = []
  for (const division of divisions) {
    const { row, code } = division
    const above = first.get(code)
    if (above !== undefined)
      faults.push({ row, message: { zh: `与第 ${above} 行代码相同`, en: `The same code as in row ${above}` } })
    else if (!isWithin(code, within))
      faults.push({ row, message: { zh: '不在本次调整的地区内', en: 'It lies outside the area of this change' } })
    else {
      first.set(code, row)
      kept.push(division)
    }
  }
  return { divisions: kept, faults }
}

function columnsOf(row: readonly Cell[]): Partial<Record<Column, number>> {
  const found: Partial<Record<Column, number>> = {}
  row.forEach((cell, index) => {
    const header = textOf(cell).toLowerCase().replace(/\s+/g, ' ')
    for (const [column, names] of Object.entries(listColumns) as [Column, readonly string[]][])
      if (found[column] === undefined && names.includes(header)) found[column] = index
  })
  return found
}

function textOf(cell: Cell): string {
  return cell === null ? '' : String(cell).normalize('NFKC').trim()
}

/** Two, four, six, nine or twelve digits; a province stands above all of them. */
function codeOf(text: string): RegionCode | null {
  const code = /^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/.test(text) ? text.padEnd(12, '0') : null
  return code === null || levels.indexOf(levelOf(code)) < 1 ? null : code
}

/** The division above a code, by its digits. */
export function parentOf(code: RegionCode): RegionCode {
  return ancestorsOf(code).at(-1) ?? '000000000000'
}
