import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circumstanceKinds } from '../people/circumstances.ts'
import { valueFrom } from './evaluate.ts'
import type { Circumstance, ElderOnDay, PaymentForMonth } from './measure.ts'
import { recordDefinitions } from './record-definitions.ts'
import { type Records, tally } from './tally.ts'

const elder = (id: string, circumstances: Circumstance[] = [], age = 75): ElderOnDay => ({
  id,
  age,
  circumstances,
  abilityLevel: null,
})
const paid = (elderId: string, yuan: number, facts: Partial<PaymentForMonth> = {}): PaymentForMonth => ({
  elderId,
  programme: 'old-age-allowance',
  fen: yuan * 100,
  age: 85,
  selfCare: null,
  ...facts,
})
const records = (elders: ElderOnDay[], payments: PaymentForMonth[] = []): Records => ({
  elders,
  payments,
  assessors: 0,
  assessmentOrganisations: 0,
})

function valueOfIndicator(id: string, known: Records): number | null {
  const definition = recordDefinitions[id]
  if (definition === undefined) throw new RangeError(id)
  const { numerator, denominator, shape } = definition
  return valueFrom(shape, {
    numerator: tally(numerator, known),
    denominator: denominator === null ? null : tally(denominator, known),
  })
}

describe('tekun in centralised support', () => {
  const tekun = 'hardship:tekun'
  const wishes = 'institution-wish:wishes'
  const centralised = 'tekun-support:centralised'
  const dispersed = 'tekun-support:dispersed'

  it('is counted among those who wish it', () => {
    const known = records([
      elder('1', [tekun, wishes, centralised]),
      elder('2', [tekun, wishes, dispersed]),
      elder('3', [tekun, 'institution-wish:declines', dispersed]),
      elder('4', [tekun, dispersed]),
      elder('5', ['hardship:dibao', wishes, centralised]),
    ])
    expect(valueOfIndicator('G-T43', known)).toBe(50)
    expect(valueOfIndicator('A-B03', known)).toBe(50)
  })

  it('is counted among those who need full nursing, and apart from that with partial nursing', () => {
    const known = records([
      elder('1', [tekun, centralised, 'tekun-self-care:none']),
      elder('2', [tekun, dispersed, 'tekun-self-care:partial']),
      elder('3', [tekun, dispersed, 'tekun-self-care:full']),
    ])
    expect(valueOfIndicator('A-B02', known)).toBe(100)
    expect(valueOfIndicator('R-10', known)).toBe(50)
  })

  it('cannot be computed where nobody is tekun', () => {
    expect(valueOfIndicator('A-B02', records([elder('1')]))).toBeNull()
  })
})

describe('allowances', () => {
  it('are told as the mean paid for each grade', () => {
    const known = records(
      [],
      [
        paid('1', 1200, { programme: 'tekun-nursing-allowance', selfCare: 'none' }),
        paid('2', 1000, { programme: 'tekun-nursing-allowance', selfCare: 'none' }),
        paid('3', 70, { programme: 'tekun-nursing-allowance', selfCare: 'full' }),
      ],
    )
    expect(valueOfIndicator('G-S13', known)).toBe(1100)
    expect(valueOfIndicator('G-S14', known)).toBeNull()
    expect(valueOfIndicator('G-S15', known)).toBe(70)
    expect(valueOfIndicator('R-23', known)).toBe(2270)
  })

  it('start at the youngest age paid', () => {
    expect(valueOfIndicator('G-S29', records([], [paid('1', 50, { age: 80 }), paid('2', 100)]))).toBe(80)
    expect(valueOfIndicator('G-S29', records([]))).toBeNull()
  })

  it('reach the share of those aged 80 and over who were paid', () => {
    const known = records([elder('1', [], 80), elder('2', [], 91), elder('3', [], 79)], [paid('2', 200)])
    expect(valueOfIndicator('R-21', known)).toBe(50)
  })

  it('count a person paid twice once', () => {
    expect(valueOfIndicator('R-19', records([], [paid('1', 50), paid('1', 20)]))).toBe(1)
  })
})

const circumstancesUsed = Object.values(recordDefinitions)
  .flatMap(({ numerator, denominator }) => [numerator, denominator])
  .flatMap((measure) => (measure !== null && 'where' in measure ? measure.where : []))
  .flatMap((condition) => (condition.fact === 'circumstance' ? condition.anyOf : []))

describe('every share of the register', () => {
  const anyElder = fc.record({
    id: fc.uuid(),
    age: fc.integer({ min: 60, max: 110 }),
    circumstances: fc.subarray(circumstancesUsed),
    abilityLevel: fc.constantFrom(0, 1, 2, 3, 4, null),
  })

  it('reads only circumstances that the register keeps', () => {
    const kept = Object.entries(circumstanceKinds).flatMap(([kind, { values }]) =>
      Object.keys(values).map((value) => `${kind}:${value}`),
    )
    expect(circumstancesUsed.filter((circumstance) => !kept.includes(circumstance))).toEqual([])
    expect(circumstancesUsed.length).toBeGreaterThan(4)
  })

  it('is a part of its denominator, whoever is registered', () => {
    fc.assert(
      fc.property(fc.array(anyElder, { maxLength: 30 }), (elders) => {
        const known = records(
          elders,
          elders.map(({ id, age }) => paid(id, 50, { age })),
        )
        for (const [id, { shape, numerator, denominator }] of Object.entries(recordDefinitions)) {
          if (shape !== 'share' || denominator === null) continue
          expect(tally(numerator, known), id).toBeLessThanOrEqual(tally(denominator, known) ?? -1)
        }
      }),
    )
  })

  it('splits the assessed into five levels without remainder', () => {
    fc.assert(
      fc.property(fc.array(anyElder, { minLength: 1, maxLength: 30 }), (elders) => {
        fc.pre(elders.some(({ abilityLevel }) => abilityLevel !== null))
        const levels = ['R-13', 'R-14', 'R-15', 'R-16', 'R-17']
        const sum = levels.reduce((total, id) => total + (valueOfIndicator(id, records(elders)) ?? 0), 0)
        expect(sum).toBeCloseTo(100)
      }),
    )
  })
})
