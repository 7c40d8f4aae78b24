import type { Text } from '../language/text.ts'
import { type Indicator, type Kind, type Operator, operators, type Source, sources, type Target } from './catalogue.ts'
import { parseCsv } from './csv.ts'

export const catalogueColumns = [
  'id',
  'seed',
  'name_zh',
  'name_en',
  'unit',
  'baseline',
  'baseline_year',
  'target',
  'target_year',
  'operator',
  'kind',
  'numerator',
  'denominator',
  'printed_target',
  'source_heading',
  'requirement_ids',
  'note',
] as const
type Column = (typeof catalogueColumns)[number]

/** What is wrong in one cell; `row` counts the table's lines as a spreadsheet shows them, the header being row 1. */
export interface CatalogueFault {
  readonly row: number
  readonly column: string
  readonly message: Text
}

export interface Catalogue {
  readonly indicators: readonly Indicator[]
  readonly faults: readonly CatalogueFault[]
}

/** The words of the table in both languages, found by the words as they stand in it. */
export type Phrases = ReadonlyMap<string, Text>

const kindOfPrinted: Readonly<Record<string, Kind>> = {
  约束性: 'binding',
  预期性: 'anticipatory',
  '预期性 (printed 预期性目标)': 'anticipatory',
  'box (attribute not printed)': 'box',
  'text target': 'target',
  'text standard': 'standard',
  register: 'register',
}

/** Reads `phrase,zh,en`. */
export function parsePhrases(csv: string): Phrases {
  return new Map(
    parseCsv(csv)
      .slice(1)
      .map(([phrase = '', zh = '', en = '']) => [phrase, { zh, en }]),
  )
}

/** Reads a table of indicators. A row with a fault is left out and reported; the others stand. */
export function parseCatalogue(csv: string, phrases: Phrases): Catalogue {
  const [header = [], ...rows] = parseCsv(csv)
  const missing = catalogueColumns.filter((column) => !header.includes(column))
  if (missing.length > 0) {
    return { indicators: [], faults: missing.map((column) => fault(1, column, '缺少这一列', 'This column is missing')) }
  }
  const indicators: Indicator[] = []
  const faults: CatalogueFault[] = []
  const seen = new Set<string>()
  rows.forEach((fields, index) => {
    const row = readRow(index + 2, header, fields, phrases)
    const id = row.cell('id')
    if (seen.has(id)) row.refuse('id', '编号重复', 'This id is used twice')
    seen.add(id)
    const indicator = readIndicator(row)
    if (row.faults.length === 0) indicators.push(indicator)
    faults.push(...row.faults)
  })
  return { indicators, faults }
}

interface Row {
  readonly faults: CatalogueFault[]
  cell(column: Column): string
  number(column: Column): number | null
  words(column: Column): Text
  refuse(column: Column, zh: string, en: string): void
}

function readRow(number: number, header: string[], fields: string[], phrases: Phrases): Row {
  const faults: CatalogueFault[] = []
  const cell = (column: Column): string => fields[header.indexOf(column)] ?? ''
  const refuse = (column: Column, zh: string, en: string): void => void faults.push(fault(number, column, zh, en))
  return {
    faults,
    cell,
    refuse,
    number(column) {
      if (cell(column) === '') return null
      if (!isNumber(cell(column))) refuse(column, '不是数字', 'Not a number')
      return Number(cell(column))
    },
    words(column) {
      const found = phrases.get(cell(column))
      if (found === undefined) refuse(column, '词句表中没有这一句', 'The table of phrases does not hold this one')
      return found ?? { zh: cell(column), en: cell(column) }
    },
  }
}

function readIndicator(row: Row): Indicator {
  const { cell } = row
  const source = cell('seed')
  const id = cell('id')
  if (!sources.includes(source as Source)) row.refuse('seed', '没有这个规划', 'There is no such plan')
  if (!/^[A-Z]-[BTS]?\d{2}$/.test(id) || !id.startsWith(source))
    row.refuse('id', '编号不合规则', 'Not a well-formed id')
  for (const column of ['name_zh', 'name_en'] as const) {
    if (cell(column) === '') row.refuse(column, '不能为空', 'Must not be empty')
  }
  const operator = cell('operator')
  if (operator !== '' && !(operator in operators))
    row.refuse('operator', '没有这个比较方式', 'There is no such operator')
  const target = readTarget(row)
  if ((target === null) !== (operator === '')) {
    row.refuse('operator', '目标与比较方式须同时填写', 'Target and operator belong together')
  }
  const kind = kindOfPrinted[cell('kind')]
  if (kind === undefined) row.refuse('kind', '没有这种属性', 'There is no such kind')
  return {
    id,
    source: source as Source,
    name: { zh: cell('name_zh'), en: cell('name_en') },
    unit: row.words('unit'),
    baseline: row.number('baseline'),
    baselineYear: row.number('baseline_year'),
    target,
    targetYear: row.number('target_year'),
    operator: operator === '' ? null : (operator as Operator),
    kind: kind ?? 'target',
    numerator: row.words('numerator'),
    denominator: cell('denominator') === '' ? null : row.words('denominator'),
    printedTarget: cell('printed_target'),
    heading: cell('source_heading').replace(/^[A-Z]·/, ''),
    requirementIds: cell('requirement_ids').split(' ').filter(Boolean),
    note: cell('note') === '' ? null : row.words('note'),
  }
}

function readTarget(row: Row): Target | null {
  const written = row.cell('target')
  if (written === '') return null
  return isNumber(written) ? { number: Number(written) } : { words: row.words('target') }
}

function isNumber(written: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(written)
}

function fault(row: number, column: string, zh: string, en: string): CatalogueFault {
  return { row, column, message: { zh, en } }
}
