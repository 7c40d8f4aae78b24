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
  /** From `max` to 0, best score of the sheet first. One per whole score, unless the instrument prints others (`steps`). */
  readonly options: readonly Option[]
  /** Scores jump, `0/5/10/15`, as the instrument prints them. */
  readonly steps?: true
  readonly unverified?: Unverified
}

/** A degree of one indicator, and the scores `[from, to]`, both included, that lead to it. 0 is the best. */
export interface Band {
  readonly band: number
  readonly name: Text
  readonly from: number
  readonly to: number
  readonly unverified?: Unverified
}

export interface Indicator {
  readonly id: string
  readonly name: Text
  readonly max: number
  readonly items: readonly Item[]
  /** Where the level follows from degrees of the indicators instead of one sum. */
  readonly bands?: readonly Band[]
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

/** One cell of a table of degrees: which degree of which indicator, or of which group, leads to which level. */
export interface Combination {
  readonly when: Readonly<Record<string, number>>
  readonly level: number
  readonly unverified?: Unverified
}

/** How a level is found. */
export type Grading =
  /** By the sum, through the ranges of the levels; what an instrument does that says nothing else. */
  | { readonly kind: 'total' }
  /** By the degrees of the indicators; a group counts as the worst of its indicators. */
  | {
      readonly kind: 'combination'
      readonly groups: readonly { readonly id: string; readonly name: Text; readonly worstOf: readonly string[] }[]
      readonly rows: readonly Combination[]
    }
  /** Copied from paper out of a choice field whose codes are the levels; never computed, never converted. */
  | { readonly kind: 'recorded'; readonly field: string }
  /** It records and grades nothing. */
  | { readonly kind: 'none' }

/** What an advice looks at; all of its conditions must hold. */
export type AdviceCondition =
  | { readonly kind: 'chosen'; readonly field: string; readonly anyOf: readonly string[] }
  /** The level of this form. */
  | { readonly kind: 'level'; readonly anyOf: readonly number[] }
  /** The level of the elder's ability assessment in force (GB/T 42195-2022). */
  | { readonly kind: 'ability'; readonly anyOf: readonly number[] }

/** What a form recommends, and the rule by which it does. */
export interface Advice {
  readonly id: string
  readonly text: Text
  readonly when: readonly AdviceCondition[]
}

/** What an instrument is for. Only `ability` goes through two assessors and an officer and gives the level of B07. */
export const instrumentKinds = {
  ability: { zh: '能力评估', en: 'Ability assessment' },
  'old-ability': { zh: '旧标准能力评估', en: 'Ability assessment by an older standard' },
  needs: { zh: '需求评估', en: 'Needs assessment' },
  'family-capacity': { zh: '家庭照护能力', en: 'Family-care capacity' },
  screen: { zh: '初筛', en: 'Screen' },
  disability: { zh: '长护险失能等级', en: 'LTCI disability grade' },
  survey: { zh: '摸底调查问卷', en: 'Survey questionnaire' },
} as const satisfies Record<string, Text>
export type InstrumentKind = keyof typeof instrumentKinds

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
  readonly kind: InstrumentKind
  readonly name: Text
  readonly source: Text
  readonly issuedOn: string
  readonly inForceFrom: string
  readonly status: 'in-force' | 'superseded' | 'draft'
  readonly max: number
  readonly indicators: readonly Indicator[]
  readonly levels: readonly Level[]
  /** The sum by default. */
  readonly grading?: Grading
  /** A higher sum is the worse; otherwise it is the better. */
  readonly higherIsWorse?: true
  readonly advice?: readonly Advice[]
  /** Until this is settled no result of it may be used officially; it is shown with every result. */
  readonly notOfficial?: Text
  /** Whose the text is and by what right it is used. */
  readonly licence?: Text
  /** Months a result is relied on; absent where nothing is laid down. */
  readonly validMonths?: number
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
