import {
  type CampaignState,
  campaignProcedure,
  type RespondentState,
  respondentStates,
} from '@yinian/core/surveys/campaigns.ts'
import { type ReferralState, referralProcedure } from '@yinian/core/surveys/referrals.ts'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'

const campaignTones: Readonly<Record<CampaignState, Tone>> = {
  drafted: 'waiting',
  approved: 'neutral',
  open: 'good',
  closed: 'ended',
  reported: 'ended',
  cancelled: 'ended',
}

export function CampaignChip({ state }: { state: CampaignState }): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={campaignTones[state]}>{say(campaignProcedure.states[state])}</StatusChip>
}

const respondentTones: Readonly<Record<RespondentState, Tone>> = {
  'to-ask': 'waiting',
  asked: 'good',
  'not-met': 'waiting',
  refused: 'ended',
  moved: 'ended',
  died: 'ended',
}

export function RespondentChip({ state }: { state: RespondentState }): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={respondentTones[state]}>{say(respondentStates[state])}</StatusChip>
}

const referralTones: Readonly<Record<ReferralState, Tone>> = {
  noted: 'waiting',
  'passed-on': 'neutral',
  'taken-up': 'neutral',
  declined: 'bad',
  done: 'good',
  lapsed: 'ended',
}

export function ReferralChip({ state }: { state: ReferralState }): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={referralTones[state]}>{say(referralProcedure.states[state])}</StatusChip>
}
