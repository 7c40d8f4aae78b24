import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { plansFor } from './catalogue.ts'
import { contradictions, contradictionsOf } from './contradictions.ts'
import { answerOf } from './definition.ts'
import { parseCatalogue, parsePhrases } from './parse-catalogue.ts'
import { recordDefinitions } from './record-definitions.ts'
import { rulesOfOnePlan, rulesOfOnePlanFor } from './rules-of-one-plan.ts'

function reference(file: string): string {
  return readFileSync(new URL(`../../reference/indicators/${file}`, import.meta.url), 'utf8')
}

const phrases = parsePhrases(reference('phrases.csv'))
const ofPlans = parseCatalogue(reference('plan-indicators.csv'), phrases)
const ofRegister = parseCatalogue(reference('register-indicators.csv'), phrases)
const all = [...ofPlans.indicators, ...ofRegister.indicators]
const ids = new Set(all.map(({ id }) => id))
const find = (id: string) => all.find((indicator) => indicator.id === id)

describe('the indicators of the five plans', () => {
  it('are read whole, every word in both languages', () => {
    expect(ofPlans.faults).toEqual([])
    expect(ofRegister.faults).toEqual([])
    expect(ofPlans.indicators).toHaveLength(233)
    expect(ids.size).toBe(ofPlans.indicators.length + ofRegister.indicators.length)
  })

  it('keep a number, the plan’s own words, or nothing as target', () => {
    expect(find('G-B11')?.target).toEqual({ number: 60 })
    expect(find('N-T05')?.target).toEqual({ words: { zh: '明显提升', en: 'clear rise' } })
    expect(find('R-01')?.target).toBeNull()
    expect(all.filter(({ target, operator }) => (target === null) !== (operator === null))).toEqual([])
  })

  it('keep a baseline of zero and a missing one apart', () => {
    expect(find('G-T16')?.target).toEqual({ number: 0 })
    expect(find('G-T16')?.baseline).toBeNull()
  })

  it('are binding or anticipatory as the plan prints it, and neither where it prints nothing', () => {
    expect(find('H-B05')?.kind).toBe('binding')
    expect(find('G-B06')?.kind).toBe('anticipatory')
    expect(find('N-B04')?.kind).toBe('box')
  })

  it('are each answered by the records or by a named part of the system', () => {
    for (const indicator of all) {
      const answer = answerOf(indicator)
      if (answer.answeredBy === 'records') continue
      expect(answer.sentence.zh, indicator.id).not.toBe('')
    }
    const answered = ofPlans.indicators.filter((indicator) => answerOf(indicator).answeredBy === 'records')
    expect(answered.map(({ id }) => id).sort()).toEqual([
      'A-B02',
      'A-B03',
      'G-S13',
      'G-S14',
      'G-S15',
      'G-S29',
      'G-T43',
      'H-S03',
    ])
    expect(answerOf(find('N-B02') ?? { id: '', requirementIds: [] }).answeredBy).toBe('visits')
    expect(answerOf(find('G-T44') ?? { id: '', requirementIds: [] }).answeredBy).toBe('residence')
  })

  it('have a definition for every figure of the register', () => {
    expect(ofRegister.indicators.filter(({ id }) => recordDefinitions[id] === undefined)).toEqual([])
    expect(Object.keys(recordDefinitions).filter((id) => !ids.has(id))).toEqual([])
  })

  it('have a denominator exactly where their definition divides', () => {
    for (const [id, definition] of Object.entries(recordDefinitions)) {
      if (definition.shape === 'least') continue
      expect(definition.denominator !== null, id).toBe(find(id)?.denominator !== null)
    }
  })
})

describe('a table with faults', () => {
  const header = reference('plan-indicators.csv').split('\n')[0]

  it('loses the row at fault, names its place, and keeps the others', () => {
    const good = 'N-B01,N,名,Name,%,,,55,2025,>=,约束性,beds,beds,,N·题,G04,'
    const bad = 'N-B02,N,名,Name,%,,,many,2025,>,约束性,beds,beds,,N·题,G04,'
    const { indicators, faults } = parseCatalogue(`${header}\n${good}\n${bad}\n`, phrases)
    expect(indicators.map(({ id }) => id)).toEqual(['N-B01'])
    expect(faults.map(({ row, column }) => [row, column])).toEqual([
      [3, 'operator'],
      [3, 'target'],
    ])
  })

  it('is refused for an id used twice and for a column it lacks', () => {
    const row = 'N-B01,N,名,Name,%,,,55,2025,>=,约束性,beds,beds,,N·题,G04,'
    expect(parseCatalogue(`${header}\n${row}\n${row}\n`, phrases).faults).toMatchObject([{ row: 3, column: 'id' }])
    expect(parseCatalogue('id,seed\nN-B01,N\n', phrases).faults).toHaveLength(15)
  })
})

describe('the plans that concern a place', () => {
  const plansOf = (region: string) => plansFor(region).map(({ id }) => id)

  it('are those made above it, and its own', () => {
    expect(plansOf('360702001000')).toEqual(['N', 'G', 'R'])
    expect(plansOf('130100000000')).toEqual(['N', 'H', 'R'])
    expect(plansOf('110000000000')).toEqual(['N', 'R'])
  })

  it('are for a place above also those made below it', () => {
    expect(plansOf('410000000000')).toEqual(['N', 'J', 'R'])
    expect(plansOf('000000000000')).toEqual(['N', 'H', 'J', 'G', 'A', 'R'])
  })
})

describe('the contradictions of the plans', () => {
  it('are thirty-two, numbered without a gap, and name only indicators that exist', () => {
    expect(contradictions.map(({ number }) => number)).toEqual(Array.from({ length: 32 }, (_, index) => index + 1))
    expect(contradictions.flatMap(({ indicators }) => indicators).filter((id) => !ids.has(id))).toEqual([])
    expect(rulesOfOnePlan).toHaveLength(25)
    expect(rulesOfOnePlan.flatMap(({ indicators }) => indicators).filter((id) => !ids.has(id))).toEqual([])
  })

  it('stand beside both numbers that conflict', () => {
    expect(contradictionsOf('G-B13').map(({ number }) => number)).toEqual([5])
    expect(contradictionsOf('G-T25').map(({ number }) => number)).toEqual([5])
    expect(contradictionsOf('J-B01').map(({ number }) => number)).toEqual([26])
  })

  it('concern one plan alone where only that plan prints a rule', () => {
    for (const { plan, indicators } of rulesOfOnePlan) {
      expect(indicators.filter((id) => !id.startsWith(plan))).toEqual([])
    }
    expect(rulesOfOnePlanFor('G-S13')).toHaveLength(1)
  })
})
