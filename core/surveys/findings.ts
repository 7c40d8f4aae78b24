import type { Field, Information, Instrument } from '../assessments/instrument.ts'
import { fieldsOf } from '../assessments/instrument.ts'
import type { Text } from '../language/text.ts'
import { findCircumstanceKind } from '../people/circumstances.ts'
import { institutionNeed } from './referrals.ts'

/** An answer that says something else than the register: `present` is the value held today, null where there is none. */
export interface CircumstanceFound {
  readonly kind: string
  readonly value: string
  readonly present: string | null
}

export interface RelativeFound {
  readonly name: string
  readonly relation: string
  readonly phone: string
}

/**
 * What answers say about kinds of circumstance that hold one value and that officers keep, where the register says something
 * else today. An answer that is no value of the kind (“undecided”) says nothing.
 * @param held categories `kind:value` that hold today
 */
export function differencesFrom(
  instrument: Instrument,
  information: Information,
  held: readonly string[],
): CircumstanceFound[] {
  return fieldsOf(instrument).flatMap((field) => {
    const kind = findCircumstanceKind(field.id)
    const value = information[field.id]
    if (field.kind !== 'choice' || typeof value !== 'string') return []
    if (kind?.holds !== 'one' || kind.writtenBy !== 'officer' || !Object.hasOwn(kind.values, value)) return []
    const present = held.find((one) => one.startsWith(`${field.id}:`))?.split(':')[1] ?? null
    return present === value ? [] : [{ kind: field.id, value, present }]
  })
}

/** What is to be referred: each need that was ticked, and a wish for an institution. */
export function needsIn(information: Information): string[] {
  const ticked = information.needs
  const needs = Array.isArray(ticked) ? ticked.filter((one): one is string => typeof one === 'string') : []
  return information['institution-wish'] === 'wishes' ? [...needs, institutionNeed] : needs
}

/** Somebody around the elder who was named at the door. */
export function relativeIn(information: Information): RelativeFound | undefined {
  const text = (id: string): string => {
    const value = information[id]
    return typeof value === 'string' ? value.trim() : ''
  }
  const name = text('relative-name')
  return name === ''
    ? undefined
    : { name, relation: text('relative-relation') || 'other-relative', phone: text('relative-phone') }
}

const inWords = (field: Field): boolean => field.kind === 'text' || field.kind === 'table' || field.kind === 'date'

/** Choices and numbers, which are counted, apart from words, which are sealed. */
export function divideAnswers(
  instrument: Instrument,
  information: Information,
): { readonly counted: Information; readonly words: Information } {
  const sealed = new Set(
    fieldsOf(instrument)
      .filter(inWords)
      .map(({ id }) => id),
  )
  const entries = Object.entries(information)
  return {
    counted: Object.fromEntries(entries.filter(([id]) => !sealed.has(id))),
    words: Object.fromEntries(entries.filter(([id]) => sealed.has(id))),
  }
}

/** The options of every question, by code, for naming needs. */
export function needWords(instrument: Instrument): Map<string, Text> {
  const field = fieldsOf(instrument).find(({ id }) => id === 'needs')
  return new Map(field?.kind === 'multi' ? field.options.map(({ code, text }) => [code, text]) : [])
}
