import { scopeOf } from '@yinian/core/access/actor.ts'
import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import type { Language } from '@yinian/core/language/text.ts'
import type { ElderRow, exportElders } from '@yinian/core/people/api.ts'
import { nameOfCategory } from '@yinian/core/people/circumstances.ts'
import {
  abilityLevelNames,
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
import type { Download } from '../http/serve.ts'
import type { Work } from '../http/work.ts'
import { countElders, streamElders } from './list-elders.ts'

/** A list of elders as a file. Numbers stay masked; the last row says who took it out, when and what for. */
export async function exportEldersTo(work: Work, query: QueryOf<typeof exportElders>): Promise<Download> {
  const { tx, actor, vault } = work
  const { format, columns, purpose, language = 'zh', ...filter } = query
  const reader = { regions: scopeOf(actor, 'people:export')?.regions ?? [], today: actor.today, vault }
  const chosen = columns?.filter(isExportedColumn) ?? []
  const shown = chosen.length > 0 ? chosen : (Object.keys(exportedColumns) as ExportedColumn[])
  const total = await countElders(tx, filter, reader)
  const { q, ...rest } = filter
  await audit(work, 'people.exported', {
    region: placeOf(filter.region, reader.regions),
    subjectType: 'elder-list',
    purpose,
    detail: {
      rows: total,
      format,
      columns: shown,
      filter: { ...rest, ...(q === undefined ? {} : { searched: true }) },
    },
  })
  const stamp = {
    zh: `颐年 · 导出人 ${actor.name} · ${actor.today} · 用途：${purpose}`,
    en: `Yinian · taken out by ${actor.name} · ${actor.today} · for: ${purpose}`,
  }
  const rows = async function* (): AsyncGenerator<Cell[]> {
    for await (const row of streamElders(tx, filter, reader)) yield shown.map((column) => cellOf(row, column, language))
    yield [stamp[language]]
  }
  return {
    fileName: `${language === 'zh' ? '老年人名单' : 'elders'}-${actor.today}.${format}`,
    contentType: spreadsheetTypes[format],
    content: writeSpreadsheet(format, {
      name: language === 'zh' ? '老年人名单' : 'Elders',
      columns: shown.map((column) => ({ header: exportedColumns[column][language], width: widths[column] ?? 14 })),
      rows: rows(),
    }),
  }
}

/** The event stands where the reader may export, whatever was asked for. */
function placeOf(asked: RegionCode | undefined, held: readonly RegionCode[]): RegionCode {
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
