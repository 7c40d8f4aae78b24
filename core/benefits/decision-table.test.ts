import { describe, expect, test } from 'vitest'
import { conditionOf, testOf } from './decision-table.ts'

describe('an entry of a decision table', () => {
  test.each([
    ['[80..84]', '年龄 in [80..84]'],
    ['(80..85)', '年龄 in (80..85)'],
    ['>= 100', '年龄 in (>= 100)'],
    ['80, 90', '年龄 in (80, 90)'],
    ['not([80..84])', 'not(年龄 in ([80..84]))'],
  ])('%s reads as %s', (entry, condition) => {
    expect(testOf('年龄', entry)).toBe(condition)
  })

  test('of a yes-or-no fact reads as the fact itself', () => {
    expect([testOf('低保', 'true'), testOf('低保', ' false ')]).toEqual(['低保', 'not(低保)'])
  })

  test('that is a dash says nothing, and a row of dashes always holds', () => {
    expect(testOf('年龄', ' - ')).toBeUndefined()
    expect(conditionOf({ inputs: ['年龄', '低保'] }, { when: ['-', '-'] })).toBe('true')
  })

  test('stands beside the others of its row', () => {
    expect(conditionOf({ inputs: ['年龄', '低保'] }, { when: ['[80..84]', 'true'] })).toBe('年龄 in [80..84] and 低保')
  })
})
