import { describe, expect, test } from 'vitest'
import { type Phrases, placesOf } from './phrases.ts'

const modules = import.meta.glob<Record<string, Phrases>>('../**/texts.ts', { eager: true })
const han = /\p{Script=Han}/u
/** Offers to change the language, written in the language they lead to. */
const inTheOther = new Set(['switchLanguage', 'languageShort'])

/** A phrase of nothing but places and signs, such as `{name}（{unit}）`, has no words to be in any language. */
const hasWords = (phrase: string): boolean => /\p{L}/u.test(phrase.replace(/\{\w+\}/g, ''))

const all = Object.entries(modules).flatMap(([file, exported]) =>
  Object.values(exported).flatMap((phrases) =>
    Object.entries(phrases).map(([key, phrase]) => ({ name: `${file} ${key}`, key, phrase })),
  ),
)

describe('every phrase of the interface', () => {
  test('is found', () => expect(all.length).toBeGreaterThan(100))

  test.each(all)('$name is written in both languages', ({ key, phrase }) => {
    expect(phrase.zh.trim()).not.toBe('')
    expect(phrase.en.trim()).not.toBe('')
    if (inTheOther.has(key) || !hasWords(phrase.zh)) return
    expect(phrase.zh).toMatch(han)
    expect(phrase.en).not.toMatch(han)
  })

  test.each(all)('$name has the same places in both', ({ phrase }) => {
    expect(new Set(placesOf(phrase.en))).toEqual(new Set(placesOf(phrase.zh)))
    if (phrase.one !== undefined) expect(placesOf(phrase.zh)).toContain('count')
  })
})
