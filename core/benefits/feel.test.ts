import { describe, expect, test } from 'vitest'
import { compileExpression } from './compile.ts'
import { explain, formatTrace, leavesOf, missingFacts } from './explain.ts'
import { type FactRow, factDefinition, factNames, factRow, factsOfLife } from './facts.ts'
import { parseRule } from './feel.ts'
import type { Rule } from './rule.ts'

function ruleOf(source: string, expected: 'boolean' | 'number' = 'boolean'): Rule {
  const reading = parseRule(source, expected)
  if (!reading.ok) throw new Error(reading.faults.map((fault) => fault.message.en).join('\n'))
  return reading.rule
}

function faultsOf(source: string, expected: 'boolean' | 'number' = 'boolean'): string[] {
  const reading = parseRule(source, expected)
  return reading.ok ? [] : reading.faults.map(({ line, column, code }) => `${line}:${column} ${code}`)
}

const valueFrom = (source: string, known: Partial<FactRow>) => compileExpression(ruleOf(source).root)(factRow(known))

describe('the vocabulary of facts', () => {
  test('every fact is named in rules by its Chinese name', () => {
    for (const name of factNames) expect(factDefinition(name).name.zh).toBe(name)
  })

  test('the month of the 80th birthday counts as 80, and the month before it does not', () => {
    expect(factsOfLife('2026-11', '1946-11-30', null)).toMatchObject({ 年龄: 80, 月初年龄: 79 })
    expect(factsOfLife('2026-10', '1946-11-01', null)).toMatchObject({ 年龄: 79 })
    expect(factsOfLife('2026-12', '1946-11-30', null)).toMatchObject({ 年龄: 80, 月初年龄: 80 })
  })

  test('somebody who dies is alive in the month of death and not in the next', () => {
    expect(factsOfLife('2026-11', null, '2026-11-01').在世).toBe(true)
    expect(factsOfLife('2026-12', null, '2026-11-30').在世).toBe(false)
  })
})

describe('a rule text', () => {
  test('may go on after a range or a list', () => {
    const rule = '年龄 in [80..84] and 低保 or 年龄 in (>= 90) and not(特困)'
    expect(valueFrom(rule, { 年龄: 82, 低保: true })).toBe(true)
    expect(valueFrom(rule, { 年龄: 82, 低保: false, 特困: false })).toBe(false)
    expect(valueFrom(rule, { 年龄: 95, 低保: false, 特困: false })).toBe(true)
    expect(valueFrom(rule, { 年龄: 95, 低保: true, 特困: true })).toBe(false)
    expect(faultsOf('年龄 in [80..84] and 居住月数')).toEqual(['1:20 wrong-type'])
  })

  test('names the facts it reads', () => {
    expect(ruleOf('年龄 >= 80 and (特困 or 年龄 > 90) and 能力等级 != null').facts).toEqual([
      '年龄',
      '特困',
      '能力等级',
    ])
  })

  test('may run over lines and hold comments', () => {
    expect(valueFrom('年龄 >= 80 // 满八十\n  and 特困 /* 在册 */', { 年龄: 80, 特困: true })).toBe(true)
  })

  test('has all its faults named at once, by line and column', () => {
    expect(faultsOf('年令 >= 80 and\n  自理程度 = "失能" and 特困 = 1\n  and 年龄.x > 1')).toEqual([
      '1:1 unknown-fact',
      '2:10 not-a-value',
      '2:24 wrong-type',
      '3:7 not-in-language',
    ])
  })

  test.each([
    ['', '1:1 syntax'],
    ['年龄 >=', '1:6 syntax'],
    ['(年龄 > 80', '1:9 syntax'],
    ['年龄 ＞ 80', '1:1 syntax'],
    ['年龄', '1:1 wrong-type'],
    ['年龄 > "80"', '1:6 wrong-type'],
    ['出生日期 < "1940-01-01"', '1:8 wrong-type'],
    ['性别 > "男"', '1:1 wrong-type'],
    ['if 年龄 then 特困 else 低保', '1:4 wrong-type'],
    ['能力等级 = 5', '1:8 not-a-value'],
    ['户籍地 = "赣州市"', '1:7 not-a-value'],
    ['出生日期 < date("2026-02-29")', '1:8 not-a-date'],
    ['年龄 in [90..80]', '1:7 empty-range'],
    ['年龄 between 90 and 80', '1:1 empty-range'],
    ['年龄 > null', '1:1 null-comparison'],
    ['(年龄 > 80) = null', '1:1 null-comparison'],
    ['some x in [1] satisfies x > 1', '1:1 not-in-language'],
    ['年龄 > 1e3', '1:6 not-in-language'],
    ['年龄 ** 2 > 1', '1:1 not-in-language'],
    ['count(特困) > 1', '1:1 unknown-function'],
    ['starts with(户籍地)', '1:1 wrong-arguments'],
  ])('“%s” is refused: %s', (source, fault) => {
    expect(faultsOf(source)).toEqual([fault])
  })

  test('for an amount has to yield a number', () => {
    expect(faultsOf('if 年龄 >= 100 then 100000 else 5000', 'number')).toEqual([])
    expect(faultsOf('年龄 >= 100', 'number')).toEqual(['1:1 wrong-type'])
  })
})

describe('what is not known', () => {
  test('stays unknown through comparisons, also through “not equal”', () => {
    expect(valueFrom('特困 = true', {})).toBeNull()
    expect(valueFrom('自理程度 != "全自理"', {})).toBeNull()
    expect(valueFrom('自理程度 in ("半护理", "全护理")', {})).toBeNull()
  })

  test('never falls through to “else”', () => {
    expect(valueFrom('if 低保 then false else true', {})).toBeNull()
  })

  test('does not matter where the rest settles it', () => {
    expect(valueFrom('特困 or 低保', { 特困: true })).toBe(true)
    expect(valueFrom('特困 and 低保', { 特困: false })).toBe(false)
  })

  test('can be asked for', () => {
    expect(valueFrom('能力等级 = null', {})).toBe(true)
    expect(valueFrom('能力等级 != null', { 能力等级: 0 })).toBe(true)
  })

  test('is named as missing, and only where it would settle something', () => {
    const rule = ruleOf('特困 and (if 自理程度 != null then 自理程度 = "全护理" else 能力等级 >= 3) and 年龄 >= 60')
    expect(missingFacts(rule.root, factRow({ 特困: true, 年龄: 70 }))).toEqual(['自理程度', '能力等级'])
    expect(missingFacts(rule.root, factRow({ 特困: false }))).toEqual([])
  })
})

describe('the explanation of a rule', () => {
  const rule = ruleOf('年龄 >= 80 and 自理程度 in ("半护理", "全护理")')
  const trace = explain(rule, factRow({ 年龄: 79, 自理程度: '全护理' }))

  test('shows every comparison with the person’s values in both languages', () => {
    expect(leavesOf(trace).map(formatTrace)).toEqual([
      { zh: '年龄 >= 80 → 79 ≥ 80 否', en: '年龄 >= 80 → 79 ≥ 80 no' },
      { zh: '"半护理" → 全护理 = 半护理 否', en: '"半护理" → full nursing = partial nursing no' },
      { zh: '"全护理" → 全护理 = 全护理 是', en: '"全护理" → full nursing = full nursing yes' },
    ])
  })

  test('agrees at its root with the compiled rule', () => {
    expect(trace.value).toBe(false)
  })
})
