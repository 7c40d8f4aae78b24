import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as format from './format.ts'

test('a day is said as each language says it', () => {
  expect(format.formatDay('2026-11-21', 'zh')).toBe('2026年11月21日')
  expect(format.formatDay('2026-01-05', 'en')).toBe('5 Jan 2026')
  expect(format.formatMonth('2026-09', 'zh')).toBe('2026年9月')
  expect(format.formatMonth('2026-09', 'en')).toBe('Sep 2026')
})

test('an instant shows the wall clock of Asia/Shanghai, also across midnight', () => {
  expect(format.formatInstant('2026-11-20T16:05:00Z', 'zh')).toBe('2026年11月21日 00:05')
  expect(format.formatInstant('2026-12-31T23:59:00Z', 'en')).toBe('1 Jan 2027 07:59')
})

test('how long ago is said in the largest whole unit', () => {
  const now = new Date('2026-11-21T06:00:00Z')
  expect(format.formatRelative('2026-11-21T05:59:30Z', now, 'zh')).toBe('刚刚')
  expect(format.formatRelative('2026-11-21T05:55:00Z', now, 'zh')).toBe('5分钟前')
  expect(format.formatRelative('2026-11-20T06:00:00Z', now, 'en')).toBe('yesterday')
  expect(format.formatRelative('2026-11-24T06:00:00Z', now, 'en')).toBe('in 3 days')
})

test('money is written to the fen, in either direction', () => {
  expect(format.formatMoney(123_450, 'zh')).toBe('1,234.50 元')
  expect(format.formatMoney(-5, 'en')).toBe('−0.05 yuan')
  expect(format.formatMoney('900719925474099301', 'zh')).toBe('9,007,199,254,740,993.01 元')
})

test('no sum of money loses a fen on the way to the screen', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (fen) => {
      const digits = format
        .formatMoney(fen, 'zh')
        .replace('−', '-')
        .replace(/[^\d-]/g, '')
      expect(BigInt(digits)).toBe(fen)
    }),
  )
})

test('large sums are in 万元, small ones stay exact', () => {
  expect(format.formatLargeMoney(123_456_789, 'zh')).toBe('123.46 万元')
  expect(format.formatLargeMoney(123_450, 'zh')).toBe('1,234.50 元')
  expect(format.formatLargeMoney(123_456_789, 'en')).toBe('1.23 million yuan')
  expect(format.formatLargeMoney(-2_000_000, 'zh')).toBe('−2.00 万元')
})

test('people are counted', () => {
  expect(format.formatPeople(1_403_200, 'zh')).toBe('1,403,200 人')
  expect(format.formatPeople(1, 'en')).toBe('1 person')
})
