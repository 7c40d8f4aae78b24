import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ancestorAt, ancestorsOf, countyOf, isWithin, levelOf, nation, rangeOf, regionCode } from './code.ts'

describe('a division code', () => {
  test('is read by its trailing zeros', () => {
    expect(levelOf(nation)).toBe('nation')
    expect(levelOf(regionCode('36'))).toBe('province')
    expect(levelOf(regionCode('3607'))).toBe('city')
    expect(levelOf(regionCode('360702'))).toBe('county')
    expect(levelOf(regionCode('360702001'))).toBe('town')
    expect(levelOf('360702001002')).toBe('village')
  })

  test('names its ancestors from the province down', () => {
    expect(ancestorsOf('360702001002')).toEqual(['360000000000', '360700000000', '360702000000', '360702001000'])
    expect(ancestorAt('360702001002', 'county')).toBe('360702000000')
    expect(ancestorAt('360700000000', 'county')).toBeUndefined()
  })

  test('of a town in a city without counties has the city as its county', () => {
    expect(ancestorsOf('441900003000')).toEqual(['440000000000', '441900000000'])
    expect(countyOf('441900003000')).toBe('441900')
  })

  test('lies within each of its ancestors and in no neighbour', () => {
    const digit = fc.constantFrom(...'0123456789')
    const code = fc.array(digit, { minLength: 12, maxLength: 12 }).map((digits) => digits.join(''))
    fc.assert(
      fc.property(code, code, (one, other) => {
        for (const ancestor of ancestorsOf(one)) expect(isWithin(one, ancestor)).toBe(true)
        const { from, to } = rangeOf(other)
        expect(isWithin(one, other)).toBe(from <= one && one <= to)
      }),
    )
  })
})
