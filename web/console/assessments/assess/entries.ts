import type { Answers, FieldValue, Information } from '@yinian/core/assessments/instrument.ts'

/** What was filled in and is not yet on the server: null takes an entry away. */
export interface Entries {
  readonly answers: Readonly<Record<string, number | null>>
  readonly information: Readonly<Record<string, FieldValue | null>>
}

/** What has been filled in. */
export interface FilledIn {
  readonly answers: Answers
  readonly information: Information
}

export const noEntries: Entries = { answers: {}, information: {} }

export function isEmpty(entries: Entries): boolean {
  return Object.keys(entries.answers).length + Object.keys(entries.information).length === 0
}

/** Entries over what was there. */
export function putOver(before: FilledIn, entries: Entries): FilledIn {
  return { answers: over(before.answers, entries.answers), information: over(before.information, entries.information) }
}

/** The entries that have changed since they were sent, or were not sent. */
export function notYetSent(entries: Entries, sent: Entries): Entries {
  return {
    answers: changedSince(entries.answers, sent.answers),
    information: changedSince(entries.information, sent.information),
  }
}

function over<Value>(
  before: Readonly<Record<string, Value>>,
  given: Readonly<Record<string, Value | null>>,
): Record<string, Value> {
  const merged: Record<string, Value> = { ...before }
  for (const [key, value] of Object.entries(given)) {
    if (value === null) delete merged[key]
    else merged[key] = value
  }
  return merged
}

function changedSince<Value>(
  entries: Readonly<Record<string, Value>>,
  sent: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([key, value]) => !(key in sent) || sent[key] !== value))
}
