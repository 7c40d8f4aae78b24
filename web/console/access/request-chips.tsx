import type { GrantRequest } from '@yinian/core/access/grant-api.ts'
import type { ReactNode } from 'react'
import { useTexts } from '../../language/language.ts'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { requestTexts } from './request-texts.ts'

const tones: Record<GrantRequest['state'], Tone> = {
  waiting: 'waiting',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'ended',
}

export function RequestState({ state }: { state: GrantRequest['state'] }): ReactNode {
  const t = useTexts(requestTexts)
  return <StatusChip tone={tones[state]}>{t[state]}</StatusChip>
}
