import type { Text } from '../language/text.ts'
import { isDay } from '../time/day.ts'
import {
  type ChangeCondition,
  type Choice,
  type Field,
  type FieldValue,
  fieldsOf,
  type Information,
  type Instrument,
  type TableRow,
} from './instrument.ts'

export interface InformationFault {
  /** JSON pointer into the information, `/information/A.5.1`. */
  readonly at: string
  readonly message: Text
}

/** Whether the condition of a level change holds; a field without an answer holds nothing. */
export function isHeld(condition: ChangeCondition, information: Information): boolean {
  if (condition.kind === 'chosen')
    return chosen(information[condition.field]).some((code) => condition.anyOf.includes(code))
  return countEvents(condition, information) >= condition.atLeast
}

/** The number of events in a table, over all its rows. */
export function countEvents(condition: ChangeCondition & { kind: 'events' }, information: Information): number {
  return rowsOf(information[condition.field])
    .map((row) => condition.counts[row[condition.column] ?? ''] ?? 0)
    .reduce((sum, count) => sum + count, 0)
}

/** The field, or the fixed rows of it, that have no answer yet: `A.5.11`, `A.2.14/fall`. */
export function missingInField(field: Field, information: Information): string[] {
  const value = information[field.id]
  if (field.kind === 'table' && field.rows) {
    const rows = rowsOf(value)
    return field.rows
      .filter(({ code }) => !rows.some((row) => row.row === code && field.columns.every((column) => row[column.code])))
      .map(({ code }) => `${field.id}/${code}`)
  }
  return value === undefined || value === '' ? [field.id] : []
}

/** Required fields without an answer, left out those the elder's file or the system fills in. */
export function missingInformation(instrument: Instrument, information: Information): string[] {
  return fieldsOf(instrument)
    .filter((field) => field.required && !field.assigned && !field.fromFile)
    .flatMap((field) => missingInField(field, information))
}

/** What is wrong with what has been filled in so far; a field left open is not wrong. */
export function checkInformation(instrument: Instrument, information: Information): readonly InformationFault[] {
  const fields = new Map(fieldsOf(instrument).map((field) => [field.id, field]))
  return Object.entries(information).flatMap(([id, value]) => {
    const field = fields.get(id)
    const message = field && !field.fromFile && !field.assigned ? faultOf(field, value) : notAsked
    return message ? [{ at: `/information/${id}`, message }] : []
  })
}

/** Whether a specialist's diagnosis of dementia is recorded: the dementia mark of the elder's file (失智). */
export function dementiaRecorded(information: Information): boolean {
  return chosen(information['A.4.1']).includes('dementia')
}

const notAsked: Text = { zh: '表中没有这一项，或由系统填写', en: 'The form does not ask for this here' }
const notAnOption: Text = { zh: '不是可选的答案', en: 'Not one of the options' }
const notADay: Text = { zh: '不是有效日期', en: 'Not a date' }
const outOfRange: Text = { zh: '数值超出合理范围', en: 'The number is out of range' }
const wrongKind: Text = { zh: '填写的格式不对', en: 'Not the kind of answer asked for' }
const tooLong: Text = { zh: '内容太长', en: 'The text is too long' }

function faultOf(field: Field, value: FieldValue): Text | undefined {
  switch (field.kind) {
    case 'text':
      return typeof value !== 'string' ? wrongKind : value.length > 500 ? tooLong : undefined
    case 'date':
      return typeof value === 'string' && isDay(value) ? undefined : notADay
    case 'number':
      return typeof value !== 'number' ? wrongKind : value < field.from || value > field.to ? outOfRange : undefined
    case 'choice':
      return typeof value === 'string' && has(field.options, value) ? undefined : notAnOption
    case 'multi': {
      if (!Array.isArray(value)) return wrongKind
      const codes = chosen(value)
      const distinct = new Set(codes).size === value.length
      return distinct && codes.every((code) => has(field.options, code)) ? undefined : notAnOption
    }
    case 'table': {
      if (!Array.isArray(value)) return wrongKind
      const rows = rowsOf(value)
      if (rows.length !== value.length) return wrongKind
      const named = rows.map((row) => row.row)
      if (field.rows && new Set(named).size !== named.length) return notAnOption
      return rows.every((row) => rowFits(field, row)) ? undefined : notAnOption
    }
  }
}

function rowFits(field: Field & { kind: 'table' }, row: TableRow): boolean {
  return Object.entries(row).every(([code, value]) => {
    if (code === 'row') return field.rows !== undefined && has(field.rows, value)
    const column = field.columns.find((one) => one.code === code)
    return column !== undefined && (column.options ? has(column.options, value) : value.length <= 200)
  })
}

function has(options: readonly Choice[], code: string): boolean {
  return options.some((option) => option.code === code)
}

function chosen(value: FieldValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((code) => typeof code === 'string') : []
}

function rowsOf(value: FieldValue | undefined): readonly TableRow[] {
  return Array.isArray(value) ? value.filter((row) => typeof row === 'object' && row !== null) : []
}
