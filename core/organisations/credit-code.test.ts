import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacter, isCreditCode, normaliseCreditCode } from './credit-code.ts'

describe('a unified social credit code', () => {
  test('with the right check character is accepted', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true)
  })

  test.each([
    ['a wrong check character', '91350100M000100Y44'],
    ['too few characters', '91350100M000100Y4'],
    ['a letter the standard leaves out', '91350100I000100Y43'],
    ['small letters', '91350100m000100y43'],
    ['nothing at all', ''],
  ])('with %s is refused', (_what, code) => {
    expect(isCreditCode(code)).toBe(false)
  })

  test('is read from what people type', () => {
    expect(normaliseCreditCode(' 9135 0100-m000100y43 ')).toBe('91350100M000100Y43')
  })

  test('with any one character changed is refused', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
    const seventeen = fc.array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 })
    fc.assert(
      fc.property(seventeen, fc.nat(17), fc.constantFrom(...alphabet), (body, at, other) => {
        const code = body.join('') + checkCharacter(body.join(''))
        expect(isCreditCode(code)).toBe(true)
        if (code[at] !== other) expect(isCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(false)
      }),
    )
  })
})
