import type { Phrase } from '../language/phrases.ts'
import { useSpoken } from '../plain/language.tsx'

/** A phrase with a number, in the right form of English. */
export function useSayMany(): (phrase: Phrase, count: number) => string {
  const { say } = useSpoken()
  return (phrase, count) =>
    say(count === 1 && phrase.one !== undefined ? { zh: phrase.zh, en: phrase.one } : phrase, { count })
}
