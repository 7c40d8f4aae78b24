import { type RunState, runProcedure } from '@yinian/core/benefits/run.ts'
import { type BenefitRunRow, type PaymentState, paymentStates } from '@yinian/core/benefits/run-schemas.ts'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

const runTones: Readonly<Record<RunState, Tone>> = {
  draft: 'neutral',
  checked: 'waiting',
  submitted: 'waiting',
  approved: 'waiting',
  paid: 'good',
  cancelled: 'ended',
}
const paymentTones: Readonly<Record<PaymentState, Tone>> = {
  drafted: 'neutral',
  held: 'waiting',
  approved: 'waiting',
  paid: 'good',
  returned: 'bad',
  cancelled: 'ended',
}

export function RunChips({ run }: { run: Pick<BenefitRunRow, 'state' | 'supplementary'> }): ReactNode {
  const { say } = useLanguage()
  const t = useTexts(texts)
  return (
    <>
      <StatusChip tone={runTones[run.state]}>{say(runProcedure.states[run.state])}</StatusChip>
      {run.supplementary && <StatusChip tone="plain">{t.supplementary}</StatusChip>}
    </>
  )
}

export function PaymentChip({ state }: { state: PaymentState }): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={paymentTones[state]}>{say(paymentStates[state])}</StatusChip>
}

export function FindingCounts({ run }: { run: Pick<BenefitRunRow, 'blocking' | 'warnings'> }): ReactNode {
  const t = useTexts(texts)
  return (
    <>
      {run.blocking > 0 && <StatusChip tone="bad">{t.blockingCount({ count: run.blocking })}</StatusChip>}
      {run.warnings > 0 && <StatusChip tone="waiting">{t.warningCount({ count: run.warnings })}</StatusChip>}
    </>
  )
}
