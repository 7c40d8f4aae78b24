import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { importLocalities } from '@yinian/core/localities/api.ts'
import { type PopulationMeasure, readAreaClass } from '@yinian/core/localities/area-classes.ts'
import { classHeldAlready, classListUnreadable } from '@yinian/core/localities/problems.ts'
import { type RegionCode, regionCode } from '@yinian/core/regions/code.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import { type SpreadsheetCell, SpreadsheetUnreadable } from '../documents/read-spreadsheet.ts'
import { readShortList } from '../documents/short-list.ts'
import { spreadsheetTypes, writeSpreadsheet } from '../documents/spreadsheet.ts'
import type { Download } from '../http/send-file.ts'
import type { UploadedFile } from '../http/serve.ts'
import type { Work } from '../http/work.ts'
import { recordOne, requireDivision } from './area-classes.ts'
import { type Figure, keepFigures } from './population.ts'

const headers = ['区划代码', '名称', '地域类别', '起始日期', '来源', '常住人口', '户籍人口', '城乡分类代码'] as const
type Header = (typeof headers)[number]
const measures: readonly (readonly [Header, PopulationMeasure])[] = [
  ['常住人口', 'resident'],
  ['户籍人口', 'registered'],
]
const urbanClasses: readonly string[] = ['111', '112', '121', '122', '123', '210', '220']

type Result = ReplyOf<typeof importLocalities>

/** Records what a county's own list says of its divisions; a row at fault changes nothing and is told. @throws classListUnreadable */
export async function importList(work: Work, file: UploadedFile | undefined): Promise<Result> {
  const rows = await readRows(file)
  const result: Result = { recorded: 0, same: 0, figures: 0, urbanClasses: 0, faults: [] }
  for (const { row, text } of rows) {
    await sql`savepoint row_of_list`.execute(work.tx)
    try {
      await takeRow(work, text, result)
      await sql`release savepoint row_of_list`.execute(work.tx)
    } catch (error) {
      await sql`rollback to savepoint row_of_list`.execute(work.tx)
      if (!(error instanceof Problem)) throw error
      result.faults.push({ row, message: { ...error.toReply().message } })
    }
  }
  const region = rows.map(({ text }) => codeIn(text)).find((code) => code !== null)
  if (region != null)
    await audit(work, 'localities.imported', {
      region: region.slice(0, 6).padEnd(12, '0'),
      subjectType: 'locality',
      subjectId: null,
      detail: { rows: rows.length, people: result.figures },
    })
  return result
}

type ReadCell = (header: Header) => string

async function takeRow(work: Work, text: ReadCell, result: Result): Promise<void> {
  const { tx, actor } = work
  const code = codeIn(text)
  if (code === null) throw unreadable({ zh: '没有区划代码', en: 'it has no division code' })
  await requireDivision(tx, code)
  const from: Day = isDay(text('起始日期')) ? text('起始日期') : actor.today
  const source = text('来源')
  if (source.length < 2) throw unreadable({ zh: '没有来源', en: 'it names no source' })
  const counted = { recorded: 0, same: 0, figures: 0, urbanClasses: 0 }
  for (const written of text('地域类别')
    .split(/[、，,;；]/)
    .filter((part) => part.trim() !== '')) {
    const id = readAreaClass(written)
    if (id === undefined) throw unreadable({ zh: `没有“${written}”这个类别`, en: `there is no class “${written}”` })
    const recorded = await recordOne(work, { region: code, class: id, from, source }).catch((error: unknown) => {
      if (error instanceof Problem && error.kind === classHeldAlready) return null
      throw error
    })
    counted[recorded === null ? 'same' : 'recorded'] += 1
  }
  const figures = figuresIn(text, { region: code, day: from, source })
  await keepFigures(work, figures)
  counted.figures = figures.length
  const urbanClass = text('城乡分类代码')
  if (urbanClass !== '') {
    if (!urbanClasses.includes(urbanClass))
      throw unreadable({ zh: `“${urbanClass}”不是城乡分类代码`, en: `“${urbanClass}” is no urban-rural class` })
    const { rows } = await sql<{
      filled: number
    }>`select fill_urban_class(array[${code}], array[${urbanClass}]) as filled`.execute(tx)
    counted.urbanClasses = rows[0]?.filled ?? 0
  }
  for (const key of ['recorded', 'same', 'figures', 'urbanClasses'] as const) result[key] += counted[key]
}

function figuresIn(text: ReadCell, about: { region: RegionCode; day: Day; source: string }): Figure[] {
  return measures.flatMap(([header, measure]) => {
    const written = text(header).replace(/[,\s]/g, '')
    if (written === '') return []
    if (!/^\d{1,10}$/.test(written))
      throw unreadable({ zh: `${header}“${written}”不是人数`, en: `“${written}” is no number of people` })
    return [{ ...about, measure, people: Number(written) }]
  })
}

function codeIn(text: ReadCell): RegionCode | null {
  const written = text('区划代码')
  return /^(\d{6}|\d{9}|\d{12})$/.test(written) ? regionCode(written) : null
}

async function readRows(file: UploadedFile | undefined): Promise<{ row: number; text: ReadCell }[]> {
  if (file === undefined) throw unreadable({ zh: '没有收到文件', en: 'no file came with it' })
  const sheets = await readShortList(file.content).catch((error: unknown) => {
    if (error instanceof SpreadsheetUnreadable) throw unreadable(error.reason)
    throw error
  })
  for (const { rows } of sheets) {
    const head = rows.slice(0, 20).findIndex((cells) => cells.map(textOf).includes('区划代码'))
    if (head < 0) continue
    const columns = (rows[head] ?? []).map(textOf)
    return rows
      .map((cells, index) => ({
        row: index + 1,
        cells,
        text: (header: Header) => textOf(cells[columns.indexOf(header)] ?? null),
      }))
      .slice(head + 1)
      .filter(({ cells }) => cells.some((cell) => textOf(cell) !== ''))
  }
  throw unreadable({ zh: '没有“区划代码”一列', en: 'it has no column 区划代码' })
}

const textOf = (cell: SpreadsheetCell): string => (cell === null ? '' : String(cell).normalize('NFKC').trim())

function unreadable(reason: Text): Problem {
  return classListUnreadable({ at: '/file', values: { reasonZh: reason.zh, reasonEn: reason.en } })
}

export function listTemplate(): Download {
  return {
    fileName: '地域类别名单.xlsx',
    contentType: spreadsheetTypes.xlsx,
    content: writeSpreadsheet('xlsx', {
      name: '地域类别',
      columns: headers.map((header) => ({ header, width: 18 })),
      rows: [],
    }),
  }
}
