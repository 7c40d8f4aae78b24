import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { surveyNeeds } from '../assessments/instruments/survey-needs/instrument.ts'
import { validateInstrument } from '../assessments/validate-instrument.ts'
import { eventsOf, isFinal, next, type Procedure } from '../cases/procedure.ts'
import {
  campaignProcedure,
  type Outcome,
  outcomes,
  type RespondentState,
  respondentStates,
  settledStates,
  stateAfter,
} from './campaigns.ts'
import { differencesFrom, divideAnswers, needsIn, relativeIn } from './findings.ts'
import { referralProcedure } from './referrals.ts'
import { smallestTold, toldCounts } from './suppression.ts'

/** Walks a procedure by events drawn at random and tells every state it passes. */
function walk<S extends string, E extends string>(procedure: Procedure<S, E>, draws: readonly number[]): S[] {
  const passed = [procedure.initial]
  for (const draw of draws) {
    const here = passed.at(-1) ?? procedure.initial
    const possible = eventsOf(procedure, here)
    const event = possible[draw % Math.max(1, possible.length)]
    if (event === undefined) break
    passed.push(next(procedure, here, event))
  }
  return passed
}
const draws = fc.array(fc.nat(20), { maxLength: 30 })

describe('the way of a survey', () => {
  it('opens only what was approved, reports only what was closed, and cancels nothing that was opened', () => {
    fc.assert(
      fc.property(draws, (drawn) => {
        const passed = walk(campaignProcedure, drawn)
        for (const [at, state] of passed.entries()) {
          if (state === 'open') expect(passed[at - 1]).toBe('approved')
          if (state === 'reported') expect(passed[at - 1]).toBe('closed')
          if (state === 'cancelled') expect(passed.slice(0, at)).not.toContain('open')
        }
      }),
    )
    expect(isFinal(campaignProcedure, 'reported')).toBe(true)
  })

  it('refers a need to somebody before it is taken up, and ends only where it is done', () => {
    fc.assert(
      fc.property(draws, (drawn) => {
        const passed = walk(referralProcedure, drawn)
        for (const [at, state] of passed.entries()) {
          if (state === 'taken-up') expect(passed[at - 1]).toBe('passed-on')
          if (state === 'done') expect(at).toBe(passed.length - 1)
        }
      }),
    )
  })

  it('keeps somebody who was asked as asked when the door later stays shut', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(respondentStates) as RespondentState[])),
        fc.constantFrom(...(Object.keys(outcomes) as Outcome[])),
        (before, outcome) => {
          const after = stateAfter(before, outcome)
          expect(after).not.toBe('to-ask')
          if (before === 'asked') expect(settledStates).toContain(after)
        },
      ),
    )
  })
})

describe('what answers lead to', () => {
  it('is proposed only where the register says something else', () => {
    const answers = { 'living-arrangement': 'alone', 'institution-wish': 'wishes', guardianship: 'not-needed' }
    expect(differencesFrom(surveyNeeds, answers, ['living-arrangement:alone', 'guardianship:guarded'])).toEqual([
      { kind: 'guardianship', value: 'not-needed', present: 'guarded' },
      { kind: 'institution-wish', value: 'wishes', present: null },
    ])
    expect(differencesFrom(surveyNeeds, { 'institution-wish': 'undecided' }, [])).toEqual([])
  })

  it('is referred for each need ticked and for a wish for an institution', () => {
    expect(needsIn({ needs: ['meals', 'bathing'], 'institution-wish': 'wishes' })).toEqual([
      'meals',
      'bathing',
      'institution',
    ])
    expect(needsIn({ 'institution-wish': 'declines' })).toEqual([])
  })

  it('names a relative only where a name was given, and counts no words', () => {
    expect(relativeIn({ 'relative-phone': '13900000000' })).toBeUndefined()
    expect(relativeIn({ 'relative-name': ' 李强 ' })).toEqual({ name: '李强', relation: 'other-relative', phone: '' })
    const divided = divideAnswers(surveyNeeds, { needs: ['meals'], words: '想吃热饭' })
    expect(divided).toEqual({ counted: { needs: ['meals'] }, words: { words: '想吃热饭' } })
  })

  it('is asked by a questionnaire that holds together', () => {
    expect(validateInstrument(surveyNeeds)).toEqual([])
  })
})

describe('figures that leave', () => {
  it('never tell of fewer than five people, nor let one hidden figure be worked out from the sum', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }), (counts) => {
        const told = toldCounts(counts)
        for (const one of told) if (one !== null) expect(one === 0 || one >= smallestTold).toBe(true)
        const hidden = told.filter((one) => one === null).length
        const others = counts.filter((one) => one >= smallestTold).length
        if (hidden === 1) expect(others).toBe(0)
      }),
    )
  })
})
