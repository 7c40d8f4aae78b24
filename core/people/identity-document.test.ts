import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../time/day.ts'
import { checkCharacterOf, documentKey, isIdentityNumber, maskDocument, readDocument } from './identity-document.ts'

const read = (typed: string) => readDocument('resident-identity', typed)
const birth = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1900-01-01', days))
const identityNumber = fc
  .tuple(fc.integer({ min: 110000, max: 999999 }), birth, fc.integer({ min: 0, max: 999 }))
  .map(([area, day, sequence]) => {
    const first17 = `${area}${day.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
    return { number: first17 + checkCharacterOf(first17), day, sequence }
  })

describe('an identity number (GB 11643-1999)', () => {
  it('agrees with the sample of the standard', () => {
    expect(read('34052419800101001X')).toEqual({ number: '34052419800101001X', birth: '1980-01-01', sex: 'male' })
  })

  it('says birth and sex, whatever area issued it', () => {
    fc.assert(
      fc.property(identityNumber, ({ number, day, sequence }) => {
        expect(read(number)).toEqual({ number, birth: day, sex: sequence % 2 === 1 ? 'male' : 'female' })
      }),
    )
  })

  it('is read however it was typed: full width, lower case, with blanks', () => {
    fc.assert(
      fc.property(identityNumber, ({ number }) => {
        const wide = [...number.toLowerCase()]
          .map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0))
          .join('')
        expect(read(`${wide.slice(0, 6)}　${wide.slice(6)} `)).toEqual(read(number))
      }),
    )
  })

  it('is refused when one digit is wrong or two neighbours are exchanged', () => {
    fc.assert(
      fc.property(
        identityNumber,
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        ({ number }, at, by) => {
          const wrong = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1)
          expect(isIdentityNumber(wrong)).toBe(false)
          const next = number[at + 1] ?? ''
          if (at < 16 && number[at] !== next) {
            const exchanged = number.slice(0, at) + next + number[at] + number.slice(at + 2)
            expect(isIdentityNumber(exchanged)).toBe(false)
          }
        },
      ),
    )
  })

  it('of 15 digits is the one of 18 for the same person', () => {
    fc.assert(
      fc.property(identityNumber, ({ number, day }) => {
        if (!day.startsWith('19')) return
        expect(read(number.slice(0, 6) + number.slice(8, 17))).toEqual(read(number))
      }),
    )
  })

  it('is refused with a reason a person understands', () => {
    const reason = (typed: string) => {
      const answer = read(typed)
      return 'reason' in answer ? answer.reason.zh : null
    }
    expect(reason('3405241980010100')).toBe('应为 18 位（旧号 15 位），现在是 16 位')
    expect(reason('340524198002300010')).toBe('没有 1980-02-30 这一天')
    expect(reason('340524198001010010')).toBe('校验位不符，请逐位核对')
    expect(reason('34052419800101A01X')).toBe('前 17 位应为数字，末位为数字或 X')
  })
})

describe('other documents', () => {
  it('a residence permit begins with the code of Hong Kong, Macao or Taiwan', () => {
    const permit = `81000019500101001${checkCharacterOf('81000019500101001')}`
    expect(readDocument('hk-macao-taiwan-residence', permit)).toMatchObject({ birth: '1950-01-01', sex: 'male' })
    expect(readDocument('hk-macao-taiwan-residence', '34052419800101001X')).toHaveProperty('reason')
  })

  it('a passport is brought into one form and says nothing of its holder', () => {
    expect(readDocument('passport', ' e1234-5678 ')).toEqual({ number: 'E12345678', birth: null, sex: null })
    expect(readDocument('passport', '***')).toHaveProperty('reason')
  })

  it('of different kinds never share a key', () => {
    expect(documentKey('passport', '1')).not.toBe(documentKey('other', '1'))
    expect(documentKey('resident-identity', '1')).toBe(documentKey('hk-macao-taiwan-residence', '1'))
  })
})

it('a mask shows the ends and never the birth', () => {
  expect(maskDocument('360702194001011234')).toBe('3607**********1234')
  fc.assert(
    fc.property(fc.string({ minLength: 4, maxLength: 30, unit: fc.constantFrom(...'0123456789AX') }), (number) => {
      const masked = maskDocument(number)
      expect(masked).toHaveLength(number.length)
      expect(masked).toContain('*')
    }),
  )
})
