import { expect, it } from 'vitest'
import { formatTarget, formatValue, formatWithUnit } from './figures.ts'

const percent = { zh: '%', en: '%' }
const yuan = { zh: '元', en: 'yuan' }

it('values keep the decimals they need', () => {
  expect(formatValue(1_403_200)).toBe('1,403,200')
  expect(formatValue(66.666)).toBe('66.7')
  expect(formatValue(8.871)).toBe('8.87')
})

it('an unknown value is a dash, a share carries its sign, a large sum is told in 万元', () => {
  expect(formatWithUnit(null, { unit: percent }, 'zh')).toBe('—')
  expect(formatWithUnit(50, { unit: percent }, 'en')).toBe('50%')
  expect(formatWithUnit(123_456, { unit: yuan }, 'zh')).toBe('12.35 万元')
  expect(formatWithUnit(123_456, { unit: yuan }, 'en')).toBe('123,456 yuan')
})

it('a target says how it is to be reached, in the plan’s own words where it has no number', () => {
  expect(formatTarget({ target: { number: 60 }, operator: '>=', unit: percent }, 'zh')).toBe('不低于 60%')
  expect(formatTarget({ target: { number: 90 }, operator: '~', unit: percent }, 'en')).toBe('about 90%')
  const words = { zh: '明显增长', en: 'clear growth' }
  expect(formatTarget({ target: { words }, operator: 'increase', unit: percent }, 'zh')).toBe('明显增长')
  expect(formatTarget({ target: null, operator: null, unit: percent }, 'zh')).toBeNull()
})
