import type { Text } from '../language/text.ts'

/** What an instrument says that has not been confirmed from the official text, and what to check there. */
export type Unverified = Text

export interface Option {
  readonly score: number
  readonly text: Text
}

export interface Item {
  /** The number printed in the instrument, `B.1.1`. */
  readonly id: string
  readonly name: Text
  /** What the assessor asks, watches or tries with the elder. */
  readonly instruction: Text
  readonly max: number
  /** One per whole score from `max` down to 0; the higher the better the ability. */
  readonly options: readonly Option[]
  readonly unverified?: Unverified
}

export interface Indicator {
  readonly id: string
  readonly name: Text
  readonly max: number
  readonly items: readonly Item[]
}

/** A level and the totals `[from, to]`, both included, that lead to it. A higher number is a greater loss of ability. */
export interface Level {
  readonly level: number
  readonly name: Text
  /** The word used in policy documents and daily speech. */
  readonly alias: Text
  readonly from: number
  readonly to: number
}

/** What an information field must say for a level change to hold. */
export type ChangeCondition =
  | { readonly kind: 'chosen'; readonly field: string; readonly anyOf: readonly string[] }
  | {
      readonly kind: 'events'
      readonly field: string
      readonly column: string
      /** How many events each answer stands for. */
      readonly counts: Readonly<Record<string, number>>
      readonly atLeast: number
    }

/** Moves the initial level to the final one: to a given level, or up by some steps. */
export interface ChangeRule {
  readonly id: string
  readonly name: Text
  readonly clause: string
  readonly when: ChangeCondition
  readonly effect: { readonly to: number } | { readonly raise: number }
  readonly unverified?: Unverified
}

export interface Choice {
  readonly code: string
  readonly text: Text
  /** ICD-10 categories the choice stands for. */
  readonly icd10?: string
}

interface FieldBase {
  readonly id: string
  readonly label: Text
  readonly required: boolean
  /** The elder's file already holds it: shown from there and not kept a second time. */
  readonly fromFile?: 'name' | 'sex' | 'birth' | 'documentNumber' | 'ethnicity'
  /** The system fills it in; nobody types it. */
  readonly assigned?: true
  /** The level change that reads it. Its answer is needed before a final level is given. */
  readonly readBy?: string
  readonly unverified?: Unverified
}

export type Field =
  | (FieldBase & { readonly kind: 'text' | 'date' })
  | (FieldBase & { readonly kind: 'number'; readonly unit: Text; readonly from: number; readonly to: number })
  | (FieldBase & { readonly kind: 'choice' | 'multi'; readonly options: readonly Choice[] })
  | (FieldBase & { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows?: readonly Choice[] })

/** A column of a table; with options a choice, otherwise text. */
export interface Column {
  readonly code: string
  readonly label: Text
  readonly options?: readonly Choice[]
}

export interface Form {
  readonly id: string
  readonly name: Text
  readonly fields: readonly Field[]
}

/** An assessment instrument as data. Results stay tied to the `id` and `version` they were scored with. */
export interface Instrument {
  readonly id: string
  readonly version: string
  readonly name: Text
  readonly source: Text
  readonly issuedOn: string
  readonly inForceFrom: string
  readonly status: 'in-force' | 'superseded' | 'draft'
  readonly max: number
  readonly indicators: readonly Indicator[]
  readonly levels: readonly Level[]
  readonly changes: readonly ChangeRule[]
  readonly forms: readonly Form[]
  readonly reasons: readonly Choice[]
  readonly unverified: readonly Unverified[]
}

/** The score given to each item, by item id. */
export type Answers = Readonly<Record<string, number>>

/** One row of a table field; a table with fixed rows names its row in `row`. */
export type TableRow = Readonly<Record<string, string>>
export type FieldValue = string | number | readonly string[] | readonly TableRow[]
/** The information forms as filled in, by field id. A field that is absent has not been answered. */
export type Information = Readonly<Record<string, FieldValue>>

export function itemsOf(instrument: Instrument): readonly Item[] {
  return instrument.indicators.flatMap((indicator) => indicator.items)
}

export function fieldsOf(instrument: Instrument): readonly Field[] {
  return instrument.forms.flatMap((form) => form.fields)
}

/** The level that a total leads to before any change; absent for a total the instrument cannot give. */
export function levelForTotal(instrument: Instrument, total: number): Level | undefined {
  return instrument.levels.find((level) => level.from <= total && total <= level.to)
}
