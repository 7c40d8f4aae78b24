import { scopeOf } from '@yinian/core/access/actor.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import type { importDeaths } from '@yinian/core/people/death-api.ts'
import type { ImportCell } from '@yinian/core/people/import-cells.ts'
import { plainText, readDay, readNumber } from '@yinian/core/people/import-cells.ts'
import { alreadyReported } from '@yinian/core/people/one-person-problems.ts'
import { fileUnreadable, mappingIncomplete, withTexts } from '@yinian/core/people/problems.ts'
import { countyOf, nation } from '@yinian/core/regions/code.ts'
import { audit } from '../../access/index.ts'
import { openSpreadsheet, type SpreadsheetSheet, SpreadsheetUnreadable } from '../../documents/read-spreadsheet.ts'
import type { Work } from '../../http/work.ts'
import { byNumber, writeReport } from './report.ts'

/** What the columns of such lists are called. */
const headers = {
  number: /^(公民)?(身份|证件)(证)?(件)?号(码)?$|身份证/,
  name: /^(死者|亡者)?姓名$/,
  diedOn: /死亡|去世|注销(日期|时间)/,
} as const
type Column = keyof typeof headers

/** Above this a list is cut into several, so that one file does not hold everybody else up. */
const mostRows = 5_000

/** Reads a list of deaths and takes down a report for everybody whose number is on file, here or in another county. */
export async function importDeathList(
  work: Work,
  { source }: QueryOf<typeof importDeaths>,
  content: Uint8Array | undefined,
): Promise<ReplyOf<typeof importDeaths>> {
  const rows = await readRows(content ?? new Uint8Array())
  const counts = { reported: 0, forwarded: 0, already: 0, unknown: 0 }
  const refused: ReplyOf<typeof importDeaths>['refused'] = []
  const seen = new Set<string>()
  for (const { row, number, name, diedOn } of rows) {
    const [read, day] = [readNumber(number), readDay(diedOn)]
    const fault = 'fault' in read ? read.fault : 'fault' in day ? day.fault : undefined
    if (fault || 'fault' in read || 'fault' in day) {
      if (fault) refused.push({ row, reason: { ...fault } })
      continue
    }
    try {
      const deceased = await byNumber(work, { name: plainText(name), documentNumber: read.value })
      if (!deceased) counts.unknown += 1
      else if (seen.has(deceased.id)) counts.already += 1
      else {
        seen.add(deceased.id)
        await writeReport(work, deceased, { source, diedOn: day.value, evidence: '' })
        counts.reported += 1
        if (deceased.birth === null) counts.forwarded += 1
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.kind.code === alreadyReported.code) counts.already += 1
      else refused.push({ row, reason: { ...error.toReply().message } })
    }
  }
  const region = scopeOf(work.actor, 'people:write')?.regions[0] ?? nation
  await audit(work, 'people.deaths-imported', {
    region,
    subjectType: 'elder-list',
    subjectId: countyOf(region),
    detail: { source, rows: rows.length, ...counts },
  })
  return { ...counts, refused: refused.slice(0, 200) }
}

interface ListedDeath {
  readonly row: number
  readonly number: ImportCell
  readonly name: ImportCell
  readonly diedOn: ImportCell
}

/** @throws fileUnreadable, mappingIncomplete */
async function readRows(content: Uint8Array): Promise<ListedDeath[]> {
  const unreadable = (reason: { zh: string; en: string }) => withTexts(fileUnreadable, { reason }, { at: '/file' })
  try {
    const sheets = await openSpreadsheet(content)
    for (const sheet of sheets) {
      const found = await readSheet(sheet)
      if (found === 'too-many')
        throw unreadable({ zh: `超过 ${mostRows} 行，请分成几份`, en: `it has more than ${mostRows} rows; split it` })
      if (found) return found
    }
  } catch (error) {
    if (error instanceof SpreadsheetUnreadable) throw unreadable(error.reason)
    throw error
  }
  throw mappingIncomplete({ at: '/file', values: { fields: '证件号码、死亡日期' } })
}

async function readSheet(sheet: SpreadsheetSheet): Promise<ListedDeath[] | 'too-many' | undefined> {
  let columns: Record<Column, number> | undefined
  const rows: ListedDeath[] = []
  for await (const { number: row, cells } of sheet.rows()) {
    if (!columns) {
      columns = columnsIn(cells)
      if (!columns && row > 20) return undefined
      continue
    }
    const at = (column: Column): ImportCell => cells[columns?.[column] ?? -1] ?? null
    if (plainText(at('number')) === '') continue
    rows.push({ row, number: at('number'), name: at('name'), diedOn: at('diedOn') })
    if (rows.length > mostRows) return 'too-many'
  }
  return columns ? rows : undefined
}

function columnsIn(cells: readonly ImportCell[]): Record<Column, number> | undefined {
  const at = (column: Column) => cells.findIndex((cell) => headers[column].test(plainText(cell)))
  const found = { number: at('number'), name: at('name'), diedOn: at('diedOn') }
  return found.number >= 0 && found.diedOn >= 0 ? found : undefined
}
