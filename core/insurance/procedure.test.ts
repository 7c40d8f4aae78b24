import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventsOf, next } from '../cases/procedure.ts'
import { Problem } from '../http/problem.ts'
import {
  type DisabilityEvent,
  type DisabilityState,
  decidedStates,
  disabilityEventKind,
  disabilityEvents,
  disabilityProcedure,
  disabilityStates,
  openStates,
} from './procedure.ts'

const follow = (...events: DisabilityEvent[]) =>
  events.reduce<DisabilityState>((state, event) => next(disabilityProcedure, state, event), disabilityProcedure.initial)

describe('a disability-grade assessment', () => {
  test('goes from application over two agreeing sheets and the public notice to a delivered decision', () => {
    expect(follow('accept', 'assign', 'record', 'agree', 'conclude', 'announce', 'decide', 'deliver')).toBe('delivered')
  })

  test('waits for papers and is looked at again when they come', () => {
    expect(follow('request-supplement', 'supplement')).toBe('applied')
  })

  test('contested during the notice goes on with the notice or is assessed again by others', () => {
    const contested = follow('accept', 'assign', 'agree', 'conclude', 'announce', 'contest')
    expect(eventsOf(disabilityProcedure, contested)).toEqual(['dismiss-contest', 'assess-again', 'lapse'])
    expect(next(disabilityProcedure, contested, 'assess-again')).toBe('accepted')
  })

  test('once decided is neither withdrawn nor ended by a death: the grade was given', () => {
    for (const state of decidedStates)
      for (const event of ['withdraw', 'lapse'] as const)
        expect(() => next(disabilityProcedure, state, event)).toThrow(Problem)
  })
})

describe('for every path of events', () => {
  const anyEvents = fc.array(fc.constantFrom(...(Object.keys(disabilityEvents) as DisabilityEvent[])), {
    maxLength: 60,
  })

  test('nothing is decided that was not accepted, agreed by two, concluded and announced since it was last assessed', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let state: DisabilityState = disabilityProcedure.initial
        const done = new Set<DisabilityEvent>()
        for (const event of events) {
          if (!eventsOf(disabilityProcedure, state).includes(event)) {
            expect(() => next(disabilityProcedure, state, event)).toThrow(Problem)
            continue
          }
          if (['assign', 'assess-again', 'send-back'].includes(event))
            for (const undone of ['agree', 'conclude', 'announce'] as const) done.delete(undone)
          if (event === 'conclude') done.delete('announce')
          done.add(event)
          if (event === 'decide')
            expect(
              ['accept', 'assign', 'agree', 'conclude', 'announce'].every((one) => done.has(one as DisabilityEvent)),
            ).toBe(true)
          state = next(disabilityProcedure, state, event)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('every state can be reached from an application', () => {
    const reached = new Set<DisabilityState>([disabilityProcedure.initial])
    for (const state of reached)
      for (const event of eventsOf(disabilityProcedure, state)) reached.add(next(disabilityProcedure, state, event))
    expect([...reached].sort()).toEqual(Object.keys(disabilityStates).sort())
  })
})

test('what settles a case is done by a second person with a permission of its own, and never by who assesses', () => {
  const events = Object.keys(disabilityEvents) as DisabilityEvent[]
  expect(events.filter((event) => disabilityEventKind(event).permission === 'insurance:decide')).toEqual(
    events.filter((event) => disabilityEventKind(event).secondPerson),
  )
})

test('a case is open, has a grade, or has ended without one, and never two of these', () => {
  const all = [...openStates, ...decidedStates, 'refused', 'withdrawn', 'lapsed']
  expect(all.toSorted()).toEqual(Object.keys(disabilityStates).sort())
})
