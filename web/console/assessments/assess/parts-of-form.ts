import { missingInField, missingInformation } from '@yinian/core/assessments/information.ts'
import {
  type Field,
  type Form,
  fieldsOf,
  type Indicator,
  type Instrument,
  itemsOf,
} from '@yinian/core/assessments/instrument.ts'
import type { Score } from '@yinian/core/assessments/score.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { FilledIn } from './entries.ts'

export type Part =
  | { readonly kind: 'form'; readonly id: string; readonly name: Text; readonly form: Form }
  | { readonly kind: 'indicator'; readonly id: string; readonly name: Text; readonly indicator: Indicator }

/** The parts of the form in the order of the standard: Appendix A, then the indicators. */
export function partsOf(instrument: Instrument): readonly Part[] {
  return [
    ...instrument.forms.map((form): Part => ({ kind: 'form', id: form.id, name: form.name, form })),
    ...instrument.indicators.map(
      (indicator): Part => ({ kind: 'indicator', id: indicator.id, name: indicator.name, indicator }),
    ),
  ]
}

export interface MissingEntry {
  /** `B.1.1`, `A.5.11`, `A.2.14/fall`. */
  readonly id: string
  readonly part: string
  readonly name: Text
}

/** Everything that has to be filled in before it can be signed. */
export function missingEntries(instrument: Instrument, filledIn: FilledIn, score: Score): MissingEntry[] {
  const ids = new Set([...score.missing, ...missingInformation(instrument, filledIn.information)])
  return [...ids].map((id) => {
    const item = itemsOf(instrument).find((one) => one.id === id)
    if (item) return { id, part: partOf(id), name: item.name }
    const [fieldId = id, row] = id.split('/')
    const field = fieldsOf(instrument).find((one) => one.id === fieldId)
    return { id, part: partOf(fieldId), name: nameOf(field, row) ?? { zh: id, en: id } }
  })
}

/** `B.1.3` belongs to `B.1`. */
export function partOf(id: string): string {
  return id.split('.').slice(0, 2).join('.')
}

function nameOf(field: Field | undefined, row: string | undefined): Text | undefined {
  if (field?.kind !== 'table' || row === undefined) return field?.label
  const named = field.rows?.find((one) => one.code === row)?.text
  return named && { zh: `${field.label.zh}：${named.zh}`, en: `${field.label.en}: ${named.en}` }
}

/** Whether a field may be left to the file or the system. */
export function isAsked(field: Field): boolean {
  return field.assigned !== true && field.fromFile === undefined
}

export function isMissing(field: Field, filledIn: FilledIn): boolean {
  return isAsked(field) && field.required && missingInField(field, filledIn.information).length > 0
}
