import { mzt039 } from '@yinian/core/assessments/instruments/mzt-039-2013/instrument.ts'
import type { importOldResults } from '@yinian/core/assessments/record-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { isIdentityNumber } from '@yinian/core/people/identity-document.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import { spreadsheetTypes, writeXlsx } from '../../documents/spreadsheet.ts'
import type { Download } from '../../http/send-file.ts'
import type { UploadedFile } from '../../http/serve.ts'
import type { Work } from '../../http/work.ts'
import { type ElderReference, findByDocument } from '../../people/index.ts'
import { fileUnusable, readFirstSheet, tooLong } from '../first-sheet.ts'
import { gradeContent, writeRecord } from './record.ts'

type Reply = ReplyOf<typeof importOldResults>

const headings = [
  '证件号码',
  '评估日期',
  '日常生活活动',
  '精神状态',
  '感知觉与沟通',
  '社会参与',
  '最终等级',
  '评估机构',
  '报告编号',
] as const
const mostRows = 5_000

export function oldResultsTemplate(): Download {
  const columns = headings.map((header) => ({ header, width: 18 }))
  return {
    fileName: '旧标准评估结果导入模板.xlsx',
    contentType: spreadsheetTypes.xlsx,
    content: writeXlsx({ name: '旧结果', columns, rows: [] }),
  }
}

/** Reads a list of old results and, if told so, writes those that can be written; every row says what became of it. */
export async function importOld(work: Work, file: UploadedFile | undefined, apply: boolean): Promise<Reply> {
  const rows = await rowsOf(file)
  const outcomes: Reply['rows'] = []
  for (const { row, cells } of rows) outcomes.push({ row, ...(await takeRow(work, cells, apply)) })
  const count = (outcome: Reply['rows'][number]['outcome']) => outcomes.filter((one) => one.outcome === outcome).length
  return {
    rows: outcomes,
    ready: count('ready'),
    written: count('written'),
    known: count('known'),
    refused: count('refused'),
  }
}

type Cells = Readonly<Record<(typeof headings)[number], string>>

async function rowsOf(file: UploadedFile | undefined): Promise<{ row: number; cells: Cells }[]> {
  const rows = await readFirstSheet(file, mostRows)
  const top = rows.findIndex(({ cells }) => cells.includes(headings[0]))
  const titles = rows[top]?.cells ?? []
  const missing = headings.filter((heading) => !titles.includes(heading))
  if (missing.length > 0)
    throw fileUnusable({ zh: `缺少列：${missing.join('、')}`, en: `${missing.length} columns are missing` })
  const found = rows.slice(top + 1)
  if (found.length > mostRows) throw fileUnusable(tooLong(mostRows))
  return found.map(({ number, cells }) => ({
    row: number,
    cells: Object.fromEntries(headings.map((one) => [one, cells[titles.indexOf(one)] ?? ''])) as unknown as Cells,
  }))
}

type Taken = Omit<Reply['rows'][number], 'row'>

async function takeRow(work: Work, cells: Cells, apply: boolean): Promise<Taken> {
  const elder = await elderOf(work, cells.证件号码)
  if ('zh' in elder) return refused(elder)
  const on = readDay(cells.评估日期)
  if (on === undefined || on > work.actor.today) return refused(said.day)
  const information = {
    'M.1': gradeOf(cells.日常生活活动),
    'M.2': gradeOf(cells.精神状态),
    'M.3': gradeOf(cells.感知觉与沟通),
    'M.4': gradeOf(cells.社会参与),
    'M.5': gradeOf(cells.最终等级),
  }
  const content = { answers: {}, information }
  try {
    gradeContent(mzt039, content, elder, work.actor.today)
    const paperNumber = cells.报告编号 === '' ? null : cells.报告编号.slice(0, 60)
    if (await isKnown(work, elder, on, paperNumber)) return { outcome: 'known', said: said.known }
    if (!apply) return { outcome: 'ready', said: said.ready }
    const organisationName = cells.评估机构.slice(0, 100)
    const instrument = mzt039
    await writeRecord(work, {
      elder,
      instrument,
      assessedOn: on,
      content,
      organisationName,
      paperNumber,
      origin: 'import',
    })
    return { outcome: 'written', said: said.written }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return refused(error.toReply().faults?.length ? said.grades : error.toReply().message)
  }
}

const said = {
  number: { zh: '证件号码不正确', en: 'The identity number is wrong' },
  unknown: { zh: '辖区内没有这位老人的档案', en: 'No file of this elder in your area' },
  day: { zh: '评估日期不正确，或在今天之后', en: 'No such day, or after today' },
  grades: { zh: '等级应为 0 至 3 的数字，五列都要填', en: 'Grades are digits from 0 to 3, in all five columns' },
  known: { zh: '已经登记过', en: 'Recorded already' },
  ready: { zh: '可以导入', en: 'Can be imported' },
  written: { zh: '已导入', en: 'Imported' },
} as const satisfies Record<string, Text>

const refused = ({ zh, en }: Text): Taken => ({ outcome: 'refused', said: { zh, en } })

async function elderOf(work: Work, number: string): Promise<ElderReference | Text> {
  if (!isIdentityNumber(number)) return said.number
  const elder = await findByDocument(work.tx, work.vault, number)
  const seen = elder?.responsible ?? false
  return elder && seen ? elder : said.unknown
}

async function isKnown({ tx }: Work, elder: ElderReference, on: Day, paperNumber: string | null): Promise<boolean> {
  const row = await tx
    .selectFrom('instrument_record')
    .select('id')
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('instrument_id', '=', mzt039.id)
    .where('assessed_on', '=', on)
    .where((where) =>
      paperNumber === null ? where('paper_number', 'is', null) : where('paper_number', '=', paperNumber),
    )
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** `2`, `2级`, `2 中度受损`: the digit counts; anything else is left for the check to refuse. */
function gradeOf(cell: string): string {
  return /^([0-3])(?:\D.*)?$/.exec(cell.normalize('NFKC'))?.[1] ?? cell
}

/** `2019-05-03`, `2019/5/3`, `2019.5.3`, `2019年5月3日`, `20190503`. */
function readDay(cell: string): Day | undefined {
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell.normalize('NFKC')) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(cell)
  if (!parts) return undefined
  const day = `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}
