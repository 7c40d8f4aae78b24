import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { embedMark, exportNumber, findMarks, readExportNumber, withoutMarks } from './export-mark.ts'

const marks = fc.nat(2 ** 32 - 1)
const texts = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => withoutMarks(text) === text)

describe('the mark of an export', () => {
  it('is found again in any text, which reads as before without it', () => {
    fc.assert(
      fc.property(marks, texts, (mark, text) => {
        const marked = embedMark(text, mark)
        expect([...findMarks(marked)]).toEqual([[mark, 1]])
        expect(withoutMarks(marked)).toBe(text)
      }),
    )
  })

  it('is counted once for each place it stands in, and two marks are told apart', () => {
    fc.assert(
      fc.property(marks, marks, fc.array(texts, { minLength: 1, maxLength: 10 }), (one, other, rows) => {
        fc.pre(one !== other)
        const found = findMarks(rows.map((row, at) => embedMark(row, at % 3 === 2 ? other : one)).join('\t'))
        const others = rows.filter((_row, at) => at % 3 === 2).length
        expect(found.get(one)).toBe(rows.length - others)
        expect(found.get(other)).toBe(others === 0 ? undefined : others)
      }),
    )
  })

  it('is not seen where a text merely holds such characters, or where a part of it is missing', () => {
    const family = '👨\u200d👩\u200d👧 می\u200cخواهم'
    expect(findMarks(family).size).toBe(0)
    expect(withoutMarks(family)).toBe(family)
    const marked = embedMark('章贡区水南镇', 123_456_789)
    expect(findMarks(marked.replace(/[\u200b-\u200d\u2060]/u, '')).size).toBe(0)
  })

  it('reads as a number a person can say over the telephone', () => {
    fc.assert(
      fc.property(marks, (mark) => {
        const said = exportNumber(mark)
        expect(said).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/)
        expect(readExportNumber(said)).toBe(mark)
        expect(readExportNumber(said.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(mark)
      }),
    )
    for (const wrong of ['', 'ABC', 'ZZZ-ZZZZ', 'ABC-UUUU']) expect(readExportNumber(wrong)).toBeUndefined()
  })
})
