import { circumstanceKinds } from '@yinian/core/people/circumstances.ts'
import { documentTypes } from '@yinian/core/people/identity-document.ts'
import { type ImportField, importFields } from '@yinian/core/people/import-fields.ts'
import { type DataValidation, writeXlsx } from 'hucre/xlsx'
import { spreadsheetTypes } from '../../documents/spreadsheet.ts'
import type { Download } from '../../http/send-file.ts'

const rowsPrepared = 5000

/** An empty list: a column per field, numbers as text so that no spreadsheet rounds them, choices where there are few. */
export async function templateFile(): Promise<Download> {
  const fields: readonly ImportField[] = Object.values(importFields)
  const headers = fields.map(({ headers, required }) => `${headers[0]}${required ? '（必填）' : ''}`)
  const content = await writeXlsx({
    sheets: [
      {
        name: '老年人名单',
        columns: fields.map(({ kind }) => ({
          width: kind === 'number' ? 22 : 16,
          ...(kind === 'flag' ? {} : { numFmt: '@' }),
        })),
        rows: [headers],
        freezePane: { rows: 1, columns: 1 },
        dataValidations: fields.flatMap((field, index) => choice(field, index)),
      },
      {
        name: '填写说明',
        columns: [{ width: 24 }, { width: 10 }, { width: 70 }, { width: 24 }],
        rows: [
          ['列', '是否必填', '怎么填', '例'],
          ...fields.map((field) => [
            field.headers[0] ?? '',
            field.required ? '必填' : '',
            explain(field),
            field.example,
          ]),
        ],
      },
    ],
  })
  return { fileName: '老年人名单模板.xlsx', contentType: spreadsheetTypes.xlsx, content: Buffer.from(content) }
}

function namesOf(kinds: readonly string[]): string[] {
  return Object.entries(circumstanceKinds)
    .filter(([kind]) => kinds.includes(kind))
    .flatMap(([, { values }]) => Object.values(values).map(({ name }) => name.zh))
}

function choicesOf({ kind, holds }: ImportField): string[] {
  if (kind === 'flag') return ['是', '否']
  if (kind === 'sex') return ['男', '女']
  if (kind === 'document-type') return Object.values(documentTypes).map(({ zh }) => zh)
  return kind === 'categories' ? namesOf(holds ?? []) : []
}

function choice(field: ImportField, index: number): DataValidation[] {
  const values = choicesOf(field)
  // Excel keeps a list of choices in 255 characters; a longer one is explained on the second sheet alone.
  if (values.length === 0 || values.join(',').length > 250) return []
  const letter = columnLetter(index)
  return [
    { type: 'list', values, allowBlank: true, showErrorMessage: false, range: `${letter}2:${letter}${rowsPrepared}` },
  ]
}

function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last
}

function explain(field: ImportField): string {
  const values = choicesOf(field)
  if (field.kind === 'flag') return '填“是”或“否”。填“否”或空着都不会终止已登记的情形'
  if (field.kind === 'day') return '年-月-日'
  if (field.kind === 'number') return '设为“文本”格式，不要让表格软件变成科学计数'
  if (field.kind === 'place') return '写全称；村（社区）带不带“村委会”“居委会”都可以。空着的用上传时选的区域'
  if (values.length > 0) return `${values.join('、')}${field.kind === 'categories' ? '；几项之间用顿号' : ''}`
  return ''
}
