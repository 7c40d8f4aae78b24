import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { itemsOf } from '../assessments/instrument.ts'
import { ltci2021 } from '../assessments/instruments/ltci-2021/instrument.ts'
import {
  type Confirmation,
  conclude,
  confirmationsFor,
  confirmedInstrument,
  entriesOf,
  faultsOfTable,
  fitsEntry,
  nameOfEntry,
} from './grading.ts'
import { compareSeverity, severityOfGrade, severityOfLevel } from './severity.ts'

const all = entriesOf(ltci2021)
const none: ReadonlyMap<string, Confirmation> = new Map()
const best = Object.fromEntries(itemsOf(ltci2021).map(({ id, max }) => [id, max]))
const worst = Object.fromEntries(itemsOf(ltci2021).map(({ id }) => [id, 0]))
const anyAnswers = fc.record(
  Object.fromEntries(
    itemsOf(ltci2021).map(({ id, options }) => [id, fc.constantFrom(...options.map(({ score }) => score))]),
  ),
)
const confirmed = (key: string, value: Confirmation['value'], area = '360702000000', decidedAt = '2026-01-01') =>
  ({
    id: `${key}${area}${decidedAt}`,
    key,
    area,
    value,
    document: '文件',
    clause: '附件',
    decidedAt,
  }) satisfies Confirmation

describe('the grading table', () => {
  test('has twelve ranges and sixteen combinations, of which a published example confirms two', () => {
    expect([
      all.filter(({ key }) => key.startsWith('band')).length,
      all.filter(({ key }) => key.startsWith('cell')).length,
    ]).toEqual([12, 16])
    expect(all.filter(({ shipped }) => shipped).map(({ key }) => key)).toEqual(['cell/2/1', 'cell/3/1'])
  })

  test('says for a sheet which entries the grade rests on, and which of them nobody confirmed', () => {
    expect(conclude(ltci2021, worst, none)).toMatchObject({
      grade: 5,
      restsOn: ['band/L.1/3', 'band/L.2/3', 'band/L.3/3', 'cell/3/3'],
      unconfirmed: ['band/L.1/3', 'band/L.2/3', 'band/L.3/3', 'cell/3/3'],
    })
    expect(conclude(ltci2021, best, none)?.grade).toBe(0)
    const { 'L.1.1': _missing, ...incomplete } = best
    expect(conclude(ltci2021, incomplete, none)).toBeNull()
  })

  test('a confirmed value replaces the shipped one and is no longer unconfirmed', () => {
    const now = confirmationsFor([confirmed('cell/3/3', { grade: 4 })], '360702001001')
    const concluded = conclude(ltci2021, worst, now)
    expect([concluded?.grade, concluded?.unconfirmed]).toEqual([4, ['band/L.1/3', 'band/L.2/3', 'band/L.3/3']])
  })

  test('the nearest area decides, of one area the latest; another county has no part in it', () => {
    const rows = [
      confirmed('cell/3/3', { grade: 4 }, '360702000000', '2026-02-01'),
      confirmed('cell/3/3', { grade: 3 }, '360702000000', '2026-01-01'),
      confirmed('cell/3/3', { grade: 5 }, '360700000000', '2026-06-01'),
      confirmed('cell/3/3', { grade: 1 }, '360703000000', '2026-06-01'),
    ]
    const at = (place: string) => confirmationsFor(rows, place).get('cell/3/3')?.value
    expect([at('360702001001'), at('360704000000'), at('360800000000')]).toEqual([
      { grade: 4 },
      { grade: 5 },
      undefined,
    ])
  })

  test('ranges that overlap are found before they count', () => {
    const with_ = (from: number, to: number) =>
      faultsOfTable(confirmedInstrument(ltci2021, new Map([['band/L.1/1', { value: { from, to } }]])))
    expect(with_(65, 95)).toEqual([])
    expect(with_(60, 95).length).toBeGreaterThan(0)
  })

  test('a value fits only its own kind of entry', () => {
    expect(fitsEntry(ltci2021, 'cell/3/3', { grade: 5 })).toBe(true)
    expect(fitsEntry(ltci2021, 'cell/3/3', { grade: 6 })).toBe(false)
    expect(fitsEntry(ltci2021, 'cell/3/3', { from: 0, to: 1 })).toBe(false)
    expect(fitsEntry(ltci2021, 'cell/9/9', { grade: 1 })).toBe(false)
    expect(nameOfEntry(ltci2021, 'cell/3/1').zh).toBe('组合：日常生活活动能力重度受损 × 认知与感知觉较重者轻度受损')
  })
})

test('for every sheet the grade is official exactly when every entry it rests on is confirmed', () => {
  const anyConfirmed = fc.subarray(all.map(({ key }) => key))
  fc.assert(
    fc.property(anyAnswers, anyConfirmed, (answers, keys) => {
      const now = new Map(all.filter(({ key }) => keys.includes(key)).map(({ key, value }) => [key, { value }]))
      const concluded = conclude(ltci2021, answers, now)
      if (!concluded) throw new Error('a complete sheet has a grade')
      expect(concluded.restsOn).toHaveLength(4)
      expect(concluded.unconfirmed).toEqual(
        concluded.restsOn.filter((key) => !keys.includes(key) && !['cell/2/1', 'cell/3/1'].includes(key)),
      )
    }),
  )
})

test('severity is compared by word and in both directions alike, and never stands for a grade', () => {
  expect([compareSeverity(4, 3).agreement, compareSeverity(2, 3).agreement, compareSeverity(5, 0).agreement]).toEqual([
    'agrees',
    'near',
    'differs',
  ])
  expect(compareSeverity(null, 2).agreement).toBe('one-only')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 4 }), (grade, level) => {
      expect(compareSeverity(grade, level).agreement === 'agrees').toBe(
        severityOfGrade(grade) === severityOfLevel(level),
      )
    }),
  )
})
