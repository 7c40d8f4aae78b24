import type { Text } from '@yinian/core/language/text.ts'

/** A phrase of the screen; `one` is its English where `{count}` is 1. */
export interface Phrase extends Text {
  readonly one?: string
}
export type Phrases = Readonly<Record<string, Phrase>>

type PlacesIn<S extends string> = S extends `${string}{${infer Place}}${infer Rest}` ? Place | PlacesIn<Rest> : never
type PlacesOf<P extends Phrase> = PlacesIn<P['zh']> | PlacesIn<P['en']>

/** What a phrase becomes in one language: a string, or a function of the values of its `{places}`. */
type Said<P extends Phrase> = [PlacesOf<P>] extends [never]
  ? string
  : (values: Readonly<Record<PlacesOf<P>, string | number>>) => string

export type Texts<All extends Phrases> = { readonly [Key in keyof All]: Said<All[Key]> }

/** Declares the phrases of a module; exists so that their places keep their names in the types. */
export function phrases<const All extends Phrases>(all: All): All {
  return all
}

/** The names of the `{places}` of one phrase. */
export function placesOf(phrase: string): string[] {
  return [...phrase.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}
