import type { Permission } from '../access/permissions.ts'
import { defineProblem } from '../http/problem.ts'
import type { Text } from '../language/text.ts'

/** A typed transition table. What a state does not list is refused, never ignored. */
export interface Procedure<State extends string = string, Event extends string = string> {
  readonly name: Text
  readonly initial: State
  readonly states: Readonly<Record<State, Text>>
  readonly events: Readonly<Record<Event, { readonly name: Text; readonly permission: Permission }>>
  readonly transitions: Readonly<Record<State, Readonly<Partial<Record<Event, State>>>>>
}

export const eventRefused = defineProblem('cases.event-refused', 409, {
  zh: '当前状态“{stateZh}”下不能“{eventZh}”',
  en: '“{eventEn}” is not possible while it is “{stateEn}”',
})

/** The state after an event. @throws the Problem `cases.event-refused` where the state does not list the event */
export function next<State extends string, Event extends string>(
  procedure: Procedure<State, Event>,
  state: State,
  event: Event,
): State {
  const reached = procedure.transitions[state][event]
  if (reached !== undefined) return reached
  const [from, what] = [procedure.states[state], procedure.events[event].name]
  throw eventRefused({ values: { stateZh: from.zh, stateEn: from.en, eventZh: what.zh, eventEn: what.en } })
}

/** The events a state lists, in the order of the table: what a screen offers. */
export function eventsOf<State extends string, Event extends string>(
  procedure: Procedure<State, Event>,
  state: State,
): Event[] {
  return (Object.keys(procedure.events) as Event[]).filter((event) => procedure.transitions[state][event] !== undefined)
}

/** Whether nothing can happen any more. */
export function isFinal<State extends string, Event extends string>(
  procedure: Procedure<State, Event>,
  state: State,
): boolean {
  return eventsOf(procedure, state).length === 0
}
