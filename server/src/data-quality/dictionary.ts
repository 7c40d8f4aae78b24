import type { DictionaryRow, exportDictionary, listDictionary, Sensitivity } from '@yinian/core/data-quality/api.ts'
import { sensitivities } from '@yinian/core/data-quality/api.ts'
import { readComment, wordsOfColumn } from '@yinian/core/data-quality/column-words.ts'
import { moduleNames, moduleOfTable } from '@yinian/core/data-quality/modules.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { exportedColumns } from '@yinian/core/people/exported-columns.ts'
import { classOfColumn } from '@yinian/core/privacy/column-classes.ts'
import { dataClasses } from '@yinian/core/privacy/data-classes.ts'
import { sql } from 'kysely'
import type { IndexCopy, SealedTable } from '../crypto/sealed-table.ts'
import type { Tx } from '../db/database.ts'
import type { ElderTrace } from '../db/elder-trace.ts'
import { type Cell, spreadsheetTypes, writeSpreadsheet } from '../documents/spreadsheet.ts'
import type { Download } from '../http/send-file.ts'
import type { ServedEndpoint } from '../http/serve.ts'
import type { Work } from '../http/work.ts'
import { answersWith } from './answers-with.ts'
import { retentionOf } from './retention.ts'

/** The declarations the dictionary is made of, so that it says what holds and not what somebody wrote about it. */
export interface Declared {
  readonly served: readonly ServedEndpoint[]
  readonly sealed: readonly SealedTable[]
  readonly copies: readonly IndexCopy[]
  readonly traces: readonly ElderTrace[]
}

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly tableComment: string | null
  readonly comment: string | null
  readonly scoped: boolean
  readonly codes: string | null
}

/** Tables of the installation itself, which keep nothing of anybody. */
const notBusiness: readonly string[] = ['migration']

/** Every column of every business table. The catalogue of the database is open to each of its roles. */
export async function readDictionary(tx: Tx, declared: Declared): Promise<DictionaryRow[]> {
  const { rows } = await sql<Column>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
      obj_description(c.oid) as "tableComment", col_description(c.oid, a.attnum) as comment,
      c.relrowsecurity and not exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd in ('r', '*')
        and 'official'::regrole = any (p.polroles) and pg_get_expr(p.polqual, p.polrelid) = 'true') as scoped,
      (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'
        and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) like '%ARRAY[%' limit 1) as codes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and not c.relname = any (${notBusiness})
    order by c.relname, a.attnum`.execute(tx)
  const sealed = new Set([
    ...declared.sealed.flatMap(({ table, values }) =>
      values.flatMap(({ column, index }) => [`${table}.${column}`, ...(index ? [`${table}.${index.column}`] : [])]),
    ),
    ...declared.copies.map(({ table, column }) => `${table}.${column}`),
  ])
  const answers = answersWith(declared.served)
  return rows.map((row) => {
    const module = moduleOfTable(row.table)
    return {
      id: `${row.table}.${row.column}`,
      table: row.table,
      tableMeaning: meaning(readComment(row.tableComment ?? ''), row.table),
      column: row.column,
      meaning: meaning(wordsOfColumn(row.column, row.comment), row.column),
      module,
      moduleName: { ...moduleNames[module] },
      type: row.type,
      codes: codesOf(row.codes),
      sensitivity: sensitivityOf(row, sealed),
      dataClass: classOfColumn(row.table, row.column) ?? null,
      retention: { ...retentionOf(row.table, row.column, declared.traces) },
      endpoints: answers(module, row.column),
      exports: row.table === 'elder' ? exportsOf(row.column) : [],
    }
  })
}

/** A test finds what has no words; the page shows its name all the same. */
const meaning = (words: Text | undefined, name: string): Text => ({ ...(words ?? { zh: name, en: name }) })

function sensitivityOf({ table, column, scoped }: Column, sealed: ReadonlySet<string>): Sensitivity {
  if (sealed.has(`${table}.${column}`)) return 'sealed'
  if (column.endsWith('_masked')) return 'masked'
  return scoped ? 'scoped' : 'public'
}

const codesOf = (definition: string | null): string[] =>
  definition === null ? [] : [...definition.matchAll(/'([^']+)'::text/g)].map((match) => match[1] ?? '')

const exportColumnOf: Readonly<Record<string, keyof typeof exportedColumns>> = {
  name: 'name',
  sex: 'sex',
  document_number_masked: 'documentNumber',
  phone_masked: 'phone',
  region: 'region',
  registered_region: 'registeredRegion',
  categories: 'categories',
  ability_level: 'abilityLevel',
  ability_valid_until: 'abilityValidUntil',
  special_difficulty: 'specialDifficulty',
  state: 'state',
}

function exportsOf(column: string): Text[] {
  const name = exportColumnOf[column]
  const exported = name === undefined ? undefined : exportedColumns[name]
  return exported ? [{ zh: `老年人名单：${exported.zh}`, en: `List of elders: ${exported.en}` }] : []
}

type Filter = Pick<QueryOf<typeof listDictionary>, 'q' | 'module' | 'sensitivity' | 'dataClass'>

function filtered(rows: readonly DictionaryRow[], { q, module, sensitivity, dataClass }: Filter): DictionaryRow[] {
  const wanted = q?.trim().toLowerCase() ?? ''
  return rows.filter(
    (row) =>
      (module === undefined || row.module === module) &&
      (sensitivity === undefined || row.sensitivity === sensitivity) &&
      (dataClass === undefined || row.dataClass === dataClass) &&
      (wanted === '' ||
        [row.id, row.meaning.zh, row.meaning.en, row.tableMeaning.zh, row.tableMeaning.en].some((text) =>
          text.toLowerCase().includes(wanted),
        )),
  )
}

export async function listColumns(
  tx: Tx,
  declared: Declared,
  query: QueryOf<typeof listDictionary>,
): Promise<ReplyOf<typeof listDictionary>> {
  const all = await readDictionary(tx, declared)
  const rows = filtered(all, query)
  const start = query.after === undefined ? 0 : rows.findIndex(({ id }) => id === query.after) + 1
  const limit = query.limit ?? 50
  const page = rows.slice(start, start + limit)
  const modules = [...new Set(all.map(({ module }) => module))].sort()
  return {
    rows: page,
    next: start + limit < rows.length ? (page.at(-1)?.id ?? null) : null,
    total: rows.length,
    tables: new Set(rows.map(({ table }) => table)).size,
    modules: modules.map((id) => ({ id, name: { ...moduleNames[id as keyof typeof moduleNames] } })),
  }
}

export async function dictionaryFile(
  { tx, actor }: Work,
  declared: Declared,
  query: QueryOf<typeof exportDictionary>,
): Promise<Download> {
  const { format = 'xlsx', language = 'zh' } = query
  const rows = filtered(await readDictionary(tx, declared), query)
  const header = {
    zh: [
      '数据表',
      '表的含义',
      '字段',
      '字段含义',
      '模块',
      '类型',
      '代码',
      '敏感级别',
      '数据类别',
      '留存',
      '接口',
      '导出',
    ],
    en: [
      'Table',
      'Meaning',
      'Column',
      'Meaning',
      'Module',
      'Type',
      'Codes',
      'Sensitivity',
      'Class of data',
      'Retention',
      'Endpoints',
      'Exports',
    ],
  }[language]
  const sheet = {
    name: language === 'zh' ? '数据字典' : 'Data dictionary',
    columns: header.map((one, index) => ({
      header: one,
      width: [24, 34, 24, 40, 14, 18, 30, 10, 14, 34, 40, 24][index] ?? 14,
    })),
    rows: rows.map((row): Cell[] => [
      row.table,
      row.tableMeaning[language],
      row.column,
      row.meaning[language],
      row.moduleName[language],
      row.type,
      row.codes.join(' '),
      sensitivities[row.sensitivity][language],
      row.dataClass === null ? null : dataClasses[row.dataClass].name[language],
      row.retention[language],
      row.endpoints.join('\n'),
      row.exports.map((one) => one[language]).join('\n'),
    ]),
  }
  return {
    fileName: `${language === 'zh' ? '数据字典' : 'data-dictionary'}-${actor.today}.${format}`,
    contentType: spreadsheetTypes[format],
    content: writeSpreadsheet(format, sheet),
  }
}
