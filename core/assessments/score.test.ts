import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answers, type Information, itemsOf } from './instrument.ts'
import { gbt42195 } from './instruments/gbt-42195-2022/instrument.ts'
import { changeLevel, scoreAssessment } from './score.ts'

const items = itemsOf(gbt42195)
const kinds = ['fall', 'wandering', 'choking', 'self-harm', 'other']

function informationWith({
  coma = 'no',
  diagnoses = [] as string[],
  events = {} as Record<string, string>,
} = {}): Information {
  return {
    'A.5.11': coma,
    'A.4.1': diagnoses,
    'A.2.14': kinds.map((row) => ({ row, times: events[row] ?? 'none' })),
  }
}

/** Answers that add up to a total: items are lowered in turn from their maximum. */
function answersWithTotal(total: number): Answers {
  let surplus = 90 - total
  return Object.fromEntries(
    items.map(({ id, max }) => {
      const taken = Math.min(max, surplus)
      surplus -= taken
      return [id, max - taken]
    }),
  )
}

const healthy = informationWith()
const anyAnswers = fc.record(Object.fromEntries(items.map(({ id, max }) => [id, fc.integer({ min: 0, max })])))
const anyInformation = fc
  .record({
    coma: fc.constantFrom('no', 'yes'),
    diagnoses: fc.subarray(['hypertension', 'dementia', 'mental-disorder', 'diabetes']),
    times: fc.array(fc.constantFrom('none', 'once', 'twice', 'three-or-more'), { minLength: 5, maxLength: 5 }),
  })
  .map(({ coma, diagnoses, times }) =>
    informationWith({
      coma,
      diagnoses,
      events: Object.fromEntries(kinds.map((kind, index) => [kind, times[index] ?? 'none'])),
    }),
  )
const anySettings = fc.record({ cumulativeRaise: fc.boolean() })

describe('the initial level', () => {
  test.each([
    [90, 0],
    [89, 1],
    [66, 1],
    [65, 2],
    [46, 2],
    [45, 3],
    [30, 3],
    [29, 4],
    [0, 4],
  ])('of a total of %i is %i', (total, level) => {
    const score = scoreAssessment(gbt42195, answersWithTotal(total), healthy)
    expect(score).toMatchObject({ total, missing: [], initialLevel: level, finalLevel: level, changes: [] })
  })

  test('comes with the four first-level scores', () => {
    expect(scoreAssessment(gbt42195, answersWithTotal(90), healthy).indicators.map(({ score }) => score)).toEqual([
      32, 15, 28, 15,
    ])
  })
})

describe('an assessment that is not finished', () => {
  test('has a running score, says what is missing and gives no level', () => {
    const { 'B.1.1': _feeding, ...others } = answersWithTotal(90)
    const score = scoreAssessment(gbt42195, others, healthy)
    expect(score).toMatchObject({ total: 86, missing: ['B.1.1'], initialLevel: null, finalLevel: null })
    expect(score.indicators[0]).toEqual({ id: 'B.1', score: 28, max: 32, answered: 7, items: 8 })
  })

  test('has no final level while a field that changes levels is open', () => {
    const { 'A.5.11': _coma, ...others } = healthy
    const open = { ...others, 'A.2.14': [{ row: 'fall', times: 'none' }] }
    const score = scoreAssessment(gbt42195, answersWithTotal(90), open)
    expect(score.initialLevel).toBe(0)
    expect(score.finalLevel).toBeNull()
    expect(score.missing).toEqual(['A.2.14/wandering', 'A.2.14/choking', 'A.2.14/self-harm', 'A.2.14/other', 'A.5.11'])
  })

  test('refuses a score that is not an option of its item', () => {
    expect(() => scoreAssessment(gbt42195, { 'B.2.4': 4 }, {})).toThrow('B.2.4 has no option that scores 4')
    expect(() => scoreAssessment(gbt42195, { 'B.1.1': 2.5 }, {})).toThrow()
    expect(() => scoreAssessment(gbt42195, { 'B.9.9': 1 }, {})).toThrow()
  })
})

describe('the final level', () => {
  const finalWith = (total: number, about: Parameters<typeof informationWith>[0], cumulativeRaise = false) =>
    scoreAssessment(gbt42195, answersWithTotal(total), informationWith(about), { cumulativeRaise })

  test('with a dementia diagnosis is one up: 90 points become mild', () => {
    expect(finalWith(90, { diagnoses: ['dementia'] })).toMatchObject({ initialLevel: 0, finalLevel: 1 })
  })

  test('with another mental disorder is one up', () => {
    expect(finalWith(60, { diagnoses: ['mental-disorder', 'diabetes'] }).finalLevel).toBe(3)
  })

  test('is not changed by a single event', () => {
    expect(finalWith(60, { events: { fall: 'once' } })).toMatchObject({ finalLevel: 2, changes: [] })
  })

  test('is one up with two events of different kinds', () => {
    const score = finalWith(60, { events: { fall: 'once', choking: 'once' } })
    expect(score.finalLevel).toBe(3)
    expect(score.changes.map(({ rule }) => rule)).toEqual(['care-risk-events'])
  })

  test('is one up with two events of one kind', () => {
    expect(finalWith(60, { events: { wandering: 'twice' } }).finalLevel).toBe(3)
  })

  test('with both conditions is one up in total, with both reasons kept and shown for confirmation', () => {
    const score = finalWith(70, { diagnoses: ['dementia'], events: { fall: 'three-or-more' } })
    expect(score.finalLevel).toBe(2)
    expect(score.changes.map(({ rule, applied }) => [rule, applied])).toEqual([
      ['specialist-diagnosis', true],
      ['care-risk-events', false],
    ])
    expect(score.toConfirm).toHaveLength(1)
  })

  test('with both conditions is two up where the region adds them', () => {
    expect(finalWith(70, { diagnoses: ['dementia'], events: { fall: 'twice' } }, true).finalLevel).toBe(3)
  })

  test('in coma is complete disability, whatever the total', () => {
    const score = finalWith(90, { coma: 'yes', diagnoses: ['dementia'] })
    expect(score.finalLevel).toBe(4)
    expect(score.changes.map(({ rule, applied }) => [rule, applied])).toEqual([
      ['coma', true],
      ['specialist-diagnosis', false],
    ])
    expect(score.toConfirm).toEqual([])
  })
})

describe('for all answers', () => {
  test('the total lies between 0 and 90 and equals the sum of the items', () => {
    fc.assert(
      fc.property(anyAnswers, anyInformation, (answers, information) => {
        const { total } = scoreAssessment(gbt42195, answers, information)
        expect(total).toBe(Object.values(answers).reduce((sum, score) => sum + score, 0))
        expect(total >= 0 && total <= 90).toBe(true)
      }),
    )
  })

  test('a better score on any item never worsens the level', () => {
    fc.assert(
      fc.property(
        anyAnswers,
        anyInformation,
        anySettings,
        fc.nat(items.length - 1),
        (answers, information, settings, at) => {
          const item = items[at]
          const before = answers[item?.id ?? ''] ?? 0
          if (!item || before === item.max) return
          const level = (given: Answers) =>
            scoreAssessment(gbt42195, given, information, settings).finalLevel ?? Number.NaN
          expect(level({ ...answers, [item.id]: before + 1 })).toBeLessThanOrEqual(level(answers))
        },
      ),
    )
  })

  test('coma always is complete disability', () => {
    fc.assert(
      fc.property(anyAnswers, anyInformation, anySettings, (answers, information, settings) => {
        expect(scoreAssessment(gbt42195, answers, { ...information, 'A.5.11': 'yes' }, settings).finalLevel).toBe(4)
      }),
    )
  })

  test('the final level is never below the initial one and never above complete', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), anyInformation, anySettings, (initial, information, settings) => {
        const { finalLevel } = changeLevel(gbt42195, initial, information, settings)
        expect(finalLevel >= initial && finalLevel <= 4).toBe(true)
      }),
    )
  })

  test('adding the raises never gives a better level than one raise in total', () => {
    fc.assert(
      fc.property(anyAnswers, anyInformation, (answers, information) => {
        const level = (cumulativeRaise: boolean) =>
          scoreAssessment(gbt42195, answers, information, { cumulativeRaise }).finalLevel ?? Number.NaN
        expect(level(true)).toBeGreaterThanOrEqual(level(false))
      }),
    )
  })
})
