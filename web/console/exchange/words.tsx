import { type FieldId, fields, type PurposeId, purposes } from '@yinian/core/exchange/kinds.ts'
import {
  type ClientState,
  type ComparisonState,
  type ConnectorState,
  clientStates,
  comparisonStates,
  connectorStates,
  type FindingState,
  findingStates,
} from '@yinian/core/exchange/states.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'

function Chip<State extends string>({
  state,
  names,
  tones,
}: {
  state: State
  names: Readonly<Record<State, Text>>
  tones: Readonly<Record<State, Tone>>
}): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={tones[state]}>{say(names[state])}</StatusChip>
}

const connectorTones = { off: 'ended', asked: 'waiting', on: 'good' } as const
export const ConnectorChip = ({ state }: { state: ConnectorState }): ReactNode => (
  <Chip state={state} names={connectorStates} tones={connectorTones} />
)

const comparisonTones = {
  waiting: 'waiting',
  running: 'waiting',
  paused: 'waiting',
  done: 'good',
  stopped: 'ended',
  failed: 'bad',
} as const
export const ComparisonChip = ({ state }: { state: ComparisonState }): ReactNode => (
  <Chip state={state} names={comparisonStates} tones={comparisonTones} />
)

const findingTones = { waiting: 'waiting', accepted: 'good', rejected: 'neutral', overtaken: 'ended' } as const
export const FindingChip = ({ state }: { state: FindingState }): ReactNode => (
  <Chip state={state} names={findingStates} tones={findingTones} />
)

const clientTones = { requested: 'waiting', active: 'good', refused: 'bad', ended: 'ended' } as const
export const ClientChip = ({ state }: { state: ClientState }): ReactNode => (
  <Chip state={state} names={clientStates} tones={clientTones} />
)

export function Purposes({ of }: { of: readonly PurposeId[] }): ReactNode {
  const { say, language } = useLanguage()
  return of.map((one) => say(purposes[one])).join(language === 'zh' ? '、' : ', ')
}

export function Fields({ of }: { of: readonly FieldId[] }): ReactNode {
  const { say, language } = useLanguage()
  return of.map((one) => say(fields[one].name)).join(language === 'zh' ? '、' : ', ')
}

/** What a vocabulary offers to choose from. */
export function useOptions<Word extends string>(
  table: Readonly<Record<Word, Text | { readonly name: Text }>>,
): { value: Word; label: string }[] {
  const { say } = useLanguage()
  return (Object.entries(table) as [Word, Text | { readonly name: Text }][]).map(([value, words]) => ({
    value,
    label: say('name' in words ? words.name : words),
  }))
}
