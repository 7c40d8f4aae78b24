import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../http/problem.ts'
import {
  type AssessmentEvent,
  type AssessmentState,
  assessmentEvents,
  assessmentProcedure,
  assessmentStates,
  eventsFrom,
  nextState,
  openStates,
  resultStates,
} from './procedure.ts'

const follow = (...events: AssessmentEvent[]) => events.reduce<AssessmentState>(nextState, assessmentProcedure.start)

describe('an assessment', () => {
  test('goes from request over two signatures to a confirmed result', () => {
    expect(follow('assign', 'accept', 'save', 'sign', 'countersign', 'confirm')).toBe('confirmed')
  })

  test('returned by the officer is corrected and signed by both again', () => {
    const returned = follow('assign', 'accept', 'sign', 'countersign', 'return')
    expect(eventsFrom(returned)).not.toContain('sign')
    expect(nextState(nextState(returned, 'save'), 'sign')).toBe('signed-once')
  })

  test('declined by the organisation waits for another assignment', () => {
    expect(follow('assign', 'decline')).toBe('requested')
  })

  test('objected to is upheld or assessed anew, once', () => {
    const objected = follow('assign', 'accept', 'sign', 'countersign', 'confirm', 'object')
    expect(eventsFrom(objected)).toEqual(['uphold', 'reassess'])
    expect(eventsFrom(nextState(objected, 'uphold'))).toEqual([])
  })

  test('with a result can no longer be cancelled', () => {
    const confirmed = follow('assign', 'accept', 'sign', 'countersign', 'confirm')
    expect(() => nextState(confirmed, 'cancel')).toThrow(Problem)
  })

  test('refuses an event its state does not list, and says so in both languages', () => {
    let refusal: unknown
    try {
      nextState('requested', 'confirm')
    } catch (error) {
      refusal = error
    }
    expect(refusal).toBeInstanceOf(Problem)
    expect((refusal as Problem).toReply()).toMatchObject({
      code: 'assessments.event-refused',
      status: 409,
      faults: [{ at: '/state', message: { zh: '评估处于“待派单”，不能“确认结果”' } }],
    })
  })
})

describe('for every path of events', () => {
  const anyEvents = fc.array(fc.constantFrom(...(Object.keys(assessmentEvents) as AssessmentEvent[])), {
    maxLength: 40,
  })

  test('nothing is confirmed without two signatures since the last change of content', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let state: AssessmentState = assessmentProcedure.start
        let signatures = 0
        for (const event of events) {
          if (!eventsFrom(state).includes(event)) {
            expect(() => nextState(state, event)).toThrow(Problem)
            continue
          }
          if (event === 'sign' || event === 'countersign') signatures++
          if (['assign', 'accept', 'save', 'withdraw-signature', 'return'].includes(event)) signatures = 0
          if (event === 'confirm') expect(signatures).toBe(2)
          state = nextState(state, event)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('every state can be reached from a request', () => {
    const reached = new Set<AssessmentState>([assessmentProcedure.start])
    for (const state of reached) for (const event of eventsFrom(state)) reached.add(nextState(state, event))
    expect([...reached].sort()).toEqual(Object.keys(assessmentStates).sort())
  })
})

test('an open assessment has no result and one with a result is not open', () => {
  const both = [...openStates, ...resultStates, 'cancelled', 'compared']
  expect(both.toSorted()).toEqual(Object.keys(assessmentStates).sort())
})

test('what decides over a result is done over a region, what makes it inside the organisation', () => {
  const over = (kind: string) =>
    Object.entries(assessmentEvents).flatMap(([event, one]) => (one.over === kind ? [event] : []))
  expect(over('organisation')).toEqual(['accept', 'decline', 'save', 'sign', 'countersign', 'withdraw-signature'])
})
