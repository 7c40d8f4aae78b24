import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { itemsOf } from './instrument.ts'
import { gbt42195 } from './instruments/gbt-42195-2022/instrument.ts'
import {
  compareAssessments,
  type Drawable,
  defaultQuality,
  drawSample,
  mayApply,
  proposeConsequence,
} from './quality.ts'

const numberOf = (text: string) => createHash('sha256').update(text).digest('hex')
const populations = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    organisationId: fc.constantFrom('a', 'b', 'c'),
    assessorIds: fc.subarray(['p', 'q', 'r', 's'], { minLength: 2, maxLength: 2 }),
  }),
  { selector: ({ id }) => id, maxLength: 60 },
)
const rules = fc.record({
  sharePercent: fc.integer({ min: 0, max: 100 }),
  fewestPerOrganisation: fc.nat(4),
  fewestPerAssessor: fc.nat(3),
})

describe('a sample', () => {
  test('is the same whenever and in whatever order it is drawn', () => {
    fc.assert(
      fc.property(populations, rules, fc.string(), (population, rule, seed) => {
        const ids = (given: readonly Drawable[]) => drawSample(given, rule, seed, numberOf).map(({ id }) => id)
        expect(ids(population.toReversed())).toEqual(ids(population))
      }),
    )
  })

  test('has the share and the least of every organisation and assessor, as far as there are results', () => {
    fc.assert(
      fc.property(populations, rules, fc.string(), (population, rule, seed) => {
        const drawn = drawSample(population, rule, seed, numberOf)
        expect(new Set(drawn.map(({ id }) => id)).size).toBe(drawn.length)
        expect(drawn.length).toBeGreaterThanOrEqual(Math.ceil((population.length * rule.sharePercent) / 100))
        const reached = (of: (one: Drawable) => boolean, least: number) =>
          expect(drawn.filter(of).length).toBeGreaterThanOrEqual(Math.min(least, population.filter(of).length))
        for (const organisation of ['a', 'b', 'c'])
          reached((one) => one.organisationId === organisation, rule.fewestPerOrganisation)
        for (const assessor of ['p', 'q', 'r', 's'])
          reached((one) => one.assessorIds.includes(assessor), rule.fewestPerAssessor)
      }),
    )
  })

  test('changes with the seed', () => {
    const population = Array.from({ length: 100 }, (_, index) => ({
      id: String(index),
      organisationId: 'a',
      assessorIds: ['p', 'q'],
    }))
    const of = (seed: string) => drawSample(population, defaultQuality, seed, numberOf).map(({ id }) => id)
    expect(of('2026-10')).not.toEqual(of('2026-11'))
  })
})

describe('two assessments of one elder', () => {
  const full = Object.fromEntries(itemsOf(gbt42195).map(({ id, max }) => [id, max]))
  const first = { answers: full, total: 90, level: 0 }

  test('agree when the level is the same and few items differ', () => {
    expect(compareAssessments(gbt42195, first, first)).toMatchObject({ differing: 0, agrees: true })
  })

  test('deviate when the level differs, however few the items', () => {
    const second = { answers: { ...full, 'B.1.1': 0 }, total: 86, level: 1 }
    expect(compareAssessments(gbt42195, first, second)).toMatchObject({ differing: 1, levels: [0, 1], agrees: false })
  })

  test('deviate when the level agrees and too many items differ', () => {
    const lower = Object.fromEntries(
      itemsOf(gbt42195)
        .slice(0, 6)
        .map(({ id, max }) => [id, max - 1]),
    )
    const mild = { answers: full, total: 84, level: 1 }
    const second = { answers: { ...full, ...lower }, total: 84, level: 1 }
    expect(compareAssessments(gbt42195, mild, second)).toMatchObject({ differing: 6, agrees: false })
  })
})

describe('what follows for an organisation', () => {
  test.each([
    [20, 1, null],
    [20, 2, 'warn'],
    [20, 4, 'rectify'],
    [20, 8, 'suspend'],
    [20, 12, 'remove'],
    [1, 1, null],
  ] as const)('of %i compared, %i deviating: %s', (compared, deviating, kind) => {
    expect(proposeConsequence(compared, deviating)).toBe(kind)
  })

  test('waits until the organisation can no longer object, or its objection is settled', () => {
    expect(mayApply('announced', '2026-12-01', '2026-12-01')).toBe(false)
    expect(mayApply('announced', '2026-12-01', '2026-12-02')).toBe(true)
    expect(mayApply('objected', '2026-12-01', '2026-12-31')).toBe(false)
    expect(mayApply('upheld', '2026-12-01', '2026-11-22')).toBe(true)
  })
})
