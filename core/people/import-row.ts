import type { Text } from '../language/text.ts'
import type { Day } from '../time/day.ts'
import { findCircumstanceKind } from './circumstances.ts'
import { readEthnicGroup } from './ethnic-groups.ts'
import { type DocumentType, readDocument } from './identity-document.ts'
import {
  formulaFault,
  type ImportCell,
  looksRounded,
  plainText,
  type Reading,
  readDay,
  readDocumentType,
  readFlag,
  readNumber,
  readSex,
  saysNothing,
} from './import-cells.ts'
import { findImportField, type ImportFieldId, importFields } from './import-fields.ts'
import type { ImportColumn } from './import-header.ts'
import { categoriesOf, relationOf, saysNoCategory, splitDisability, wordsOf } from './import-words.ts'
import { readPhone } from './phone.ts'
import { phoneInvalid } from './problems.ts'
import type { Relation } from './related-persons.ts'

export interface ImportFault {
  /** An import field, or empty for the row as a whole. */
  readonly field: string
  readonly message: Text
  /** The code of a doubt: the row is taken once somebody confirms, with a reason, that it does not hold. */
  readonly doubt?: string
}

export interface ImportedCategory {
  readonly kind: string
  readonly value: string
  readonly field: ImportFieldId
}

export interface ImportedRelative {
  readonly name: string
  readonly relation: Relation
  readonly phone: string | undefined
  readonly note: string
  readonly field: ImportFieldId
}

/** What one row says, before anybody looks into the register. What a row leaves blank it says nothing about. */
export interface ImportedElder {
  readonly name: string
  readonly documentType: DocumentType
  readonly documentNumber: string
  readonly sex: 'male' | 'female' | undefined
  readonly birth: Day | undefined
  readonly ethnicity: string | undefined
  readonly phone: string | undefined
  readonly residence: { readonly code: string | undefined; readonly path: string }
  readonly registration: string | undefined
  readonly address: string | undefined
  readonly categories: readonly ImportedCategory[]
  /** Categories the row expressly denies (“否”). */
  readonly denied: readonly ImportedCategory[]
  readonly relatives: readonly ImportedRelative[]
  readonly formerNumber: string | undefined
  readonly payee: { readonly accountName: string; readonly bank: string; readonly accountNumber: string } | undefined
}

export interface ReadRow {
  /** As much as could be read, for the list of results. */
  readonly name: string
  readonly elder: ImportedElder | undefined
  readonly faults: readonly ImportFault[]
}

const missing: Text = { zh: '必填，但这一格是空的', en: 'is required, but the cell is empty' }

export function isEmptyRow(cells: readonly ImportCell[]): boolean {
  return cells.every((cell) => plainText(cell) === '')
}

/** Reads a row by the columns' fields. Nothing is guessed: what cannot be read is a fault that names its field. */
export function readImportRow(
  cells: readonly ImportCell[],
  columns: readonly ImportColumn[],
  { from1904 = false }: { readonly from1904?: boolean } = {},
): ReadRow {
  const row = new RowReader(cells, columns)
  const written = row.text('name') ?? ''
  const elderName = /\p{Script=Han}/u.test(written) ? written.replace(/ /g, '') : written
  for (const id of ['name', 'documentNumber'] as const) if (row.isBlank(id) && !row.hasFault(id)) row.fault(id, missing)
  const documentType = row.read('documentType', readDocumentType) ?? 'resident-identity'
  const ethnicity = row.text('ethnicity')
  const elder: ImportedElder = {
    name: elderName,
    documentType,
    documentNumber: documentNumber(row, documentType),
    sex: row.read('sex', readSex),
    birth: row.read('birth', (cell) => readDay(cell, from1904)),
    ethnicity: ethnicity === undefined ? undefined : readEthnicGroup(ethnicity),
    phone: phone(row, 'phone'),
    residence: {
      code: regionDigits(row.number('residenceCode')),
      path: ['county', 'town', 'village', 'residencePath']
        .flatMap((id) => row.text(id as ImportFieldId) ?? [])
        .join(' '),
    },
    registration: row.text('registration'),
    address: row.text('address'),
    ...readCategories(row, columns),
    relatives: [relative(row, '1'), relative(row, '2')].flatMap((one) => one ?? []),
    formerNumber: row.number('formerNumber'),
    payee: payee(row, elderName),
  }
  row.checkLengths()
  return { name: elder.name, elder: row.faults.length === 0 ? elder : undefined, faults: row.faults }
}

class RowReader {
  readonly faults: ImportFault[] = []
  readonly #cells = new Map<ImportFieldId, ImportCell>()

  constructor(cells: readonly ImportCell[], columns: readonly ImportColumn[]) {
    for (const { column, field } of columns) {
      if (!field) continue
      const cell = cells[column] ?? null
      const broken = formulaFault(cell)
      this.#cells.set(field, broken ? null : cell)
      if (broken) this.fault(field, broken)
    }
  }

  isBlank(id: ImportFieldId): boolean {
    return saysNothing(this.#cells.get(id) ?? null)
  }

  hasFault(id: ImportFieldId): boolean {
    return this.faults.some(({ field }) => field === id)
  }

  fault(field: ImportFieldId, message: Text): void {
    this.faults.push({ field, message })
  }

  text(id: ImportFieldId): string | undefined {
    return this.isBlank(id) ? undefined : plainText(this.#cells.get(id) ?? null)
  }

  read<T>(id: ImportFieldId, how: (cell: ImportCell) => Reading<T>): T | undefined {
    if (this.isBlank(id)) return undefined
    const reading = how(this.#cells.get(id) ?? null)
    if ('value' in reading) return reading.value
    this.fault(id, reading.fault)
    return undefined
  }

  number(id: ImportFieldId): string | undefined {
    return this.read(id, readNumber)
  }

  checkLengths(): void {
    for (const [id, limit] of longest) {
      const length = this.text(id)?.length ?? 0
      if (length > limit)
        this.fault(id, {
          zh: `太长：${length} 个字，最多 ${limit} 个`,
          en: `is too long: ${length} characters, at most ${limit}`,
        })
    }
  }
}

const longest: readonly (readonly [ImportFieldId, number])[] = [
  ['name', 60],
  ['documentNumber', 30],
  ['ethnicity', 20],
  ['phone', 30],
  ['address', 200],
  ['related1Name', 60],
  ['related2Name', 60],
  ['related1Phone', 30],
  ['related2Phone', 30],
  ['formerNumber', 60],
  ['payeeAccountName', 60],
  ['payeeBank', 60],
]

function documentNumber(row: RowReader, type: DocumentType): string {
  const written = row.number('documentNumber')
  if (written === undefined) return ''
  const read = readDocument(type, written)
  if (!('reason' in read)) return read.number
  row.fault('documentNumber', looksRounded(written) ? rounded : read.reason)
  return ''
}

const rounded: Text = {
  zh: '校验位不符，末三位为 000，很可能已被表格软件改动。请把这一列设为“文本”后重新填写',
  en: 'The check character does not agree and the number ends in 000: most likely a spreadsheet rounded it. Set the column to text and enter it again',
}

function phone(row: RowReader, id: 'phone' | 'related1Phone' | 'related2Phone'): string | undefined {
  const written = row.number(id)
  if (written === undefined) return undefined
  const read = readPhone(written)
  if (read === null) row.fault(id, phoneInvalid.text)
  return read ?? undefined
}

/** A code of any level as the twelve digits of a division. */
function regionDigits(code: string | undefined): string | undefined {
  return code !== undefined && /^\d{6,11}$/.test(code) ? code.padEnd(12, '0') : code
}

function readCategories(
  row: RowReader,
  columns: readonly ImportColumn[],
): Pick<ImportedElder, 'categories' | 'denied'> {
  const said: ImportedCategory[] = []
  const denied: ImportedCategory[] = []
  for (const { field } of columns) {
    const declared = field === null ? undefined : findImportField(field)
    if (field === null || !declared?.holds) continue
    if (declared.kind === 'flag') {
      const category = declared.holds[0] ?? ''
      const holds = row.read(field, (cell) => readFlag(cell, wordsOf(category)))
      if (holds !== undefined) (holds ? said : denied).push(categoryOf(category, field))
    } else said.push(...categoriesIn(row, field, declared.holds))
  }
  const categories = said.filter((one, index) => said.findIndex((other) => same(one, other)) === index)
  for (const one of categories)
    if (
      categories.some(
        (other) =>
          other.kind === one.kind && other.value !== one.value && findCircumstanceKind(one.kind)?.holds === 'one',
      )
    )
      row.fault(one.field, { zh: '同一行里填了相互矛盾的内容', en: 'contradicts another cell of the same row' })
  return { categories, denied: denied.filter((one) => !categories.some((other) => same(one, other))) }
}

function categoriesIn(row: RowReader, field: ImportFieldId, kinds: readonly string[]): ImportedCategory[] {
  const found: ImportedCategory[] = []
  const cell = row.text(field)
  if (cell === undefined) return found
  for (const part of cell.split(/[、,;，；/|+\s]+/)) {
    const words = kinds.includes('disability-grade') ? splitDisability(part) : [part]
    for (const word of words) {
      if (word === '') continue
      const meant = categoriesOf(word, kinds)
      if (meant.length > 0) found.push(...meant.map((category) => categoryOf(category, field)))
      else if (!saysNoCategory(word)) row.fault(field, unknownWord(word, importFields[field].name))
    }
  }
  return found
}

function unknownWord(word: string, column: Text): Text {
  return {
    zh: `看不懂“${word}”，不是“${column.zh}”里的一种`,
    en: `“${word}” is not a kind of ${column.en.toLowerCase()}`,
  }
}

function categoryOf(category: string, field: ImportFieldId): ImportedCategory {
  const [kind = '', value = ''] = category.split(':')
  return { kind, value, field }
}

function same(one: ImportedCategory, other: ImportedCategory): boolean {
  return one.kind === other.kind && one.value === other.value
}

function relative(row: RowReader, index: '1' | '2'): ImportedRelative | undefined {
  const field: ImportFieldId = `related${index}Name`
  const name = row.text(field)
  const written = row.text(`related${index}Relation`)
  const telephone = phone(row, `related${index}Phone`)
  if (name === undefined) {
    if (telephone !== undefined)
      row.fault(field, { zh: '有联系人电话，没有联系人姓名', en: 'A telephone of a contact without a name' })
    return undefined
  }
  const { relation, known } = written === undefined ? { relation: 'other' as const, known: true } : relationOf(written)
  return { name, relation, phone: telephone, note: known ? '' : (written ?? ''), field }
}

/** An account without a name of its own is the elder's. */
function payee(row: RowReader, name: string): ImportedElder['payee'] {
  const accountNumber = row.number('payeeAccount')
  const bank = row.text('payeeBank')
  if (accountNumber === undefined) return undefined
  if (bank === undefined) {
    row.fault('payeeBank', { zh: '有银行账号，没有开户银行', en: 'An account without its bank' })
    return undefined
  }
  if (!/^\d{8,32}$/.test(accountNumber))
    row.fault('payeeAccount', { zh: '账号应为 8 到 32 位数字', en: 'An account has 8 to 32 digits' })
  return { accountName: row.text('payeeAccountName') ?? name, bank, accountNumber }
}
