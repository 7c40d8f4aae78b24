import { isIdentityNumber, normaliseNumber } from '../people/identity-document.ts'
import { type ImportCell, plainText, readDay, readNumber } from '../people/import-cells.ts'
import { regionCode } from '../regions/code.ts'
import type { Said } from './compare.ts'
import { type FieldId, fields, isCircumstanceField, valuesOf } from './kinds.ts'

/** Where in a department's answer the platform finds what it asked for. */
export interface Mapping {
  /** Where the records stand, `data.rows`; empty where the answer itself is the list, or the one record. */
  readonly records: string
  /** The identity number in a record, and the name of it in a request: `idCard`; the heading of a list. */
  readonly number: string
  /** Path or heading of each field asked. */
  readonly fields: Readonly<Partial<Record<FieldId, string>>>
  /** The department's codes, by field: `{ hardship: { '1': 'dibao' } }`. */
  readonly values: Readonly<Partial<Record<FieldId, Readonly<Record<string, string>>>>>
}

/** A value that a dotted path leads to; absent where it leads nowhere. */
export function at(path: string, value: unknown): unknown {
  let found = value
  for (const step of path === '' ? [] : path.split('.')) {
    if (found === null || typeof found !== 'object' || !Object.hasOwn(found, step)) return undefined
    found = (found as Record<string, unknown>)[step]
  }
  return found
}

/** What an answer says, by identity number; undefined where it is not what the mapping describes. */
export function readAnswer(
  answer: unknown,
  asked: readonly FieldId[],
  mapping: Mapping,
): Map<string, Said> | undefined {
  const found = at(mapping.records, answer)
  if (found === null || typeof found !== 'object') return undefined
  const said = new Map<string, Said>()
  for (const record of Array.isArray(found) ? found : [found]) {
    const number = readIdentity(cellOf(at(mapping.number, record)))
    if (number === undefined) continue
    said.set(number, { known: true, values: readValues((path) => cellOf(at(path, record)), asked, mapping) })
  }
  return said
}

/** What one row of a delivered list says; undefined where it holds no identity number. */
export function readRow(
  headings: readonly string[],
  cells: readonly ImportCell[],
  asked: readonly FieldId[],
  mapping: Mapping,
): { readonly number: string; readonly said: Said } | undefined {
  const cell = (heading: string): ImportCell => cells[headings.indexOf(heading)] ?? null
  const number = readIdentity(cell(mapping.number))
  return number === undefined ? undefined : { number, said: { known: true, values: readValues(cell, asked, mapping) } }
}

function readIdentity(cell: ImportCell): string | undefined {
  const read = readNumber(cell)
  if ('fault' in read) return undefined
  const number = normaliseNumber(read.value)
  return isIdentityNumber(number) ? number : undefined
}

function readValues(cell: (path: string) => ImportCell, asked: readonly FieldId[], mapping: Mapping): Said['values'] {
  const values: Partial<Record<FieldId, string>> = {}
  for (const field of asked) {
    const path = mapping.fields[field]
    const value = path === undefined ? undefined : readValue(field, cell(path), mapping)
    if (value !== undefined) values[field] = value
  }
  return values
}

/** One value in the words of the register; what nobody knows is passed over rather than guessed at. */
function readValue(field: FieldId, cell: ImportCell, mapping: Mapping): string | undefined {
  const written = plainText(cell)
  if (written === '') return undefined
  const { type } = fields[field]
  if (type === 'day') {
    const day = readDay(cell)
    return 'fault' in day ? undefined : day.value
  }
  if (type === 'region') return /^\d{2,12}$/.test(written) ? regionCode(written) : undefined
  const own = mapping.values[field]
  if (own !== undefined && Object.hasOwn(own, written)) return own[written]
  if (!isCircumstanceField(field)) return undefined
  const known = Object.entries(valuesOf(field))
  return known.find(
    ([value, { name }]) => value === written || name.zh === written || shortOf(name.zh) === written,
  )?.[0]
}

/** `最低生活保障（低保）` is written `最低生活保障` as well. */
const shortOf = (name: string): string => name.replace(/（.*）$/, '')

function cellOf(value: unknown): ImportCell {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
