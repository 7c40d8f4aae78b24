import type { Account } from '@yinian/core/access/api.ts'
import type { ReactNode } from 'react'
import { useTexts } from '../../language/language.ts'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

const tones: Record<Account['state'], Tone> = { active: 'good', locked: 'bad', closed: 'ended' }

export function AccountState({ state }: { state: Account['state'] }): ReactNode {
  const t = useTexts(texts)
  return <StatusChip tone={tones[state]}>{t[state]}</StatusChip>
}
