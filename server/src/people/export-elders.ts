import { scopeOf } from '@yinian/core/access/actor.ts'
import { withheldFrom } from '@yinian/core/access/withheld.ts'
import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import type { Language } from '@yinian/core/language/text.ts'
import type { ElderRow, exportElders } from '@yinian/core/people/api.ts'
import { nameOfCategory } from '@yinian/core/people/circumstances.ts'
import {
  abilityLevelNames,
  classOfColumn,
  type ExportedColumn,
  exportedColumns,
  isExportedColumn,
  sexNames,
  stateNames,
} from '@yinian/core/people/exported-columns.ts'
import { isWithin, nation, type RegionCode } from '@yinian/core/regions/code.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { audit } from '../access/index.ts'
import { type Cell, spreadsheetTypes, writeSpreadsheet } from '../documents/spreadsheet.ts'
import { watermarked } from '../documents/watermark.ts'
import type { Download } from '../http/send-file.ts'
import type { Work } from '../http/work.ts'
import { keepExported, openExport } from '../privacy/index.ts'
import { countElders, streamElders } from './list-elders.ts'

/** A list of elders as a file. Numbers stay masked; the file says who took it out, when and what for, and every row whose export it is. */
export async function exportEldersTo(work: Work, query: QueryOf<typeof exportElders>): Promise<Download> {
  const { tx, actor, vault } = work
  const { format, columns, purpose, language = 'zh', ...filter } = query
  const withheld = withheldFrom(actor, 'people:export')
  const reader = { regions: scopeOf(actor, 'people:export')?.regions ?? [], today: actor.today, vault, withheld }
  const leaves = (column: ExportedColumn): boolean => {
    const dataClass = classOfColumn[column]
    return dataClass === undefined || !withheld.has(dataClass)
  }
  const chosen = columns?.filter(isExportedColumn).filter(leaves) ?? []
  const shown = chosen.length > 0 ? chosen : (Object.keys(exportedColumns) as ExportedColumn[]).filter(leaves)
  const total = await countElders(tx, filter, reader)
  const { q, ...rest } = filter
  const region = placeOf(filter.region, reader.regions)
  const opened = await openExport(work, { region, kind: 'elders', purpose, rows: total, format, language })
  await audit(work, 'people.exported', {
    region,
    subjectType: 'elder-list',
    purpose,
    detail: {
      exportNumber: opened.number,
      rows: total,
      format,
      columns: shown,
      filter: { ...rest, ...(q === undefined ? {} : { searched: true }) },
    },
  })
  const kept = async (page: readonly ElderRow[]): Promise<ElderRow[]> => {
    await keepExported(work, opened, purpose, page)
    return []
  }
  const rows = async function* (): AsyncGenerator<Cell[]> {
    let page: ElderRow[] = []
    for await (const row of streamElders(tx, filter, reader)) {
      if (page.push(row) === keptTogether) page = await kept(page)
      yield shown.map((column) => cellOf(row, column, language))
    }
    await kept(page)
  }
  const sheet = {
    name: `${language === 'zh' ? '老年人名单' : 'Elders'} ${opened.number}`,
    columns: shown.map((column) => ({
      header: exportedColumns[column][language],
      width: widths[column] ?? 14,
      mayCarryMark: carriers.has(column),
    })),
    rows: rows(),
  }
  return {
    fileName: `${language === 'zh' ? '老年人名单' : 'elders'}-${actor.today}-${opened.number}.${format}`,
    contentType: spreadsheetTypes[format],
    content: writeSpreadsheet(format, watermarked(sheet, opened)),
  }
}

const keptTogether = 1000

/** Words that nobody looks an elder up by. */
const carriers: ReadonlySet<ExportedColumn> = new Set([
  'sex',
  'region',
  'registeredRegion',
  'categories',
  'abilityLevel',
  'specialDifficulty',
  'state',
])

/** The event stands where the reader may export, whatever was asked for. */
export function placeOf(asked: RegionCode | undefined, held: readonly RegionCode[]): RegionCode {
  if (asked !== undefined && held.some((region) => isWithin(asked, region))) return asked
  return held[0] ?? nation
}

const widths: Partial<Record<ExportedColumn, number>> = {
  sex: 6,
  age: 6,
  documentNumber: 21,
  region: 44,
  registeredRegion: 44,
  categories: 36,
  specialDifficulty: 28,
}

function cellOf(row: ElderRow, column: ExportedColumn, language: Language): Cell {
  switch (column) {
    case 'sex':
      return sexNames[row.sex][language]
    case 'state':
      return stateNames[row.state][language]
    case 'region':
      return row.regionPath
    case 'registeredRegion':
      return row.registeredPath
    case 'categories':
      return row.categories.map((one) => nameOfCategory(one)[language]).join(language === 'zh' ? '、' : ', ')
    case 'specialDifficulty':
      return row.specialDifficulty.map((name) => name[language]).join(language === 'zh' ? '、' : '; ')
    case 'abilityLevel':
      return row.abilityLevel === null ? null : (abilityLevelNames[row.abilityLevel]?.[language] ?? row.abilityLevel)
    case 'updatedAt':
      return dayAt(new Date(row.updatedAt))
    default:
      return row[column]
  }
}
