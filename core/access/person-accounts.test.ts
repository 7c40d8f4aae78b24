import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isFitPassword, readActivationCode } from './person-accounts.ts'

it('a password of an elder may be eight digits, but not a run, one digit again and again, or the account’s name', () => {
  expect(isFitPassword('19503862', '31415926')).toBe(true)
  for (const weak of ['1234567', '12345678', '87654321', '88888888', '31415926', 'x31415926'])
    expect(isFitPassword(weak, '31415926'), weak).toBe(false)
})

it('a code reads the same however it is grouped', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{8}$/), (code) => {
      expect(readActivationCode(`${code.slice(0, 4)} ${code.slice(4)} `)).toBe(code)
      expect(readActivationCode(code.replace(/(\d{2})/g, '$1-'))).toBe(code)
    }),
  )
})
