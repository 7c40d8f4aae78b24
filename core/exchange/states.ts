import type { Text } from '../language/text.ts'

type Moves<State extends string> = Readonly<Record<string, { from: readonly State[]; to: State }>>

function next<State extends string>(moves: Moves<State>, state: State, event: string): State | undefined {
  const move = Object.hasOwn(moves, event) ? moves[event] : undefined
  return move?.from.includes(state) ? move.to : undefined
}

export const connectorStates = {
  off: { zh: '未启用', en: 'Off' },
  asked: { zh: '待复核启用', en: 'To be switched on' },
  on: { zh: '已启用', en: 'On' },
} as const satisfies Record<string, Text>
export type ConnectorState = keyof typeof connectorStates

/** One person sets it up and asks; another switches it on. Whoever sees something wrong switches it off at once. */
export const connectorMoves = {
  change: { from: ['off', 'asked', 'on'], to: 'off' },
  ask: { from: ['off'], to: 'asked' },
  'switch-on': { from: ['asked'], to: 'on' },
  'switch-off': { from: ['asked', 'on'], to: 'off' },
} as const satisfies Moves<ConnectorState>
export type ConnectorMove = keyof typeof connectorMoves
export const nextConnectorState = (state: ConnectorState, move: ConnectorMove): ConnectorState | undefined =>
  next<ConnectorState>(connectorMoves, state, move)

export const comparisonStates = {
  waiting: { zh: '排队中', en: 'Queued' },
  running: { zh: '进行中', en: 'Running' },
  paused: { zh: '今日次数已用完，明日继续', en: 'The day’s requests are used up; goes on tomorrow' },
  done: { zh: '已完成', en: 'Finished' },
  stopped: { zh: '已停止', en: 'Stopped' },
  failed: { zh: '未完成', en: 'Not finished' },
} as const satisfies Record<string, Text>
export type ComparisonState = keyof typeof comparisonStates

export const comparisonMoves = {
  begin: { from: ['waiting', 'paused', 'running'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  finish: { from: ['running'], to: 'done' },
  fail: { from: ['waiting', 'running', 'paused'], to: 'failed' },
  stop: { from: ['waiting', 'running', 'paused'], to: 'stopped' },
  'take-up': { from: ['failed', 'stopped'], to: 'waiting' },
} as const satisfies Moves<ComparisonState>
export type ComparisonMove = keyof typeof comparisonMoves
export const nextComparisonState = (state: ComparisonState, move: ComparisonMove): ComparisonState | undefined =>
  next<ComparisonState>(comparisonMoves, state, move)
export const comparisonStatesBefore = (move: ComparisonMove): readonly ComparisonState[] => comparisonMoves[move].from

export const findingStates = {
  waiting: { zh: '待核实', en: 'To be checked' },
  accepted: { zh: '已采纳', en: 'Accepted' },
  rejected: { zh: '不采纳', en: 'Rejected' },
  overtaken: { zh: '已无须处理', en: 'Overtaken' },
} as const satisfies Record<string, Text>
export type FindingState = keyof typeof findingStates

export const clientStates = {
  requested: { zh: '待复核', en: 'To be approved' },
  active: { zh: '已开通', en: 'Active' },
  refused: { zh: '未同意', en: 'Refused' },
  ended: { zh: '已终止', en: 'Ended' },
} as const satisfies Record<string, Text>
export type ClientState = keyof typeof clientStates

export const clientMoves = {
  approve: { from: ['requested'], to: 'active' },
  refuse: { from: ['requested'], to: 'refused' },
  end: { from: ['requested', 'active'], to: 'ended' },
} as const satisfies Moves<ClientState>
export type ClientMove = keyof typeof clientMoves
export const nextClientState = (state: ClientState, move: ClientMove): ClientState | undefined =>
  next<ClientState>(clientMoves, state, move)
