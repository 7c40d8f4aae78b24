import type { PolicyVersion } from '@yinian/core/benefits/policy-api.ts'
import { type PolicyState, policyProcedure } from '@yinian/core/benefits/policy-procedure.ts'
import type { ReactNode } from 'react'
import { useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { StatusChip, type Tone } from '../../parts/status-chip.tsx'
import { texts } from './texts.ts'

const tones: Readonly<Record<PolicyState, Tone>> = {
  draft: 'neutral',
  proposed: 'waiting',
  published: 'plain',
  withdrawn: 'ended',
}

export function VersionState({ state }: { state: PolicyState }): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={tones[state]}>{say(policyProcedure.states[state])}</StatusChip>
}

export function InForce(): ReactNode {
  const t = useTexts(texts)
  return <StatusChip tone="good">{t.inForce}</StatusChip>
}

/** The months a version is in force, in words. */
export function useMonths(): (version: Pick<PolicyVersion, 'validFrom' | 'validTo'>) => string {
  const t = useTexts(texts)
  const format = useFormat()
  return ({ validFrom, validTo }) =>
    validTo === null
      ? t.since({ month: format.month(validFrom) })
      : t.until({ from: format.month(validFrom), to: format.month(validTo) })
}
