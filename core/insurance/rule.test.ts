import { expect, test } from 'vitest'
import { defaultSettings, isDisabledLongEnough, lastValidDay, reassessmentDue, ruleFor, termEnds } from './rule.ts'

const rule = (area: string, validFrom: string, running: boolean, version = 1) => ({
  area,
  validFrom,
  running,
  version,
  document: '文件',
  settings: defaultSettings,
})

test('a place goes by its nearest area, and of one area by the version that counts on the day', () => {
  const rules = [
    rule('360700000000', '2025-01-01', true),
    rule('360702000000', '2026-01-01', true),
    rule('360702000000', '2026-10-01', false, 2),
  ]
  expect(ruleFor(rules, '360702001001', '2024-12-31')).toBeUndefined()
  expect(ruleFor(rules, '360702001001', '2025-06-01')?.area).toBe('360700000000')
  expect(ruleFor(rules, '360702001001', '2026-06-01')?.running).toBe(true)
  expect(ruleFor(rules, '360702001001', '2026-10-01')?.running).toBe(false)
  expect(ruleFor(rules, '360703001001', '2026-10-01')?.running).toBe(true)
  expect(ruleFor(rules, '110101001001', '2026-10-01')).toBeUndefined()
})

test('terms are working days, validity whole months, and the reminder comes before the end', () => {
  expect(termEnds('2026-11-20', 5, defaultSettings)).toBe('2026-11-27')
  expect(lastValidDay('2026-11-21', defaultSettings)).toBe('2028-11-20')
  expect(reassessmentDue('2028-11-20', defaultSettings)).toBe('2028-09-21')
})

test('six months of disability are counted to the day', () => {
  expect(isDisabledLongEnough('2026-05-21', '2026-11-21')).toBe(true)
  expect(isDisabledLongEnough('2026-05-22', '2026-11-21')).toBe(false)
})
