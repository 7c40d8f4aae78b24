import { type GuardianshipState, guardianshipStates } from '@yinian/core/people/guardianship/procedure.ts'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { StatusChip, type Tone } from '../../parts/status-chip.tsx'
import { texts } from './texts.ts'

const tones: Readonly<Partial<Record<GuardianshipState, Tone>>> = {
  'in-force': 'good',
  ended: 'ended',
  withdrawn: 'ended',
}

export function GuardianshipChip({ state }: { state: GuardianshipState | null }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (state === null) return <StatusChip tone="bad">{t.unopened}</StatusChip>
  return <StatusChip tone={tones[state] ?? 'waiting'}>{say(guardianshipStates[state])}</StatusChip>
}
