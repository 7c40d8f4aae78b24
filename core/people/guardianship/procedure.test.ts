import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { initialRoles } from '../../access/roles.ts'
import { isFinal } from '../../cases/procedure.ts'
import { Problem } from '../../http/problem.ts'
import {
  candidateStates,
  type GuardianshipEvent,
  type GuardianshipState,
  guardianshipDueOn,
  guardianshipEvents,
  guardianshipProcedure,
  guardianshipStates,
  guardianshipSteps,
  nextGuardianshipState,
  openGuardianshipStates,
  stepKind,
} from './procedure.ts'
import type { GuardianshipRoute } from './vocabulary.ts'

const allEvents = Object.keys(guardianshipEvents) as GuardianshipEvent[]
const allStates = Object.keys(guardianshipStates) as GuardianshipState[]
const anyEvents = fc.array(fc.constantFrom(...allEvents), { maxLength: 60 })

describe('for every path of steps', () => {
  test('nobody becomes guardian without a proposal or a court, a decision by an officer, and a document for each', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let state: GuardianshipState = guardianshipProcedure.initial
        let candidate = false
        let decided = false
        for (const event of events) {
          const reached = guardianshipProcedure.transitions[state][event]
          if (reached === undefined) {
            expect(() => nextGuardianshipState(state, event)).toThrow(Problem)
            continue
          }
          const { tells, permission, documents } = stepKind(event)
          if (tells === 'candidate') candidate = true
          if (permission === 'people:decide-guardianship' && documents.length > 0) decided = true
          if (reached === 'sought') [candidate, decided] = [false, false]
          if (reached === 'in-force') expect([candidate, decided]).toEqual([true, true])
          if (candidateStates.includes(reached)) expect(candidate).toBe(true)
          state = nextGuardianshipState(state, event)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('what has ended stays ended', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ended' as const, 'withdrawn' as const),
        fc.constantFrom(...allEvents),
        (over, event) => {
          expect(isFinal(guardianshipProcedure, over)).toBe(true)
          expect(() => nextGuardianshipState(over, event)).toThrow(Problem)
        },
      ),
    )
  })
})

test('every state can be reached from looking for somebody, and every step is possible somewhere', () => {
  const reached = new Set<GuardianshipState>([guardianshipProcedure.initial])
  for (const state of reached)
    for (const next of Object.values(guardianshipProcedure.transitions[state])) reached.add(next)
  expect([...reached].sort()).toEqual(allStates.toSorted())
  const possible = new Set(allStates.flatMap((state) => Object.keys(guardianshipProcedure.transitions[state])))
  expect([...possible].sort()).toEqual(allEvents.toSorted())
})

test('a proposal is decided by the way it was made, and by that alone', () => {
  const decisions = (route: GuardianshipRoute) =>
    guardianshipSteps('proposed', route).filter((event) => stepKind(event).secondPerson)
  expect(decisions('agreement')).toEqual(['confirm-agreement'])
  expect(decisions('designation')).toEqual(['designate'])
  expect(decisions('prior-agreement')).toEqual(['verify-prior-agreement'])
  expect(decisions('court')).toEqual([])
})

test('a village may propose and township and county decide', () => {
  const may = (role: 'village-worker' | 'town-officer' | 'civil-affairs-officer') =>
    allEvents.filter((event) =>
      (initialRoles[role].permissions as readonly string[]).includes(stepKind(event).permission),
    )
  expect(may('village-worker')).toEqual(['propose', 'lapse'])
  expect(may('town-officer')).toEqual(allEvents)
  expect(may('civil-affairs-officer')).toEqual(allEvents)
  for (const state of allStates) expect(guardianshipSteps(state, 'agreement')).not.toContain('lapse')
})

test('whatever somebody still has to do has a day it is due, and what is over has none', () => {
  for (const state of allStates)
    expect(guardianshipDueOn(state, '2026-11-21') === null, state).toBe(isFinal(guardianshipProcedure, state))
  expect(guardianshipDueOn('sought', '2026-11-21')).toBe('2026-12-21')
  expect(openGuardianshipStates).not.toContain('in-force')
})
