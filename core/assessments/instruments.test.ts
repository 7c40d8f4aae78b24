import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adviseBy } from './grade.ts'
import { type Answers, type Instrument, itemsOf } from './instrument.ts'
import { compareInstruments } from './instrument-difference.ts'
import { readInstrumentFile } from './instrument-schema.ts'
import { familyCapacity } from './instruments/family-capacity/instrument.ts'
import { gds15 } from './instruments/gds-15/instrument.ts'
import { ltci2021 } from './instruments/ltci-2021/instrument.ts'
import { mzt039 } from './instruments/mzt-039-2013/instrument.ts'
import { needs } from './instruments/needs/instrument.ts'
import { instruments } from './instruments.ts'
import { scoreAssessment } from './score.ts'
import { validateInstrument } from './validate-instrument.ts'

const best = (instrument: Instrument): Answers =>
  Object.fromEntries(itemsOf(instrument).map((item) => [item.id, item.max]))

function answersTo(instrument: Instrument): fc.Arbitrary<Answers> {
  return fc.record(
    Object.fromEntries(
      itemsOf(instrument).map((item) => [item.id, fc.constantFrom(...item.options.map(({ score }) => score))]),
    ),
  )
}

describe('every instrument the platform brings', () => {
  test.each(instruments.map((one) => [one.id, one] as const))('%s holds together', (_id, instrument) => {
    expect(validateInstrument(instrument)).toEqual([])
  })

  test('says everything in both languages', () => {
    const bare: string[] = []
    JSON.stringify(instruments, (_key, value: { zh?: unknown; en?: unknown } | null) => {
      if (value && typeof value === 'object' && 'zh' in value && (!value.zh || !value.en))
        bare.push(JSON.stringify(value))
      return value
    })
    expect(bare).toEqual([])
  })

  test('says so where a result may not be used officially', () => {
    const blocked = instruments.filter(({ notOfficial }) => notOfficial).map(({ id }) => id)
    expect(blocked).toEqual(['mzt-039', 'gds-15', 'ltci-grade'])
  })

  test('gives the same level for the same answers, whatever else is in the world', () => {
    for (const instrument of instruments.filter((one) => itemsOf(one).length > 0))
      fc.assert(
        fc.property(answersTo(instrument), (answers) => {
          const score = scoreAssessment(instrument, answers, {})
          expect(score).toEqual(scoreAssessment(instrument, { ...answers }, {}))
          expect(instrument.levels.map(({ level }) => level)).toContain(score.initialLevel)
        }),
        { numRuns: 60 },
      )
  })
})

describe('an old result', () => {
  const paper = { 'M.1': '2', 'M.2': '0', 'M.3': '1', 'M.4': '1', 'M.5': '2' }

  test('is what stood on the paper', () => {
    expect(scoreAssessment(mzt039, {}, paper).finalLevel).toBe(2)
  })

  test('is not computed from the grades beside it', () => {
    fc.assert(
      fc.property(fc.constantFrom('0', '1', '2', '3'), fc.constantFrom('0', '1', '2', '3'), (grade, level) => {
        const read = { 'M.1': grade, 'M.2': grade, 'M.3': grade, 'M.4': grade, 'M.5': level }
        expect(scoreAssessment(mzt039, {}, read).finalLevel).toBe(Number(level))
      }),
    )
  })
})

describe('the disability grade of insurance', () => {
  test('has 17 items in three indicators', () => {
    expect(ltci2021.indicators.map(({ items, max }) => [items.length, max])).toEqual([
      [10, 100],
      [4, 16],
      [3, 12],
    ])
  })

  test('follows from the combination, by the worse of cognition and perception', () => {
    const answers = { ...best(ltci2021), 'L.1.7': 0, 'L.1.8': 0, 'L.1.9': 0, 'L.3.1': 3 }
    const score = scoreAssessment(ltci2021, answers, {})
    expect(score.bands).toEqual({ 'L.1': 2, 'L.2': 0, 'L.3': 1, other: 1 })
    expect(score.finalLevel).toBe(2)
  })

  test('names every cell and range that nobody has confirmed', () => {
    const score = scoreAssessment(ltci2021, best(ltci2021), {})
    expect(score.finalLevel).toBe(0)
    expect(score.unverified).toHaveLength(2)
    expect(
      ltci2021.grading?.kind === 'combination' && ltci2021.grading.rows.filter((row) => row.unverified),
    ).toHaveLength(14)
  })

  test('is never better when daily activities are worse', () => {
    fc.assert(
      fc.property(answersTo(ltci2021), (answers) => {
        const worse = {
          ...answers,
          ...Object.fromEntries(ltci2021.indicators[0]?.items.map(({ id }) => [id, 0]) ?? []),
        }
        const levelOf = (given: Answers) => scoreAssessment(ltci2021, given, {}).finalLevel ?? -1
        expect(levelOf(worse)).toBeGreaterThanOrEqual(levelOf(answers))
      }),
    )
  })
})

describe('the mood screen', () => {
  test('counts the answers that score and proposes a doctor above the cut-off', () => {
    const points = (count: number): Answers =>
      Object.fromEntries(itemsOf(gds15).map(({ id }, index) => [id, index < count ? 1 : 0]))
    const situation = (count: number) => {
      const { finalLevel } = scoreAssessment(gds15, points(count), {})
      return adviseBy(gds15, { information: {}, level: finalLevel, ability: null }).map(({ id }) => id)
    }
    expect(situation(5)).toEqual([])
    expect(situation(6)).toEqual(['see-a-doctor'])
  })

  test('says whose text it is', () => {
    expect(gds15.licence?.en).toContain('public domain')
    expect(gds15.unverified[0]?.zh).toContain('自译')
  })
})

describe('what is recommended', () => {
  const adviceOf = (instrument: Instrument, situation: Parameters<typeof adviseBy>[1]) =>
    adviseBy(instrument, situation).map(({ id }) => id)

  test('a weak family of a severely disabled elder gets training, respite and care at home', () => {
    const { finalLevel } = scoreAssessment(
      familyCapacity,
      { 'F.1': 1, 'F.2': 1, 'F.3': 1, 'F.4': 1, 'F.5': 0, 'F.6': 1 },
      {},
    )
    expect(finalLevel).toBe(2)
    expect(adviceOf(familyCapacity, { information: {}, level: 2, ability: 3 })).toEqual([
      'carer-training',
      'respite',
      'home-services',
    ])
  })

  test('nothing follows from a level that nobody has assessed', () => {
    expect(adviceOf(familyCapacity, { information: {}, level: 3, ability: null })).toEqual([])
  })

  test('the package follows from what is wanted and from the home', () => {
    const information = { 'N.2': ['meals', 'care'], 'N.3': ['slippery'], 'N.5': 'declines' }
    expect(adviceOf(needs, { information, level: null, ability: 0 })).toEqual(['meals', 'retrofit'])
    expect(adviceOf(needs, { information, level: null, ability: 3 })).toEqual(['meals', 'care', 'retrofit', 'home-bed'])
  })
})

describe('a new instrument file', () => {
  test('with a hole in its combinations is refused', () => {
    const { grading } = ltci2021
    if (grading?.kind !== 'combination') throw new Error('not a combination')
    const holed = { ...ltci2021, grading: { ...grading, rows: grading.rows.slice(1) } }
    expect(validateInstrument(holed).map(({ at }) => at)).toEqual(['grading/L.1-0-other-0'])
  })

  test('whose ranges leave a gap is refused, also where more is worse', () => {
    const [low, high] = gds15.levels
    if (!low || !high) throw new Error('two levels')
    expect(validateInstrument({ ...gds15, levels: [low, { ...high, from: 7 }] })).not.toEqual([])
  })

  test('whose advice names what it lacks is refused', () => {
    const advice = [{ id: 'x', text: { zh: '无', en: 'none' }, when: [{ kind: 'level' as const, anyOf: [9] }] }]
    expect(validateInstrument({ ...gds15, advice }).map(({ at }) => at)).toEqual(['x'])
  })
})

describe('an instrument file', () => {
  test('of every instrument the platform brings reads as that instrument', () => {
    for (const instrument of instruments)
      expect(readInstrumentFile(JSON.parse(JSON.stringify(instrument)))).toEqual({ instrument })
  })

  test('of another shape is refused at the places that are wrong', () => {
    const read = readInstrumentFile({ ...gds15, max: '15', levels: [{}] })
    expect('faults' in read && read.faults.map(({ at }) => at)).toEqual(expect.arrayContaining(['/max', '/levels/0']))
  })

  test('is compared with the version in force part by part', () => {
    const [indicator] = gds15.indicators
    if (!indicator) throw new Error('one indicator')
    const [first, ...others] = indicator.items
    if (!first) throw new Error('fifteen items')
    const worded = { ...first, name: { ...first.name, zh: '您对生活满意吗？' } }
    const young = { ...gds15, version: '2', indicators: [{ ...indicator, items: [worded, ...others.slice(1)] }] }
    expect(compareInstruments(gds15, young).map(({ at, kind }) => [at, kind])).toEqual([
      ['G.1', 'changed'],
      ['G.2', 'removed'],
    ])
    expect(compareInstruments(gds15, { ...gds15, version: '3' })).toEqual([])
  })
})
