import { describe, expect, test } from 'vitest'
import { checkInformation, dementiaRecorded, missingInformation } from './information.ts'
import { fieldsOf, type Instrument, itemsOf, levelForTotal } from './instrument.ts'
import { gbt42195 } from './instruments/gbt-42195-2022/instrument.ts'
import { getInstrument } from './instruments.ts'
import { validateInstrument } from './validate-instrument.ts'

describe('GB/T 42195-2022 as data', () => {
  test('holds together: totals add up, cut-offs leave no gap, changes read fields that exist', () => {
    expect(validateInstrument(gbt42195)).toEqual([])
  })

  test('has 26 items in four indicators of 32, 15, 28 and 15 points', () => {
    expect(gbt42195.indicators.map(({ items, max }) => [items.length, max])).toEqual([
      [8, 32],
      [4, 15],
      [9, 28],
      [5, 15],
    ])
    expect(itemsOf(gbt42195)).toHaveLength(26)
  })

  test('scores most items to 4 and the others as the standard prints', () => {
    const others = itemsOf(gbt42195).filter(({ max }) => max !== 4)
    expect(Object.fromEntries(others.map(({ id, max }) => [id, max]))).toEqual({
      'B.2.4': 3,
      'B.3.7': 1,
      'B.3.8': 1,
      'B.3.9': 2,
      'B.4.1': 2,
      'B.4.2': 2,
      'B.4.4': 3,
    })
  })

  test('has the information fields of Appendix A, numbered as printed', () => {
    expect(gbt42195.forms.map(({ id, fields }) => [id, fields.length])).toEqual([
      ['A.1', 3],
      ['A.2', 14],
      ['A.3', 4],
      ['A.4', 2],
      ['A.5', 12],
    ])
    expect(fieldsOf(gbt42195).flatMap(({ id, readBy }) => (readBy ? [[id, readBy]] : []))).toEqual([
      ['A.2.14', 'care-risk-events'],
      ['A.4.1', 'specialist-diagnosis'],
      ['A.5.11', 'coma'],
    ])
  })

  test('marks what was not confirmed', () => {
    const marked = itemsOf(gbt42195).filter(({ unverified }) => unverified)
    expect(marked.map(({ id }) => id)).toEqual(['B.1.7'])
    expect(gbt42195.unverified).toHaveLength(2)
  })

  test('says everything in both languages', () => {
    const texts: unknown[] = []
    JSON.stringify(gbt42195, (_key, value: unknown) => {
      if (value && typeof value === 'object' && 'zh' in value) texts.push(value)
      return value
    })
    expect(texts.length).toBeGreaterThan(200)
    for (const text of texts) {
      expect(text).toEqual({ zh: expect.stringMatching(/\S/), en: expect.stringMatching(/[a-z]/i) })
      expect((text as { en: string }).en).not.toMatch(/[\u4e00-\u9fff]/)
    }
  })
})

describe('an instrument that does not hold together is refused', () => {
  const changed = (change: Partial<Instrument>) => validateInstrument({ ...gbt42195, ...change }).map(({ at }) => at)
  const levels = gbt42195.levels

  test('when the total is not the sum', () => {
    expect(changed({ max: 91 })).toContain('gbt-42195')
  })

  test('when cut-offs leave a gap, overlap or stop short of 0', () => {
    const moved = (level: number, ends: { from?: number; to?: number }) =>
      changed({ levels: levels.map((one) => (one.level === level ? { ...one, ...ends } : one)) })
    expect(moved(2, { to: 64 })).toContain('levels/2')
    expect(moved(2, { to: 66 })).toContain('levels/2')
    expect(moved(4, { from: 1 })).toEqual(['levels'])
  })

  test('when an item lacks an option', () => {
    const indicators = gbt42195.indicators.map((one) => ({
      ...one,
      items: one.items.map((item) => (item.id === 'B.3.9' ? { ...item, options: item.options.slice(1) } : item)),
    }))
    expect(changed({ indicators })).toEqual(['B.3.9'])
  })

  test('when two entries carry one number', () => {
    expect(changed({ forms: [...gbt42195.forms, ...gbt42195.forms.slice(0, 1)] })).toEqual(['A.1.1', 'A.1.2', 'A.1.3'])
  })

  test('when a change reads a field or an option that is not there', () => {
    const [coma] = gbt42195.changes
    const rule = (when: object) => changed({ changes: [{ ...coma, when } as never] })
    expect(rule({ kind: 'chosen', field: 'A.5.99', anyOf: ['yes'] })).toEqual(['coma'])
    expect(rule({ kind: 'chosen', field: 'A.5.11', anyOf: ['perhaps'] })).toEqual(['coma'])
  })
})

test('an unknown instrument or version is not found', () => {
  expect(getInstrument('gbt-42195', '2022')).toBe(gbt42195)
  expect(() => getInstrument('gbt-42195', '1999')).toThrow('Not found')
})

test('every total has exactly one level', () => {
  for (let total = 0; total <= 90; total++) expect(levelForTotal(gbt42195, total)).toBeDefined()
  expect(levelForTotal(gbt42195, 91)).toBeUndefined()
})

describe('the information forms', () => {
  test('are checked by kind, option, range and date', () => {
    const wrong = {
      'A.1.2': '2026-02-30',
      'A.2.1': '张三',
      'A.2.4': 20,
      'A.2.10': ['alone', 'alone'],
      'A.2.14': [{ row: 'fall', times: 'often' }],
      'A.3.1': 7,
      'A.5.1': 'stage-9',
      'A.9.9': 'x',
    }
    expect(checkInformation(gbt42195, wrong).map(({ at }) => at)).toEqual(
      Object.keys(wrong).map((id) => `/information/${id}`),
    )
  })

  test('accept what is filled in properly, medication rows included', () => {
    const right = {
      'A.1.2': '2026-11-21',
      'A.2.4': 168,
      'A.2.10': ['with-spouse'],
      'A.2.14': [{ row: 'fall', times: 'once' }],
      'A.4.1': [],
      'A.4.2': [{ medicine: '二甲双胍', use: '口服', dose: '0.5 g', frequency: '每日 2 次' }],
      'A.5.1': 'none',
    }
    expect(checkInformation(gbt42195, right)).toEqual([])
  })

  test('count an empty list of diagnoses as an answer and ask for every required field', () => {
    const missing = missingInformation(gbt42195, { 'A.4.1': [] })
    expect(missing).not.toContain('A.4.1')
    expect(missing).not.toContain('A.2.1')
    expect(missing).toEqual(expect.arrayContaining(['A.1.2', 'A.2.14/fall', 'A.5.11']))
  })

  test('tell whether dementia has been diagnosed', () => {
    expect(dementiaRecorded({ 'A.4.1': ['dementia'] })).toBe(true)
    expect(dementiaRecorded({ 'A.4.1': ['mental-disorder'] })).toBe(false)
    expect(dementiaRecorded({})).toBe(false)
  })
})
